package io.github.webhook4j;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Two maps behind one lock, which is held for less than a microsecond: what is running, and what is done, oldest first. */
final class InMemoryInbox implements Inbox {

    private record Key(String endpoint, String event) {
        static Key of(WebhookEvent event) {
            return new Key(event.endpoint(), event.key());
        }
    }

    private record Running(long fence, Instant expires) {}

    private final int maxEvents;
    private final Duration retention;
    private final Duration lease;
    private final Clock clock;

    private final Map<Key, Running> running = new HashMap<>();
    private final Map<Key, Instant> done = new LinkedHashMap<>();
    private long fence;

    InMemoryInbox(int maxEvents, Duration retention, Duration lease, Clock clock) {
        if (maxEvents < 1 || retention.toMillis() < 1 || lease.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "maxEvents, retention and lease must be positive: " + maxEvents + ", " + retention + ", " + lease);
        }
        this.maxEvents = maxEvents;
        this.retention = retention;
        this.lease = lease;
        this.clock = clock;
    }

    @Override
    public synchronized Claim claim(WebhookEvent event) {
        Instant now = clock.instant();
        forgetExpired(now);
        Key key = Key.of(event);
        if (done.containsKey(key)) {
            return new Claim(event, State.DONE, 0);
        }
        Running holder = running.get(key);
        if (holder != null && now.isBefore(holder.expires())) {
            return new Claim(event, State.IN_PROGRESS, 0);
        }
        makeRoom(now);
        running.put(key, new Running(++fence, now.plus(lease)));
        return new Claim(event, State.NEW, fence);
    }

    @Override
    public synchronized void complete(Claim claim) {
        if (end(claim)) {
            done.put(Key.of(claim.event()), clock.instant().plus(retention));
            if (done.size() > maxEvents) {
                forgetOldest();
            }
        }
    }

    @Override
    public synchronized void release(Claim claim) {
        end(claim);
    }

    private boolean end(Claim claim) {
        Key key = Key.of(claim.event());
        Running holder = running.get(key);
        return holder != null && holder.fence() == claim.fence() && running.remove(key, holder);
    }

    private void forgetExpired(Instant now) {
        Iterator<Instant> expiries = done.values().iterator();
        while (expiries.hasNext() && !now.isBefore(expiries.next())) {
            expiries.remove();
        }
    }

    private void forgetOldest() {
        Iterator<Key> oldest = done.keySet().iterator();
        oldest.next();
        oldest.remove();
    }

    private void makeRoom(Instant now) {
        if (running.size() >= maxEvents) {
            running.values().removeIf(holder -> !now.isBefore(holder.expires()));
        }
        if (running.size() >= maxEvents) {
            throw new IllegalStateException(maxEvents + " events are being handled already");
        }
    }
}
