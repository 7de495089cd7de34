package io.github.webhook4j.docs.providers;

import io.github.webhook4j.BodyShape;
import io.github.webhook4j.Encoding;
import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.SignedPart;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Twilio: messages and calls, which come as forms, and Event Streams, which come as JSON arrays. Configure POST, not GET.
 *
 * <p>The type is {@code message.} or {@code call.} and the status, or that of the streamed event. A form's fields are its payload.
 * Twilio signs no time. Its idempotency token tells repeated forms apart, but is not signed. Twilio waits 15 seconds.
 *
 * @see <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-security">Twilio's documentation</a>
 */
public final class Twilio {

    private static final String SIGNATURE = "X-Twilio-Signature";

    private Twilio() {}

    /** Twilio, by the account's auth token; the URL is the configured one, without its query. */
    public static WebhookProvider provider(Secrets secrets, String url) {
        SignatureScheme json = SignatureScheme.hmacSha1()
                .signature(Field.header(SIGNATURE), Encoding.BASE64)
                .signs(SignedPart.url(url))
                .bodySha256(Field.query("bodySHA256"))
                .build();
        SignatureScheme form = SignatureScheme.hmacSha1()
                .signature(Field.header(SIGNATURE), Encoding.BASE64)
                .signs(SignedPart.url(url), SignedPart.formFields())
                .build();
        return WebhookProvider.builder("twilio", json.orElse(form), secrets)
                .id(Field.firstOf(Field.json("/id"), Field.header("I-Twilio-Idempotency-Token"), Field.sha256()))
                .type(type())
                .occurredAt(Field.json("/time"))
                .payload("/data")
                .accepts(BodyShape.form(), BodyShape.batch())
                .deadline(Duration.ofSeconds(15))
                .build();
    }

    private static Field type() {
        Field message = Field.firstOf(Field.json("/MessageStatus"), Field.json("/SmsStatus"));
        return Field.firstOf(
                Field.json("/type"),
                Field.all(".", Field.text("message"), message),
                Field.all(".", Field.text("call"), Field.json("/CallStatus")),
                Field.text("unknown"));
    }

    /** What a handler returns to have Twilio answer or go on with the call. */
    public static WebhookResponse twiml(String xml) {
        return WebhookResponse.of("text/xml; charset=utf-8", xml.getBytes(StandardCharsets.UTF_8));
    }
}
