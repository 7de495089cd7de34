package io.github.webhook4j.micrometer;

import io.github.webhook4j.DurableInbox;
import io.github.webhook4j.EventRunner;
import io.github.webhook4j.KeptEvent;
import io.github.webhook4j.WebhookEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps events until a test has them handled, on a thread of its own. Cannot record how those end that are handled at once. */
final class Shelf implements DurableInbox {

    private final boolean full;
    private final List<KeptEvent> kept = new ArrayList<>();
    private @Nullable EventRunner attached;

    Shelf(boolean full) {
        this.full = full;
    }

    EventRunner runner() {
        return Objects.requireNonNull(attached);
    }

    /** The one that has been kept, as it is when it is taken out. */
    WebhookEvent restored() {
        return runner().restore(kept.get(0));
    }

    /** Runs the handlers of what has been kept. */
    void run() throws InterruptedException {
        run(() -> {
            WebhookEvent event = restored();
            runner().handlers(event.type()).forEach(handler -> runner().run(event, handler));
        });
    }

    static void run(Runnable work) throws InterruptedException {
        Thread worker = new Thread(work);
        worker.start();
        worker.join();
    }

    @Override
    public boolean keep(WebhookEvent event) {
        if (full) {
            throw new IllegalStateException("the shelf is full");
        }
        return kept.add(runner().strip(event));
    }

    @Override
    public void attach(EventRunner runner) {
        this.attached = runner;
    }

    @Override
    public Claim claim(WebhookEvent event) {
        return new Claim(event, State.NEW, 0);
    }

    @Override
    public void complete(Claim claim) {
        throw new IllegalStateException("there is no pen");
    }

    @Override
    public void release(Claim claim) {
        throw new IllegalStateException("there is no pen");
    }
}
