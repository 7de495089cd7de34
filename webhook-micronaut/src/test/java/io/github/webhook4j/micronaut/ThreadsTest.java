package io.github.webhook4j.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.OnEvent;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.test.SignedRequest;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.NonBlocking;

final class ThreadsTest {

    private static final WebhookProvider STRIPE = Stripe.provider(Secrets.of("a"));

    @Singleton
    @Requires(property = "specification", value = "threads")
    static class Slow {

        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final Received received;

        Slow(Received received) {
            this.received = received;
        }

        @OnEvent("invoice.paid")
        void slow(WebhookEvent event) throws InterruptedException {
            started.countDown();
            if (!released.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException(event + " was not released");
            }
            received.add("slow");
        }

        @OnEvent("charge.failed")
        void quick(WebhookEvent event) {
            received.add("quick, on a thread that may block: " + !(Thread.currentThread() instanceof NonBlocking));
        }
    }

    @Test
    void aHandlerThatBlocksHoldsUpNobodyAlthoughThereIsOneEventLoop() throws Exception {
        Map<String, Object> properties = Map.of(
                "webhook4j.endpoints.stripe.secrets",
                List.of("a"),
                "micronaut.netty.event-loops.default.num-threads",
                1);
        try (Server server = Server.start("threads", properties)) {
            Slow slow = server.bean(Slow.class);
            CompletableFuture<HttpResponse<Void>> blocked = HttpClient.newHttpClient()
                    .sendAsync(
                            SignedRequest.of(STRIPE)
                                    .event("invoice.paid")
                                    .build()
                                    .toHttp(server.uri("/webhooks/stripe")),
                            BodyHandlers.discarding());
            assertThat(slow.started.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(server.post("/webhooks/stripe", SignedRequest.of(STRIPE).event("charge.failed")))
                    .isEqualTo(200);
            slow.released.countDown();

            assertThat(blocked.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(server.bean(Received.class).all())
                    .containsExactly("quick, on a thread that may block: true", "slow");
        }
    }
}
