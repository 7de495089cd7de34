package io.github.webhook4j;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A range of IP addresses, or one: what CIDR writes as {@code 192.30.252.0/22} or {@code 2001:db8::/32}.
 *
 * <p>An IPv4-mapped IPv6 address such as {@code ::ffff:192.0.2.1} is the IPv4 address, in ranges too; a range of IPv6 has none
 * of IPv4. No name is ever looked up. Immutable, thread-safe.
 */
public final class AddressRange {

    /** How many bits of an IPv4-mapped address say that it is one. */
    private static final int MAPPED_BITS = 96;

    /** No range has more characters. */
    private static final int MOST_CHARS = 49;

    private final byte[] network;
    private final int prefix;

    private AddressRange(byte[] network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    /**
     * Reads a range.
     *
     * @param text an address, or the first address of a range, {@code /} and how many leading bits its addresses share; IPv4
     *     in four decimal numbers without leading zeros, no zone
     * @return the range
     * @throws IllegalArgumentException if the text is anything else, or its address is not the first of the range
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] bytes = text.length() > MOST_CHARS ? null : Addresses.bytes(slash < 0 ? text : text.substring(0, slash));
        if (bytes == null) {
            throw new IllegalArgumentException(
                    quoted(text) + " is no address and no range of addresses: write 192.0.2.1, "
                            + "192.0.2.0/24, 2001:db8::1 or 2001:db8::/32");
        }
        int most = bytes.length * Byte.SIZE;
        int prefix = slash < 0 ? most : prefix(text, slash + 1, most);
        if (prefix >= MAPPED_BITS && Addresses.isMapped(bytes)) {
            bytes = Arrays.copyOfRange(bytes, MAPPED_BITS / Byte.SIZE, bytes.length);
            prefix -= MAPPED_BITS;
        }
        byte[] first = masked(bytes, prefix);
        if (!Arrays.equals(bytes, first)) {
            throw new IllegalArgumentException(quoted(text) + " does not start at its first address: is it "
                    + new AddressRange(first, prefix) + ", or the address " + Addresses.text(bytes) + "?");
        }
        return new AddressRange(bytes, prefix);
    }

    private static int prefix(String text, int from, int most) {
        String digits = text.substring(from);
        if (!digits.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(digits) > most) {
            throw new IllegalArgumentException(
                    quoted(text) + " is no range of addresses: after the / stands a number from 0 to " + most);
        }
        return Integer.parseInt(digits);
    }

    /** For messages that reach a log: what a stranger wrote starts no new line there, and does not fill it. */
    private static String quoted(String text) {
        String start = text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) + "..." : text;
        return '"' + start.replaceAll("[^ -~]", "?") + '"';
    }

    /**
     * Whether an address is in the range.
     *
     * @param address the address; its zone, if it has one, does not matter
     * @return whether it is
     */
    public boolean contains(InetAddress address) {
        return contains(Addresses.bytes(address));
    }

    /** The same for bytes that {@link Addresses} has made, so that a list of many ranges makes them once. */
    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        int rest = Byte.SIZE - prefix % Byte.SIZE;
        return Arrays.equals(address, 0, whole, network, 0, whole)
                && (rest == Byte.SIZE || (address[whole] & 0xff) >> rest == (network[whole] & 0xff) >> rest);
    }

    private static byte[] masked(byte[] address, int prefix) {
        byte[] first = Arrays.copyOf(address, address.length);
        for (int bit = prefix; bit < address.length * Byte.SIZE; bit++) {
            first[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        return first;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange range && range.prefix == prefix && Arrays.equals(range.network, network);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(network) + prefix;
    }

    /** The range as {@link #parse} reads it, an address without a prefix where it is one. */
    @Override
    public String toString() {
        String address = Addresses.text(network);
        return prefix == network.length * Byte.SIZE ? address : address + "/" + prefix;
    }
}
