package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandshakeTest {

    private static final Field TOKEN = Field.json("/token");

    private final List<String> greeted = new ArrayList<>();

    private WebhookResponse answer(WebhookRequest request, Handshake... handshakes) {
        return WebhookEndpoint.builder(Events.open().handshakes(handshakes).build())
                .listener(new EndpointListener() {
                    @Override
                    public void answered(Delivery delivery) {
                        if (delivery.outcome() == Delivery.Outcome.GREETED) {
                            greeted.add(delivery.request().method());
                        }
                    }

                    @Override
                    public void received(WebhookEvent event) {
                        throw new AssertionError("a handshake is no event");
                    }
                })
                .on(EventType.of("*", JsonNode.class), (payload, event) -> {})
                .build()
                .handle(request);
    }

    private static WebhookRequest post(String json) {
        return Events.request(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(WebhookResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void aSignedChallengeIsEchoedAsPlainText() {
        WebhookResponse response = answer(
                post("{\"type\":\"check\",\"token\":\"a-b.c\"}"),
                Handshake.signed(Field.json("/type"), "check").echo(TOKEN));
        assertThat(response.status()).isEqualTo(200);
        assertThat(text(response)).isEqualTo("a-b.c");
        assertThat(response.headers())
                .isEqualTo(Map.of("Content-Type", "text/plain; charset=utf-8", "X-Content-Type-Options", "nosniff"));
        assertThat(greeted).containsExactly("POST");
    }

    @Test
    void anUnsignedPostIsNeverAnswered() {
        byte[] body = "{\"type\":\"check\",\"token\":\"a\"}".getBytes(StandardCharsets.UTF_8);
        Handshake handshake = Handshake.signed(Field.json("/type"), "check").echo(TOKEN);
        assertThat(answer(WebhookRequest.builder("POST", "/").body(body).build(), handshake)
                        .status())
                .isEqualTo(401);
        assertThat(answer(Events.request(Map.of("X-Signature", "sha256=" + "0".repeat(64)), body), handshake)
                        .status())
                .isEqualTo(401);
        assertThatThrownBy(() -> Handshake.unsigned("POST")).isInstanceOf(IllegalArgumentException.class);
        assertThat(greeted).isEmpty();
    }

    @Test
    void aStatusComesWithATypeOfItsMissingBody() {
        WebhookResponse response = answer(
                post("{\"type\":\"check\"}"),
                Handshake.signed(Field.json("/type"), "check").status(204));
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
    }

    @Test
    void whatCouldBeSomethingElseIsNotEchoed() {
        Handshake handshake = Handshake.signed(Field.json("/type"), "check").echo(TOKEN);
        for (String odd : List.of("", "<b>", "a b", "\\u00e9", "a".repeat(513), "\\n")) {
            assertThat(answer(post("{\"type\":\"check\",\"token\":\"" + odd + "\"}"), handshake)
                            .status())
                    .as(odd)
                    .isEqualTo(400);
        }
        assertThat(answer(post("{\"type\":\"check\"}"), handshake).status()).isEqualTo(400);
        assertThat(text(answer(
                        post("{\"type\":\"check\",\"token\":\"a b\"}"),
                        Handshake.signed(Field.json("/type"), "check")
                                .allowing("[a-z ]+")
                                .echo(TOKEN))))
                .isEqualTo("a b");
    }

    @Test
    void anObjectHoldsEchoedSignedAndFixedMembers() {
        WebhookResponse response = answer(
                post("{\"type\":\"check\",\"token\":\"abc\"}"),
                Handshake.signed(Field.json("/type"), "check")
                        .json(
                                Handshake.Member.number("type", 1),
                                Handshake.Member.echo("plain", TOKEN),
                                Handshake.Member.signed("signed", TOKEN)));
        // printf abc | openssl dgst -sha256 -hmac secret
        assertThat(text(response))
                .isEqualTo(
                        "{\"type\":1,\"plain\":\"abc\",\"signed\":\"9946dad4e00e913fc8be8e5d3f7e110a4a9e832f83fb09c345285d78638d8a0e\"}");
        assertThat(response.headers()).containsEntry("Content-Type", "application/json");
    }

    @Test
    void nothingIsSignedThatCouldBeASignedText() {
        Handshake handshake = Handshake.signed(Field.json("/type"), "check")
                .allowing(".*")
                .json(Handshake.Member.signed("signed", TOKEN));
        for (String odd : List.of("", "v0:1:{}", "a.b", "a b", "{", "a".repeat(65), "a/b", "a=")) {
            WebhookResponse response = answer(post("{\"type\":\"check\",\"token\":\"" + odd + "\"}"), handshake);
            assertThat(response.status()).as(odd).isEqualTo(400);
            assertThat(response.body()).isEmpty();
        }
    }

    @Test
    void aSecretThatIsComparedIsNeverSentBack() {
        SignatureScheme equality =
                SignatureScheme.equality().signature(Field.header("Token")).build();
        WebhookProvider provider = WebhookProvider.builder("open", equality, Events.SECRETS)
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .handshakes(Handshake.signed(Field.json("/type"), "check").json(Handshake.Member.signed("s", TOKEN)))
                .build();
        WebhookRequest request = WebhookRequest.builder("POST", "/")
                .header("Token", "secret")
                .body("{\"type\":\"check\",\"token\":\"abc\"}".getBytes(StandardCharsets.UTF_8))
                .build();
        WebhookResponse response = WebhookEndpoint.builder(provider).build().handle(request);
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aGetWithTheAgreedTokenIsAnsweredAndNoOtherIs() {
        Handshake handshake = Handshake.unsigned("GET")
                .when(Field.query("mode"), "subscribe")
                .token(Field.query("token"), "agreed")
                .echo(Field.query("challenge"));
        assertThat(text(answer(get("/?mode=subscribe&token=agreed&challenge=12%2B3"), handshake)))
                .isEqualTo("12+3");
        assertThat(greeted).containsExactly("GET");
        for (String odd : List.of(
                "/",
                "/?",
                "/?mode=subscribe&challenge=1",
                "/?mode=subscribe&token=guess&challenge=1",
                "/?mode=other&token=agreed&challenge=1",
                "/?mode=subscribe&token=agreed&token=agreed&challenge=1",
                "/?mode=subscribe&token=agreed&challenge=%zz",
                "/#?mode=subscribe&token=agreed&challenge=1")) {
            assertThat(answer(get(odd), handshake).status()).as(odd).isEqualTo(401);
        }
        assertThat(answer(get("/?mode=subscribe&token=agreed&challenge=%3Cb%3E"), handshake)
                        .status())
                .isEqualTo(400);
        assertThat(handshake.toString()).doesNotContain("agreed");
    }

    @Test
    void otherMethodsAreRefusedWithThoseThatAreAllowed() {
        WebhookResponse response = answer(
                WebhookRequest.builder("PUT", "/").build(),
                Handshake.unsigned("GET").status(204),
                Handshake.unsigned("HEAD").status(200));
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers()).containsEntry("Allow", "POST, GET, HEAD");
        assertThat(answer(get("/"), Handshake.unsigned("GET").status(204)).status())
                .isEqualTo(204);
    }

    private static WebhookRequest get(String uri) {
        return WebhookRequest.builder("GET", uri).build();
    }

    @Test
    void handshakesThatCannotWorkDoNotBuild() {
        assertThatThrownBy(() -> Handshake.unsigned("GET").token(Field.query("t"), " "))
                .isInstanceOf(IllegalArgumentException.class);
        Field header = Field.header("A");
        for (Field inBody : List.of(
                TOKEN,
                Field.sha256(),
                Field.firstOf(header, Field.sha256()),
                Field.joined(".", header, TOKEN),
                Field.when(header, "a", Field.sha256()))) {
            assertThatThrownBy(() -> Handshake.unsigned("GET").echo(inBody))
                    .as(inBody.toString())
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Handshake.unsigned("GET").when(inBody, "a").status(200))
                    .as(inBody.toString())
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Handshake.unsigned("GET").status(404)).isInstanceOf(IllegalArgumentException.class);
    }
}
