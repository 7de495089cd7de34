package io.github.webhook4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.AnsweringHandler;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Inbox;
import io.github.webhook4j.Inbox.Claim;
import io.github.webhook4j.Inbox.State;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every inbox promises, by requests to endpoints that have it. A test of an inbox extends this and makes one; that of an inbox
 * that keeps events extends {@link DurableInboxContract}.
 */
public abstract class InboxContract {

    private static final int DELIVERIES = 16;

    final WebhookProvider provider = TestProvider.with(Secrets.of("a secret of the contract"));
    final Queue<String> handled = new ConcurrentLinkedQueue<>();
    private @Nullable Inbox opened;

    /** For subclasses. */
    protected InboxContract() {}

    /**
     * Makes an empty inbox.
     *
     * @param lease how long its claims hold
     * @return the inbox
     * @throws Exception if it cannot be made
     */
    protected abstract Inbox inbox(Duration lease) throws Exception;

    /**
     * Closes what {@link #inbox} has opened.
     *
     * @param inbox the inbox
     * @throws Exception if it cannot be closed
     */
    protected void close(Inbox inbox) throws Exception {
        if (inbox instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    /**
     * Opens the inbox of a test.
     *
     * @throws Exception if it cannot be made
     */
    @BeforeEach
    public final void openInbox() throws Exception {
        opened = inbox(Duration.ofMinutes(5));
    }

    /**
     * Closes the inbox of a test.
     *
     * @throws Exception if it cannot be closed
     */
    @AfterEach
    public final void closeInbox() throws Exception {
        close(inbox());
    }

    final Inbox inbox() {
        if (opened == null) {
            throw new IllegalStateException("no inbox");
        }
        return opened;
    }

    /** Handlers that answer run within the request, whatever the inbox. */
    private WebhookEndpoint endpoint(String name, AnsweringHandler<Object> handler) {
        return WebhookEndpoint.builder(provider)
                .name(name)
                .inbox(inbox())
                .answer(EventType.of("*", Object.class), handler)
                .build();
    }

    private WebhookEndpoint recording(String name) {
        return endpoint(name, (payload, event) -> {
            handled.add(name + " " + event.id());
            return "done";
        });
    }

    final int deliver(WebhookEndpoint endpoint, String id) {
        return endpoint.handle(SignedRequest.of(provider)
                        .event("order.paid")
                        .id(id)
                        .build()
                        .toRequest())
                .status();
    }

    /** An event as an endpoint of that name receives it, which stays free to be claimed. */
    private WebhookEvent event(String name, String id) {
        List<WebhookEvent> events = new ArrayList<>();
        WebhookEndpoint endpoint = endpoint(name, (payload, event) -> {
            events.add(event);
            throw new IllegalStateException("on purpose, so that the event is released");
        });
        assertThat(deliver(endpoint, id)).isEqualTo(500);
        return events.get(0);
    }

    /** What comes again is not handled again. */
    @Test
    public final void anEventThatComesTwiceIsHandledOnce() {
        WebhookEndpoint endpoint = recording("shop");
        assertThat(deliver(endpoint, "1")).isEqualTo(200);
        assertThat(deliver(endpoint, "1")).isEqualTo(200);
        assertThat(deliver(endpoint, "2")).isEqualTo(200);
        assertThat(handled).containsExactly("shop 1", "shop 2");
    }

    /** What failed is handled when it comes again. */
    @Test
    public final void anEventWhoseHandlerFailedIsHandledWhenItComesAgain() {
        WebhookEndpoint endpoint = endpoint("shop", (payload, event) -> {
            handled.add(event.id());
            if (handled.size() == 1) {
                throw new IllegalStateException("on purpose");
            }
            return "done";
        });
        assertThat(deliver(endpoint, "1")).isEqualTo(500);
        assertThat(deliver(endpoint, "1")).isEqualTo(200);
        assertThat(deliver(endpoint, "1")).isEqualTo(200);
        assertThat(handled).containsExactly("1", "1");
    }

    /** Endpoints do not share events. */
    @Test
    public final void theSameKeyAtAnotherEndpointIsAnotherEvent() {
        assertThat(deliver(recording("shop"), "1")).isEqualTo(200);
        assertThat(deliver(recording("office"), "1")).isEqualTo(200);
        assertThat(handled).containsExactly("shop 1", "office 1");
    }

    /** Databases compare texts in ways of their own. */
    @Test
    public final void keysAreComparedToTheLastCharacter() {
        WebhookEndpoint endpoint = recording("shop");
        List<String> ids = List.of(
                "a",
                "A",
                "a ",
                "á",
                "a\u0301",
                "\uD83D\uDE00",
                "\uD800",
                "\uDBFF",
                "x".repeat(512),
                "x".repeat(511) + "y");
        for (String id : ids) {
            assertThat(deliver(endpoint, id)).as(id).isEqualTo(200);
        }
        assertThat(handled).hasSize(ids.size());
    }

    /**
     * Of simultaneous deliveries one is handled; the others are acknowledged, or asked to come again.
     *
     * @throws Exception if a delivery fails
     */
    @Test
    public final void ofManyDeliveriesAtTheSameTimeOneIsHandled() throws Exception {
        WebhookEndpoint endpoint = recording("shop");
        ExecutorService threads = Executors.newFixedThreadPool(DELIVERIES);
        try {
            for (int round = 0; round < 5; round++) {
                String id = "round " + round;
                CountDownLatch together = new CountDownLatch(DELIVERIES);
                Callable<Integer> delivery = () -> {
                    together.countDown();
                    together.await();
                    return deliver(endpoint, id);
                };
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> answer : threads.invokeAll(Collections.nCopies(DELIVERIES, delivery))) {
                    statuses.add(answer.get());
                }
                assertThat(statuses).contains(200).isSubsetOf(200, 503);
                assertThat(handled).containsOnlyOnce("shop " + id);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** One is handling it; the other is told so. */
    @Test
    public final void aClaimedEventIsInProgressUntilItIsCompletedAndDoneThen() {
        WebhookEvent event = event("shop", "1");
        Claim claim = inbox().claim(event);
        assertThat(claim.state()).isEqualTo(State.NEW);
        assertThat(inbox().claim(event).state()).isEqualTo(State.IN_PROGRESS);
        inbox().complete(claim);
        assertThat(inbox().claim(event).state()).isEqualTo(State.DONE);
    }

    /**
     * A claim that nobody settles ends, and whoever had it cannot settle it any more.
     *
     * @throws Exception if an inbox cannot be made
     */
    @Test
    public final void whoeverHasLostAClaimCannotSettleIt() throws Exception {
        Inbox shortLived = inbox(Duration.ofSeconds(1));
        try {
            opened = shortLived;
            WebhookEvent event = event("shop", "1");
            Claim lost = shortLived.claim(event);
            Thread.sleep(1_300);
            Claim second = shortLived.claim(event);
            assertThat(second.state()).isEqualTo(State.NEW);
            shortLived.complete(lost);
            assertThat(shortLived.claim(event).state()).isEqualTo(State.IN_PROGRESS);
            shortLived.release(lost);
            assertThat(shortLived.claim(event).state()).isEqualTo(State.IN_PROGRESS);
            shortLived.release(second);
            assertThat(shortLived.claim(event).state()).isEqualTo(State.NEW);
        } finally {
            close(shortLived);
            opened = inbox(Duration.ofMinutes(5));
        }
    }
}
