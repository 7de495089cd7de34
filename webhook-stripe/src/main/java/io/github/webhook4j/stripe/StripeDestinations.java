package io.github.webhook4j.stripe;

import io.github.webhook4j.SenderCall;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.Subscription;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Event destinations that get thin events: v2 of the API.
 *
 * @param client calls Stripe
 * @param connect whether they are about the events of connected accounts
 */
record StripeDestinations(StripeClient client, boolean connect) implements StripeSubscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(StripeDestinations.class);

    private static final String PATH = "/v2/core/event_destinations";
    private static final String SECRET = "webhook_endpoint.signing_secret";
    private static final String URL = "webhook_endpoint.url";
    private static final Set<String> ACCOUNT = Set.of("@self");
    private static final Set<String> CONNECTED = Set.of("@accounts");
    private static final Set<Reason> NOT_FOR_THIS_KEY = EnumSet.of(Reason.NOT_ALLOWED, Reason.NOT_FOUND);

    static String kind(boolean connect) {
        return connect ? "thin-connect" : "thin";
    }

    /** All destinations, those of snapshot events too; none where the key may not see them, because it need not. */
    List<StripeObject> all() {
        SenderCall list = client.v2("GET", PATH).query("include[0]", URL);
        try {
            return new StripePages(client, MOST_PAGES).v2(list, Function.identity());
        } catch (SenderException e) {
            if (!NOT_FOR_THIS_KEY.contains(e.reason())) {
                throw e;
            }
            LOG.info("Thin events are taken not to be subscribed to, because Stripe does not tell: {}", e.getMessage());
            return List.of();
        }
    }

    /** The subscriptions among them. */
    List<Subscription> among(List<StripeObject> all) {
        return all.stream()
                .filter(one -> "webhook_endpoint".equals(one.optional("type")))
                .filter(one -> "thin".equals(one.optional("event_payload")))
                .filter(one -> from(one).equals(connect ? CONNECTED : ACCOUNT))
                .sorted(StripeObject.OLDEST_FIRST)
                .flatMap(one -> StripeSubscriptions.read(
                        one, kind(connect), one.object("webhook_endpoint").text("url")))
                .toList();
    }

    static boolean isAboutConnectedAccounts(StripeObject destination) {
        return from(destination).equals(CONNECTED);
    }

    private static Set<String> from(StripeObject destination) {
        return destination.json().path("events_from").isArray()
                ? Set.copyOf(destination.texts("events_from"))
                : ACCOUNT;
    }

    @Override
    public Created create(Subscription wanted) {
        Map<String, Object> body = changeable(wanted);
        body.put("name", wanted.settings().getOrDefault("description", "Webhook4j"));
        body.put("type", "webhook_endpoint");
        body.put("event_payload", "thin");
        body.put("events_from", connect ? CONNECTED : ACCOUNT);
        body.put("webhook_endpoint", Map.of("url", wanted.url().toString()));
        body.put("include", List.of(SECRET, URL));
        StripeObject created = client.send(client.v2("POST", PATH).json(body));
        return new Created(created, created.object("webhook_endpoint").optional("signing_secret"));
    }

    @Override
    public void update(Subscription existing, Subscription wanted) {
        String description = wanted.settings().get("description");
        if (!existing.events().equals(wanted.events())
                || (description != null
                        && !description.equals(existing.settings().get("description")))) {
            client.send(call("POST", existing, "").json(changeable(wanted)));
        }
        if (!"enabled".equals(existing.settings().get("status"))) {
            client.send(call("POST", existing, "/enable").json(Map.of()));
        }
    }

    private Map<String, Object> changeable(Subscription wanted) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("enabled_events", List.copyOf(wanted.events()));
        String description = wanted.settings().get("description");
        if (description != null) {
            body.put("description", description);
        }
        body.put("metadata", Map.of("managed_by", MARK));
        return body;
    }

    @Override
    public void delete(Subscription existing) {
        client.sendIfThere(call("DELETE", existing, ""));
    }

    private SenderCall call(String method, Subscription existing, String action) {
        return client.v2(method, StripeClient.path(PATH, existing.id()) + action);
    }
}
