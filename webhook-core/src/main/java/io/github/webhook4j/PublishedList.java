package io.github.webhook4j;

import java.net.InetAddress;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last good list that a sender has published. Who gets it anew does so only while somebody else holds this. */
final class PublishedList extends AddressList {

    private static final Logger LOG = LoggerFactory.getLogger(AddressList.class);

    private final URI uri;
    private final boolean included;

    private volatile @Nullable Known known;

    /** The ranges that are known, and what is said of their age. */
    private record Known(List<AddressRange> ranges, String age) {}

    private PublishedList(PublishedAddresses published) {
        this.uri = published.uri();
        this.included = !published.included().isEmpty();
        this.known = published.included().isEmpty()
                ? null
                : new Known(published.included(), "included as of " + published.asOf());
    }

    static PublishedList refreshed(PublishedAddresses published, RefreshPace pace) {
        PublishedList list = new PublishedList(published);
        AddressRefresh.start(list, new AddressFetch(published, pace.timeout()), pace);
        return list;
    }

    void replace(List<AddressRange> ranges) {
        known = new Known(ranges, "got at " + Instant.now().truncatedTo(ChronoUnit.SECONDS));
        LOG.debug("Got the addresses: {}", this);
    }

    void failing(String problem) {
        LOG.warn("The addresses at {} cannot be got: {}. Until they can: {}", uri, problem, this);
    }

    void recovered() {
        LOG.info("The addresses can be got again: {}", this);
    }

    @Override
    boolean mayBeUnknown() {
        return !included;
    }

    @Override
    Verdict verdict(InetAddress address) {
        Known now = known;
        return now == null ? Verdict.UNKNOWN : verdict(now.ranges(), address);
    }

    @Override
    public String toString() {
        Known now = known;
        return "AddressList["
                + (now == null ? "none yet" : count(now.ranges()) + " " + now.age())
                + ", of " + uri + "]";
    }
}
