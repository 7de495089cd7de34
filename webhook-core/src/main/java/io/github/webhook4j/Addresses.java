package io.github.webhook4j;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads IP addresses from text, and never asks a name server: what is no literal is no address. */
final class Addresses {

    private static final int FOUR = 4;
    private static final int SIXTEEN = 16;

    /** An IPv4-mapped IPv6 address starts so: the network ::ffff:0:0/96. */
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]");
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

    /** RFC 7239 lets a proxy hide the port as it may hide the name. */
    private static final String PORT = "(?::(?:[0-9]{1,5}|_[0-9A-Za-z._-]+))?";

    private static final Pattern IN_BRACKETS = Pattern.compile("\\[([^\\[\\]]+)]" + PORT);
    private static final Pattern WITH_PORT = Pattern.compile("([0-9.]+)" + PORT);
    private static final Pattern ZONE = Pattern.compile("%[^%]+\\z");

    /** Longer than any address with its zone and port. */
    private static final int MOST_CHARS = 128;

    private Addresses() {}

    /**
     * An address as containers and proxies write it: perhaps in brackets, with a port, with a zone, which is dropped.
     *
     * @return the address, or {@code null} if the text is anything else
     */
    static @Nullable InetAddress parse(String text) {
        if (text.length() > MOST_CHARS) {
            return null;
        }
        byte[] bytes;
        Matcher brackets = IN_BRACKETS.matcher(text);
        Matcher withPort = WITH_PORT.matcher(text);
        if (brackets.matches()) {
            bytes = six(withoutZone(brackets.group(1)));
        } else {
            bytes = withPort.matches() ? four(withPort.group(1)) : six(withoutZone(text));
        }
        return bytes == null ? null : address(bytes);
    }

    /** The 4 or 16 bytes of an address that stands alone, or {@code null} if the text is none; IPv4-mapped ones have 16. */
    static byte @Nullable [] bytes(String text) {
        return text.indexOf(':') < 0 ? four(text) : six(text);
    }

    /** The bytes of an address; those of an IPv4-mapped one are the 4 of IPv4. */
    static byte[] bytes(InetAddress address) {
        byte[] bytes = address.getAddress();
        return isMapped(bytes) ? Arrays.copyOfRange(bytes, MAPPED.length, SIXTEEN) : bytes;
    }

    static boolean isMapped(byte[] bytes) {
        return bytes.length == SIXTEEN && Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
    }

    /** As Java writes the address, an IPv4-mapped one as IPv4. */
    static String text(byte[] bytes) {
        return address(bytes).getHostAddress();
    }

    private static String withoutZone(String text) {
        return ZONE.matcher(text).replaceFirst("");
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("An address of " + bytes.length + " bytes", e);
        }
    }

    private static byte @Nullable [] four(String text) {
        String[] octets = text.split("\\.", -1);
        if (octets.length != FOUR) {
            return null;
        }
        byte[] bytes = new byte[FOUR];
        for (int i = 0; i < FOUR; i++) {
            if (!OCTET.matcher(octets[i]).matches()) {
                return null;
            }
            bytes[i] = (byte) Integer.parseInt(octets[i]);
        }
        return bytes;
    }

    private static byte @Nullable [] six(String text) {
        int gap = text.indexOf("::");
        byte[] head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
        byte[] tail = gap < 0 ? new byte[0] : groups(text.substring(gap + 2), true);
        if (head == null || tail == null) {
            return null;
        }
        int given = head.length + tail.length;
        if (gap < 0 ? given != SIXTEEN : given > SIXTEEN - 2) {
            return null;
        }
        byte[] bytes = Arrays.copyOf(head, SIXTEEN);
        System.arraycopy(tail, 0, bytes, SIXTEEN - tail.length, tail.length);
        return bytes;
    }

    /** The bytes of groups of hex digits; at the very end of an address, an IPv4 address may stand for the last two. */
    private static byte @Nullable [] groups(String text, boolean atEnd) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] groups = text.split(":", -1);
        byte[] last = atEnd ? four(groups[groups.length - 1]) : null;
        int hex = last == null ? groups.length : groups.length - 1;
        byte[] bytes = new byte[2 * hex + (last == null ? 0 : FOUR)];
        for (int i = 0; i < hex; i++) {
            if (!GROUP.matcher(groups[i]).matches()) {
                return null;
            }
            int value = Integer.parseInt(groups[i], 16);
            bytes[2 * i] = (byte) (value >> Byte.SIZE);
            bytes[2 * i + 1] = (byte) value;
        }
        if (last != null) {
            System.arraycopy(last, 0, bytes, 2 * hex, FOUR);
        }
        return bytes;
    }
}
