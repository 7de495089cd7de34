package io.github.webhook4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.OnEvent;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.github.OnGitHub;
import io.github.webhook4j.stripe.OnStripe;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.stripe.model.Invoice;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What cannot work does not start, and says which method or property it is. */
class StartTest {

    private static final String SECRET = "whsec_of_the_tests";
    private static final String STRIPE = "webhook4j.endpoints.stripe.secrets=" + SECRET;

    private final WebApplicationContextRunner application =
            new WebApplicationContextRunner().withConfiguration(AutoConfigurations.of(WebhookAutoConfiguration.class));

    private static void assertFails(WebApplicationContextRunner starting, String... parts) {
        starting.run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure()).message().contains(parts);
            assertThat(context.getStartupFailure()).asString().doesNotContain(SECRET);
        });
    }

    @Test
    void nothingConfiguredStarts() {
        application.run(context -> assertThat(context).hasNotFailed());
    }

    static class MisspeltType {
        @OnStripe("invoice.payd")
        void paid(Invoice invoice) {}
    }

    @Test
    void aHandlerOfAMisspeltTypeFailsWithItsNameAndTheRightSpelling() {
        assertFails(
                application.withPropertyValues(STRIPE).withBean(MisspeltType.class),
                "webhook4j.endpoints.stripe: ",
                "MisspeltType.paid(Invoice)",
                "\"invoice.payd\"",
                "invoice.paid");
    }

    static class WrongPayload {
        @OnStripe("customer.created")
        void created(Invoice invoice) {}
    }

    @Test
    void aHandlerOfAnotherPayloadFails() {
        assertFails(
                application.withPropertyValues(STRIPE).withBean(WrongPayload.class),
                "WrongPayload.created(Invoice)",
                "Customer");
    }

    static class WrongParameter {
        @OnEvent("*")
        void any(int number) {}
    }

    @Test
    void aHandlerThatTakesWhatNobodyHasFails() {
        assertFails(application.withPropertyValues(STRIPE).withBean(WrongParameter.class), "WrongParameter.any(int)");
    }

    static class PrivateHandler {
        @OnStripe("invoice.paid")
        @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
        private void paid(Invoice invoice) {}
    }

    @Test
    void aPrivateHandlerFails() {
        assertFails(
                application.withPropertyValues(STRIPE).withBean(PrivateHandler.class),
                "PrivateHandler.paid(Invoice)",
                "private");
    }

    static class Reviews {
        @OnGitHub("push")
        void pushed(WebhookEvent event) {}
    }

    @Test
    void aHandlerWhoseProviderHasNoEndpointFailsWithThePropertyToSet() {
        assertFails(
                application.withPropertyValues(STRIPE).withBean(Reviews.class),
                "Reviews.pushed(WebhookEvent) is for provider github",
                "webhook4j.endpoints.github.secrets");
    }

    static class ForAny {
        @OnEvent("*")
        void any(WebhookEvent event) {}
    }

    @Test
    void aHandlerForAnyProviderWithoutAnyEndpointFails() {
        assertFails(application.withBean(ForAny.class), "ForAny.any(WebhookEvent)", "webhook4j.endpoints");
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnEndpoint {
        @Bean
        WebhookEndpoint billing(Billing billing) {
            return WebhookEndpoint.builder(Stripe.provider(Secrets.of(SECRET)))
                    .name("billing")
                    .handlers(billing)
                    .build();
        }
    }

    static class Billing {
        @OnStripe("invoice.paid")
        void paid(Invoice invoice) {}
    }

    @Test
    void aHandlerWhoseEndpointIsABeanStarts() {
        application
                .withBean(Billing.class)
                .withUserConfiguration(OwnEndpoint.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void anEndpointWithoutSecretFailsWithThePropertyToSet() {
        assertFails(
                application.withPropertyValues("webhook4j.endpoints.stripe.path=/stripe"),
                "webhook4j.endpoints.stripe.secrets",
                "type Secrets");
    }

    @Test
    void anEmptySecretFails() {
        assertFails(
                application.withPropertyValues("webhook4j.endpoints.stripe.secrets="),
                "webhook4j.endpoints.stripe.secrets");
    }

    @Test
    void aBlankSecretFails() {
        assertFails(
                application.withPropertyValues("webhook4j.endpoints.stripe.secrets[0]=${UNSET_HERE:}"),
                "webhook4j.endpoints.stripe");
    }

    @Test
    void aSecretWhoseVariableIsNotSetFailsAndDoesNotBecomeThePlaceholder() {
        assertFails(
                application.withPropertyValues("webhook4j.endpoints.stripe.secrets=${UNSET_HERE}"),
                "webhook4j.endpoints.stripe: ",
                "nothing resolves");
    }

    @Test
    void anUnknownProviderFailsWithTheArtifactToAdd() {
        assertFails(
                application.withPropertyValues("webhook4j.endpoints.strip.secrets=" + SECRET),
                "webhook4j.endpoints.strip: ",
                "stripe");
    }

    @Test
    void anUnknownOptionFails() {
        assertFails(
                application.withPropertyValues(STRIPE, "webhook4j.endpoints.stripe.options.tolerence=PT1H"),
                "webhook4j.endpoints.stripe: ",
                "tolerance");
    }

    @Test
    void aLimitThatNoArrayHasFails() {
        assertFails(
                application.withPropertyValues(STRIPE, "webhook4j.endpoints.stripe.max-body-size=4GB"),
                "webhook4j.endpoints.stripe: ");
    }

    @Test
    void twoEndpointsAtOnePathFail() {
        assertFails(
                application.withPropertyValues(
                        STRIPE,
                        "webhook4j.endpoints.other.provider=stripe",
                        "webhook4j.endpoints.other.secrets=" + SECRET,
                        "webhook4j.endpoints.other.path=webhooks/stripe"),
                "WebhookEndpoint[stripe]",
                "WebhookEndpoint[other]",
                "/webhooks/stripe");
    }

    @Test
    void propertiesShowNoSecret() {
        application
                .withPropertyValues(STRIPE)
                .run(context -> assertThat(
                                context.getBean(WebhookProperties.class).toString())
                        .contains("1 secrets")
                        .doesNotContain(SECRET));
    }
}
