package io.github.webhook4j.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.MissedEvents;
import io.github.webhook4j.SecretExchange;
import io.github.webhook4j.SenderAnswer;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderCall;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.SenderOptions;
import io.github.webhook4j.Subscription;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Zoom's API for event subscriptions and webhook logs; {@link Zoom.Factory} says what it does, and with which options. */
final class ZoomApi implements SenderApi {

    private static final String SUBSCRIPTIONS = "/marketplace/app/event_subscription";
    private static final String ID = "event_subscription_id";
    private static final String URL = "event_webhook_url";
    private static final String NAME = "event_subscription_name";
    private static final String SCOPE = "subscription_scope";
    private static final String MADE_BY = "created_source";
    private static final String HEADER = "custom_header";
    private static final Set<String> SECRETS_OF_HEADER = Set.of("password", "client_secret", "custom_header_value");
    private static final Set<String> SCOPES = Set.of("user", "account", "master_account");

    private final ZoomClient client;
    private final @Nullable String account;
    private final @Nullable String user;
    private final String scope;
    private final String name;
    private final SenderOptions options;

    ZoomApi(SenderOptions options) {
        this.client = new ZoomClient(options);
        String target = options.optional("target");
        this.account = target == null ? options.optional("account-id") : target;
        this.user = options.optional("user-id");
        this.scope = options.get("scope", "account");
        this.name = options.get("name", "webhook4j");
        this.options = options;
        if (!SCOPES.contains(scope)) {
            throw new IllegalArgumentException("The option \"scope\" of the API of zoom is one of "
                    + new TreeSet<>(SCOPES) + ", not \"" + scope + "\".");
        }
    }

    @Override
    public Wanted wanted(URI url, Set<String> types) {
        ZoomNames names = ZoomNames.of(types);
        if (names.events().isEmpty()) {
            throw new IllegalArgumentException(
                    "There is nothing to subscribe to. " + String.join(" ", names.remarks()));
        }
        return new Wanted(
                List.of(new Subscription(null, "", url, names.events(), Map.of(SCOPE, scope))), names.remarks());
    }

    @Override
    public List<Subscription> list() {
        List<Subscription> all = new ArrayList<>();
        each(entry -> {
            String id = entry.required(ID);
            URI url = entry.url(URL);
            // one without a URL sends to a WebSocket
            if (url != null) {
                TreeSet<String> events = new TreeSet<>();
                entry.json().path("events").forEach(event -> events.add(event.asText()));
                all.add(new Subscription(id, "", url, events, settings(entry)));
            }
        });
        return all;
    }

    private void each(Consumer<ZoomEntry> to) {
        SenderCall call = SenderCall.of("GET", SUBSCRIPTIONS).query(SCOPE, scope);
        call = account == null ? call : call.query("account_id", account);
        client.each(user == null ? call : call.query("user_id", user), "event_subscriptions", to);
    }

    private Map<String, String> settings(ZoomEntry entry) {
        Map<String, String> settings = new TreeMap<>();
        settings.put(SCOPE, scope);
        for (String setting : List.of(SCOPE, NAME, MADE_BY)) {
            String value = entry.text(setting);
            if (!value.isEmpty()) {
                settings.put(setting, value);
            }
        }
        return settings;
    }

    /** Zoom refuses to change what was made in the build flow. */
    @Override
    public boolean canChange(Subscription existing) {
        return !"default".equals(existing.settings().get(MADE_BY));
    }

    @Override
    public void create(Subscription wanted, SecretExchange secrets) {
        post(wanted, null);
    }

    /** The API can change neither events nor URL. With the new one first, events may come twice for a moment, but none is lost. */
    @Override
    public void update(Subscription existing, Subscription wanted, SecretExchange secrets) {
        post(wanted, headerOf(existing));
        delete(existing);
    }

    private void post(Subscription wanted, @Nullable JsonNode header) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("events", wanted.events());
        body.put(NAME, name);
        body.put(URL, wanted.url().toString());
        body.put(SCOPE, scope);
        if (account != null) {
            body.put("account_id", account);
        }
        if (user != null && scope.equals("user")) {
            body.put("user_ids", List.of(user));
        }
        if (header != null) {
            body.put(HEADER, header);
        }
        SenderAnswer answer = client.send(SenderCall.of("POST", SUBSCRIPTIONS).json(body));
        // without an id it is not sure that there is a new one, and the old one must not go
        new ZoomEntry(answer, answer.json()).required(ID);
    }

    /** What Zoom is to log in with at the receiver, so that the new subscription does so, too. */
    private @Nullable JsonNode headerOf(Subscription existing) {
        List<JsonNode> headers = new ArrayList<>();
        each(entry -> {
            JsonNode header = entry.json().path(HEADER);
            if (entry.text(ID).equals(existing.id())
                    && header.path("custom_header_type").asInt() != 0) {
                SECRETS_OF_HEADER.forEach(
                        secret -> client.hide(header.path(secret).asText("")));
                headers.add(header);
            }
        });
        return headers.isEmpty() ? null : headers.get(0);
    }

    @Override
    public void delete(Subscription existing) {
        String id = Objects.requireNonNull(existing.id());
        try {
            client.send(SenderCall.of("DELETE", SUBSCRIPTIONS + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8)));
        } catch (SenderException e) {
            if (e.reason() != Reason.NOT_FOUND) {
                throw e;
            }
        }
    }

    @Override
    public MissedEvents missed(URI url) {
        return new ZoomLog(client, options.required("app-id"), url);
    }

    @Override
    public String toString() {
        return "ZoomApi[" + client + "]";
    }
}
