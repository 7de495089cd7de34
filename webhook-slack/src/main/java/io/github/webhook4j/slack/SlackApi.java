package io.github.webhook4j.slack;

import io.github.webhook4j.SecretExchange;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderCall;
import io.github.webhook4j.SenderClient;
import io.github.webhook4j.SenderOptions;
import io.github.webhook4j.Subscription;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The one request URL of an app, by its manifest. What it does is in {@link Slack.Factory}. */
final class SlackApi implements SenderApi {

    static final Set<String> OPTIONS = Set.of("token", "target", "url", "message-events");

    private final SenderClient client;
    private final String app;
    private final Set<String> messageEvents;

    SlackApi(SenderOptions options) {
        String token = options.required("token");
        this.app = options.required("target");
        this.messageEvents = messageEvents(options.optional("message-events"));
        this.client = SenderClient.builder(options.url("url", "https://slack.com/api/"))
                .header("Authorization", () -> "Bearer " + token)
                .problems(SlackProblems::of)
                .build();
    }

    private static Set<String> messageEvents(@Nullable String option) {
        Set<String> events = new TreeSet<>();
        for (String name : option == null ? new String[0] : option.split(",")) {
            events.add("message." + name.strip());
        }
        if (!HandledTypes.MESSAGE_EVENTS.containsAll(events)) {
            throw new IllegalArgumentException(
                    "The option \"message-events\" of Slack's API is one or more of channels, groups, im, mpim and app_home, "
                            + "with commas between them");
        }
        return events;
    }

    @Override
    public Wanted wanted(URI url, Set<String> types) {
        return wanted(url, types, List.of());
    }

    @Override
    public Wanted wanted(URI url, Set<String> types, List<Subscription> existing) {
        return new SlackWanted(types, existing).at(url, messageEvents);
    }

    @Override
    public boolean hasOneForAll() {
        return true;
    }

    @Override
    public List<Subscription> list() {
        Subscription one = manifest().subscription(app);
        return one == null ? List.of() : List.of(one);
    }

    @Override
    public void create(Subscription wanted, SecretExchange secrets) {
        SlackManifest manifest = manifest();
        manifest.become(wanted);
        replaceBy(manifest);
    }

    @Override
    public void update(Subscription existing, Subscription wanted, SecretExchange secrets) {
        create(wanted, secrets);
    }

    /** What somebody else has put in its place stays. */
    @Override
    public void delete(Subscription existing) {
        SlackManifest manifest = manifest();
        Subscription now = manifest.subscription(app);
        if (now != null && now.isTo(existing.url())) {
            manifest.sendNoEvents();
            replaceBy(manifest);
        }
    }

    private SlackManifest manifest() {
        return SlackManifest.of(client.send(call("export", List.of()).repeatable()));
    }

    /** Twice the same whole is no more than once. */
    private void replaceBy(SlackManifest manifest) {
        client.send(
                call("update", List.of(Map.entry("manifest", manifest.text()))).repeatable());
    }

    private SenderCall call(String method, List<Map.Entry<String, String>> fields) {
        List<Map.Entry<String, String>> form = new ArrayList<>(List.of(Map.entry("app_id", app)));
        form.addAll(fields);
        return SenderCall.of("POST", "/apps.manifest." + method).form(form);
    }

    @Override
    public String toString() {
        return "SlackApi[" + client + ", " + app + "]";
    }
}
