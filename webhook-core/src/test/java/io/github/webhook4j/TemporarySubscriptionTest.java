package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Subscriptions for some time only. */
class TemporarySubscriptionTest {

    private static final URI OURS = URI.create("https://a1.tunnel.example/webhooks/shop");
    private static final URI OTHER = URI.create("https://app.example.com/webhooks/shop");

    private final FakeShop shop = new FakeShop(false);

    private TemporarySubscription paid() {
        return Subscriptions.builder(shop, OURS)
                .types(Set.of("paid"))
                .secrets(Events.SECRETS)
                .build()
                .temporary();
    }

    @Test
    void whatIsMadeIsDeletedAtTheEnd() {
        shop.has("1", OTHER, "paid");
        try (TemporarySubscription subscription = paid()) {
            assertThat(subscription.open().steps()).hasSize(1);
        }
        assertThat(shop.changes()).containsExactly("create [paid]", "secret of 6 characters", "delete new");
    }

    @Test
    void whatWasThereBeforeIsLeftAsItIs() {
        shop.has("1", OURS, "closed");
        try (TemporarySubscription subscription = paid()) {
            assertThat(subscription.open()).asString().contains("left as it is: 1 ", "It is not what is wanted.");
        }
        assertThat(shop.changes()).isEmpty();
    }

    @Test
    void itIsDeletedOnceAndNotMadeAgain() {
        TemporarySubscription subscription = paid();
        subscription.open();
        subscription.close();
        subscription.close();
        shop.changes();

        assertThat(subscription.open().isEmpty()).isTrue();
        assertThat(subscription.end().isEmpty()).isTrue();
        assertThat(shop.changes()).isEmpty();
    }

    @Test
    void aCallThatFailedMayHaveArrivedAllTheSame() {
        FakeShop late = new FakeShop(false) {
            @Override
            public void create(Subscription wanted, SecretExchange secrets) {
                super.create(wanted, secrets);
                throw new SenderException(SenderException.Reason.UNAVAILABLE, "no answer.", null, null);
            }
        };
        TemporarySubscription subscription = Subscriptions.builder(late, OURS)
                .types(Set.of("paid"))
                .secrets(Events.SECRETS)
                .build()
                .temporary();
        assertThatThrownBy(subscription::open).isInstanceOf(SenderException.class);

        subscription.close();

        assertThat(late.existing).isEmpty();
    }

    @Test
    void theOnlyOneOfASenderIsNotTakenFromWhereItLeads() {
        shop.oneForAll = true;
        shop.has("1", OTHER, "paid");
        try (TemporarySubscription subscription = paid()) {
            assertThatThrownBy(subscription::open)
                    .isInstanceOf(SenderException.class)
                    .hasMessageContaining("leads elsewhere, to " + OTHER);
        }
        assertThat(shop.changes()).isEmpty();
    }
}
