package io.github.webhook4j.stripe;

import io.github.webhook4j.MissedEvents;
import io.github.webhook4j.SecretExchange;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderOptions;
import io.github.webhook4j.Subscription;
import io.github.webhook4j.stripe.StripeSubscriptions.Created;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stripe's API: webhook endpoints for snapshot events, event destinations for thin ones. {@link Stripe.Factory} says how it behaves. */
final class StripeApi implements SenderApi {

    private final StripeClient client;
    private final boolean connect;
    private final @Nullable String version;
    private final @Nullable String description;
    private final StripeEndpoints endpoints;
    private final StripeDestinations destinations;

    StripeApi(SenderOptions options) {
        this.client = new StripeClient(options);
        this.connect = connect(options.get("connect", "false"));
        this.version = options.optional("api-version");
        this.description = options.optional("description");
        this.endpoints = new StripeEndpoints(client, connect);
        this.destinations = new StripeDestinations(client, connect);
    }

    private static boolean connect(String text) {
        if (!Set.of("true", "false").contains(text)) {
            throw new IllegalArgumentException(
                    "The option \"connect\" of the API of stripe is \"" + text + "\": write true or false");
        }
        return Boolean.parseBoolean(text);
    }

    @Override
    public Wanted wanted(URI url, Set<String> types) {
        StripeTypes asked = StripeTypes.of(types);
        List<Subscription> wanted = new ArrayList<>();
        if (!asked.snapshot().isEmpty()) {
            Map<String, String> settings = settings();
            if (version != null) {
                settings.put("api_version", version);
            }
            wanted.add(new Subscription(
                    null, StripeEndpoints.kind(connect), url, new TreeSet<>(asked.snapshot()), settings));
        }
        if (!asked.thin().isEmpty()) {
            wanted.add(new Subscription(
                    null, StripeDestinations.kind(connect), url, new TreeSet<>(asked.thin()), settings()));
        }
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is nothing to subscribe to at Stripe. " + String.join(" ", asked.remarks()));
        }
        return new Wanted(wanted, asked.remarks());
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>(Map.of("status", "enabled"));
        if (description != null) {
            settings.put("description", description);
        }
        return settings;
    }

    @Override
    public List<Subscription> list() {
        List<StripeObject> all = destinations.all();
        Set<String> connected = all.stream()
                .filter(StripeDestinations::isAboutConnectedAccounts)
                .map(StripeObject::id)
                .collect(Collectors.toSet());
        List<Subscription> list = new ArrayList<>(endpoints.list(connected));
        list.addAll(destinations.among(all));
        return list;
    }

    @Override
    public void create(Subscription wanted, SecretExchange secrets) {
        Created created = of(wanted).create(wanted);
        String id = created.object().id();
        Subscription there = new Subscription(id, wanted.kind(), wanted.url(), wanted.events(), wanted.settings());
        String secret = created.secret();
        if (secret == null) {
            delete(there);
            throw created.object().answer().malformed("has no secret; what was created has been deleted again");
        }
        client.hide(secret);
        secrets.returned(there, secret);
    }

    @Override
    public void update(Subscription existing, Subscription wanted, SecretExchange secrets) {
        of(existing).update(existing, wanted);
    }

    /** An endpoint keeps the version that it was created with. */
    @Override
    public boolean canBecome(Subscription existing, Subscription wanted) {
        String pinned = wanted.settings().get("api_version");
        return pinned == null || Objects.equals(pinned, existing.settings().get("api_version"));
    }

    @Override
    public void delete(Subscription existing) {
        of(existing).delete(existing);
    }

    private StripeSubscriptions of(Subscription subscription) {
        return subscription.kind().equals(StripeDestinations.kind(connect)) ? destinations : endpoints;
    }

    @Override
    public boolean makesSecrets() {
        return true;
    }

    @Override
    public MissedEvents missed(URI url) {
        return new StripeMissed(client, url);
    }

    @Override
    public String toString() {
        return "StripeApi[" + client + "]";
    }
}
