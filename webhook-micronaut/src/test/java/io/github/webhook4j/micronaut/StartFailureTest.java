package io.github.webhook4j.micronaut;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.OnEvent;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.github.OnGitHub;
import io.github.webhook4j.stripe.OnStripe;
import io.github.webhook4j.stripe.Stripe;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** What is wrong fails the start, by name. */
final class StartFailureTest {

    private static final Map<String, Object> STRIPE = Map.of("webhook4j.endpoints.stripe.secrets", List.of("a"));

    private static AbstractThrowableAssert<?, ?> starting(String specification, Map<String, Object> properties) {
        return assertThatThrownBy(() -> Server.start(specification, properties).close());
    }

    @Singleton
    @Requires(property = "specification", value = "any")
    static class Any {

        @OnEvent("*")
        void any(WebhookEvent event) {}
    }

    @Singleton
    @Requires(property = "specification", value = "no such type")
    static class NoSuchType {

        @OnStripe("invoice.payed")
        void payed(WebhookEvent event) {}
    }

    @Singleton
    @Requires(property = "specification", value = "returns")
    static class Returns {

        @OnEvent("*")
        boolean any(WebhookEvent event) {
            return event.type().isEmpty();
        }
    }

    @Singleton
    @Requires(property = "specification", value = "no endpoint")
    static class NoEndpoint {

        @OnGitHub("push")
        void pushed(WebhookEvent event) {}
    }

    @Factory
    @Requires(property = "specification", value = "twice")
    static class Twice {

        @Singleton
        WebhookEndpoint endpoint() {
            return WebhookEndpoint.builder(Stripe.provider(Secrets.of("a"))).build();
        }

        @OnEvent("*")
        void any(WebhookEvent event) {}
    }

    @Test
    void anEndpointWithoutSecretsNamesTheProperty() {
        starting("any", Map.of("webhook4j.endpoints.stripe.path", "/hooks"))
                .hasMessageContaining("webhook4j.endpoints.stripe: no secret: set webhook4j.endpoints.stripe.secrets");
    }

    @Test
    void aBlankSecretNamesTheEndpoint() {
        starting("any", Map.of("webhook4j.endpoints.stripe.secrets", List.of("a", " ")))
                .hasMessageContaining("webhook4j.endpoints.stripe: ")
                .hasMessageContaining("number 2");
    }

    @Test
    void aSecretThatIsAPlaceholderWithoutAValueNamesIt() {
        starting("any", Map.of("webhook4j.endpoints.stripe.secrets", List.of("${NO_SUCH_VARIABLE}")))
                .hasStackTraceContaining("NO_SUCH_VARIABLE");
    }

    @Test
    void anUnknownProviderNamesTheEndpoint() {
        starting("any", Map.of("webhook4j.endpoints.strip.secrets", List.of("a")))
                .hasMessageContaining("webhook4j.endpoints.strip: ")
                .hasMessageContaining("stripe");
    }

    @Test
    void anUnknownOptionNamesTheEndpoint() {
        starting(
                        "any",
                        Map.of(
                                "webhook4j.endpoints.stripe.secrets",
                                List.of("a"),
                                "webhook4j.endpoints.stripe.options.tolerence",
                                "PT1H"))
                .hasMessageContaining("webhook4j.endpoints.stripe: ")
                .hasMessageContaining("tolerence");
    }

    @Test
    void aHandlerOfAnUnknownTypeIsNamedWithTheRightOne() {
        starting("no such type", STRIPE)
                .hasMessageContaining("NoSuchType.payed(WebhookEvent)")
                .hasMessageContaining("invoice.paid");
    }

    @Test
    void aHandlerThatReturnsWhatIsNoBodyIsNamed() {
        starting("returns", STRIPE).hasMessageContaining("Returns.any(WebhookEvent) returns boolean");
    }

    @Test
    void aHandlerWithoutAnEndpointIsNamed() {
        starting("no endpoint", STRIPE)
                .hasMessageContaining("NoEndpoint.pushed(WebhookEvent) is for provider github, but no endpoint of that "
                        + "provider is configured: set webhook4j.endpoints.github.secrets");
        starting("no endpoint", Map.of())
                .hasMessageContaining("NoEndpoint.pushed(WebhookEvent) is for provider github");
    }

    @Test
    void endpointsWithoutAnyHandlerMethodSayWhatIsMissing() {
        starting("nothing", STRIPE)
                .hasMessageContaining("no handler method")
                .hasMessageContaining("annotationProcessorPaths");
    }

    @Test
    void twoEndpointsAtOnePathAreRefused() {
        starting("twice", STRIPE).hasMessageContaining("are both mounted at /webhooks/stripe");
    }
}
