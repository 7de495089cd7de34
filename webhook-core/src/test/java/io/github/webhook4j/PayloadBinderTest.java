package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.elsewhere.Thing;
import io.github.webhook4j.elsewhere.Thing.Letter;
import io.github.webhook4j.elsewhere.Thing.Parcel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** Handlers that take the classes of another library, which {@code ElsewhereBinder} binds. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // called by reflection
class PayloadBinderTest {

    private final List<String> calls = new ArrayList<>();

    /** What is handled here. */
    private class Depot {

        @OnEvent("order.paid")
        void paid(Parcel parcel, WebhookEvent event, Events.Order order) {
            calls.add("paid " + order.total() + " " + parcel.json());
            assertThat(event.payload(Parcel.class)).as("bound once").isSameAs(parcel);
        }

        @OnEvent("order.*")
        void orders(Thing thing, WebhookEvent event) {
            calls.add("orders " + event.type());
        }
    }

    private int receive(String type) {
        return WebhookEndpoint.builder(Events.provider())
                .handlers(new Depot())
                .build()
                .handle(Events.request(Events.json(type)))
                .status();
    }

    @Test
    void aHandlerGetsWhatTheBinderMakesOfTheWholeJson() {
        assertThat(receive("order.paid")).isEqualTo(200);

        assertThat(calls)
                .containsExactly(
                        "paid 5 " + new String(Events.json("order.paid"), StandardCharsets.UTF_8), "orders order.paid");
    }

    @Test
    void aFamilysHandlerGetsTheMembersThatCanBeHadAsItsClassNewOnesToo() {
        receive("order.sent");
        receive("order.refund.made");
        receive("order.invented");

        assertThat(calls).containsExactly("orders order.sent", "orders order.invented");
    }

    @Test
    void aClassCanBeAskedOfAnyEventOfItsProvider() {
        List<Object> found = new ArrayList<>();
        EventType<JsonNode> any = EventType.of("*", JsonNode.class);
        EventHandler<JsonNode> asking = (payload, event) -> {
            try {
                found.add(event.payload(Thing.class).getClass());
            } catch (IllegalStateException e) {
                found.add(String.valueOf(e.getMessage()));
            }
        };
        byte[] unreadable = "{\"id\":\"1\",\"type\":\"unreadable\"}".getBytes(StandardCharsets.UTF_8);
        WebhookEndpoint.builder(Events.provider())
                .on(any, asking)
                .build()
                .handle(Events.request(Events.json("shop.closed")));
        WebhookEndpoint.builder(Events.provider()).on(any, asking).build().handle(Events.request(unreadable));
        WebhookEndpoint.builder(WebhookProvider.builder("bank", Events.SCHEME, Events.SECRETS)
                        .id(Field.json("/id"))
                        .type(Field.json("/type"))
                        .build())
                .on(any, asking)
                .build()
                .handle(Events.request(Events.json("order.paid")));

        assertThat(found)
                .containsExactly(
                        Parcel.class,
                        "The payload of shop unreadable 1 does not bind to io.github.webhook4j.elsewhere.Thing: java.io.IOException",
                        "io.github.webhook4j.elsewhere.Thing is for events of shop, and bank order.paid 1 is none");
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(
            WebhookProvider provider, String type, Class<?> payload) {
        return assertThatThrownBy(() -> WebhookEndpoint.builder(provider)
                        .on(EventType.of(type, payload), (object, event) -> {})
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClassThatDoesNotFitIsRefusedWithTheOneThatDoes() {
        assertRefused(Events.provider(), "order.paid", Letter.class)
                .hasMessage(
                        "on(\"order.paid\"): \"order.paid\" does not carry io.github.webhook4j.elsewhere.Thing.Letter, "
                                + "but io.github.webhook4j.elsewhere.Thing.Parcel.");
        assertRefused(Events.provider(), "order.*", Letter.class)
                .hasMessageEndingWith("but io.github.webhook4j.elsewhere.Thing.Parcel.");
        assertRefused(Events.provider(), "order.refund.*", Parcel.class)
                .hasMessageEndingWith(", and org.example:elsewhere has no class for it.");
        assertThatThrownBy(() -> WebhookEndpoint.builder(Events.provider())
                        .handlers(new Object() {
                            @OnEvent("order.sent")
                            void sent(Letter letter) {}
                        })
                        .build())
                .hasMessageContaining(".sent(Letter): \"order.sent\" does not carry");
    }

    @Test
    void whatMayBeUnknownMayBeAnything() {
        EventType<Letter> type = EventType.of("order.invented", Letter.class).allowUnknown();
        assertThat(WebhookEndpoint.builder(Events.provider())
                        .on(type, (letter, event) -> {})
                        .build())
                .isNotNull();
    }

    @Test
    void aClassOfAnotherProvidersLibraryIsRefused() {
        WebhookProvider bank = WebhookProvider.builder("bank", Events.SCHEME, Events.SECRETS)
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .build();
        assertRefused(bank, "account.opened", Parcel.class)
                .hasMessage(
                        "on(\"account.opened\"): io.github.webhook4j.elsewhere.Thing.Parcel is of org.example:elsewhere, "
                                + "which is for events of shop, not of bank.");
    }

    @Test
    void aLibraryThatIsNotWholeIsNamed() {
        assertRefused(Events.provider(), "shop.closed", Parcel.class)
                .hasMessage(
                        "Not all of org.example:elsewhere is on the class path: io/github/webhook4j/elsewhere/Gone");
    }

    /** Loads the handler itself, and nothing of the library. */
    private static final class Without extends ClassLoader {

        private final String missing;

        Without(String missing) {
            super(PayloadBinderTest.class.getClassLoader());
            this.missing = missing;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(missing)) {
                throw new ClassNotFoundException(name);
            }
            return name.equals(Post.class.getName()) ? define(name) : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) {
            try (InputStream in = Objects.requireNonNull(getResourceAsStream(name.replace('.', '/') + ".class"))) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Loaded where the library is not. */
    public static final class Post {

        /** For reflection. */
        public Post() {}

        @OnEvent("order.paid")
        void paid(Letter letter, Clerk clerk) {}
    }

    /** Of no library that anybody knows. */
    private static final class Clerk {}

    private static Object postWithout(String missing) throws ReflectiveOperationException {
        return new Without(missing)
                .loadClass(Post.class.getName())
                .getConstructor()
                .newInstance();
    }

    @Test
    void aLibraryThatIsMissingIsNamedWithWhatBringsIt() throws ReflectiveOperationException {
        Object post = postWithout("io.github.webhook4j.elsewhere.");

        assertThatThrownBy(() -> WebhookEndpoint.builder(Events.provider()).handlers(post))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        Post.class.getName() + ": io.github.webhook4j.elsewhere.Thing$Letter is not on the class path: "
                                + "add org.example:elsewhere");
    }

    @Test
    void whatNoBinderKnowsStaysTheErrorThatItIs() throws ReflectiveOperationException {
        Object post = postWithout(Clerk.class.getName());

        assertThatThrownBy(() -> WebhookEndpoint.builder(Events.provider()).handlers(post))
                .isInstanceOf(NoClassDefFoundError.class);
    }
}
