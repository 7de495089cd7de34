package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FixedSubscriptionsTest {

    private static final URI OURS = URI.create("https://app.example.com/webhooks");

    /** A sender whose subscriptions with an id that begins with {@code hand} cannot be changed. */
    private static final class Sender implements SenderApi {

        private final List<Subscription> subscriptions = new ArrayList<>();
        private int made;

        @Override
        public Wanted wanted(URI url, Set<String> types) {
            return new Wanted(List.of(subscription(null, types)), List.of());
        }

        @Override
        public List<Subscription> list() {
            return List.copyOf(subscriptions);
        }

        @Override
        public void create(Subscription wanted, SecretExchange secrets) {
            made++;
            subscriptions.add(subscription("made-" + made, wanted.events()));
        }

        @Override
        public void update(Subscription existing, Subscription wanted, SecretExchange secrets) {
            delete(existing);
            subscriptions.add(subscription(existing.id(), wanted.events()));
        }

        @Override
        public void delete(Subscription existing) {
            assertThat(canChange(existing)).as("%s", existing).isTrue();
            subscriptions.remove(existing);
        }

        @Override
        public boolean canChange(Subscription existing) {
            return !String.valueOf(existing.id()).startsWith("hand");
        }
    }

    private final Sender sender = new Sender();

    private static Subscription subscription(@Nullable String id, Set<String> events) {
        return new Subscription(id, "", OURS, new TreeSet<>(events), Map.of("scope", "account"));
    }

    private Subscriptions subscriptions(String... types) {
        return Subscriptions.builder(sender, OURS).types(List.of(types)).build();
    }

    private void exists(String id, String... events) {
        sender.subscriptions.add(subscription(id, Set.of(events)));
    }

    @Test
    void oneThatSendsAllThatIsWantedIsEnough() {
        exists("hand-1", "a", "b");

        SubscriptionPlan plan = subscriptions("a", "b").apply();

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.remarks()).isEmpty();
    }

    @Test
    void whatItSendsBesidesIsARemark() {
        exists("hand-1", "a", "b");

        SubscriptionPlan plan = subscriptions("a").apply();

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.remarks()).singleElement().asString().contains("hand-1", "It differs: -b;");
    }

    @Test
    void whatItLacksIsSubscribedBesideItOnce() {
        exists("hand-1", "a", "z");

        SubscriptionPlan plan = subscriptions("a", "b").apply();

        assertThat(plan.steps()).hasToString("[create " + OURS + " [b] {scope=account}]");
        assertThat(plan.remarks()).singleElement().asString().contains("It differs: +b, -z;");
        assertThat(subscriptions("a", "b").apply().steps()).isEmpty();
        assertThat(sender.subscriptions).hasSize(2);
    }

    @Test
    void anotherThatSendsTheSameIsDeleted() {
        exists("hand-1", "a");
        exists("made-7", "a");

        assertThat(subscriptions("a").apply().steps()).hasToString("[delete made-7 " + OURS + " [a] {scope=account}]");
    }

    @Test
    void oneWithOtherSettingsDoesNotCount() {
        sender.subscriptions.add(
                new Subscription("hand-1", "", OURS, new TreeSet<>(Set.of("a")), Map.of("scope", "user")));

        SubscriptionPlan plan = subscriptions("a").apply();

        assertThat(plan.steps()).hasToString("[create " + OURS + " [a] {scope=account}]");
        assertThat(plan.remarks()).singleElement().asString().contains("scope: user -> account");
    }

    @Test
    void removeLeavesItAndSaysSo() {
        exists("hand-1", "a");
        exists("made-7", "b");

        SubscriptionPlan removed = subscriptions("a").remove();

        assertThat(removed.steps()).hasToString("[delete made-7 " + OURS + " [b] {scope=account}]");
        assertThat(removed.remarks()).singleElement().asString().contains("hand-1", "where it was made");
        assertThat(subscriptions("a").list()).extracting(Subscription::id).containsExactly("hand-1");
    }
}
