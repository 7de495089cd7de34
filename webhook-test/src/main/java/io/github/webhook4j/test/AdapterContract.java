package io.github.webhook4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.webhook4j.Delivery;
import io.github.webhook4j.EndpointListener;
import io.github.webhook4j.EventType;
import io.github.webhook4j.RejectedException;
import io.github.webhook4j.RejectedException.Reason;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every adapter does, over real sockets. An adapter's test extends this and says how to start a server with one endpoint
 * mounted.
 */
public abstract class AdapterContract extends TypedEventsContract {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int RACERS = 48;

    /** For subclasses. */
    protected AdapterContract() {}

    /**
     * Bytes that line reading, decoding or re-encoding would change arrive as they were sent, forms included.
     *
     * @return a test for each body
     * @throws Exception if the server does not start
     */
    @TestFactory
    public final Stream<DynamicTest> theBodyArrivesAsItWasSent() throws Exception {
        URI uri = startRecording();
        return ExactBodies.all().stream()
                .map(body -> DynamicTest.dynamicTest(
                        body.toString(), () -> assertArrives(uri, body.text(), body.contentType())));
    }

    /** Sends a body whose id is 1 with an id of its own, so that it is no duplicate of the one before. */
    private void assertArrives(URI uri, String body, String contentType) throws Exception {
        int before = recorded.handled().size();
        String id = "id" + before;
        byte[] sent = body.replace("\"1\"", "\"" + id + "\"")
                .replace("%221%22", "%22" + id + "%22")
                .getBytes(StandardCharsets.UTF_8);

        assertBare(post(uri, genuine().body(sent).header("Content-Type", contentType)), 200);

        assertThat(recorded.handled()).hasSize(before + 1);
        WebhookEvent event = recorded.handled().get(before);
        assertThat(event.body()).isEqualTo(sent);
        assertThat(event.id()).isEqualTo(id);
        assertThat(event.type()).isEqualTo("a.b");
    }

    /**
     * A body without a Content-Type, or sent in chunks, is a body like any other.
     *
     * @throws Exception if the server fails
     */
    @Test
    public final void aBodyInChunksOrWithoutContentTypeArrives() throws Exception {
        URI uri = startRecording();
        SignedRequest request = genuine().build();
        HttpRequest.Builder bare = HttpRequest.newBuilder(uri)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(request.body())));
        provider.sign(request.toRequest(), Instant.now()).forEach(bare::header);

        assertBare(send(bare.build()), 200);

        assertThat(recorded.handled().get(0).body()).isEqualTo(request.body());
        assertThat(recorded.handled().get(0).headers().first("Content-Type")).isNull();
    }

    /**
     * Headers arrive whatever the case of their names, and an Accept header never has the answer refused.
     *
     * @throws Exception if the server fails
     */
    @Test
    public final void headersArrive() throws Exception {
        URI uri = URI.create(startRecording() + "?tenant=a%2Fb&x=1");
        SignedRequest request = genuine()
                .header("Accept", "*/*; q=0.5, application/xml")
                .header("X-Odd", "a, b")
                .build();
        HttpRequest.Builder lowerCase = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, value) -> lowerCase.header(name.toLowerCase(Locale.ROOT), value));

        assertBare(send(lowerCase.build()), 200);

        WebhookEvent event = recorded.handled().get(0);
        assertThat(event.headers().all("X-ODD")).containsExactly("a, b");
        assertThat(event.headers().first("accept")).isEqualTo("*/*; q=0.5, application/xml");
    }

    /**
     * Only POST delivers, and the provider has a handshake by GET.
     *
     * @return a test for each other method
     * @throws Exception if the server does not start
     */
    @TestFactory
    public final Stream<DynamicTest> anotherMethodThanPostIsAnsweredWith405() throws Exception {
        URI uri = startRecording();
        return Stream.of("PUT", "DELETE", "PATCH")
                .map(method -> DynamicTest.dynamicTest(method, () -> {
                    HttpResponse<byte[]> response = send(HttpRequest.newBuilder(uri)
                            .method(method, BodyPublishers.ofString("{}"))
                            .build());
                    assertBare(response, 405);
                    assertThat(response.headers().firstValue("Allow")).hasValue("POST, GET");
                }));
    }

    /**
     * Forged, stale and unsigned requests look the same to the caller.
     *
     * @throws Exception if the server fails
     */
    @Test
    public final void aRequestThatCannotBeVerifiedIsAnsweredWithABare401() throws Exception {
        URI uri = startRecording();

        assertBare(post(uri, genuine().unsigned()), 401);
        assertBare(post(uri, genuine().tampered()), 401);
        assertBare(post(uri, genuine().wrongSecret()), 401);
        assertBare(post(uri, genuine().stale()), 401);
        assertBare(post(uri, genuine().future()), 401);
        assertBare(post(uri, genuine().header("X-Test-Signature", "t=abc,v1")), 401);

        assertThat(recorded.handled()).isEmpty();
        assertThat(recorded.rejections())
                .extracting(RejectedException::reason)
                .containsExactly(
                        Reason.SIGNATURE_MISSING,
                        Reason.SIGNATURE_MISMATCH,
                        Reason.SIGNATURE_MISMATCH,
                        Reason.TIMESTAMP_STALE,
                        Reason.TIMESTAMP_FUTURE,
                        Reason.SIGNATURE_MALFORMED);
    }

    /**
     * An unsigned request is refused on its headers: the answer comes although the body never does.
     *
     * @throws Exception if the server fails
     */
    @Test
    public final void anUnsignedRequestIsRefusedBeforeItsBodyIsRead() throws Exception {
        URI uri = startRecording();

        String answer = RawHttp.answerToHeaders(
                uri, "POST", List.of("Content-Type: application/json", "Content-Length: 30000"), TIMEOUT);

        assertThat(answer).startsWith("HTTP/1.1 401");
    }

    /**
     * A body beyond the limit is refused, whether its length is announced or not, and the sender gets to see it.
     *
     * @return a test for each way of sending
     * @throws Exception if the server does not start
     */
    @TestFactory
    public final Stream<DynamicTest> aBodyBeyondTheLimitIsAnsweredWith413() throws Exception {
        URI uri = startRecording();
        byte[] huge = new byte[40 * 1024 * 1024];
        byte[] oneTooMany = new byte[TestProvider.MAX_BODY_BYTES + 1];
        return Stream.of(
                        Map.entry("40 MiB", BodyPublishers.ofByteArray(huge)),
                        Map.entry("40 MiB in chunks", chunked(huge)),
                        Map.entry("one byte too many", BodyPublishers.ofByteArray(oneTooMany)),
                        Map.entry("one byte too many in chunks", chunked(oneTooMany)))
                .map(body -> DynamicTest.dynamicTest(body.getKey(), () -> {
                    SignedRequest signed = genuine().build();
                    assertBare(send(signed.toHttp(uri, body.getValue())), 413);
                    assertBare(post(uri, genuine()), 200);
                }));
    }

    private static HttpRequest.BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    /**
     * A body of exactly the limit passes.
     *
     * @throws Exception if the server fails
     */
    @Test
    public final void aBodyOfExactlyTheLimitArrives() throws Exception {
        URI uri = startRecording();
        String json = "{\"id\":\"1\",\"type\":\"a.b\"}";
        byte[] body =
                (json + " ".repeat(TestProvider.MAX_BODY_BYTES - json.length())).getBytes(StandardCharsets.US_ASCII);

        assertBare(post(uri, genuine().body(body)), 200);
        SignedRequest chunked = genuine().id("2").body(body).build();
        assertBare(send(chunked.toHttp(uri, chunked(body))), 200);
    }

    /**
     * What is signed but no event is answered with 400, and the server lives on.
     *
     * @throws Exception if the server fails
     */
    @Test
    public final void aSignedBodyThatIsNoEventIsAnsweredWithABare400() throws Exception {
        URI uri = startRecording();
        for (Map.Entry<String, byte[]> body : BadBodies.all().entrySet()) {
            HttpResponse<byte[]> response = post(uri, genuine().body(body.getValue()));
            assertThat(response.statusCode()).as(body.getKey()).isEqualTo(400);
            assertThat(response.body()).as(body.getKey()).isEmpty();
        }
        assertBare(post(uri, genuine()), 200);
        assertThat(recorded.handled()).hasSize(1);
    }

    /**
     * A handler's failure is a bare 500, and the redelivery is handled.
     *
     * @throws Exception if the server fails
     */
    @Test
    public final void aFailedDeliveryIsHandledWhenItComesAgain() throws Exception {
        AtomicBoolean fails = new AtomicBoolean(true);
        URI uri = start(WebhookEndpoint.builder(provider)
                .on(EventType.of("*", JsonNode.class), (payload, event) -> {
                    if (fails.getAndSet(false)) {
                        throw new IllegalStateException("the first run fails");
                    }
                    recorded.handle(payload, event);
                })
                .build());

        assertBare(post(uri, genuine().id("1")), 500);
        assertBare(post(uri, genuine().id("1")), 200);
        assertBare(post(uri, genuine().id("1")), 200);

        assertThat(recorded.handled()).hasSize(1);
    }

    /**
     * Copies that race over HTTP are handled once.
     *
     * @throws Exception if the server fails
     */
    @Test
    public final void racingCopiesAreHandledOnce() throws Exception {
        URI uri = startRecording();
        HttpRequest request = genuine().build().toHttp(uri);
        List<CompletableFuture<HttpResponse<Void>>> racers = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
            racers.add(sendAsync(request));
        }
        List<Integer> statuses =
                racers.stream().map(racer -> racer.join().statusCode()).toList();

        assertThat(statuses).contains(200).isSubsetOf(200, 503);
        assertThat(recorded.handled()).hasSize(1);
    }

    /**
     * Handlers that block do not keep other deliveries from being handled.
     *
     * @throws Exception if the server fails
     */
    @Test
    public final void blockedHandlersDoNotBlockOtherDeliveries() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        int blocked = 2 * Runtime.getRuntime().availableProcessors() + 1;
        URI uri = start(WebhookEndpoint.builder(provider)
                .on(
                        EventType.of("slow.*", JsonNode.class),
                        (payload, event) -> release.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                .on(EventType.of("*", JsonNode.class), recorded)
                .build());
        List<CompletableFuture<HttpResponse<Void>>> slow = new ArrayList<>();
        for (int i = 0; i < blocked; i++) {
            slow.add(sendAsync(genuine().event("slow.one").build().toHttp(uri)));
        }
        try {
            assertBare(post(uri, genuine().event("quick.one")), 200);
            assertThat(slow).noneMatch(CompletableFuture::isDone);
        } finally {
            release.countDown();
        }
        assertThat(slow)
                .allSatisfy(response -> assertThat(response.join().statusCode()).isEqualTo(200));
    }

    /**
     * The provider's answers to handshakes reach the sender, and nobody else gets them.
     *
     * @throws Exception if the server fails
     */
    @Test
    public final void handshakesAreAnswered() throws Exception {
        URI uri = startRecording();
        byte[] handshake = "{\"type\":\"handshake\",\"challenge\":\"abc\"}".getBytes(StandardCharsets.US_ASCII);

        assertText(post(uri, genuine().body(handshake)), "abc");
        assertBare(post(uri, genuine().body(handshake).wrongSecret()), 401);
        assertBare(post(uri, genuine().body(handshake).unsigned()), 401);
        assertText(get(uri, "?token=agreed&challenge=x%2Fy"), "x/y");
        assertBare(get(uri, "?token=guessed&challenge=abc"), 401);
        assertBare(get(uri, ""), 401);
        assertBare(get(uri, "?token=agreed&challenge=%3Cscript%3E"), 400);
        assertThat(recorded.handled()).isEmpty();
    }

    private HttpResponse<byte[]> get(URI uri, String query) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(uri + query)).build());
    }

    private static void assertText(HttpResponse<byte[]> response, String text) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type.replace(" ", "").toLowerCase(Locale.ROOT))
                        .isEqualTo("text/plain;charset=utf-8"));
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    /**
     * What a handler returns reaches the sender byte by byte, once.
     *
     * @throws Exception if the server fails
     */
    @Test
    public final void whatAHandlerReturnsBecomesTheBodyOfTheAnswer() throws Exception {
        URI uri = start(WebhookEndpoint.builder(provider)
                .answer(EventType.of("text", JsonNode.class), (payload, event) -> "d\u00e9j\u00e0 \u6771")
                .answer(EventType.of("json", JsonNode.class), (payload, event) -> Map.of("text", "d\u00e9j\u00e0"))
                .build());

        assertText(post(uri, genuine().event("text").id("1")), "d\u00e9j\u00e0 \u6771");
        assertBare(post(uri, genuine().event("text").id("1")), 200);
        HttpResponse<byte[]> json = post(uri, genuine().event("json"));
        assertThat(new String(json.body(), StandardCharsets.UTF_8)).isEqualTo("{\"text\":\"d\u00e9j\u00e0\"}");
        assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    /**
     * The adapter hands over what the listener needs to know who called.
     *
     * @throws Exception if the server fails
     */
    @Test
    public final void theAddressOfTheCallerArrives() throws Exception {
        List<String> callers = new ArrayList<>();
        URI uri = start(WebhookEndpoint.builder(provider)
                .listener(new EndpointListener() {
                    @Override
                    public void answered(Delivery delivery) {
                        callers.add(
                                delivery.address() + " " + delivery.request().uri());
                    }
                })
                .on(EventType.of("*", JsonNode.class), recorded)
                .build());

        assertBare(post(URI.create(uri + "?a=%2F"), genuine().unsigned()), 401);

        assertThat(callers).hasSize(1).first().asString().matches("(127\\.0\\.0\\.1|.*:1) .*\\?a=%2F");
    }
}
