package io.github.webhook4j.zoom;

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
import java.util.stream.Stream;

/**
 * Zoom.
 *
 * <p>{@code endpoint.url_validation} is answered here and reaches no handler: only after it has been verified, with the secret that
 * it was signed with, and only for a token of up to 64 letters, digits, {@code _} and {@code -}, because the same key signs events.
 *
 * <p>A handler's typed payload is the event's {@code payload}; {@link ZoomEvent} is the envelope.
 *
 * <p>Zoom gives its events no id. An event's id and key are what {@link #key()} says, unless another key is given: two
 * deliveries with the same key are one event. Of the headers, Zoom promises nothing about retries.
 *
 * <p>Zoom waits 3 seconds. It tries again after 5, 20 and 60 minutes, but only if the answer was 5xx or there was none.
 *
 * @see <a href="https://developers.zoom.us/docs/api/webhooks/">Zoom's documentation</a>
 */
public final class Zoom {

    static final String NAME = "zoom";

    private static final Field EVENT = Field.json("/event");
    private static final Field BY_JSON = Field.all(":", EVENT, Field.sha256());
    private static final Field TOKEN = Field.json("/payload/plainToken");

    private static final SignatureScheme SCHEME = SignatureScheme.hmacSha256()
            .signature(Field.prefixed("x-zm-signature", "v0="))
            .timestamp(Field.header("x-zm-request-timestamp"))
            .signs(SignedPart.text("v0:"), SignedPart.timestamp(), SignedPart.text(":"), SignedPart.body())
            .build();

    private static final Hint TOKEN_OF_THE_API = Hint.secret(
            "eyJ.+", "it is an access token. The Secret Token is on the app's page Features > Access, under Token.");

    private Zoom() {}

    /**
     * Zoom, with the usual key.
     *
     * @param secrets the apps' webhook secret tokens
     * @return the provider
     */
    public static WebhookProvider provider(Secrets secrets) {
        return provider(secrets, key());
    }

    /**
     * Zoom, with another key.
     *
     * @param secrets the apps' webhook secret tokens
     * @param key what makes two deliveries the same event, and is an event's id
     * @return the provider
     */
    public static WebhookProvider provider(Secrets secrets, Field key) {
        return WebhookProvider.builder(NAME, SCHEME, secrets)
                .id(key)
                .type(EVENT)
                .occurredAt(Field.json("/event_ts"))
                .payload("/payload", ZoomEvent.class)
                .types(ZoomEvents.all())
                .handshakes(Handshake.signed(EVENT, "endpoint.url_validation")
                        .json(
                                Handshake.Member.echo("plainToken", TOKEN),
                                Handshake.Member.signed("encryptedToken", TOKEN)))
                .deadline(Duration.ofSeconds(3))
                .build()
                .hints(TOKEN_OF_THE_API)
                .orderedBy(Field.firstOf(Field.json("/payload/object/id"), Field.json("/payload/object/uuid")));
    }

    /**
     * The usual key: the event's name and time, the object's {@code uuid} or {@code id}, and the participant's, joined by colons. An
     * event that lacks one of the first three is known by its name and the SHA-256 of its JSON.
     *
     * @return the field
     */
    public static Field key() {
        String object = "/payload/object/";
        String participant = object + "participant/";
        return Field.firstOf(
                Field.joined(
                        ":",
                        Field.all(
                                ":",
                                EVENT,
                                Field.json("/event_ts"),
                                Field.firstOf(Field.json(object + "uuid"), Field.json(object + "id"))),
                        Field.firstOf(
                                Field.json(participant + "participant_uuid"),
                                Field.json(participant + "user_id"),
                                Field.json(participant + "id"))),
                BY_JSON);
    }

    /**
     * Makes the provider from configuration. Its option is {@code key}: what makes two deliveries the same event, as JSON pointers
     * and names of headers with commas between them, such as {@code /event, /event_ts, x-zm-trackingid}. An event that lacks
     * one of them is known by its name and the SHA-256 of its JSON, because Zoom never sends again what is refused.
     *
     * <p>The API subscribes by Zoom's event subscriptions, and recovers from the app's webhook log. Its options:
     *
     * <ul>
     *   <li>{@code token}: an access token; or {@code client-id} and {@code client-secret}, with which one is asked for when it is needed,
     *       by client credentials (general apps) or, with {@code account-id}, by account credentials (server-to-server apps);
     *       {@code oauth-url} says where, by default {@code https://zoom.us/oauth/token}
     *   <li>{@code target}: the account's id; by default {@code account-id}, or that of the token
     *   <li>{@code scope}: {@code account} (default), {@code user} or {@code master_account}. Subscriptions of another scope are not seen
     *   <li>{@code user-id}: the user to look for, and to subscribe where the scope is {@code user}
     *   <li>{@code name}: what a new subscription is called, by default {@code webhook4j}
     *   <li>{@code app-id}: the app's id, which {@link SenderApi#missed} needs
     *   <li>{@code url}: by default {@code https://api.zoom.us/v2}; a login's {@code api_url} may name a region's host
     * </ul>
     *
     * <p>A family is its members that this version knows, and {@code *} is all of them. Zoom refuses a subscription whose app lacks the
     * scope of one of its events ({@code NOT_ALLOWED}), takes 20 for an app ({@code LIMIT_REACHED}, recognised by its words, since no
     * code for it is documented), and asks the URL before it answers ({@code URL_NOT_ACCEPTED}): the application has to run.
     * It signs with the app's secret token, which no API tells or changes.
     *
     * <p>The API can change neither events nor URL of a subscription: another one is created, with the same custom header, and the old one
     * deleted after that. For a moment events may come twice, which an inbox notices; none is lost. Users that were subscribed to the
     * old one otherwise than by {@code user-id} have to be subscribed again. Where the limit leaves no room for the new one, nothing is
     * done, because to delete first might lose events: remove another subscription, or this one, by hand. What was made in the build flow
     * of the app cannot be changed by the API, and is left alone.
     *
     * <p>The log goes back 7 days, of which the first 5 minutes are left out, because clocks differ. What has arrived at a retry is not
     * missed. Its requests have no signature: what is recovered is trusted because Zoom's API says so. All this is written after Zoom's
     * descriptions of February 2026, and was not tried against Zoom.
     *
     * @see <a href="https://developers.zoom.us/docs/api/marketplace/">Zoom's documentation of the API</a>
     */
    public static final class Factory implements ProviderFactory {

        private static final String KEY = "key";
        private static final Set<String> API = Set.of(
                "token",
                "client-id",
                "client-secret",
                "account-id",
                "oauth-url",
                "target",
                "scope",
                "user-id",
                "name",
                "app-id",
                "url");

        /** For {@link java.util.ServiceLoader}. */
        public Factory() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Set<String> options() {
            return Set.of(KEY);
        }

        @Override
        public Collection<? extends EventType<?>> types() {
            return ZoomEvents.all();
        }

        @Override
        public WebhookProvider create(Secrets secrets, Map<String, String> options) {
            String key = options.get(KEY);
            return key == null ? provider(secrets) : provider(secrets, parse(key));
        }

        @Override
        public Set<String> apiOptions() {
            return API;
        }

        @Override
        public SenderApi api(SenderOptions options) {
            return new ZoomApi(options);
        }

        private static Field parse(String key) {
            Field configured = Field.all(
                    ":", Stream.of(key.split(",", -1)).map(Factory::field).toArray(Field[]::new));
            return Field.firstOf(configured, BY_JSON);
        }

        private static Field field(String part) {
            String place = part.strip();
            return place.startsWith("/") ? Field.json(place) : Field.header(place);
        }
    }
}
