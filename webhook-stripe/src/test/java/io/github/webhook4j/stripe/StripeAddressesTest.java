package io.github.webhook4j.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.Secrets;
import org.junit.jupiter.api.Test;

class StripeAddressesTest {

    @Test
    void theProviderSaysWhereStripePublishesItsAddressesAndHasACopy() {
        assertThat(Stripe.provider(Secrets.of("whsec_test")).publishedAddresses())
                .isSameAs(Stripe.addresses())
                .hasToString("PublishedAddresses[/WEBHOOKS at https://stripe.com/files/ips/ips_webhooks.json, "
                        + "with 15 ranges as of 2026-11-25]");
    }
}
