package io.github.webhook4j.stripe;

import io.github.webhook4j.BodyShape;
import io.github.webhook4j.EventType;
import io.github.webhook4j.Field;
import io.github.webhook4j.Hint;
import io.github.webhook4j.ProviderFactory;
import io.github.webhook4j.PublishedAddresses;
import io.github.webhook4j.Secrets;
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

    /** Makes the provider from configuration; its option is {@code tolerance}, an ISO 8601 duration such as {@code PT5M}. */
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
