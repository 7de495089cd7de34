package io.github.webhook4j.slack;

import io.github.webhook4j.BodyShape;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Field;
import io.github.webhook4j.Handshake;
import io.github.webhook4j.Hint;
import io.github.webhook4j.ProviderFactory;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.SignedPart;
import io.github.webhook4j.WebhookProvider;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/**
 * Slack: the Events API, slash commands and interactivity, at one endpoint.
 *
 * <p>An event's type is that of the inner event, such as {@code app_mention}; messages that have a subtype are {@code
 * message.<subtype>}. Slash commands are {@code slash_command}, and their payload is the form as an object; of interactivity it is
 * the payload's own type, such as {@code view_submission}. What a handler of these returns becomes the body of the answer.
 * {@code url_verification} and {@code ssl_check} are answered here and reach no handler.
 *
 * <p>Events are the same when their {@code event_id} is, whatever the headers say about retries. Slack waits 3 seconds and tries
 * 3 times more, the last after 6 minutes; slash commands and interactivity come once, so each delivery of those is an
 * event, whose id is the time of signing and the SHA-256 of its JSON.
 *
 * @see <a href="https://docs.slack.dev/authentication/verifying-requests-from-slack">Slack's documentation</a>
 */
public final class Slack {

    static final String NAME = "slack";

    private static final String TIMESTAMP = "X-Slack-Request-Timestamp";
    private static final Field OUTER_TYPE = Field.json("/type");
    private static final Field EVENT_TYPE = Field.json("/event/type");

    private static final SignatureScheme SCHEME = SignatureScheme.hmacSha256()
            .signature(Field.prefixed("X-Slack-Signature", "v0="))
            .timestamp(Field.header(TIMESTAMP))
            .signs(SignedPart.text("v0:"), SignedPart.timestamp(), SignedPart.text(":"), SignedPart.body())
            .build();

    private static final String SIGNING_SECRET =
            "The Signing Secret is on the app's page Basic Information, under App Credentials, and has 32 digits of hex.";

    private static final Hint[] HINTS = {
        Hint.secret("(xox[a-z.-]|xapp-|xwfp-).+", "it is an access token. " + SIGNING_SECRET),
        Hint.secret("[A-Za-z0-9]{24}", "it looks like the Verification Token, which is retired. " + SIGNING_SECRET)
    };

    private Slack() {}

    /**
     * Slack.
     *
     * @param secrets the app's signing secrets; not its verification token, which is retired
     * @return the provider
     */
    public static WebhookProvider provider(Secrets secrets) {
        return WebhookProvider.builder(NAME, SCHEME, secrets)
                .id(id())
                .type(type())
                .occurredAt(Field.json("/event_time"))
                .payload("/event", SlackEvent.class)
                .accepts(BodyShape.formField("payload"), BodyShape.form())
                .handshakes(
                        Handshake.signed(OUTER_TYPE, "url_verification").echo(Field.json("/challenge")),
                        Handshake.signed(Field.json("/ssl_check"), "1").status(200))
                .deadline(Duration.ofSeconds(3))
                .types(SlackEvents.all())
                .build()
                .hints(HINTS)
                .orderedBy(channel());
    }

    private static Field id() {
        return Field.firstOf(
                Field.json("/event_id"),
                Field.when(
                        OUTER_TYPE,
                        "app_rate_limited",
                        Field.all(":", OUTER_TYPE, Field.json("/team_id"), Field.json("/minute_rate_limited"))),
                Field.all(":", Field.header(TIMESTAMP), Field.sha256()));
    }

    private static Field channel() {
        return Field.firstOf(
                Field.json("/event/channel"),
                Field.json("/event/channel/id"),
                Field.json("/event/item/channel"),
                Field.json("/channel/id"),
                Field.json("/channel_id"));
    }

    private static Field type() {
        return Field.firstOf(
                Field.when(EVENT_TYPE, "message", Field.joined(".", EVENT_TYPE, Field.json("/event/subtype"))),
                EVENT_TYPE,
                OUTER_TYPE,
                Field.when(Field.json("/command"), "/.*", Field.text("slash_command")));
    }

    /** Makes the provider from configuration; it has no options. */
    public static final class Factory implements ProviderFactory {

        /** For {@link java.util.ServiceLoader}. */
        public Factory() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Collection<? extends EventType<?>> types() {
            return SlackEvents.all();
        }

        @Override
        public WebhookProvider create(Secrets secrets, Map<String, String> options) {
            return provider(secrets);
        }
    }
}
