package io.github.webhook4j.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.webhook4j.SenderApi;
import io.github.webhook4j.Subscription;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StripeTypesTest {

    private static final URI URL = URI.create("https://shop.example/webhooks/stripe");

    private static SenderApi.Wanted wanted(String... types) {
        return SenderApi.named("stripe", Map.of("token", "sk_test_of_the_api_tests"))
                .wanted(URL, Set.of(types));
    }

    @Test
    void aFamilyIsTheTypesThatThisVersionKnows() {
        SenderApi.Wanted wanted = wanted("payout.*", "charge.failed");

        assertThat(wanted.subscriptions()).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo("snapshot");
            assertThat(one.events())
                    .contains("payout.paid", "payout.failed", "charge.failed")
                    .allMatch(event -> event.startsWith("payout.") || event.equals("charge.failed"));
        });
        assertThat(wanted.remarks()).isEmpty();
    }

    @Test
    void thinFamiliesAreThin() {
        assertThat(wanted("v2.core.account_link.*", "v1.payout.*").subscriptions())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.kind()).isEqualTo("thin");
                    assertThat(one.events()).contains("v2.core.account_link.returned", "v1.payout.paid");
                });
    }

    @Test
    void allIsAStarForSnapshotEventsAndARemark() {
        SenderApi.Wanted wanted = wanted("*", "invoice.paid", "v2.core.account.created");

        assertThat(wanted.subscriptions())
                .extracting(Subscription::kind, one -> String.join(" ", one.events()))
                .containsExactly(tuple("snapshot", "*"), tuple("thin", "v2.core.account.created"));
        assertThat(wanted.remarks()).singleElement().asString().contains("no thin event", "\"invoice.*\"");
    }

    @Test
    void namesThatThisVersionDoesNotKnowArePassedOn() {
        assertThat(wanted("invoice.framed", "v3.core.moon.landed").subscriptions())
                .extracting(one -> one.kind() + " " + one.events())
                .containsExactly("snapshot [invoice.framed]", "thin [v3.core.moon.landed]");
    }

    @Test
    void aFamilyWithoutTypesIsARemark() {
        assertThat(wanted("moon.*", "invoice.paid").remarks())
                .singleElement()
                .asString()
                .contains("\"moon.*\"");
        assertThatThrownBy(() -> wanted("moon.*"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"moon.*\"");
    }

    @Test
    void optionsThatCannotBeMeantAreRefused() {
        assertThatThrownBy(() -> SenderApi.named("stripe", Map.of("token", "whsec_of_an_endpoint")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("API key")
                .hasMessageNotContaining("whsec_");
        assertThatThrownBy(
                        () -> SenderApi.named("stripe", Map.of("token", "sk_test_of_the_api_tests", "connect", "yes")))
                .hasMessageContaining("true or false");
        assertThatThrownBy(() -> SenderApi.named("stripe", Map.of())).hasMessageContaining("\"token\"");
    }
}
