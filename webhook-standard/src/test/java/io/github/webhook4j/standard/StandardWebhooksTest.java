package io.github.webhook4j.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.EventType;
import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.test.SignedRequest;
import io.github.webhook4j.test.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StandardWebhooksTest {

    private static final Secrets SECRET = Secrets.of("whsec_b3duIHN0YW5kYXJkIHNlY3JldCwgMzIgYnl0ZXMuLiE=");
    private static final Secrets PRIVATE = Secrets.of(
            "whsk_i0WfZES58hLVg7iCVhMCirHWNvswFv0j+x/zoYuRCtcz" + "n+OgO7Dzg6Q74zqW84uh9G8i8h9RUa6t4oOO0Oo9OA==");
    private static final Secrets PUBLIC = Secrets.of("whpk_M5/joDuw84OkO+M6lvOLofRvIvIfUVGureKDjtDqPTg=");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String PAID = "{\"type\":\"invoice.paid\",\"timestamp\":\"2025-12-31T23:59:59Z\","
            + "\"data\":{\"id\":\"in_1\",\"total\":4200}}";

    /** A user's own payload. */
    record Invoice(String id, long total) {}

    private static Map<String, String> signed(Secrets secrets, String id, String body) {
        return StandardWebhooks.sign(secrets, id, body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static Verdict verdict(Secrets secrets, Map<String, String> headers, String body) {
        WebhookRequest.Builder request =
                WebhookRequest.builder("POST", "/").body(body.getBytes(StandardCharsets.UTF_8));
        headers.forEach(request::header);
        return Verdict.of(StandardWebhooks.provider(secrets), request.build(), NOW);
    }

    /** As a sender with the names of Svix would write it. */
    private static Map<String, String> svix(Map<String, String> headers) {
        Map<String, String> renamed = new TreeMap<>();
        headers.forEach((name, value) -> renamed.put(name.replace("webhook-", "svix-"), value));
        return renamed;
    }

    @Test
    void whatWeSignWeVerify() {
        assertThat(verdict(SECRET, signed(SECRET, "msg_1", PAID), PAID).status())
                .isEqualTo(200);
        assertThat(verdict(PUBLIC, signed(PRIVATE, "msg_1", PAID), PAID).status())
                .isEqualTo(200);
    }

    @Test
    void whileASecretIsRolledEachMakesASignature() {
        Secrets next = Secrets.of("whsec_YW5vdGhlciBzZWNyZXQgb2YgMjQgYnl0ZXM=");
        Secrets both = Secrets.of(
                "whsec_YW5vdGhlciBzZWNyZXQgb2YgMjQgYnl0ZXM=", "whsec_b3duIHN0YW5kYXJkIHNlY3JldCwgMzIgYnl0ZXMuLiE=");
        Map<String, String> headers = signed(both, "msg_1", PAID);

        assertThat(headers.get("webhook-signature")).matches("v1,[^ ]{44} v1,[^ ]{44}");
        assertThat(verdict(SECRET, headers, PAID).status()).isEqualTo(200);
        assertThat(verdict(next, headers, PAID).status()).isEqualTo(200);
        assertThat(verdict(both, signed(SECRET, "msg_1", PAID), PAID).events())
                .extracting(WebhookEvent::secretIndex)
                .containsExactly(1);
    }

    @Test
    void anIdThatCouldShiftTheBoundariesIsNeitherSignedNorAccepted() {
        String shifted = NOW.getEpochSecond() + "." + PAID;
        Map<String, String> headers = new TreeMap<>(signed(SECRET, "msg_1", shifted));
        assertThat(verdict(SECRET, headers, shifted).reason()).isEqualTo(Reason.EVENT_MALFORMED);

        // the same signed text, cut elsewhere
        headers.put("webhook-id", "msg_1." + NOW.getEpochSecond());
        assertThat(verdict(SECRET, headers, PAID).reason()).isEqualTo(Reason.SIGNATURE_MALFORMED);
        assertThatThrownBy(() -> signed(SECRET, "msg.1", PAID)).hasMessageContaining("dots");
        assertThatThrownBy(() -> signed(SECRET, "", PAID)).hasMessageContaining("empty");
    }

    @Test
    void theNamesOfSvixAreAccepted() {
        Verdict verdict = verdict(SECRET, svix(signed(SECRET, "msg_1", PAID)), PAID);

        assertThat(verdict.events()).extracting(WebhookEvent::id).containsExactly("msg_1");
    }

    @Test
    void anIdThatIsNotSignedNeverBecomesTheEventsId() {
        Map<String, String> svix = new TreeMap<>(svix(signed(SECRET, "msg_1", PAID)));
        svix.put("webhook-id", "msg_of_a_replay");
        assertThat(verdict(SECRET, svix, PAID).reason()).isEqualTo(Reason.SIGNATURE_MISSING);

        Map<String, String> standard = new TreeMap<>(signed(SECRET, "msg_1", PAID));
        standard.put("svix-id", "msg_of_a_replay");
        assertThat(verdict(SECRET, standard, PAID).events())
                .extracting(WebhookEvent::id)
                .containsExactly("msg_1");
    }

    @Test
    void aHeaderThatIsMissingOrThereTwiceIsRefused() {
        Map<String, String> headers = signed(SECRET, "msg_1", PAID);
        for (String name : headers.keySet()) {
            Map<String, String> fewer = new TreeMap<>(headers);
            fewer.remove(name);
            assertThat(verdict(SECRET, fewer, PAID).reason()).as(name).isEqualTo(Reason.SIGNATURE_MISSING);

            WebhookRequest.Builder more =
                    WebhookRequest.builder("POST", "/").body(PAID.getBytes(StandardCharsets.UTF_8));
            headers.forEach(more::header);
            more.header(name, headers.get(name));
            assertThat(Verdict.of(StandardWebhooks.provider(SECRET), more.build(), NOW)
                            .reason())
                    .as(name)
                    .isEqualTo(Reason.SIGNATURE_MALFORMED);
        }
    }

    @Test
    void aTypeThatTheUserDeclaresBindsTheData() {
        List<Invoice> invoices = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(StandardWebhooks.provider(SECRET))
                .on(EventType.of("invoice.paid", Invoice.class), (invoice, event) -> {
                    invoices.add(invoice);
                    times.add(event.occurredAt());
                })
                .build();

        endpoint.handle(SignedRequest.of(StandardWebhooks.provider(SECRET))
                .body(PAID.getBytes(StandardCharsets.UTF_8))
                .build()
                .toRequest());

        assertThat(invoices).containsExactly(new Invoice("in_1", 4200));
        assertThat(times).containsExactly(Instant.parse("2025-12-31T23:59:59Z"));
    }

    @Test
    void aSenderThatDoesNotFollowTheRecommendedPayloadIsReadAllTheSame() {
        Map<String, String> types = Map.of(
                "{\"event_type\":\"ping\",\"x\":1}", "ping",
                "{\"event\":\"user.created\",\"x\":1}", "user.created",
                "{\"x\":1}", "unknown");

        types.forEach((body, type) -> assertThat(
                        verdict(SECRET, signed(SECRET, "msg_1", body), body).events())
                .hasSize(1)
                .first()
                .satisfies(event -> {
                    assertThat(event.type()).isEqualTo(type);
                    assertThat(event.payload(JsonNode.class).path("x").asInt()).isEqualTo(1);
                }));
    }
}
