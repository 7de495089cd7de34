package io.github.webhook4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.OnEvent;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.jdbc.EventState;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.test.SignedRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** What handlers log can be told by its event: SLF4J's MDC, here Logback's. */
class LogContextTest {

    private static final Map<String, String> OF_THE_EVENT =
            Map.of("webhook.endpoint", "stripe", "webhook.id", "evt_1", "webhook.type", "invoice.paid");

    static class Logging {

        private final List<Map<String, String>> seen = new CopyOnWriteArrayList<>();

        @OnEvent("*")
        void any() {
            seen.add(MDC.getCopyOfContextMap());
        }
    }

    @Test
    void aHandlerRunsInTheContextOfItsEventAndTheThreadIsCleanAfterwards() throws Exception {
        try (Application application = Application.start(
                Logging.class,
                "server.tomcat.threads.max=1",
                "webhook4j.endpoints.stripe.secrets=" + Application.SECRET,
                "webhook4j.endpoints.stripe-connect.provider=stripe",
                "webhook4j.endpoints.stripe-connect.secrets=" + Application.SECRET)) {
            SignedRequest.Builder invoice = SignedRequest.of(Stripe.provider(Secrets.of(Application.SECRET)))
                    .event("invoice.paid");
            application.post("/webhooks/stripe", invoice.id("evt_1"));
            application.post("/webhooks/stripe-connect", invoice.id("evt_2"));
            assertThat(application.bean(Logging.class).seen)
                    .containsExactly(
                            OF_THE_EVENT,
                            Map.of(
                                    "webhook.endpoint", "stripe-connect",
                                    "webhook.id", "evt_2",
                                    "webhook.type", "invoice.paid"));
        }
    }

    @Test
    void soDoesOneThatRunsLater(@TempDir Path folder) throws Exception {
        List<Map<String, String>> seen = new CopyOnWriteArrayList<>();
        try (Application application = Payments.start(folder, attempt -> seen.add(MDC.getCopyOfContextMap()))) {
            Payments.deliver(application, "evt_1");
            Payments.await(application, "evt_1", EventState.DONE);
            assertThat(seen).containsExactly(OF_THE_EVENT);
        }
    }
}
