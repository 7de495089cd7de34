package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What handlers return, how long they take, and what becomes of bodies that are not one JSON object. */
class AnswersTest {

    private static final EventType<JsonNode> ALL = EventType.of("*", JsonNode.class);

    private record Reply(String text, @Nullable String none, Instant at) {}

    /** Answers. */
    static final class Thanks {
        @OnEvent("order.*")
        String reply(Events.Order order) {
            return "thanks for " + order.id();
        }
    }

    private static WebhookResponse answer(@Nullable Object returned) {
        return WebhookEndpoint.builder(Events.open().build())
                .answer(ALL, (payload, event) -> returned)
                .build()
                .handle(Events.request(Events.json("order.paid")));
    }

    private static String text(WebhookResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void textBecomesPlainText() {
        WebhookResponse response = answer("d\u00e9j\u00e0");
        assertThat(text(response)).isEqualTo("d\u00e9j\u00e0");
        assertThat(response.headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
    }

    @Test
    void anObjectBecomesJsonWithoutWhatIsNull() {
        WebhookResponse response = answer(new Reply("hi", null, Instant.EPOCH));
        assertThat(text(response)).isEqualTo("{\"text\":\"hi\",\"at\":\"1970-01-01T00:00:00Z\"}");
        assertThat(response.headers()).containsEntry("Content-Type", "application/json");
        assertThat(text(answer(Map.of("a", List.of(1))))).isEqualTo("{\"a\":[1]}");
        assertThat(text(answer(Json.MAPPER.createArrayNode().add("x")))).isEqualTo("[\"x\"]");
    }

    @Test
    void anAnswerOfItsOwnTypeStaysAsItIs() {
        byte[] body = "<Response/>".getBytes(StandardCharsets.UTF_8);
        WebhookResponse response = answer(WebhookResponse.of("text/xml", body));
        body[0] = 'x';
        assertThat(response.status()).isEqualTo(200);
        assertThat(text(response)).isEqualTo("<Response/>");
        assertThat(response.headers()).containsEntry("Content-Type", "text/xml");
    }

    @Test
    void nullIsNoBody() {
        WebhookResponse response = answer(null);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers()).isEmpty();
    }

    @Test
    void whatCannotBeWrittenIsAFailureOfTheHandler() {
        List<Object> self = new ArrayList<>();
        self.add(self);
        assertThat(answer(self).status()).isEqualTo(500);
    }

    @Test
    void theFirstOfSeveralAnswersIsSentAndNoneIfAHandlerFails() {
        assertThat(text(several().build().handle(Events.request(Events.json("order.paid")))))
                .isEqualTo("first");
        WebhookResponse failed = several()
                .on(ALL, (payload, event) -> {
                    throw new IllegalStateException("fails");
                })
                .build()
                .handle(Events.request(Events.json("order.paid")));
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.body()).isEmpty();
    }

    private static WebhookEndpoint.Builder several() {
        return WebhookEndpoint.builder(Events.open().build())
                .answer(ALL, (payload, event) -> null)
                .answer(ALL, (payload, event) -> "first")
                .answer(ALL, (payload, event) -> "second");
    }

    @Test
    void whatAnAnnotatedMethodReturnsIsTheAnswer() {
        WebhookEndpoint endpoint = WebhookEndpoint.builder(Events.open().build())
                .handlers(new Thanks())
                .build();
        assertThat(text(endpoint.handle(Events.request(Events.json("order.paid")))))
                .isEqualTo("thanks for o1");
    }

    @Test
    void aHandlerThatTakesMoreThanHalfOfTheSendersTimeIsReportedEvenIfItFails() {
        List<String> slow = new ArrayList<>();
        WebhookProvider provider = Events.open().deadline(Duration.ofMillis(40)).build();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(provider)
                .listener(new EndpointListener() {
                    @Override
                    public void slow(WebhookEvent event, String handler, Duration took) {
                        assertThat(took).isGreaterThan(Duration.ofMillis(20));
                        slow.add(event.type() + " " + handler);
                    }
                })
                .on(EventType.of("quick", JsonNode.class), (payload, event) -> {})
                .on(EventType.of("slow", JsonNode.class), (payload, event) -> {
                    Thread.sleep(60);
                    throw new IllegalStateException("too late");
                })
                .build();
        endpoint.handle(Events.request(Events.json("slow")));
        assertThat(slow).containsExactly("slow on(\"slow\")");
        assertThat(provider.deadline()).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void aSenderIsToldInItsOwnWayThatAnEventHasBeenTaken() {
        WebhookEndpoint endpoint = WebhookEndpoint.builder(
                        Events.open().acknowledges(WebhookResponse.success(204)).build())
                .answer(EventType.of("asked", JsonNode.class), (payload, event) -> "yes")
                .on(EventType.of("fails", JsonNode.class), (payload, event) -> {
                    throw new IllegalStateException("fails");
                })
                .build();
        assertThat(status(endpoint, "{\"id\":\"1\",\"type\":\"any\"}")).isEqualTo(204);
        assertThat(status(endpoint, "{\"id\":\"1\",\"type\":\"any\"}")).isEqualTo(204);
        assertThat(status(endpoint, "{\"id\":\"2\",\"type\":\"asked\"}")).isEqualTo(200);
        assertThat(status(endpoint, "{\"id\":\"3\",\"type\":\"fails\"}")).isEqualTo(500);
        assertThatThrownBy(() -> WebhookResponse.success(302)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIdOrTypeOfEndlessLengthIsNone() {
        WebhookEndpoint endpoint = WebhookEndpoint.builder(Events.open().build())
                .on(ALL, (payload, event) -> {})
                .build();
        String most = "x".repeat(512);
        assertThat(status(endpoint, "{\"id\":\"" + most + "\",\"type\":\"" + most + "\"}"))
                .isEqualTo(200);
        assertThat(status(endpoint, "{\"id\":\"" + most + "x\",\"type\":\"a\"}"))
                .isEqualTo(400);
        assertThat(status(endpoint, "{\"id\":\"2\",\"type\":\"" + most + "x\"}"))
                .isEqualTo(400);
    }

    @Test
    void eachElementOfABatchIsAnEventOfItsOwn() {
        List<String> handled = new ArrayList<>();
        AtomicInteger failures = new AtomicInteger(1);
        WebhookEndpoint endpoint = WebhookEndpoint.builder(
                        Events.open().accepts(BodyShape.batch()).build())
                .on(ALL, (payload, event) -> {
                    if (event.id().equals("2") && failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("the second fails once");
                    }
                    handled.add(event.type() + event.id() + payload + event.body().length);
                })
                .build();
        byte[] batch = " [ {\"id\":\"1\",\"type\":\"a\",\"data\":{\"x\":1}},{\"id\":2,\"type\":\"b\"} ]"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(endpoint.handle(Events.request(batch)).status()).isEqualTo(500);
        assertThat(endpoint.handle(Events.request(batch)).status()).isEqualTo(200);
        assertThat(handled).containsExactly("a1{\"x\":1}" + batch.length, "b2{\"id\":2,\"type\":\"b\"}" + batch.length);
        assertThat(status(endpoint, "[]")).isEqualTo(200);
        assertThat(status(endpoint, "{\"id\":\"3\",\"type\":\"c\"}")).isEqualTo(200);
        for (String odd : List.of("[1]", "[{}]", "[{\"id\":\"4\",\"type\":\"d\"},1]", "[", "[]x", "[[]]")) {
            assertThat(status(endpoint, odd)).as(odd).isEqualTo(400);
        }
        assertThat(handled).hasSize(3);
    }

    private static int status(WebhookEndpoint endpoint, String body) {
        return endpoint.handle(Events.request(body.getBytes(StandardCharsets.UTF_8)))
                .status();
    }

    @Test
    void aFormIsAnObjectOfTextsUnlessItHasTheFieldWithTheJson() {
        List<String> handled = new ArrayList<>();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(Events.open()
                        .accepts(BodyShape.formField("payload"), BodyShape.form())
                        .build())
                .on(ALL, (payload, event) -> handled.add(payload.toString()))
                .build();
        Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
        for (String body : List.of("id=1&type=a%20b", "payload=%7B%22id%22:2,%22type%22:%22c%22%7D&id=9")) {
            assertThat(endpoint.handle(Events.request(form, body.getBytes(StandardCharsets.UTF_8)))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(handled).containsExactly("{\"id\":\"1\",\"type\":\"a b\"}", "{\"id\":2,\"type\":\"c\"}");
    }

    @Test
    void signedJsonIsNoFormWhateverItsTypeSays() {
        List<String> handled = new ArrayList<>();
        WebhookEndpoint endpoint = WebhookEndpoint.builder(Events.open()
                        .accepts(BodyShape.formField("payload"), BodyShape.form())
                        .build())
                .on(ALL, (payload, event) -> handled.add(event.type()))
                .build();
        Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
        for (String body : List.of(
                " {\"id\":\"1\",\"type\":\"&payload=%7B%22id%22:2,%22type%22:%22c%22%7D&\"}", "[\"&id=1&type=c\"]")) {
            assertThat(endpoint.handle(Events.request(form, body.getBytes(StandardCharsets.UTF_8)))
                            .status())
                    .isEqualTo(400);
        }
        assertThat(handled).isEmpty();
    }

    @Test
    void fieldsAreMadeOfOthers() {
        Field outer = Field.json("/type");
        WebhookProvider provider = WebhookProvider.builder("shop", Events.SCHEME, Events.SECRETS)
                .id(Field.firstOf(
                        Field.json("/id"),
                        Field.all("-", outer, Field.query("q"), Field.header("H")),
                        Field.all(":", Field.text("t"), Field.sha256())))
                .type(Field.firstOf(
                        Field.when(outer, "a|b", Field.joined(".", outer, Field.json("/sub"), Field.json("/more"))),
                        outer))
                .build();
        String empty = "{\"id\":\"\",\"type\":\"c\",\"sub\":\"s\"}";
        assertThat(read(provider, "/?q=1", "{\"id\":\"7\",\"type\":\"a\",\"more\":\"m\"}"))
                .isEqualTo("7 a.m");
        assertThat(read(provider, "/?q=1", "{\"type\":\"b\",\"sub\":\"s\"}")).isEqualTo("b-1-h b.s");
        assertThat(read(provider, "/", empty))
                .isEqualTo(
                        "t:" + Encoding.HEX.encode(EventFields.sha256(empty.getBytes(StandardCharsets.UTF_8))) + " c");
    }

    private static String read(WebhookProvider provider, String uri, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        WebhookRequest request =
                WebhookRequest.builder("POST", uri).header("H", "h").body(body).build();
        WebhookEvent.Parts parts =
                provider.reader().read(request, body, text -> body).events().get(0);
        return parts.id() + " " + parts.type();
    }

    @Test
    void aClockThatFailsIsAnsweredToo() {
        WebhookEndpoint endpoint = WebhookEndpoint.builder(Events.provider())
                .clock(new Clock() {
                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        throw new IllegalStateException("no time");
                    }
                })
                .on(EventType.of("*", JsonNode.class), (payload, event) -> {})
                .build();
        assertThat(endpoint.handle(Events.request(Events.json("order.paid"))).status())
                .isEqualTo(500);
    }
}
