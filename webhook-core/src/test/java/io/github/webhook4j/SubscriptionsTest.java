package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.SenderException.Reason;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is planned and done, whoever the sender is. */
class SubscriptionsTest {

    private static final URI OURS = URI.create("https://app.example.com/webhooks/shop");
    private static final URI OTHER = URI.create("https://app.example.com/webhooks/other");

    private final FakeShop shop = new FakeShop(false);

    private static Subscriptions.Builder paid(FakeShop shop) {
        return Subscriptions.builder(shop, OURS).types(Set.of("paid", "sent")).secrets(Events.SECRETS);
    }

    private final Subscriptions subscriptions = paid(shop).build();

    @Test
    void fromZeroOneIsCreatedWithTheSecretOfTheEndpoint() {
        shop.has("1", OTHER, "paid");

        assertThat(subscriptions.apply().steps()).hasSize(1);

        assertThat(shop.changes()).containsExactly("create [paid, sent]", "secret of 6 characters");
    }

    @Test
    void aPlanChangesNothing() {
        assertThat(subscriptions.plan().steps()).hasSize(1);
        assertThat(shop.changes()).isEmpty();
    }

    @Test
    void appliedTwiceNothingIsDoneTheSecondTime() {
        subscriptions.apply();
        shop.changes();

        assertThat(subscriptions.apply().isEmpty()).isTrue();
        assertThat(shop.changes()).isEmpty();
        assertThat(subscriptions.plan()).hasToString("nothing to change for " + OURS);
    }

    @Test
    void whatDiffersIsUpdatedAndSaid() {
        shop.existing.add(new Subscription(
                "1", "", OURS, new TreeSet<>(Set.of("paid", "closed")), Map.of("format", "form", "more", "x")));

        SubscriptionPlan plan = subscriptions.apply();

        assertThat(shop.changes()).containsExactly("update 1 [paid, sent]");
        assertThat(plan)
                .hasToString("update 1 " + OURS
                        + " [closed, paid] {format=form, more=x}: +sent, -closed, format: form -> json");
    }

    @Test
    void ofTwoTheOneThatFitsBestIsKeptAndTheOtherDeletedFirst() {
        shop.has("1", OURS, "closed");
        shop.has("2", OURS, "paid", "closed");

        subscriptions.apply();

        assertThat(shop.changes()).containsExactly("delete 1", "update 2 [paid, sent]");
    }

    @Test
    void ofTwoAlikeTheOlderIsKept() {
        shop.has("1", OURS, "paid", "sent");
        shop.has("2", OURS, "paid", "sent");

        subscriptions.apply();

        assertThat(shop.changes()).containsExactly("delete 2");
    }

    @Test
    void ofTwoTheOneThatNeedsNoChangeIsKept() {
        shop.existing.add(new Subscription(
                "1", "", OURS, new TreeSet<>(Set.of("paid", "sent", "closed")), Map.of("format", "form")));
        shop.has("2", OURS, "paid", "sent");

        subscriptions.apply();

        assertThat(shop.changes()).containsExactly("delete 1");
    }

    @Test
    void oneOfAnotherKindIsNotTakenForTheWantedOne() {
        shop.existing.add(
                new Subscription("1", "thin", OURS, new TreeSet<>(Set.of("paid", "sent")), Map.of("format", "json")));

        assertThat(subscriptions.apply().steps())
                .extracting(SubscriptionPlan.Step::action)
                .containsExactly(SubscriptionPlan.Action.DELETE, SubscriptionPlan.Action.CREATE);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://APP.example.com/webhooks/shop, true",
        "https://app.example.com:443/webhooks/shop, true",
        "https://app.example.com/webhooks/shop/, false",
        "https://app.example.com/webhooks/SHOP, false",
        "https://app.example.com:8443/webhooks/shop, false",
        "http://app.example.com/webhooks/shop, false",
        "https://app.example.com/webhooks/shop?a=b, false",
        "urn:x:y, false"
    })
    void aUrlIsTheSameHoweverItIsWritten(String url, boolean same) {
        shop.has("1", URI.create(url), "paid", "sent");

        assertThat(subscriptions.plan().isEmpty()).isEqualTo(same);
    }

    @Test
    void theRootOfAHostMayLackItsPath() {
        shop.has("1", URI.create("https://app.example.com"), "paid");

        Subscriptions root = Subscriptions.builder(shop, URI.create("https://app.example.com/"))
                .types(Set.of("paid"))
                .build();
        assertThat(root.plan().isEmpty()).isTrue();
    }

    @Test
    void onlyWhatGoesToTheUrlIsListedAndRemoved() {
        shop.has("1", OURS, "paid");
        shop.has("2", OTHER, "paid");
        shop.has("3", OURS, "sent");

        assertThat(subscriptions.list()).extracting(Subscription::id).containsExactly("1", "3");
        assertThat(subscriptions.remove().steps()).hasSize(2);

        assertThat(shop.changes()).containsExactly("delete 1", "delete 3");
        assertThat(subscriptions.remove().isEmpty()).isTrue();
    }

    @Test
    void whatSomebodyElseHasCreatedMeanwhileIsLookedAtAgain() {
        shop.raced = true;

        assertThat(subscriptions.apply().isEmpty()).isTrue();
        assertThat(shop.changes()).containsExactly("create [paid, sent]");
    }

    @Test
    void aSubscriptionThatTheSenderHasButDoesNotListIsAnError() {
        FakeShop stubborn = new FakeShop(false) {
            @Override
            public void create(Subscription wanted, SecretExchange secrets) {
                throw new SenderException(Reason.ALREADY_THERE, "there is one", null, null);
            }
        };
        assertThatThrownBy(() -> paid(stubborn).build().apply()).isInstanceOf(SenderException.class);
    }

    @Test
    void theHandlersOfAnEndpointSayWhatIsWanted() {
        WebhookEndpoint endpoint = WebhookEndpoint.builder(Events.provider())
                .on(EventType.of("order.*", JsonNode.class), (order, event) -> {})
                .on(EventType.of("shop.closed", JsonNode.class), (order, event) -> {})
                .build();

        Subscriptions.builder(shop, OURS).handledBy(endpoint).build().apply();

        assertThat(shop.changes()).containsExactly("create [order.*, shop.closed]", "secret of 6 characters");
    }

    @Test
    void withoutATypeThereIsNothingToSubscribeTo() {
        Subscriptions nothing = Subscriptions.builder(shop, OURS).build();

        assertThatThrownBy(nothing::plan)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no handler");
    }

    @Test
    void whereTheSenderIsToldASecretOneHasToBeThere() {
        Subscriptions perRequest =
                paid(shop).secrets(Secrets.perRequest(request -> null)).build();

        assertThatThrownBy(perRequest::apply).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSecretThatTheSenderMakesUpIsHandedOnOnce() {
        AtomicReference<@Nullable String> kept = new AtomicReference<>();
        Subscriptions made = paid(new FakeShop(true))
                .secretSink((created, secret) -> kept.set(created.id() + " " + secret))
                .build();

        SubscriptionPlan plan = made.apply();

        assertThat(kept).hasValue("new whsec_made_by_the_shop");
        assertThat(plan.toString()).doesNotContain("whsec_made");
    }

    @Test
    void withoutASinkForItNothingIsCreated() {
        FakeShop making = new FakeShop(true);

        assertThatThrownBy(() -> paid(making).build().apply())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SecretSink");
        assertThat(making.changes()).isEmpty();
    }

    @Test
    void aSubscriptionWhoseSecretIsLostIsDeletedAgain() {
        FakeShop making = new FakeShop(true);
        Subscriptions lost = paid(making)
                .secretSink((created, secret) -> {
                    throw new IllegalStateException("the disk is full");
                })
                .build();

        assertThatThrownBy(lost::apply)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("deleted again");
        assertThat(making.changes()).containsExactly("create [paid, sent]", "delete new");
    }
}
