package io.github.webhook4j.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.OnEvent;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.github.OnGitHub;
import io.github.webhook4j.stripe.OnStripe;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.stripe.model.Invoice;
import io.github.webhook4j.test.SignedRequest;
import io.micronaut.context.annotation.Executable;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Prototype;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HandlerMethodsTest {

    private static final Map<String, Object> PROPERTIES = Map.of(
            "webhook4j.endpoints.stripe.secrets", List.of("a"), "webhook4j.endpoints.github.secrets", List.of("a"));

    private static List<String> received(String specification, String stripeType) throws Exception {
        try (Server server = Server.start(specification, PROPERTIES)) {
            assertThat(post(server, stripeType)).isEqualTo(200);
            return server.bean(Received.class).all();
        }
    }

    private static int post(Server server, String stripeType) throws IOException, InterruptedException {
        return server.post(
                "/webhooks/stripe",
                SignedRequest.of(Stripe.provider(Secrets.of("a"))).event(stripeType));
    }

    @Singleton
    @Requires(property = "specification", value = "typed")
    static class Typed {

        private final Received received;

        Typed(Received received) {
            this.received = received;
        }

        @OnStripe("invoice.paid")
        void paid(Invoice invoice, WebhookEvent event) {
            received.add("paid " + invoice.object() + " " + event.type());
        }

        @OnStripe({"invoice.*", "charge.*"})
        void family(WebhookEvent event) {
            received.add("family " + event.type());
        }

        @OnGitHub("push")
        void pushed(WebhookEvent event) {
            received.add("pushed " + event.id());
        }
    }

    @Test
    void annotatedMethodsOfBeansGetTheEventsOfTheirProvider() throws Exception {
        assertThat(received("typed", "invoice.paid"))
                .containsExactly("paid invoice invoice.paid", "family invoice.paid");
        assertThat(received("typed", "charge.failed")).containsExactly("family charge.failed");
        assertThat(received("typed", "customer.created")).isEmpty();
    }

    @Singleton
    @Requires(property = "specification", value = "advice")
    static class Transactional {

        private final Received received;

        Transactional(Received received) {
            this.received = received;
        }

        @Advised
        @OnStripe("invoice.paid")
        void paid(Invoice invoice) {
            received.add("paid " + invoice.object());
        }
    }

    @Test
    void adviceIsKept() throws Exception {
        assertThat(received("advice", "invoice.paid")).containsExactly("before", "paid invoice", "after");
    }

    @Singleton
    @Requires(property = "specification", value = "meta")
    static class MetaAnnotated {

        private final Received received;

        MetaAnnotated(Received received) {
            this.received = received;
        }

        @OnBilling("invoice.paid")
        void paid(WebhookEvent event) {
            received.add("paid at " + event.endpoint());
        }
    }

    @Test
    void anAnnotationOfTheApplicationThatCarriesOnEventMakesHandlers() throws Exception {
        assertThat(received("meta", "invoice.paid")).containsExactly("paid at stripe");
    }

    @Singleton
    @Requires(property = "specification", value = "both")
    static class Both {

        private final Received received;

        Both(Received received) {
            this.received = received;
        }

        @OnStripe("invoice.paid")
        @OnGitHub("push")
        void both(WebhookEvent event) {
            received.add(event.provider());
        }
    }

    @Test
    void aMethodWithTwoAnnotationsHandlesBoth() throws Exception {
        try (Server server = Server.start("both", PROPERTIES)) {
            assertThat(post(server, "invoice.paid")).isEqualTo(200);
            SignedRequest.Builder push =
                    SignedRequest.of(GitHub.provider(Secrets.of("a"))).event("push");
            assertThat(server.post("/webhooks/github", push)).isEqualTo(200);
            assertThat(server.bean(Received.class).all()).containsExactly("stripe", "github");
        }
    }

    /** No bean itself. */
    static class Inherited {

        private final Received received;

        Inherited(Received received) {
            this.received = received;
        }

        @OnStripe("invoice.paid")
        void inherited(WebhookEvent event) {
            received.add("inherited " + event.type());
        }

        @OnStripe("invoice.paid")
        void overridden(WebhookEvent event) {
            received.add("not overridden " + event.type());
        }
    }

    @Singleton
    @Requires(property = "specification", value = "inherited")
    static class Inheriting extends Inherited {

        Inheriting(Received received) {
            super(received);
        }

        @Override
        void overridden(WebhookEvent event) {
            throw new IllegalStateException("carries no annotation");
        }
    }

    @Test
    void anInheritedMethodIsAHandlerUnlessItIsOverridden() throws Exception {
        assertThat(received("inherited", "invoice.paid")).containsExactly("inherited invoice.paid");
    }

    @Prototype
    @Requires(property = "specification", value = "prototype")
    static class FreshForEachCall {

        private final Received received;
        private int calls;

        FreshForEachCall(Received received) {
            this.received = received;
        }

        @OnEvent("*")
        void any(WebhookEvent event) {
            received.add(event.type() + " is call " + ++calls);
        }
    }

    @Test
    void aPrototypeIsMadeForEachCall() throws Exception {
        try (Server server = Server.start("prototype", PROPERTIES)) {
            assertThat(post(server, "invoice.paid")).isEqualTo(200);
            assertThat(post(server, "invoice.voided")).isEqualTo(200);
            assertThat(server.bean(Received.class).all())
                    .containsExactly("invoice.paid is call 1", "invoice.voided is call 1");
        }
    }

    @Singleton
    @Requires(property = "specification", value = "replaced")
    static class Replaced {

        @OnEvent("*")
        void any(WebhookEvent event) {
            throw new IllegalStateException("replaced, but called for " + event);
        }
    }

    @Singleton
    @Replaces(Replaced.class)
    @Requires(property = "specification", value = "replaced")
    static class Replacing extends Replaced {

        private final Received received;

        Replacing(Received received) {
            this.received = received;
        }

        @Override
        @OnEvent("*")
        void any(WebhookEvent event) {
            received.add("replacing " + event.type());
        }
    }

    @Test
    void aBeanThatIsReplacedHandlesNothing() throws Exception {
        assertThat(received("replaced", "invoice.paid")).containsExactly("replacing invoice.paid");
    }

    /** Made by a factory, so that Micronaut does not see its methods unless the factory asks for them. */
    static class Made {

        private final Received received;

        Made(Received received) {
            this.received = received;
        }

        @OnEvent("*")
        void any(WebhookEvent event) {
            received.add("made " + event.type());
        }
    }

    @Factory
    @Requires(property = "specification", value = "made")
    static class Maker {

        @Singleton
        @Executable
        Made made(Received received) {
            return new Made(received);
        }
    }

    @Test
    void aBeanOfAnExecutableFactoryMethodHasHandlers() throws Exception {
        assertThat(received("made", "invoice.paid")).containsExactly("made invoice.paid");
    }
}
