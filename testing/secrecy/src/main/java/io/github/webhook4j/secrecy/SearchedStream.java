package io.github.webhook4j.secrecy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;

/** Passes everything on unchanged, and hands out each line. Thread-safe. */
final class SearchedStream extends OutputStream {

    private final PrintStream target;
    private final Consumer<String> search;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private SearchedStream(PrintStream target, Consumer<String> search) {
        this.target = target;
        this.search = search;
    }

    static PrintStream before(PrintStream target, Consumer<String> search) {
        return new PrintStream(new SearchedStream(target, search), true, Charset.defaultCharset());
    }

    @Override
    public synchronized void write(int b) {
        target.write(b);
        add((byte) b);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        target.write(bytes, from, length);
        for (int i = from; i < from + length; i++) {
            add(bytes[i]);
        }
    }

    private void add(byte b) {
        if (b == '\n') {
            endLine();
        } else if (b != '\r') {
            line.write(b);
        }
    }

    private void endLine() {
        if (line.size() > 0) {
            String text = line.toString(Charset.defaultCharset());
            line.reset();
            search.accept(text);
        }
    }

    @Override
    public synchronized void flush() {
        target.flush();
    }

    /** Searches what has no end of line yet; the target stays open. */
    @Override
    public synchronized void close() {
        endLine();
        target.flush();
    }
}
