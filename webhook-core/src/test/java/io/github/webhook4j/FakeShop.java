package io.github.webhook4j;

import io.github.webhook4j.SenderException.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A sender with subscriptions, in memory, which remembers what it was called with. */
class FakeShop implements SenderApi, MissedEvents {

    final List<Subscription> existing = new CopyOnWriteArrayList<>();
    final List<Missed> missed = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final boolean makesSecrets;
    boolean raced;
    volatile @Nullable SenderException failure;

    FakeShop(boolean makesSecrets) {
        this.makesSecrets = makesSecrets;
    }

    void has(String id, URI url, String... events) {
        existing.add(new Subscription(id, "", url, new TreeSet<>(Set.of(events)), Map.of("format", "json")));
    }

    @Override
    public Wanted wanted(URI url, Set<String> types) {
        return new Wanted(
                List.of(new Subscription(null, "", url, new TreeSet<>(types), Map.of("format", "json"))), List.of());
    }

    @Override
    public List<Subscription> list() {
        calls.add("list");
        SenderException refusal = failure;
        if (refusal != null) {
            failure = null;
            throw refusal;
        }
        return List.copyOf(existing);
    }

    @Override
    public void create(Subscription wanted, SecretExchange secrets) {
        calls.add("create " + wanted.events());
        if (raced) {
            raced = false;
            has("theirs", wanted.url(), wanted.events().toArray(String[]::new));
            throw new SenderException(Reason.ALREADY_THERE, "there is one", null, null);
        }
        Subscription created = new Subscription("new", "", wanted.url(), wanted.events(), wanted.settings());
        existing.add(created);
        if (makesSecrets) {
            secrets.returned(created, "whsec_made_by_the_shop");
        } else {
            calls.add("secret of " + secrets.given().length() + " characters");
        }
    }

    @Override
    public void update(Subscription old, Subscription wanted, SecretExchange secrets) {
        calls.add("update " + old.id() + " " + wanted.events());
        existing.set(
                existing.indexOf(old),
                new Subscription(old.id(), "", wanted.url(), wanted.events(), wanted.settings()));
    }

    @Override
    public void delete(Subscription old) {
        calls.add("delete " + old.id());
        existing.removeIf(one -> Objects.equals(one.id(), old.id()));
    }

    @Override
    public boolean makesSecrets() {
        return makesSecrets;
    }

    @Override
    public MissedEvents missed(URI url) {
        return this;
    }

    @Override
    public List<Missed> since(Instant from) {
        calls.add("missed");
        return List.copyOf(missed);
    }

    @Override
    public Optional<WebhookRequest> fetch(Missed one) {
        String json = "{\"id\":\"" + one.id() + "\",\"type\":\"order.paid\",\"data\":{}}";
        return Optional.of(Events.post(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** What it was called with since it was last asked, without the listing. */
    List<String> changes() {
        List<String> made = calls.stream().filter(call -> !call.equals("list")).toList();
        calls.clear();
        return made;
    }

    List<String> calls() {
        return List.copyOf(calls);
    }
}
