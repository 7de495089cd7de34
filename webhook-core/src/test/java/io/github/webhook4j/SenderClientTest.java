package io.github.webhook4j;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.webhook4j.SenderException.Problem;
import io.github.webhook4j.SenderException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of a sender's API, over real sockets, and what may go wrong with them. */
class SenderClientTest {

    private static final String TOKEN = "Bearer api token of the tests";
    private static final SenderCall LIST = SenderCall.of("GET", "/things");
    private static final SenderCall CREATE = SenderCall.of("POST", "/things").json(Map.of("name", "a"));

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private SenderClient.Builder builder() {
        return SenderClient.builder(URI.create("http://127.0.0.1:" + server.port() + "/v1/"))
                .header("Authorization", () -> TOKEN)
                .timeout(Duration.ofSeconds(2));
    }

    private void always(ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl()).willReturn(answer));
    }

    private void first(ResponseDefinitionBuilder failure, ResponseDefinitionBuilder then) {
        server.stubFor(any(anyUrl())
                .inScenario("again")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("second")
                .willReturn(failure));
        server.stubFor(
                any(anyUrl()).inScenario("again").whenScenarioStateIs("second").willReturn(then));
    }

    private SenderException refusal(SenderCall call) {
        SenderException refusal = catchThrowableOfType(
                SenderException.class, () -> builder().build().send(call));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private void calls(int count) {
        server.verify(count, anyRequestedFor(anyUrl()));
    }

    @Test
    void aCallGoesBelowTheBaseWithItsHeadersQueryAndBody() {
        always(okJson("{\"id\": 1}"));

        SenderAnswer answer = builder()
                .build()
                .send(SenderCall.of("POST", "/things").query("a[]", "x y&z").form(List.of(Map.entry("b", "ü=1"))));

        assertThat(answer.json().path("id").intValue()).isEqualTo(1);
        server.verify(postRequestedFor(urlEqualTo("/v1/things?a%5B%5D=x+y%26z"))
                .withHeader("Authorization", equalTo(TOKEN))
                .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
                .withRequestBody(equalTo("b=%C3%BC%3D1")));
    }

    @Test
    void theNextPageIsTheOneThatTheHeaderLinkNames() {
        String base = "http://127.0.0.1:" + server.port();
        server.stubFor(get("/v1/things")
                .willReturn(okJson("[1]")
                        .withHeader(
                                "Link",
                                "<" + base + "/v1/things?page=9>; rel=\"last\", <" + base
                                        + "/v1/things?page=2>; rel=\"next\"")));
        server.stubFor(get("/v1/things?page=2").willReturn(okJson("[2]")));
        SenderClient client = builder().build();

        String next = client.send(LIST).next();
        assertThat(next).isNotNull();
        SenderAnswer second = client.send(SenderCall.of("GET", String.valueOf(next)));

        assertThat(second.json().path(0).intValue()).isEqualTo(2);
        assertThat(second.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/v1/things",
                "https://127.0.0.1/v1/things",
                "http://localhost/things",
                "no uri at all",
                "file:///etc/passwd"
            })
    void aNextPageElsewhereIsNotAskedFor(String elsewhere) {
        assertThat(refusal(SenderCall.of("GET", elsewhere)).reason()).isIn(Reason.REFUSED, Reason.MALFORMED);
        calls(0);
    }

    @Test
    void aRedirectOnTheSameHostIsFollowedWithTheSameMethodAndBody() {
        server.stubFor(any(urlEqualTo("/v1/things"))
                .willReturn(aResponse().withStatus(307).withHeader("Location", "/v1/moved")));
        server.stubFor(any(urlEqualTo("/v1/moved")).willReturn(okJson("{}").withStatus(201)));

        assertThat(builder().build().send(CREATE).status()).isEqualTo(201);
        server.verify(postRequestedFor(urlEqualTo("/v1/moved")).withRequestBody(equalTo("{\"name\":\"a\"}")));
    }

    @Test
    void redirectsWithoutEndAreGivenUp() {
        always(aResponse().withStatus(302).withHeader("Location", "/v1/things"));

        assertThat(refusal(LIST).reason()).isEqualTo(Reason.REFUSED);
        calls(4);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        server.stubFor(get("/v1/things").willReturn(okJson("[7]").withHeader("ETag", "\"e1\"")));
        server.stubFor(get("/v1/things")
                .withHeader("If-None-Match", equalTo("\"e1\""))
                .willReturn(aResponse().withStatus(304)));
        SenderClient client = builder().build();

        client.send(LIST);
        assertThat(client.send(LIST).json().path(0).intValue()).isEqualTo(7);

        server.verify(1, getRequestedFor(urlEqualTo("/v1/things")).withHeader("If-None-Match", absent()));
        calls(2);
    }

    @Test
    void anAnswerThatClaimsNothingHasChangedBeforeThereWasOneIsMalformedWhereItIsRead() {
        always(aResponse().withStatus(304));

        assertThatThrownBy(() -> builder().build().send(LIST).json())
                .isInstanceOfSatisfying(
                        SenderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void whatMayBeMadeTwiceIsTriedAgain(int status) {
        first(aResponse().withStatus(status), okJson("[1]"));

        assertThat(builder().build().send(LIST).json()).hasSize(1);
        calls(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void whatMayNotBeMadeTwiceIsNot(int status) {
        first(aResponse().withStatus(status), okJson("[1]"));

        assertThat(refusal(CREATE).reason()).isEqualTo(Reason.UNAVAILABLE);
        calls(1);
    }

    @Test
    void anAnswerThatBreaksOffLeavesOpenWhetherTheCallHasArrived() {
        first(aResponse().withFault(Fault.EMPTY_RESPONSE), okJson("[1]"));

        assertThat(refusal(CREATE).reason()).isEqualTo(Reason.UNAVAILABLE);
        calls(1);
        assertThat(builder().build().send(CREATE.repeatable()).json()).hasSize(1);
    }

    @Test
    void tooManyCallsAreMadeAgainWhenTheSenderSays() {
        first(aResponse().withStatus(429).withHeader("Retry-After", "1"), okJson("[1]"));
        long start = System.nanoTime();

        assertThat(builder().build().send(CREATE).json()).hasSize(1);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aRateThatIsUsedUpForLongIsToldWithItsTime() {
        long reset = Instant.now().plusSeconds(600).getEpochSecond();
        always(aResponse()
                .withStatus(429)
                .withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", String.valueOf(reset)));

        assertThat(refusal(LIST).retryAfter()).isBetween(Duration.ofSeconds(580), Duration.ofSeconds(600));
        calls(1);
    }

    @ParameterizedTest
    @CsvSource({
        "30, 30",
        "0, 0",
        "1.5, 2",
        "'Thu, 01 Jan 2026 00:01:00 GMT', 60",
        "2026-01-01T00:00:10Z, 10",
        "'Wed, 31 Dec 2025 00:00:00 GMT', 0"
    })
    void timesToWaitAreReadInAllTheirForms(String text, long seconds) {
        assertThat(RetryAfter.read(text, Events.NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5.2", "99999999999999999999"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(RetryAfter.read(text, Events.NOW)).isNull();
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertUnanswered(silent, "no answer within");
        }
    }

    @Test
    void aServerThatStopsInTheMiddleOfItsAnswerIsGivenUp() throws Exception {
        try (ServerSocket half = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answerInPart(half));
            thread.setDaemon(true);
            thread.start();
            assertUnanswered(half, "no answer within");
        }
    }

    private static void answerInPart(ServerSocket server) {
        try {
            Socket socket = server.accept();
            socket.getInputStream().read(new byte[10]);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertUnanswered(ServerSocket server, String reason) {
        SenderClient client = SenderClient.builder(URI.create("http://127.0.0.1:" + server.getLocalPort()))
                .timeout(Duration.ofMillis(300))
                .build();
        assertThatThrownBy(() -> client.send(CREATE))
                .isInstanceOf(SenderException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("POST /things");
    }

    @Test
    void aCallThatReachedNobodyIsMadeAgainWhateverItDoes() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        SenderClient client =
                SenderClient.builder(URI.create("http://127.0.0.1:" + port)).build();
        Thread late = new Thread(() -> answerOnce(port));
        late.start();

        assertThat(client.send(CREATE).status()).isEqualTo(204);
        late.join();
    }

    private static void answerOnce(int port) {
        try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                Socket socket = server.accept()) {
            socket.getInputStream().read(new byte[1000]);
            socket.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theSendersWordsAreToldWithoutWhatIsSecret() {
        always(aResponse()
                .withStatus(422)
                .withBody("{\"message\": \"no\\nsuch api token of the tests, nor hidden-one\"}"));
        SenderClient client = builder()
                .problems(answer -> new Problem(
                        Reason.LIMIT_REACHED, answer.json().path("message").textValue()))
                .build();
        client.hide("hidden-one");

        assertThatThrownBy(() -> client.send(CREATE))
                .isInstanceOfSatisfying(
                        SenderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LIMIT_REACHED))
                .hasMessage("127.0.0.1 refused POST /things with 422: no such ***, nor ***."
                        + " Remove a subscription that nobody needs.");
    }

    @Test
    void aProblemMayBeInAnAnswerOfSuccess() {
        always(okJson("{\"ok\": false}"));
        SenderClient client = builder().problems(SenderClientTest::notOk).build();

        assertThatThrownBy(() -> client.send(CREATE))
                .isInstanceOfSatisfying(
                        SenderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_ALLOWED));
    }

    private static @Nullable Problem notOk(SenderAnswer answer) {
        return answer.json().path("ok").booleanValue() ? null : new Problem(Reason.NOT_ALLOWED, "");
    }

    @Test
    void thePartOfAnAnswerIsHadByteForByte() {
        always(aResponse()
                .withStatus(200)
                .withBody("{\"a\": [1], \"b\": {\"c\":  {\"d\": 1.0,\t\"e\": \"\\u00e9\"}}}"));
        SenderAnswer answer = builder().build().send(LIST);

        assertThat(new String(answer.bytes("/b/c"), StandardCharsets.UTF_8))
                .isEqualTo("{\"d\": 1.0,\t\"e\": \"\\u00e9\"}");
        assertThatThrownBy(() -> answer.bytes("/b/x"))
                .isInstanceOf(SenderException.class)
                .hasMessageContaining("has nothing at /b/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com", "ftp://example.com", "https:///path", "https://u:p@example.com", "x"})
    void anApiIsCalledSafelyOnly(String url) {
        assertThatThrownBy(() -> SenderClient.builder(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
    }
}
