package io.github.webhook4j;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The addresses that an endpoint is called from: fixed ones, those that a sender publishes, or several lists together.
 *
 * <p>Thread-safe. To ask a list takes no look-up and no call to anybody.
 */
public abstract sealed class AddressList permits AddressList.Fixed, AddressList.AnyOf, PublishedList {

    /** How often a published list is got anew unless said otherwise: every hour. */
    public static final Duration REFRESH = Duration.ofHours(1);

    /** Servers that publish lists count how often they are asked: GitHub's answers 60 times an hour. */
    private static final Duration SHORTEST_REFRESH = Duration.ofMinutes(1);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** What a list says of an address. */
    enum Verdict {
        ALLOWED,
        NOT_ALLOWED,
        /** The list is not there yet. */
        UNKNOWN
    }

    AddressList() {}

    /**
     * A fixed list.
     *
     * @param ranges addresses and ranges, as {@link AddressRange#parse} reads them, at least one
     * @return the list
     * @throws IllegalArgumentException if there is no range, or one is none
     */
    public static AddressList of(String... ranges) {
        return of(Arrays.asList(ranges));
    }

    /**
     * A fixed list.
     *
     * @param ranges addresses and ranges, as {@link AddressRange#parse} reads them, at least one
     * @return the list
     * @throws IllegalArgumentException if there is no range, or one is none
     */
    public static AddressList of(List<String> ranges) {
        return new Fixed(ranges(ranges));
    }

    /**
     * A list that a sender publishes, got now and then every hour, in the background.
     *
     * @param addresses where it is
     * @return the list
     * @see #published(PublishedAddresses, Duration)
     */
    public static AddressList published(PublishedAddresses addresses) {
        return published(addresses, REFRESH);
    }

    /**
     * A list that a sender publishes, got now and then again and again, in the background, for as long as the list is used.
     *
     * <p>Until the first answer it is the list that {@link PublishedAddresses#included} names; without one, no address is known.
     * An answer that fails, is no list, is empty or larger than 1 MiB, or takes longer than 10 seconds, changes nothing: the last
     * good list stays, a warning is logged, and the next attempt comes after a minute, then after twice the time, up to the
     * interval. Needs the JDK's module {@code java.net.http}.
     *
     * @param addresses where it is
     * @param every how long a list is used before it is got anew, at least a minute
     * @return the list
     * @throws IllegalArgumentException if the time is shorter
     */
    public static AddressList published(PublishedAddresses addresses, Duration every) {
        if (every.compareTo(SHORTEST_REFRESH) < 0) {
            throw new IllegalArgumentException("An address list that is got anew every " + every
                    + " is a burden: wait at least " + SHORTEST_REFRESH);
        }
        return PublishedList.refreshed(addresses, new RefreshPace(every, SHORTEST_REFRESH, TIMEOUT));
    }

    /**
     * Several lists together: an address is allowed if one of them allows it.
     *
     * @param lists the lists, at least one
     * @return the list
     * @throws IllegalArgumentException if there is none
     */
    public static AddressList anyOf(AddressList... lists) {
        if (lists.length == 0) {
            throw new IllegalArgumentException("No list of addresses allows no address: name one");
        }
        return new AnyOf(List.of(lists));
    }

    /** Whether there can be a time, at the start, when nothing is known. */
    abstract boolean mayBeUnknown();

    /** What the list says of an address, without waiting. */
    abstract Verdict verdict(InetAddress address);

    static List<AddressRange> ranges(List<String> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("A list without an address allows nobody: name one");
        }
        return texts.stream().map(AddressRange::parse).distinct().toList();
    }

    static Verdict verdict(List<AddressRange> ranges, InetAddress address) {
        byte[] bytes = Addresses.bytes(address);
        for (AddressRange range : ranges) {
            if (range.contains(bytes)) {
                return Verdict.ALLOWED;
            }
        }
        return Verdict.NOT_ALLOWED;
    }

    /** How many ranges there are, where from, and of when. */
    @Override
    public abstract String toString();

    static String count(List<AddressRange> ranges) {
        return ranges.size() == 1 ? "1 range" : ranges.size() + " ranges";
    }

    /** A list that stays as it is. */
    static final class Fixed extends AddressList {

        private final List<AddressRange> ranges;

        private Fixed(List<AddressRange> ranges) {
            this.ranges = ranges;
        }

        @Override
        boolean mayBeUnknown() {
            return false;
        }

        @Override
        Verdict verdict(InetAddress address) {
            return verdict(ranges, address);
        }

        @Override
        public String toString() {
            return "AddressList[" + count(ranges) + "]";
        }
    }

    /** Several lists. */
    static final class AnyOf extends AddressList {

        private final List<AddressList> lists;

        private AnyOf(List<AddressList> lists) {
            this.lists = lists;
        }

        @Override
        boolean mayBeUnknown() {
            return lists.stream().anyMatch(AddressList::mayBeUnknown);
        }

        @Override
        Verdict verdict(InetAddress address) {
            Verdict verdict = Verdict.NOT_ALLOWED;
            for (AddressList list : lists) {
                Verdict one = list.verdict(address);
                if (one == Verdict.ALLOWED) {
                    return one;
                }
                verdict = one == Verdict.UNKNOWN ? one : verdict;
            }
            return verdict;
        }

        @Override
        public String toString() {
            return lists.stream().map(AddressList::toString).collect(Collectors.joining(" or "));
        }
    }
}
