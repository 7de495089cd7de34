package io.github.webhook4j;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a stream of the type {@code text/event-stream} as it arrives, in pieces cut anywhere. Lines may end with CR, LF or both. An event that
 * is too large is left out, so that memory is bounded. Not thread-safe.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">The format</a>
 */
final class StreamedEvents {

    private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};

    private final int maxBytes;
    private final Consumer<Streamed> to;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private boolean firstLine = true;
    private boolean afterReturn;
    private boolean hasData;
    private boolean lineTooLarge;
    private boolean tooLarge;
    private String name = "";

    /**
     * An event.
     *
     * @param name what kind of event it is; empty if it is not said
     * @param data its data, lines separated by LF
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Streamed(String name, byte[] data) {}

    StreamedEvents(int maxBytes, Consumer<Streamed> to) {
        this.maxBytes = maxBytes;
        this.to = to;
    }

    /** Takes the next bytes, and hands on each event that ends in them. */
    void add(ByteBuffer arrived) {
        byte[] bytes = new byte[arrived.remaining()];
        arrived.get(bytes);
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean end = bytes[i] == '\n' || bytes[i] == '\r';
            if (end && !(bytes[i] == '\n' && afterReturn)) {
                addToLine(bytes, start, i);
                endLine();
            }
            if (end) {
                start = i + 1;
            }
            afterReturn = bytes[i] == '\r';
        }
        addToLine(bytes, start, bytes.length);
    }

    private void addToLine(byte[] bytes, int from, int to) {
        if (to - from > maxBytes - line.size()) {
            lineTooLarge = true;
        } else {
            line.write(bytes, from, to - from);
        }
    }

    private void endLine() {
        byte[] whole = line.toByteArray();
        line.reset();
        if (lineTooLarge) {
            lineTooLarge = false;
            tooLarge = true;
            return;
        }
        boolean marked = firstLine && whole.length >= 3 && Arrays.equals(Arrays.copyOf(whole, 3), BYTE_ORDER_MARK);
        firstLine = false;
        int from = marked ? BYTE_ORDER_MARK.length : 0;
        if (whole.length == from) {
            endEvent();
        } else {
            field(whole, from);
        }
    }

    /** A line without a colon is a field without a value, one that begins with it is a comment. */
    private void field(byte[] whole, int from) {
        int colon = from;
        while (colon < whole.length && whole[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, whole.length);
        if (value < whole.length && whole[value] == ' ') {
            value++;
        }
        if (Arrays.equals(whole, from, colon, DATA, 0, DATA.length)) {
            addToData(whole, value);
        } else if (Arrays.equals(whole, from, colon, EVENT, 0, EVENT.length)) {
            name = new String(whole, value, whole.length - value, StandardCharsets.UTF_8);
        }
    }

    private void addToData(byte[] whole, int from) {
        int length = whole.length - from;
        if (length >= maxBytes - data.size()) {
            tooLarge = true;
            return;
        }
        if (hasData) {
            data.write('\n');
        }
        data.write(whole, from, length);
        hasData = true;
    }

    private void endEvent() {
        if (tooLarge) {
            LOG.warn("An event of more than {} bytes has come through the channel, and is left out", maxBytes);
        } else if (hasData) {
            to.accept(new Streamed(name, data.toByteArray()));
        }
        data.reset();
        hasData = false;
        tooLarge = false;
        name = "";
    }
}
