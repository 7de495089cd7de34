package io.github.webhook4j.slack;

import io.github.webhook4j.BodyShape;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Field;
import io.github.webhook4j.Handshake;
import io.github.webhook4j.Hint;
import io.github.webhook4j.ProviderFactory;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderOptions;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.SignedPart;
import io.github.webhook4j.WebhookProvider;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

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

    /**
     * Makes the provider, which has no options, and the API, from configuration.
     *
     * <p>The API is that of app manifests ({@code apps.manifest.export} and {@code update}). Options:
     *
     * <ul>
     *   <li>{@code token}: an app configuration token, which lives 12 hours; {@code tooling.tokens.rotate} makes a new one
     *   <li>{@code target}: the app's id
     *   <li>{@code message-events}: which messages handlers of {@code message} and {@code message.<subtype>} are for: {@code
     *       channels}, {@code groups}, {@code im}, {@code mpim}, {@code app_home}, with commas between them. Unless given, those
     *       that the app has stay
     *   <li>{@code url}: {@code https://slack.com/api/} unless given
     * </ul>
     *
     * <p>An app has one URL for all of its events, so the plan changes it, wherever it pointed, and says so. Its bot's events
     * become those that are handled; its users' events stay, and what comes by them is not asked for twice. If
     * interactions are handled, interactivity is switched on and sent to the URL; for suggestions the URL of menus' options is set,
     * too; for {@code slash_command} that of all commands that the app has. {@code *} is every event, but neither
     * interactions nor commands. All else in the manifest is kept as it is: no scope is added. To remove takes out the events' URL and the
     * bot's events only; Slack refuses that while there are users' events. An app in Socket Mode is listed with the URL {@code
     * socket-mode:<id>}.
     *
     * <p>The manifest is read, changed and written as a whole: what somebody else changes in between is lost. Slack allows about one
     * change a minute, so that a second one may be {@code RATE_LIMITED}. Slack signs with the app's signing secret, so that no
     * secret is handed over.
     *
     * <p>Slack verifies a new URL by {@code url_verification}, which the endpoint answers. Its descriptions say that after a change by the
     * API somebody has to do that by hand, on the app's page; others have seen the challenge come when the manifest is saved. The API
     * tells neither. Whether an event is refused whose scope the bot lacks is not described either. Neither was tried against Slack.
     *
     * <p>There is nothing to ask for events that have not arrived: only the switch Delayed Events, on the app's page Event
     * Subscriptions, lets Slack try for 24 hours more.
     */
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

        @Override
        public Set<String> apiOptions() {
            return SlackApi.OPTIONS;
        }

        @Override
        public SenderApi api(SenderOptions options) {
            return new SlackApi(options);
        }
    }
}
