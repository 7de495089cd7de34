package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GuardSettingsTest {

    /** Nobody listens there. */
    private static final PublishedAddresses PUBLISHED =
            PublishedAddresses.at(URI.create("http://127.0.0.1:1/addresses"), "");

    private static EndpointSettings shop(String... addresses) {
        return new EndpointSettings(
                "shop", null, null, List.of("secret"), List.of(addresses), null, Map.of(), SenderSettings.NONE);
    }

    private static GuardSettings proxies(String range, @Nullable String header) {
        return new GuardSettings(List.of(range), header, null, null, null, null);
    }

    private static GuardSettings unknown(@Nullable String word) {
        return new GuardSettings(List.of(), null, word, null, null, null);
    }

    private static GuardSettings rates(String all, String perAddress, String failures) {
        return new GuardSettings(List.of(), null, null, all, perAddress, failures);
    }

    private static AbstractThrowableAssert<?, ?> reading(GuardSettings settings, String... addresses) {
        return assertThatThrownBy(() -> settings.guard(shop(addresses), Events.provider()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachRateReachesItsPlace() {
        Guard guard = rates("1/s", "2/m", "3/h").guard(shop(), Events.provider());
        assertThat(guard.rate).isEqualTo(Rate.parse("1/s"));
        assertThat(guard.ratePerAddress).isEqualTo(Rate.parse("2/m"));
        assertThat(guard.failuresPerAddress).isEqualTo(Rate.parse("3/h"));
        assertThat(guard.addresses).isNull();
    }

    @Test
    void whatIsNoRateIsNamedByItsProperty() {
        reading(rates("many", "2/m", "3/h")).hasMessageStartingWith("webhook4j.guard.rate: \"many\" is no rate");
        reading(rates("1/s", "many", "3/h")).hasMessageStartingWith("webhook4j.guard.rate-per-address: ");
        reading(rates("1/s", "2/m", "0/s")).hasMessageStartingWith("webhook4j.guard.failures-per-address: ");
    }

    @Test
    void whatIsNoProxyAndNoHeaderIsNamedByItsProperty() {
        reading(proxies("here", null)).hasMessageStartingWith("webhook4j.guard.trusted-proxies: ");
        reading(proxies("10.0.0.0/8", "via")).hasMessageStartingWith("webhook4j.guard.proxy-header is \"via\"");
    }

    @Test
    void whatIsNoAddressIsNamedByTheEndpointsProperty() {
        reading(GuardSettings.NONE, "192.0.2.1/24").hasMessageStartingWith("webhook4j.endpoints.shop.addresses: ");
    }

    @Test
    void aListThatNobodyPublishesCannotBeNamed() {
        reading(GuardSettings.NONE, "published")
                .hasMessageContaining("shop publishes")
                .hasMessageContaining("ranges");
    }

    @Test
    void aListThatHasToBeLoadedNeedsAWordForTheTimeBefore() {
        WebhookProvider provider = Events.provider().publishes(PUBLISHED);
        assertThatThrownBy(() -> unknown(null).guard(shop("192.0.2.1", "published"), provider))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set webhook4j.guard.addresses-unknown to allow or to refuse");
        assertThat(unknown("Allow").guard(shop("published"), provider).whileUnknown)
                .isEqualTo(Guard.WhileUnknown.ALLOW);
        assertThat(unknown("refuse").guard(shop("published"), provider).whileUnknown)
                .isEqualTo(Guard.WhileUnknown.REFUSE);
        reading(unknown("perhaps")).hasMessageStartingWith("webhook4j.guard.addresses-unknown is \"perhaps\"");
    }

    @Test
    void aListWithACopyNeedsNone() {
        WebhookProvider provider =
                Events.provider().publishes(PUBLISHED.included(LocalDate.parse("2026-01-01"), List.of("192.0.2.0/24")));
        assertThat(unknown(null).guard(shop("published"), provider).addresses)
                .asString()
                .contains("1 range included as of 2026-01-01");
    }
}
