package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebhookEndpointsTest {

    /** The small provider under two names. */
    public static final class First implements ProviderFactory {
        @Override
        public String name() {
            return "first";
        }

        @Override
        public Set<String> options() {
            return Set.of();
        }

        @Override
        public WebhookProvider create(Secrets secrets, Map<String, String> options) {
            return provider("first", "order.paid");
        }
    }

    /** Another provider with other types. */
    public static final class Second implements ProviderFactory {
        @Override
        public String name() {
            return "second";
        }

        @Override
        public Set<String> options() {
            return Set.of();
        }

        @Override
        public WebhookProvider create(Secrets secrets, Map<String, String> options) {
            return provider("second", "shop.closed");
        }
    }

    private static WebhookProvider provider(String name, String type) {
        return WebhookProvider.builder(name, Events.SCHEME, Events.SECRETS)
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .types(List.of(EventType.of(type, Events.Order.class)))
                .build();
    }

    private final List<String> handled = new ArrayList<>();

    private WebhookEndpoints endpoints(String... types) {
        HandlerMethod handler = new HandlerMethod(
                "Audit.any(WebhookEvent)",
                new HandlerMethod.On("", List.of(types), false),
                List.of(WebhookEvent.class),
                false,
                arguments -> handled.add(arguments[0].toString()));
        WebhookEndpoints endpoints = new WebhookEndpoints(List.of(handler), GuardSettings.NONE);
        for (String name : List.of("first", "second")) {
            endpoints.add(
                    new EndpointSettings(
                            name, null, null, List.of("secret"), List.of(), null, Map.of(), SenderSettings.NONE),
                    null,
                    builder -> {});
        }
        return endpoints;
    }

    private void post(WebhookEndpoints endpoints, String path, String type) {
        WebhookEndpoint endpoint = endpoints.byPath().get(path);
        assertThat(endpoint).isNotNull();
        assertThat(endpoint.handle(Events.request(Events.json(type))).status()).isEqualTo(200);
    }

    @Test
    void aHandlerForAnyProviderIsForThoseThatHaveItsType() {
        WebhookEndpoints endpoints = endpoints("order.paid");
        post(endpoints, "/webhooks/first", "order.paid");
        post(endpoints, "/webhooks/second", "shop.closed");
        assertThat(handled).containsExactly("first order.paid 1");
    }

    @Test
    void itsTypesMayBelongToSeveralProviders() {
        WebhookEndpoints endpoints = endpoints("order.*", "shop.closed");
        post(endpoints, "/webhooks/first", "order.paid");
        post(endpoints, "/webhooks/second", "shop.closed");
        assertThat(handled).containsExactly("first order.paid 1", "second shop.closed 1");
    }

    @Test
    void aTypeThatNoProviderHasFailsTheStart() {
        assertThatThrownBy(() -> endpoints("order.paid", "shop.closd").byPath())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Audit.any(WebhookEvent): \"shop.closd\" is no known event type.")
                .hasMessageContaining("Did you mean \"shop.closed\"?");
    }
}
