package io.github.webhook4j.stripe;

import io.github.webhook4j.Subscription;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of the two APIs by which one subscribes. */
sealed interface StripeSubscriptions permits StripeEndpoints, StripeDestinations {

    /** Who has made a subscription, in its metadata. */
    String MARK = "webhook4j";

    /** An account has 16. */
    int MOST_PAGES = 100;

    /**
     * A subscription that has been created.
     *
     * @param object what Stripe has answered
     * @param secret the secret, if it is there. Not to be shown anywhere
     */
    record Created(StripeObject object, @Nullable String secret) {
        @Override
        public String toString() {
            return "Created[" + object + "]";
        }
    }

    /** Creates one. */
    Created create(Subscription wanted);

    /** Changes what differs and can be changed. */
    void update(Subscription existing, Subscription wanted);

    /** Deletes one, if it is still there. */
    void delete(Subscription existing);

    /** A subscription of Stripe's; none if its URL is none that Java can read, and so none of ours. */
    static Stream<Subscription> read(StripeObject object, String kind, String url) {
        try {
            Map<String, String> settings = new TreeMap<>();
            Stream.of("status", "api_version", "description").forEach(name -> {
                String value = object.optional(name);
                if (value != null) {
                    settings.put(name, value);
                }
            });
            TreeSet<String> events = new TreeSet<>(object.texts("enabled_events"));
            return Stream.of(new Subscription(object.id(), kind, new URI(url), events, settings));
        } catch (URISyntaxException e) {
            Logger log = LoggerFactory.getLogger(StripeSubscriptions.class);
            log.debug("Stripe's {} is left alone: its URL is none", object.id(), e);
            return Stream.empty();
        }
    }
}
