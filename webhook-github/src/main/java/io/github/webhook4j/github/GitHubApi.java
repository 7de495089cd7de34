package io.github.webhook4j.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.MissedEvents;
import io.github.webhook4j.SecretExchange;
import io.github.webhook4j.SenderAnswer;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderCall;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.Subscription;
import io.github.webhook4j.Subscriptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The hooks of a repository or an organization. Thread-safe. */
final class GitHubApi implements SenderApi {

    private static final String ACTIVE = "active";
    private static final String EVENTS = "events";
    private static final String CONFIG = "config";

    private final GitHubTarget target;
    private final GitHubCalls calls;
    private final boolean redelivers;

    GitHubApi(GitHubTarget target, GitHubCalls calls, boolean redelivers) {
        this.target = target;
        this.calls = calls;
        this.redelivers = redelivers;
    }

    @Override
    public Wanted wanted(URI url, Set<String> types) {
        EventPlace.Chosen chosen = target.kind().chosen(types);
        Map<String, String> settings = new TreeMap<>(GitHubConfig.wanted());
        settings.put(ACTIVE, "true");
        return new Wanted(List.of(new Subscription(null, "", url, chosen.events(), settings)), chosen.remarks());
    }

    @Override
    public List<Subscription> list() {
        List<Subscription> all = new ArrayList<>();
        calls.pages(target.path(), page -> {
            GitHubCalls.elements(page).forEach(element -> read(page, element, all));
            return true;
        });
        all.sort(Comparator.comparingLong(GitHubApi::number));
        return all;
    }

    /** GitHub numbers its hooks as they are made. */
    private static long number(Subscription hook) {
        return Long.parseLong(id(hook));
    }

    private static String id(Subscription hook) {
        return Objects.requireNonNull(hook.id(), "the subscription is none of GitHub's list");
    }

    private static void read(SenderAnswer page, JsonNode hook, List<Subscription> into) {
        JsonNode config = hook.path(CONFIG);
        if (!hook.path("id").canConvertToLong()
                || !config.isObject()
                || !hook.path(EVENTS).isArray()) {
            throw page.malformed("has a hook without id, events or config");
        }
        URI url = GitHubConfig.url(config);
        if (url == null) {
            return;
        }
        NavigableSet<String> events = new TreeSet<>();
        hook.path(EVENTS).forEach(event -> events.add(event.asText()));
        Map<String, String> settings = GitHubConfig.settings(config);
        settings.put(ACTIVE, hook.path(ACTIVE).asText("true"));
        into.add(new Subscription(Long.toString(hook.path("id").longValue()), "", url, events, settings));
    }

    @Override
    public void create(Subscription wanted, SecretExchange secrets) {
        Map<String, Object> body = body(wanted, secrets);
        body.put("name", "web");
        calls.send(SenderCall.of("POST", target.path()).json(body));
    }

    @Override
    public void update(Subscription existing, Subscription wanted, SecretExchange secrets) {
        calls.send(SenderCall.of("PATCH", path(existing))
                .json(body(wanted, secrets))
                .repeatable());
    }

    private Map<String, Object> body(Subscription wanted, SecretExchange secrets) {
        Map<String, Object> body = new TreeMap<>();
        body.put(ACTIVE, true);
        body.put(EVENTS, wanted.events());
        body.put(CONFIG, GitHubConfig.toSend(wanted.url(), calls.hidden(secrets.given())));
        return body;
    }

    @Override
    public void delete(Subscription existing) {
        try {
            calls.send(SenderCall.of("DELETE", path(existing)));
        } catch (SenderException e) {
            if (e.reason() != Reason.NOT_FOUND || isThere(existing)) {
                throw e;
            }
        }
    }

    /** Whoever may see a hook, but not delete it, is answered 404 as if it were not there. */
    private boolean isThere(Subscription existing) {
        return list().stream().anyMatch(hook -> id(hook).equals(existing.id()));
    }

    private String path(Subscription hook) {
        return target.path() + "/" + id(hook);
    }

    @Override
    public MissedEvents missed(URI url) {
        Subscriptions hooks = Subscriptions.builder(this, url).build();
        return new MissedDeliveries(
                url,
                () -> hooks.list().stream()
                        .map(hook -> path(hook) + "/deliveries")
                        .toList(),
                new Redelivery(calls, redelivers));
    }

    @Override
    public String toString() {
        return "GitHubApi[" + target + "]";
    }
}
