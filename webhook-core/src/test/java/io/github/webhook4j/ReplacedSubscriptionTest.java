package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReplacedSubscriptionTest {

    private static final URI URL = URI.create("https://app.example.com/hooks");

    private final List<String> calls = new ArrayList<>();

    private static Subscription subscription(String id, String kind, String version) {
        return new Subscription(id, kind, URL, new TreeSet<>(Set.of("a")), Map.of("version", version));
    }

    /** A sender whose subscriptions keep the version that they were made with. */
    private final class Versions implements SenderApi {

        private final List<Subscription> existing;

        Versions(Subscription... existing) {
            this.existing = List.of(existing);
        }

        @Override
        public Wanted wanted(URI url, Set<String> types) {
            return new Wanted(
                    List.of(new Subscription(null, "a", url, new TreeSet<>(types), Map.of("version", "2"))), List.of());
        }

        @Override
        public List<Subscription> list() {
            return existing;
        }

        @Override
        public boolean canBecome(Subscription one, Subscription wanted) {
            return Objects.equals(
                    one.settings().get("version"), wanted.settings().get("version"));
        }

        @Override
        public boolean makesSecrets() {
            return true;
        }

        @Override
        public void create(Subscription wanted, SecretExchange secrets) {
            calls.add("create");
            secrets.returned(subscription("new", wanted.kind(), "2"), "secret of the tests");
        }

        @Override
        public void update(Subscription one, Subscription wanted, SecretExchange secrets) {
            calls.add("update " + one.id());
        }

        @Override
        public void delete(Subscription one) {
            calls.add("delete " + one.id());
        }
    }

    private Subscriptions subscriptions(SecretSink sink, Subscription... existing) {
        return Subscriptions.builder(new Versions(existing), URL)
                .types(Set.of("a"))
                .secretSink(sink)
                .build();
    }

    @Test
    void whatCannotBeUpdatedIsReplacedAndDeletedLast() {
        subscriptions(
                        (created, secret) -> calls.add("keep"),
                        subscription("old", "a", "1"),
                        subscription("other", "b", "1"))
                .apply();

        assertThat(calls).containsExactly("delete other", "create", "keep", "delete old");
    }

    @Test
    void whereTheNewSecretCannotBeKeptTheOldSubscriptionStays() {
        SecretSink broken = (created, secret) -> {
            throw new IllegalStateException("no room");
        };
        Subscriptions subscriptions = subscriptions(broken, subscription("old", "a", "1"));

        assertThatThrownBy(subscriptions::apply).isInstanceOf(IllegalStateException.class);
        assertThat(calls).containsExactly("create", "delete new");
    }

    @Test
    void ofTwoTheOneThatFitsStays() {
        subscriptions((created, secret) -> {}, subscription("old", "a", "1"), subscription("fits", "a", "2"))
                .apply();

        assertThat(calls).containsExactly("delete old");
    }
}
