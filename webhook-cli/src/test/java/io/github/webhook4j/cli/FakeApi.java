package io.github.webhook4j.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.MissedEvents;
import io.github.webhook4j.SecretExchange;
import io.github.webhook4j.SenderAnswer;
import io.github.webhook4j.SenderApi;
import io.github.webhook4j.SenderCall;
import io.github.webhook4j.SenderClient;
import io.github.webhook4j.SenderException.Problem;
import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.SenderOptions;
import io.github.webhook4j.Subscription;
import io.github.webhook4j.WebhookRequest;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** As small as a sender's API can be. */
final class FakeApi implements SenderApi {

    private final SenderClient client;
    private final boolean makesSecrets;
    private final boolean oneForAll;
    private final boolean told;

    FakeApi(SenderOptions options) {
        String token = options.required("token");
        String clientSecret = options.get("client-secret", "none");
        this.client = SenderClient.builder(URI.create(options.required("url")))
                .header("Authorization", () -> "Bearer " + token)
                .header("X-Client-Secret", () -> clientSecret)
                .header("X-Target", () -> options.get("target", "none"))
                .problems(answer -> answer.status() == 422
                        ? new Problem(
                                Reason.URL_NOT_ACCEPTED,
                                answer.json().path("message").asText())
                        : null)
                .build();
        this.makesSecrets = options.optional("makes-secrets") != null;
        this.oneForAll = options.optional("one-for-all") != null;
        this.told = !makesSecrets && options.optional("told") != null;
    }

    @Override
    public Wanted wanted(URI url, Set<String> types) {
        if (types.contains("unknown")) {
            throw new IllegalArgumentException("The sender has no event unknown.");
        }
        return new Wanted(List.of(new Subscription(null, "", url, new TreeSet<>(types), Map.of())), List.of());
    }

    @Override
    public List<Subscription> list() {
        List<Subscription> found = new ArrayList<>();
        client.send(SenderCall.of("GET", "/subscriptions")).json().forEach(one -> {
            TreeSet<String> events = new TreeSet<>();
            one.path("events").forEach(event -> events.add(event.asText()));
            found.add(new Subscription(
                    one.path("id").asText(), "", URI.create(one.path("url").asText()), events, Map.of()));
        });
        return found;
    }

    @Override
    public void create(Subscription wanted, SecretExchange secrets) {
        Map<String, Object> body = told
                ? Map.of("url", wanted.url(), "events", wanted.events(), "secret", secrets.given())
                : Map.of("url", wanted.url(), "events", wanted.events());
        if (told) {
            client.hide(secrets.given());
        }
        SenderAnswer answer =
                client.send(SenderCall.of("POST", "/subscriptions").json(body));
        JsonNode created = answer.json();
        if (makesSecrets) {
            secrets.returned(
                    new Subscription(created.path("id").asText(), "", wanted.url(), wanted.events(), Map.of()),
                    created.path("secret").asText());
        }
    }

    @Override
    public void update(Subscription existing, Subscription wanted, SecretExchange secrets) {
        client.send(SenderCall.of("PATCH", "/subscriptions/" + existing.id()).json(Map.of("events", wanted.events())));
    }

    @Override
    public void delete(Subscription existing) {
        client.send(SenderCall.of("DELETE", "/subscriptions/" + existing.id()));
    }

    @Override
    public boolean makesSecrets() {
        return makesSecrets;
    }

    @Override
    public boolean hasOneForAll() {
        return oneForAll;
    }

    /** Nothing where there is one for all. */
    @Override
    public @Nullable MissedEvents missed(URI url) {
        return oneForAll ? null : new Lost();
    }

    private final class Lost implements MissedEvents {

        @Override
        public List<Missed> since(Instant from) {
            List<Missed> missed = new ArrayList<>();
            for (JsonNode one : client.send(SenderCall.of("GET", "/missed")).json()) {
                Instant at = Instant.now().minusSeconds(one.path("secondsAgo").asLong());
                if (at.isAfter(from)) {
                    missed.add(new Missed(one.path("id").asText(), at));
                }
            }
            return missed;
        }

        @Override
        public Optional<WebhookRequest> fetch(Missed missed) {
            SenderAnswer answer = client.send(SenderCall.of("GET", "/missed/" + missed.id()));
            return Optional.of(WebhookRequest.builder("POST", "/old?tenant=7")
                    .header("x-fake-signature", "sha256=masked")
                    .header("X-Fake-Id", Objects.requireNonNull(missed.id()))
                    .header("X-Fake-Event", "order.paid")
                    .header("Content-Type", "application/json")
                    .header("Host", "app.example.com")
                    .body(answer.bytes(""))
                    .build());
        }
    }
}
