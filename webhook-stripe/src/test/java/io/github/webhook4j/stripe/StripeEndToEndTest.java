package io.github.webhook4j.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.EventType;
import io.github.webhook4j.SecretFile;
import io.github.webhook4j.SecretSink;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.Subscriptions;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.stripe.model.ThinEvent;
import io.github.webhook4j.test.SignedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class StripeEndToEndTest {

    private static final URI URL = URI.create("https://shop.example/webhooks/stripe");

    private static final EventType<ThinEvent> THIN = EventType.of("v2.core.account_link.returned", ThinEvent.class);

    @RegisterExtension
    private final FakeStripe stripe = new FakeStripe();

    @TempDir
    private Path folder;

    private final List<String> handled = new ArrayList<>();

    private WebhookEndpoint endpoint(Secrets secrets) {
        return WebhookEndpoint.builder(Stripe.provider(secrets))
                .on(StripeEvents.INVOICE_PAID, (invoice, event) -> handled.add(event.id()))
                .on(THIN, (payload, event) -> handled.add(event.id()))
                .build();
    }

    private Subscriptions subscriptions(WebhookEndpoint endpoint, SecretSink sink, String... options) {
        return Subscriptions.builder(stripe.api(options), URL)
                .handledBy(endpoint)
                .secretSink(sink)
                .build();
    }

    private static int delivered(WebhookEndpoint endpoint, String secret, String id, String type) {
        String body = "{\"id\": \"" + id + "\", \"type\": \"" + type + "\", \"created\": 1767225600,"
                + " \"data\": {\"object\": {\"id\": \"in_1\"}}}";
        return endpoint.handle(SignedRequest.of(Stripe.provider(Secrets.of(secret)))
                        .body(body.getBytes(StandardCharsets.UTF_8))
                        .build()
                        .toRequest())
                .status();
    }

    @Test
    void theSecretsThatStripeMakesUpVerifyWhatItSends() throws Exception {
        SecretFile file = SecretFile.at(folder.resolve("stripe.secret"));
        WebhookEndpoint endpoint = endpoint(file.secrets());
        assertThat(delivered(endpoint, FakeEndpoints.secretOf("we_1"), "evt_0", "invoice.paid"))
                .isEqualTo(401);

        subscriptions(endpoint, file).apply();

        assertThat(Files.readAllLines(folder.resolve("stripe.secret")))
                .containsExactly(
                        FakeEndpoints.secretOf("ed_1") + "\tthin", FakeEndpoints.secretOf("we_1") + "\tsnapshot");
        assertThat(delivered(endpoint, FakeEndpoints.secretOf("we_1"), "evt_1", "invoice.paid"))
                .isEqualTo(200);
        assertThat(delivered(endpoint, FakeEndpoints.secretOf("ed_1"), "evt_2", "v2.core.account_link.returned"))
                .isEqualTo(200);
        assertThat(delivered(endpoint, "whsec_of_somebody_else", "evt_3", "invoice.paid"))
                .isEqualTo(401);
        assertThat(handled).containsExactly("evt_1", "evt_2");
    }

    @Test
    void whileAnEndpointIsReplacedBothSecretsVerify() {
        SecretFile file = SecretFile.at(folder.resolve("stripe.secret"));
        WebhookEndpoint endpoint = endpoint(file.secrets());
        subscriptions(endpoint, file).apply();
        for (String version : List.of("2025-03-31.basil", "2026-09-30.endive")) {
            subscriptions(endpoint, file, "api-version", version).apply();
        }

        assertThat(stripe.endpoints.all())
                .singleElement()
                .satisfies(one -> assertThat(one.path("id").asText() + " "
                                + one.path("api_version").asText())
                        .isEqualTo("we_3 2026-09-30.endive"));
        assertThat(delivered(endpoint, FakeEndpoints.secretOf("we_2"), "evt_1", "invoice.paid"))
                .isEqualTo(200);
        assertThat(delivered(endpoint, FakeEndpoints.secretOf("we_3"), "evt_2", "invoice.paid"))
                .isEqualTo(200);
        assertThat(delivered(endpoint, FakeEndpoints.secretOf("ed_1"), "evt_3", "v2.core.account_link.returned"))
                .isEqualTo(200);
        assertThat(delivered(endpoint, FakeEndpoints.secretOf("we_1"), "evt_4", "invoice.paid"))
                .isEqualTo(401);
    }

    @Test
    void whereTheSecretCannotBeKeptTheNewEndpointIsDeletedAgain() {
        SecretSink broken = (created, secret) -> {
            throw new IllegalStateException("no room");
        };
        stripe.endpoints.add(URL.toString(), "invoice.paid").put("api_version", "2025-03-31.basil");
        Subscriptions subscriptions =
                subscriptions(endpoint(Secrets.of("whsec_of_the_old_one")), broken, "api-version", "2026-09-30.endive");

        assertThatThrownBy(subscriptions::apply)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("whsec_");

        assertThat(stripe.endpoints.all())
                .extracting(one -> one.path("id").asText())
                .containsExactly("we_1");
        assertThat(stripe.destinations.all()).isEmpty();
    }
}
