package io.github.webhook4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.EventHandler;
import io.github.webhook4j.EventType;
import io.github.webhook4j.RetryLater;
import io.github.webhook4j.WebhookEndpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every inbox promises that keeps events, besides what all promise. */
public abstract class DurableInboxContract extends InboxContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** For subclasses. */
    protected DurableInboxContract() {}

    private WebhookEndpoint keeping(EventHandler<Object> handler) {
        return WebhookEndpoint.builder(provider)
                .name("keeping")
                .inbox(inbox())
                .on(EventType.of("*", Object.class), handler)
                .build();
    }

    private void await(int events) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (handled.size() < events && Instant.now().isBefore(end)) {
            Thread.sleep(5);
        }
    }

    /**
     * It acknowledges at once and handles later, once.
     *
     * @throws InterruptedException if the test is interrupted
     */
    @Test
    public final void whatIsKeptIsAcknowledgedAtOnceAndHandledLaterOnce() throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(1);
        WebhookEndpoint endpoint = keeping((payload, event) -> {
            answered.await();
            handled.add(event.type() + " " + event.id());
        });
        assertThat(deliver(endpoint, "1")).isEqualTo(200);
        assertThat(deliver(endpoint, "1")).isEqualTo(200);
        assertThat(handled).isEmpty();
        answered.countDown();
        await(1);
        assertThat(deliver(endpoint, "1")).isEqualTo(200);
        Thread.sleep(100);
        assertThat(handled).containsExactly("order.paid 1");
    }

    /**
     * What has been acknowledged is not the sender's to deliver again.
     *
     * @throws InterruptedException if the test is interrupted
     */
    @Test
    public final void whatFailsIsHandledAgainWithoutTheSender() throws InterruptedException {
        AtomicInteger tries = new AtomicInteger();
        WebhookEndpoint endpoint = keeping((payload, event) -> {
            if (tries.incrementAndGet() < 3) {
                throw new RetryLater(Duration.ZERO);
            }
            handled.add(event.id());
        });
        assertThat(deliver(endpoint, "1")).isEqualTo(200);
        await(1);
        assertThat(handled).containsExactly("1");
        assertThat(tries).hasValue(3);
    }

    /**
     * A handler gets what came in, byte by byte.
     *
     * @throws InterruptedException if the test is interrupted
     */
    @Test
    public final void aHandlerGetsWhatCameIn() throws InterruptedException {
        WebhookEndpoint endpoint = keeping((payload, event) ->
                handled.add(event.headers().first("X-Shop") + " " + new String(event.body(), StandardCharsets.UTF_8)));
        String body = "{ \"id\" : \"1\", \"type\":\"order.paid\",\n\"name\":\"\u00e9\uD83D\uDE00\" }\n";
        int status = endpoint.handle(SignedRequest.of(provider)
                        .body(body.getBytes(StandardCharsets.UTF_8))
                        .header("X-Shop", "a: b")
                        .build()
                        .toRequest())
                .status();
        assertThat(status).isEqualTo(200);
        await(1);
        assertThat(handled).containsExactly("a: b " + body);
    }
}
