package io.github.webhook4j.docs.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.BodyShape;
import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.SignedPart;
import io.github.webhook4j.WebhookProvider;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests and signatures that the senders themselves have published. Adyen's is not among them: it signs each item of a
 * delivery for itself, within the body, which no scheme for a whole request expresses.
 */
class PublishedVectorsTest {

    private static final String HUBSPOT_SECRET = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
    private static final String HUBSPOT_SIGNATURE = "X-HubSpot-Signature";

    private static void assertVerdicts(WebhookProvider provider, Instant now, Sent genuine, Sent forged) {
        assertThat(new Trial(provider, now).send(genuine).status()).isEqualTo(200);
        Trial trial = new Trial(provider, now);
        assertThat(trial.send(forged).status()).isEqualTo(401);
        assertThat(trial.handled).isEmpty();
    }

    /** From Twilio's documentation and its clients' tests. */
    @ParameterizedTest
    @CsvSource({"%2B14158675309, RSOYDt4T1cUTdK1PDd93/VVr8B8=", "%2B12349013030, 0/KCTR6DLpKmkAf8muzZqo1nDgQ="})
    void twiliosFormsVerify(String caller, String signature) {
        Sent form = Sent.form("CallSid=CA1234567890ABCDE&Caller=" + caller + "&Digits=1234&From=" + caller
                        + "&To=%2B18005551212")
                .to("/myapp.php?foo=1&bar=2")
                .with("X-Twilio-Signature", signature);
        WebhookProvider provider = Twilio.provider(Secrets.of("12345"), "https://mycompany.com/myapp.php");
        assertVerdicts(provider, Sender.NOW, form, form.to("/myapp.php?foo=1&bar=3"));
        assertVerdicts(provider, Sender.NOW, form, form.body(fields -> fields.replace("Digits=1234", "Digits=1235")));
    }

    /** From @sendgrid/eventwebhook, with the body as one object. */
    @Test
    void sendGridsEventVerifies() {
        Sent event = Sent.json(
                        "{\"category\":\"example_payload\",\"event\":\"test_event\",\"message_id\":\"message_id\"}")
                .with("X-Twilio-Email-Event-Webhook-Timestamp", "1588788367")
                .with(
                        "X-Twilio-Email-Event-Webhook-Signature",
                        "MEUCIQCtIHJeH93Y+qpYeWrySphQgpNGNr/U+UyUlBkU6n7RAwIgJTz2C+8a8xonZGi6BpSzoQsbVRamr2nlxFDWYNH2j/0=");
        WebhookProvider provider = SendGrid.provider(
                Secrets.of(
                        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEDr2LjtURuePQzplybdC+u4CwrqDqBaWjcMMsTbhdbcwHBcepxo7yAQGhHPTnlvFYPAZFceEu/1FwCM/QmGUhA=="));
        Instant then = Instant.ofEpochSecond(1_588_788_367L);
        assertVerdicts(provider, then, event, event.body(json -> json.replace("test_event", "best_event")));
    }

    /** From HubSpot's documentation. Version 1 is still sent to old apps. */
    @Test
    void hubSpotsVersion1Verifies() {
        Sent batch = Sent.json(
                        "[{\"eventId\":1,\"subscriptionId\":12345,\"portalId\":62515,\"occurredAt\":1564113600000,"
                                + "\"subscriptionType\":\"contact.creation\",\"attemptNumber\":0,\"objectId\":123,"
                                + "\"changeSource\":\"CRM\",\"changeFlag\":\"NEW\",\"appId\":54321}]")
                .with(HUBSPOT_SIGNATURE, "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de");
        SignatureScheme version1 = SignatureScheme.sha256()
                .signature(Field.header(HUBSPOT_SIGNATURE))
                .build();
        WebhookProvider provider = WebhookProvider.builder("hubspot", version1, Secrets.of(HUBSPOT_SECRET))
                .id(Field.sha256())
                .type(Field.json("/subscriptionType"))
                .accepts(BodyShape.batch())
                .build();
        assertVerdicts(provider, Sender.NOW, batch, batch.body(json -> json.replace("123,", "124,")));
    }

    /** From HubSpot's documentation, whose example is a GET: no event, but its signature is right. */
    @Test
    void hubSpotsVersion2Verifies() {
        SignatureScheme version2 = SignatureScheme.sha256()
                .signature(Field.header(HUBSPOT_SIGNATURE))
                .signs(SignedPart.method(), SignedPart.url("https://www.example.com/webhook_uri"), SignedPart.body())
                .build();
        Sent get = Sent.unsigned("GET", "/webhook_uri")
                .with(HUBSPOT_SIGNATURE, "eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e");
        int secret = version2.verifier(Secrets.of("another", HUBSPOT_SECRET))
                .signature(get.toRequest())
                .verify(get.body(), Sender.NOW);
        assertThat(secret).isEqualTo(1);
    }
}
