package io.github.webhook4j.stripe;

import io.github.webhook4j.BodyShape;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Field;
import io.github.webhook4j.Hint;
import io.github.webhook4j.ProviderFactory;
import io.github.webhook4j.PublishedAddresses;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderOptions;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.SignedPart;
import io.github.webhook4j.WebhookProvider;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Stripe: snapshot events and thin events, at one endpoint.
 *
 * <p>An event that comes in Amazon EventBridge's envelope is unwrapped; whoever forwards it has to sign it as Stripe does.
 *
 * <p>A handler's typed payload is {@code data.object} of a snapshot event and the whole of a thin one; {@link StripeEvent} is
 * the envelope. Events are the same when their id is. Stripe delivers for up to 3 days until it gets a 2xx, in no
 * particular order; kept in order, events of one object follow each other.
 *
 * @see <a href="https://docs.stripe.com/webhooks">Stripe's documentation</a>
 */
public final class Stripe {

    static final String NAME = "stripe";

    private static final String HEADER = "Stripe-Signature";

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private static final Field.Json MODE = Field.json("/livemode");
    private static final String SIGNING_SECRET =
            "The signing secret, which begins with whsec_, is on the page of the webhook endpoint, or event destination, in Workbench.";

    private static final Hint[] HINTS = {
        Hint.secretsBegin("whsec_"),
        Hint.secret("[srp]k_.+", "it is an API key. " + SIGNING_SECRET),
        Hint.secret("(we|ed)_.+", "it is the endpoint's id. " + SIGNING_SECRET),
        Hint.mode(
                MODE,
                "false",
                "It is an event of test mode or a sandbox: live mode, each sandbox, and \"stripe listen\" of the CLI have secrets of "
                        + "their own, and so has each endpoint. Configure the one of this URL in that mode."),
        Hint.mode(
                MODE,
                "true",
                "It is an event of live mode: live mode, each sandbox, and \"stripe listen\" of the CLI have secrets of their own, and "
                        + "so has each endpoint. Configure the one of this URL in live mode.")
    };

    private Stripe() {}

    /**
     * Stripe, with the tolerance its own SDKs have: signatures may be 5 minutes old, and 5 minutes ahead.
     *
     * @param secrets the endpoint's signing secrets, {@code whsec_} included
     * @return the provider
     */
    public static WebhookProvider provider(Secrets secrets) {
        return provider(secrets, SignatureScheme.TOLERANCE);
    }

    /**
     * Stripe, with another tolerance.
     *
     * @param secrets the endpoint's signing secrets, {@code whsec_} included
     * @param tolerance how far the time of signing may lie before or after now; zero accepts any, which Stripe advises against
     * @return the provider
     */
    public static WebhookProvider provider(Secrets secrets, Duration tolerance) {
        // v0 is a fake scheme of test mode: only v1 counts
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.entry(HEADER, ',', "v1"))
                .timestamp(Field.entry(HEADER, ',', "t"))
                .signs(SignedPart.seconds(), SignedPart.text("."), SignedPart.body())
                .tolerance(tolerance)
                .build();
        return WebhookProvider.builder(NAME, scheme, secrets)
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .occurredAt(Field.json("/created"))
                .payload("/data/object", StripeEvent.class)
                .accepts(BodyShape.wrapped("/detail")) // Amazon EventBridge
                .deadline(DEADLINE)
                .types(StripeEvents.all())
                .build()
                .publishes(addresses())
                .hints(HINTS)
                .orderedBy(Field.firstOf(Field.json("/data/object/id"), Field.json("/related_object/id")));
    }

    /**
     * The addresses that Stripe sends webhooks from. A copy of the list is part of this module, so that they are known before
     * Stripe's server answers; Stripe announces changes 7 days ahead.
     *
     * @return the list's place, and the copy
     */
    public static PublishedAddresses addresses() {
        return StripeAddresses.PUBLISHED;
    }

    /**
     * Makes the provider from configuration; its option is {@code tolerance}, an ISO 8601 duration such as {@code PT5M}. And makes
     * Stripe's API, whose options are
     *
     * <table>
     * <caption>Options of the API</caption>
     * <tr><td>{@code token}</td><td>an API key, {@code sk_...} or {@code rk_...}; a restricted one has to be allowed to write webhook
     *     endpoints, for thin events event destinations, and for the recovery to read events</td></tr>
     * <tr><td>{@code url}</td><td>where the API is; {@code https://api.stripe.com} unless set</td></tr>
     * <tr><td>{@code api-version}</td><td>the version that snapshot events are rendered in, such as {@code 2026-09-30.endive}; the
     *     account's unless set</td></tr>
     * <tr><td>{@code connect}</td><td>{@code true} for the events of connected accounts, {@code false}, the default, for the account's
     *     own; the two kinds may share a URL, and an API of one kind neither sees nor changes the other</td></tr>
     * <tr><td>{@code account}</td><td>the connected account, {@code acct_...}, that is called for; none unless set</td></tr>
     * <tr><td>{@code description}</td><td>what Stripe shows beside the URL; left as it is unless set</td></tr>
     * </table>
     *
     * <p>Snapshot types are subscribed to at {@code /v1/webhook_endpoints}, thin ones, which begin with {@code v1.} or {@code v2.}, at
     * {@code /v2/core/event_destinations}: a URL has one of each at most. Both are looked at always, so that what no handler wants any
     * more is found; a key that may not see event destinations (403 or 404) is taken to have none. Stripe takes names only, so that
     * families are those types that this version knows; {@code *} is all snapshot events. What Stripe has disabled is enabled again. An
     * endpoint keeps its version: for another one it is replaced, and both deliver until the old one is deleted, which the inbox makes
     * good. What the old one had not delivered by then Stripe does not try again: the recovery finds it.
     *
     * <p>Stripe makes up the secret and tells it once, for each of the two. If the process dies before it is kept, or if somebody else
     * has created the endpoint and nobody has the secret, remove the subscription and apply again. Stripe does not say which endpoints
     * are of connected accounts: those with metadata {@code connect=true}, as this API makes them, with an {@code application}, or named
     * so in v2 are taken to be; do not let others, made by hand, share a URL with endpoints of the account.
     *
     * <p>The recovery asks for the events of {@code delivery_success=false}, of the last 30 days. Stripe lists what is still pending or
     * has failed at <em>any</em> endpoint, of whatever type, and renders it in the version that the account had then, which need not be
     * the endpoint's. All are passed on: the inbox knows what has come before, and what nobody handles is acknowledged. Thin events
     * cannot be asked for so, and are not recovered.
     *
     * <p>Written from Stripe's documentation and its SDK; not tried against Stripe itself.
     *
     * @see <a href="https://docs.stripe.com/api/webhook_endpoints">Webhook endpoints</a>
     * @see <a href="https://docs.stripe.com/api/v2/core/event_destinations">Event destinations</a>
     * @see <a href="https://docs.stripe.com/webhooks/process-undelivered-events">Undelivered events</a>
     */
    public static final class Factory implements ProviderFactory {

        /** For {@link java.util.ServiceLoader}. */
        public Factory() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Set<String> options() {
            return Set.of("tolerance");
        }

        @Override
        public Collection<? extends EventType<?>> types() {
            return StripeEvents.all();
        }

        @Override
        public WebhookProvider create(Secrets secrets, Map<String, String> options) {
            String tolerance = options.get("tolerance");
            return tolerance == null ? provider(secrets) : provider(secrets, duration(tolerance));
        }

        @Override
        public Set<String> apiOptions() {
            return Set.of("token", "url", "api-version", "connect", "account", "description");
        }

        @Override
        public SenderApi api(SenderOptions options) {
            return new StripeApi(options);
        }

        private static Duration duration(String text) {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "Option tolerance of provider stripe is \"" + text + "\": write a duration such as PT5M", e);
            }
        }
    }
}
