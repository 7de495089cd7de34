package io.github.webhook4j.cli;

import io.github.webhook4j.Subscription;
import io.github.webhook4j.SubscriptionPlan;
import io.github.webhook4j.Subscriptions;
import java.io.PrintWriter;
import java.util.List;

/**
 * Subscriptions to a URL for as long as this is open. Where there are some to the URL before, nothing is changed, neither at the beginning nor
 * at the end: nobody knows whose they are. Thread-safe: a signal may close it while it is being opened, and waits for that.
 */
final class TemporarySubscription implements AutoCloseable {

    private final Subscriptions subscriptions;
    private final PrintWriter out;
    private boolean subscribed;
    private boolean closed;

    TemporarySubscription(Subscriptions subscriptions, PrintWriter out) {
        this.subscriptions = subscriptions;
        this.out = out;
    }

    synchronized void open() {
        if (closed) {
            return;
        }
        List<Subscription> before = subscriptions.list();
        if (before.isEmpty()) {
            // before the call: it may arrive and yet fail
            subscribed = true;
            out.println(subscriptions.apply());
            return;
        }
        before.forEach(one -> out.println("there before, and left as it is: " + one));
        if (!subscriptions.plan().isEmpty()) {
            out.println("It is not what was asked for; subscribe makes it so, remove deletes it.");
        }
    }

    @Override
    public synchronized void close() {
        boolean left = subscribed && !closed;
        closed = true;
        SubscriptionPlan removed = left ? subscriptions.remove() : null;
        if (removed != null && !removed.isEmpty()) {
            out.println(removed);
        }
    }
}
