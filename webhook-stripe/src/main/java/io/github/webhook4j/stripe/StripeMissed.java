package io.github.webhook4j.stripe;

import io.github.webhook4j.MissedEvents;
import io.github.webhook4j.WebhookRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Events that Stripe has not delivered, or not yet.
 *
 * @param client calls Stripe
 * @param url where they should have come to
 */
record StripeMissed(StripeClient client, URI url) implements MissedEvents {

    private static final String PATH = "/v1/events";

    /** A million events. */
    private static final int MOST_PAGES = 10_000;

    @Override
    public List<Missed> since(Instant from) {
        return new StripePages(client, MOST_PAGES)
                        .v1(
                                client.v1("GET", PATH)
                                        .query("delivery_success", "false")
                                        .query("created[gte]", Long.toString(from.getEpochSecond())),
                                event -> new Missed(event.id(), Instant.ofEpochSecond(event.seconds("created"))))
                        .stream()
                        .distinct()
                        .toList();
    }

    @Override
    public Optional<WebhookRequest> fetch(Missed missed) {
        StripeObject event = client.sendIfThere(client.v1("GET", StripeClient.path(PATH, missed.id())));
        return event == null ? Optional.empty() : Optional.of(request(event, missed));
    }

    private WebhookRequest request(StripeObject event, Missed missed) {
        if (!event.id().equals(missed.id())) {
            throw event.answer().malformed("is not the event that was asked for");
        }
        String path = url.getRawPath();
        return WebhookRequest.builder("POST", path == null || path.isEmpty() ? "/" : path)
                .header("Content-Type", "application/json")
                .body(event.answer().bytes(""))
                .build();
    }

    @Override
    public String toString() {
        return "StripeMissed[" + url + "]";
    }
}
