package io.github.webhook4j.stripe;

import io.github.webhook4j.SenderCall;
import io.github.webhook4j.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.function.Function;

/**
 * Webhook endpoints, which get snapshot events: v1 of the API.
 *
 * @param client calls Stripe
 * @param connect whether they are about the events of connected accounts
 */
record StripeEndpoints(StripeClient client, boolean connect) implements StripeSubscriptions {

    private static final String PATH = "/v1/webhook_endpoints";

    static String kind(boolean connect) {
        return connect ? "snapshot-connect" : "snapshot";
    }

    /**
     * The endpoints of the account, or those of connected accounts. Stripe does not say of an endpoint which it is, so that several signs
     * count.
     *
     * @param connected ids of which v2 of the API says that they are about connected accounts
     */
    List<Subscription> list(Set<String> connected) {
        List<StripeObject> all = new StripePages(client, MOST_PAGES).v1(client.v1("GET", PATH), Function.identity());
        return all.stream()
                .filter(one -> connect == (connected.contains(one.id()) || hasSignOfConnect(one)))
                .sorted(StripeObject.OLDEST_FIRST)
                .flatMap(one -> StripeSubscriptions.read(one, kind(connect), one.text("url")))
                .toList();
    }

    private static boolean hasSignOfConnect(StripeObject endpoint) {
        return endpoint.json().hasNonNull("application")
                || "true".equals(endpoint.object("metadata").optional("connect"));
    }

    @Override
    public Created create(Subscription wanted) {
        List<Entry<String, String>> form = new ArrayList<>();
        form.add(Map.entry("url", wanted.url().toString()));
        form.addAll(changeable(wanted));
        String version = wanted.settings().get("api_version");
        if (version != null) {
            form.add(Map.entry("api_version", version));
        }
        if (connect) {
            form.add(Map.entry("connect", "true"));
        }
        StripeObject created = client.send(client.v1("POST", PATH).form(form));
        return new Created(created, created.optional("secret"));
    }

    @Override
    public void update(Subscription existing, Subscription wanted) {
        List<Entry<String, String>> form = changeable(wanted);
        if (!"enabled".equals(existing.settings().get("status"))) {
            form.add(Map.entry("disabled", "false"));
        }
        client.send(call("POST", existing).form(form));
    }

    private List<Entry<String, String>> changeable(Subscription wanted) {
        List<Entry<String, String>> form = new ArrayList<>();
        wanted.events().forEach(event -> form.add(Map.entry("enabled_events[]", event)));
        String description = wanted.settings().get("description");
        if (description != null) {
            form.add(Map.entry("description", description));
        }
        form.add(Map.entry("metadata[managed_by]", MARK));
        if (connect) {
            form.add(Map.entry("metadata[connect]", "true"));
        }
        return form;
    }

    @Override
    public void delete(Subscription existing) {
        client.sendIfThere(call("DELETE", existing));
    }

    private SenderCall call(String method, Subscription existing) {
        return client.v1(method, StripeClient.path(PATH, existing.id()));
    }
}
