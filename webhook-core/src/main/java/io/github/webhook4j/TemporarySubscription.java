package io.github.webhook4j;

import java.util.ArrayList;
import java.util.List;

/**
 * Subscriptions to a URL for as long as this is open, for tunnels. Where there are some to the URL before, nothing is changed, neither at the
 * beginning nor at the end: nobody knows whose they are. Thread-safe: a signal may close it while it is being opened, and waits for that.
 */
public final class TemporarySubscription implements AutoCloseable {

    private final Subscriptions subscriptions;
    private boolean subscribed;
    private boolean closed;

    TemporarySubscription(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /**
     * Subscribes, unless there are subscriptions to the URL already, or this has been closed.
     *
     * @return what has been done; no steps if there were some before, and remarks that say so
     * @throws SenderException if the sender refuses or cannot be asked, or {@code ALREADY_THERE} if it has one subscription for all and that
     *     leads elsewhere
     * @throws IllegalStateException for what {@link Subscriptions#apply} throws it
     */
    public synchronized SubscriptionPlan open() {
        List<Subscription> before = subscriptions.beforeTemporary();
        if (!before.isEmpty() || closed) {
            return new SubscriptionPlan(subscriptions.url(), List.of(), remarks(before));
        }
        // before the call: it may arrive and yet fail
        subscribed = true;
        return subscriptions.apply();
    }

    private List<String> remarks(List<Subscription> before) {
        List<String> remarks = new ArrayList<>();
        before.forEach(one -> remarks.add("There was one before, which is left as it is: " + one));
        if (!before.isEmpty() && !subscriptions.plan().isEmpty()) {
            remarks.add("It is not what is wanted. To apply makes it so, to remove deletes it.");
        }
        return remarks;
    }

    /**
     * Deletes what has been subscribed.
     *
     * @return what has been done
     * @throws SenderException if the sender refuses or cannot be asked
     */
    public synchronized SubscriptionPlan end() {
        boolean left = subscribed && !closed;
        closed = true;
        return left ? subscriptions.remove() : new SubscriptionPlan(subscriptions.url(), List.of(), List.of());
    }

    /** Deletes what has been subscribed, as {@link #end} does. */
    @Override
    public void close() {
        end();
    }

    @Override
    public String toString() {
        return "TemporarySubscription[" + subscriptions + "]";
    }
}
