package io.github.webhook4j.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.MissedEvents;
import io.github.webhook4j.SecretExchange;
import io.github.webhook4j.SenderAnswer;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderCall;
import io.github.webhook4j.Subscription;
import io.github.webhook4j.Subscriptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** The one hook of a GitHub App, whose events are chosen in the App's settings. Thread-safe. */
final class GitHubAppApi implements SenderApi {

    private static final String ID = "app";
    private static final URI NOWHERE = URI.create("");

    private final GitHubTarget target;
    private final GitHubCalls calls;
    private final boolean redelivers;

    GitHubAppApi(GitHubTarget target, GitHubCalls calls, boolean redelivers) {
        this.target = target;
        this.calls = calls;
        this.redelivers = redelivers;
    }

    @Override
    public Wanted wanted(URI url, Set<String> types) {
        EventPlace.Chosen chosen = target.kind().chosen(types);
        List<String> remarks = new ArrayList<>(chosen.remarks());
        NavigableSet<String> asked = EventPlace.asked(chosen.events());
        if (!asked.isEmpty()) {
            remarks.add(
                    "an App's events cannot be set by the API: see that those that the handlers want are chosen in the "
                            + "App's settings, under Permissions & events: " + String.join(", ", asked));
        }
        Subscription wanted = new Subscription(null, "", url, new TreeSet<>(), GitHubConfig.wanted());
        return new Wanted(List.of(wanted), remarks);
    }

    @Override
    public List<Subscription> list() {
        SenderAnswer answer = calls.get(config());
        JsonNode config = answer.json();
        Map<String, String> settings = GitHubConfig.settings(config);
        URI url = GitHubConfig.url(config);
        if (settings.isEmpty() && url == null) {
            throw answer.malformed("is no config of a hook");
        }
        return List.of(new Subscription(ID, "", url == null ? NOWHERE : url, new TreeSet<>(), settings));
    }

    @Override
    public boolean hasOneForAll() {
        return true;
    }

    /** As {@link #update}: the hook is there. */
    @Override
    public void create(Subscription wanted, SecretExchange secrets) {
        configure(wanted, secrets);
    }

    @Override
    public void update(Subscription existing, Subscription wanted, SecretExchange secrets) {
        configure(wanted, secrets);
    }

    private void configure(Subscription wanted, SecretExchange secrets) {
        String secret = calls.hidden(secrets.given());
        calls.send(SenderCall.of("PATCH", config())
                .json(GitHubConfig.toSend(wanted.url(), secret))
                .repeatable());
    }

    private String config() {
        return target.path() + "/config";
    }

    /**
     * Refuses.
     *
     * @throws IllegalStateException always
     */
    @Override
    public void delete(Subscription existing) {
        throw new IllegalStateException(
                "An App's hook cannot be removed by the API: in the App's settings, switch off Active "
                        + "under Webhook, or subscribe another URL in place of " + existing.url());
    }

    @Override
    public MissedEvents missed(URI url) {
        Subscriptions hooks = Subscriptions.builder(this, url).build();
        return new MissedDeliveries(
                url,
                () -> hooks.list().stream()
                        .map(hook -> target.path() + "/deliveries")
                        .toList(),
                new Redelivery(calls, redelivers));
    }

    @Override
    public String toString() {
        return "GitHubApi[" + target + "]";
    }
}
