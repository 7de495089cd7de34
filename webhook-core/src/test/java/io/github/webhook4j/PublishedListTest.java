package io.github.webhook4j;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static io.github.webhook4j.AddressRangeTest.address;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.webhook4j.AddressList.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists that a real server publishes, or fails to. */
class PublishedListTest {

    private static final String OLD = "192.0.2.1";
    private static final String NEW = "192.0.2.2";
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Pattern THREADS_OF_JAVA =
            Pattern.compile("HttpClient-|CompletableFuture|ForkJoinPool|Thread-");
    private static final RefreshPace OFTEN = new RefreshPace(SHORT, SHORT, TIMEOUT);
    private static final RefreshPace ONCE =
            new RefreshPace(Duration.ofHours(1), Duration.ofHours(1), Duration.ofSeconds(10));

    private final WireMockServer server = new WireMockServer(
            wireMockConfig().dynamicPort().bindAddress("127.0.0.1").gzipDisabled(true));
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream err = System.err;
    private URI uri = URI.create("http://127.0.0.1");
    private @Nullable AddressList held;

    @BeforeEach
    void start() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        server.start();
        uri = URI.create(server.url("/meta"));
    }

    @AfterEach
    void stop() {
        server.stop();
        System.setErr(err);
        err.writeBytes(log.toByteArray());
    }

    private PublishedAddresses published() {
        return PublishedAddresses.at(uri, "/sender/addresses");
    }

    private void answers(ResponseDefinitionBuilder answer) {
        server.stubFor(get(urlEqualTo("/meta")).willReturn(answer));
    }

    private static String json(String... ranges) {
        return "{\"other\":[\"203.0.113.0/24\"],\"sender\":{\"addresses\":[\"" + String.join("\",\"", ranges) + "\"]}}";
    }

    private int asked() {
        return server.countRequestsMatching(getRequestedFor(anyUrl()).build()).getCount();
    }

    private static void eventually(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.sleep(5);
        }
    }

    private static boolean allows(AddressList list, String address) {
        return list.verdict(address(address)) == Verdict.ALLOWED;
    }

    /** What is logged of this test's server; lists of other tests may not have been collected yet. */
    private List<String> logged(String level) {
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(level)
                        && line.contains(AddressList.class.getName())
                        && line.contains(uri.toString()))
                .toList();
    }

    @Test
    void aListIsGotWhenItIsMade() throws InterruptedException {
        answers(ok(json("192.0.2.0/31", "2001:db8::/32")));
        AddressList list = PublishedList.refreshed(published(), ONCE);

        eventually(() -> allows(list, OLD));

        assertThat(allows(list, "2001:db8::5")).isTrue();
        assertThat(list.verdict(address("203.0.113.1"))).isEqualTo(Verdict.NOT_ALLOWED);
        assertThat(list.toString()).matches("AddressList\\[2 ranges got at 20[0-9TZ:-]+, of \\Q" + uri + "\\E]");
        server.verify(1, getRequestedFor(urlEqualTo("/meta")).withHeader("Accept", equalTo("application/json")));
        assertThat(logged("WARN")).isEmpty();
        assertThat(logged("INFO")).isEmpty();
    }

    @Test
    void theWholeAnswerMayBeTheArray() throws InterruptedException {
        answers(ok("[\"" + OLD + "\"]"));
        AddressList list = AddressList.published(PublishedAddresses.at(uri, ""));
        eventually(() -> allows(list, OLD));
    }

    @Test
    void beforeAnythingIsGotAnAddressIsUnknown() throws InterruptedException {
        answers(status(500));
        AddressList list = PublishedList.refreshed(published(), OFTEN);
        eventually(() -> asked() > 1);
        assertThat(list.verdict(address(OLD))).isEqualTo(Verdict.UNKNOWN);
        assertThat(list).hasToString("AddressList[none yet, of " + uri + "]");
    }

    @Test
    void theIncludedListIsThereBeforeTheFirstAnswer() throws InterruptedException {
        answers(ok(json(NEW)).withFixedDelay(200));
        PublishedAddresses published = published().included(LocalDate.of(2026, 11, 25), List.of(OLD));
        AddressList list = PublishedList.refreshed(published, ONCE);

        assertThat(list.verdict(address(OLD))).isEqualTo(Verdict.ALLOWED);
        assertThat(list.verdict(address(NEW))).isEqualTo(Verdict.NOT_ALLOWED);
        assertThat(list).hasToString("AddressList[1 range included as of 2026-11-25, of " + uri + "]");

        eventually(() -> allows(list, NEW));
        assertThat(allows(list, OLD)).isFalse();
    }

    @Test
    void anUnchangedListIsNotSentAgain() throws InterruptedException {
        server.stubFor(get(urlEqualTo("/meta"))
                .withHeader("If-None-Match", absent())
                .willReturn(ok(json(OLD)).withHeader("ETag", "W/\"one\"")));
        server.stubFor(get(urlEqualTo("/meta"))
                .withHeader("If-None-Match", equalTo("W/\"one\""))
                .willReturn(status(304)));
        AddressList list = PublishedList.refreshed(published(), OFTEN);

        eventually(() -> asked() > 4);

        assertThat(allows(list, OLD)).isTrue();
        server.verify(1, getRequestedFor(urlEqualTo("/meta")).withHeader("If-None-Match", absent()));
        assertThat(logged("WARN")).isEmpty();

        server.stubFor(get(urlEqualTo("/meta"))
                .withHeader("If-None-Match", equalTo("W/\"one\""))
                .willReturn(ok(json(NEW)).withHeader("ETag", "\"two\"")));
        server.stubFor(get(urlEqualTo("/meta"))
                .withHeader("If-None-Match", equalTo("\"two\""))
                .willReturn(status(304)));
        eventually(() -> allows(list, NEW));
        eventually(() -> server.countRequestsMatching(getRequestedFor(anyUrl())
                                .withHeader("If-None-Match", equalTo("\"two\""))
                                .build())
                        .getCount()
                > 1);
        assertThat(allows(list, OLD)).isFalse();
    }

    static Stream<Arguments> failures() {
        String large = "\"" + "x".repeat(AddressFetch.MAX_BYTES) + "\"";
        return Stream.of(
                Arguments.of("a server error", status(500).withBody(json(NEW)), "status 500"),
                Arguments.of("a client error", status(403), "status 403"),
                Arguments.of("another success", status(203).withBody(json(NEW)), "status 203"),
                Arguments.of("no content", status(204), "status 204"),
                Arguments.of("a 304 that nobody asked for", status(304), "status 304"),
                Arguments.of("a redirection to nowhere", status(302), "Invalid redirection"),
                Arguments.of("broken JSON", ok(json(NEW).replace("}}", "}")), "not one JSON"),
                Arguments.of("more after the JSON", ok(json(NEW) + "{}"), "not one JSON"),
                Arguments.of("no JSON", ok("<html></html>"), "not one JSON"),
                Arguments.of("nothing", ok(), "no array at"),
                Arguments.of("an empty array", ok("{\"sender\":{\"addresses\":[]}}"), "without an address"),
                Arguments.of("no array", ok("{\"sender\":{\"addresses\":\"" + NEW + "\"}}"), "no array at"),
                Arguments.of("an array elsewhere", ok("{\"addresses\":[\"" + NEW + "\"]}"), "no array at"),
                Arguments.of("a number in the array", ok("{\"sender\":{\"addresses\":[7]}}"), "no text"),
                Arguments.of("a null in the array", ok("{\"sender\":{\"addresses\":[null]}}"), "no text"),
                Arguments.of(
                        "a name in the array", ok(json(NEW, "sender.example")), "\"sender.example\" is no address"),
                Arguments.of("a broken range", ok(json(NEW, "192.0.2.1/24")), "192.0.2.0/24"),
                Arguments.of(
                        "too much", ok(json(NEW).replace("{\"other\"", "{\"a\":" + large + ",\"other\"")), "bytes"),
                Arguments.of("silence", ok(json(NEW)).withFixedDelay(4000), "Timeout"),
                Arguments.of("a body that stalls", ok(json(NEW)).withChunkedDribbleDelay(3, 6000), "Timeout"),
                Arguments.of("no answer", aResponse().withFault(Fault.EMPTY_RESPONSE), "Exception"),
                Arguments.of("a reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), "Exception"),
                Arguments.of("garbage", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), "Exception"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void theLastGoodListStays(String what, ResponseDefinitionBuilder failure, String problem)
            throws InterruptedException {
        answers(ok(json(OLD)));
        AddressList list = PublishedList.refreshed(published(), OFTEN);
        eventually(() -> allows(list, OLD));

        answers(failure);
        eventually(() -> logged("WARN").size() == 1);
        int before = asked();
        eventually(() -> asked() > before + 1);

        assertThat(allows(list, OLD)).isTrue();
        assertThat(list.verdict(address(NEW))).isEqualTo(Verdict.NOT_ALLOWED);
        assertThat(logged("WARN")).singleElement().asString().contains(problem, "1 range got at");
        assertThat(logged("INFO")).isEmpty();

        answers(ok(json(NEW)));
        eventually(() -> logged("INFO").size() == 1);
        assertThat(allows(list, NEW)).isTrue();
        assertThat(allows(list, OLD)).isFalse();
        assertThat(logged("WARN")).as("one warning for an outage").hasSize(1);
    }

    @Test
    void eachOutageIsLogged() throws InterruptedException {
        AddressList list = PublishedList.refreshed(published(), OFTEN);
        for (int outage = 1; outage <= 2; outage++) {
            int number = outage;
            answers(status(500));
            eventually(() -> logged("WARN").size() == number);
            answers(ok(json(OLD)));
            eventually(() -> logged("INFO").size() == number);
        }
        assertThat(allows(list, OLD)).isTrue();
    }

    @Test
    void afterAFailureTheListIsAskedForWithoutItsETag() throws InterruptedException {
        answers(ok(json(OLD)).withHeader("ETag", "\"one\""));
        AddressList list = PublishedList.refreshed(published(), OFTEN);
        eventually(() -> allows(list, OLD));
        answers(status(500));
        eventually(() -> logged("WARN").size() == 1);
        server.resetRequests();
        eventually(() -> asked() > 1);
        server.verify(0, getRequestedFor(anyUrl()).withHeader("If-None-Match", equalTo("\"one\"")));
        assertThat(allows(list, OLD)).isTrue();
    }

    @Test
    void aFailureIsRetriedSoonerThanTheNextRefresh() throws InterruptedException {
        answers(status(500));
        AddressList list = PublishedList.refreshed(published(), new RefreshPace(Duration.ofHours(1), SHORT, TIMEOUT));
        eventually(() -> asked() > 1);
        answers(ok(json(OLD)));
        eventually(() -> allows(list, OLD));
    }

    @Test
    void theLargestAnswerIsRead() throws InterruptedException {
        String json = json(OLD);
        answers(ok(json + " ".repeat(AddressFetch.MAX_BYTES - json.length())));
        AddressList list = PublishedList.refreshed(published(), ONCE);
        eventually(() -> allows(list, OLD));
    }

    @Test
    void aListThatMovesIsFollowed() throws InterruptedException {
        answers(permanentRedirect("/moved"));
        server.stubFor(get(urlEqualTo("/moved")).willReturn(temporaryRedirect("/again")));
        server.stubFor(get(urlEqualTo("/again")).willReturn(ok(json(OLD))));
        AddressList list = PublishedList.refreshed(published(), ONCE);
        eventually(() -> allows(list, OLD));
    }

    @Test
    void aServerThatIsNotThereIsAskedAgain() throws InterruptedException {
        PublishedAddresses published = published();
        int port = server.port();
        server.stop();
        AddressList list = PublishedList.refreshed(published, OFTEN);
        eventually(() -> logged("WARN").size() == 1);
        assertThat(list.verdict(address(OLD))).isEqualTo(Verdict.UNKNOWN);
        assertThat(logged("WARN")).singleElement().asString().contains("ConnectException", "none yet");

        WireMockServer back = new WireMockServer(wireMockConfig().port(port).bindAddress("127.0.0.1"));
        try {
            back.start();
            back.stubFor(get(urlEqualTo("/meta")).willReturn(ok(json(OLD))));
            eventually(() -> allows(list, OLD));
        } finally {
            back.stop();
        }
    }

    /** The server has said how much is to come, and says no more; whoever asked must hang up, not wait for ever. */
    @Test
    void aHalfOpenConnectionIsClosed() throws IOException, InterruptedException {
        try (ServerSocket half = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            half.setSoTimeout(10_000);
            uri = URI.create("http://127.0.0.1:" + half.getLocalPort() + "/meta");
            AddressList list = PublishedList.refreshed(
                    PublishedAddresses.at(uri, ""), new RefreshPace(Duration.ofHours(1), Duration.ofHours(1), TIMEOUT));
            try (Socket socket = half.accept()) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[\"192.0"
                                .getBytes(StandardCharsets.US_ASCII));
                InputStream in = socket.getInputStream();
                assertThat(in.readAllBytes()).asString().startsWith("GET /meta HTTP/1.1");
            }
            eventually(() -> logged("WARN").size() == 1);
            assertThat(list.verdict(address(OLD))).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void aListThatNobodyHoldsIsNotGotAnyMore() throws InterruptedException {
        answers(ok(json(OLD)));
        held = PublishedList.refreshed(published(), OFTEN);
        WeakReference<AddressList> list = new WeakReference<>(held);
        eventually(() -> asked() > 2);
        held = null;
        eventually(() -> {
            System.gc();
            return list.refersTo(null);
        });
        // one may be under way
        Thread.sleep(3 * SHORT.toMillis());
        int last = asked();
        Thread.sleep(10 * SHORT.toMillis());
        assertThat(asked()).isEqualTo(last);
    }

    @Test
    void noThreadKeepsTheApplicationAlive() throws InterruptedException {
        answers(ok(json(OLD)));
        AddressList list = PublishedList.refreshed(published(), OFTEN);
        eventually(() -> asked() > 3);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> THREADS_OF_JAVA.matcher(thread.getName()).lookingAt())
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
        assertThat(allows(list, OLD)).isTrue();
    }
}
