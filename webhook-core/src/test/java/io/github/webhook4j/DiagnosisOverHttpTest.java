package io.github.webhook4j;

import static io.github.webhook4j.Damage.JSON;
import static io.github.webhook4j.Damage.OTHER_SECRET;
import static io.github.webhook4j.Damage.SECRET;
import static io.github.webhook4j.Diagnosed.assertDiscreet;
import static io.github.webhook4j.Diagnosed.assertFound;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake, made with bytes that go over a socket, is what the listener is told; the caller is told nothing. */
class DiagnosisOverHttpTest {

    private static final Damage NONE = new Damage("none", JSON, delivery -> delivery, Mistake.UNKNOWN, "", false);

    private final HttpServer server;
    private final BlockingQueue<SignatureDiagnosis> diagnoses = new LinkedBlockingQueue<>();

    DiagnosisOverHttpTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private WebhookEndpoint mount(String name, WebhookProvider provider) {
        WebhookEndpoint endpoint = WebhookEndpoint.builder(provider)
                .name(name)
                .listener(new EndpointListener() {
                    @Override
                    public void diagnosed(WebhookEndpoint at, WebhookRequest request, SignatureDiagnosis diagnosis) {
                        diagnoses.add(diagnosis);
                    }
                })
                .on(EventType.of("*", JsonNode.class), (json, event) -> {})
                .build();
        server.createContext("/" + name, exchange -> {
            try (exchange) {
                WebhookResponse answer = endpoint.handle(translated(exchange));
                exchange.sendResponseHeaders(answer.status(), -1);
            }
        });
        return endpoint;
    }

    private static WebhookRequest translated(HttpExchange exchange) {
        WebhookRequest.Builder request = WebhookRequest.builder(
                        exchange.getRequestMethod(), exchange.getRequestURI().toString())
                .body(exchange::getRequestBody);
        exchange.getRequestHeaders().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return request.build();
    }

    private String send(String path, Damage.Delivery delivery) throws IOException {
        StringBuilder head = new StringBuilder("POST /")
                .append(path)
                .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (int i = 0; i < delivery.headers().size(); i += 2) {
            String value = delivery.headers().get(i + 1);
            head.append(delivery.headers().get(i)).append(": ").append(value).append("\r\n");
        }
        head.append("Content-Length: ").append(delivery.body().length).append("\r\n\r\n");
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            OutputStream out = socket.getOutputStream();
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head.toString().getBytes(ISO_8859_1));
            request.writeBytes(delivery.body());
            out.write(request.toByteArray());
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private SignatureDiagnosis diagnosis() throws InterruptedException {
        return Objects.requireNonNull(diagnoses.poll(20, TimeUnit.SECONDS), "nothing was diagnosed");
    }

    /** All but those whose headers HTTP itself, or this server, refuses. */
    static Stream<Damage> damages() {
        return Damage.all()
                .filter(damage -> !damage.name().equals("with other characters"))
                .filter(damage -> !damage.arrived(Instant.now()).headers().contains("Content-Length"));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void aMistakeIsFound(Damage damage) throws Exception {
        Damage.Delivery arriving = damage.arrived(Instant.now());
        mount("shop", Damage.shop(Secrets.of(arriving.secret())));
        String answer = send("shop", arriving);
        assertThat(answer).startsWith("HTTP/1.1 401 ").endsWith("\r\n\r\n");
        SignatureDiagnosis found = diagnosis();
        assertDiscreet(found, Damage.confidential(arriving));
        // this server writes the names of headers in its own way
        assertThat(found.advice()).containsIgnoringCase(damage.remedy());
        assertFound(found, damage.mistake(), damage.proven() && isRead(damage));
    }

    /** A request without a well-formed signature is refused before its body is read, so that there is nothing to be proven by. */
    private static boolean isRead(Damage damage) {
        return !List.of(Mistake.HEADER_RENAMED, Mistake.HEADER_REPEATED, Mistake.SIGNATURE_ALTERED, Mistake.TIME_UNIT)
                .contains(damage.mistake());
    }

    @Test
    void theEndpointThatTheSecretIsOfIsNamed() throws Exception {
        // not the secret of the other tests, whose endpoints would know it
        WebhookProvider signer = Damage.shop(Secrets.of("whsec_of_the_live_shop_alone"));
        WebhookEndpoint live = mount("live", signer);
        mount("trial", Damage.shop(Secrets.of(OTHER_SECRET)));
        byte[] body = JSON.getBytes(UTF_8);
        List<String> headers = new ArrayList<>();
        signer.sign(WebhookRequest.builder("POST", "/").body(body).build(), Instant.now())
                .forEach((name, value) -> headers.addAll(List.of(name, value)));
        send("trial", new Damage.Delivery(headers, body, OTHER_SECRET));
        assertFound(diagnosis(), Mistake.SECRET_OF_OTHER_ENDPOINT, true, "endpoint " + live.name());
    }

    @Test
    void aClockThatIsWrongIsToldBySeconds() throws Exception {
        mount("shop", Damage.shop(Secrets.of(SECRET)));
        send("shop", NONE.sent(Instant.now().plusSeconds(7200)));
        assertFound(diagnosis(), Mistake.CLOCK, true, "NTP");
    }

    @Test
    void aRequestOfAnotherProviderIsRecognised() throws Exception {
        mount("shop", Damage.shop(Secrets.of(SECRET)));
        mount("bank", Events.open().build());
        WebhookRequest signed = Events.request(JSON.getBytes(UTF_8));
        String signature = Objects.requireNonNull(signed.headers().first("X-Signature"));
        send("shop", new Damage.Delivery(List.of("X-Signature", signature), JSON.getBytes(UTF_8), SECRET));
        assertFound(diagnosis(), Mistake.OTHER_PROVIDER, false, "X-Signature");
    }

    /** Reads what is not for it. */
    private static final class Greedy extends Filter {
        @Override
        public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
            exchange.getRequestBody().readAllBytes();
            exchange.setStreams(new ByteArrayInputStream(new byte[0]), null);
            chain.doFilter(exchange);
        }

        @Override
        public String description() {
            return "reads the body";
        }
    }

    @Test
    void theFilterThatHasReadTheBodyIsNamed() throws Exception {
        WebhookEndpoint endpoint = mount("shop", Damage.shop(Secrets.of(SECRET)));
        server.removeContext("/" + endpoint.name());
        server.createContext("/shop", exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(
                                endpoint.handle(translated(exchange)).status(), -1);
                    }
                })
                .getFilters()
                .add(new Greedy());
        assertThat(send("shop", NONE.sent(Instant.now()))).startsWith("HTTP/1.1 500 ");
        assertFound(diagnosis(), Mistake.BODY_CONSUMED, false, Greedy.class.getName());
    }

    @Test
    void aGenuineDeliveryIsNeverDiagnosed() throws Exception {
        mount("shop", Damage.shop(Secrets.of(SECRET)));
        for (int i = 0; i < 20; i++) {
            assertThat(send("shop", NONE.sent(Instant.now()))).startsWith("HTTP/1.1 200 ");
        }
        send("shop", NONE.sent(Instant.now()).signature(value -> "sha256=" + "0123456789abcdef".repeat(4)));
        assertFound(diagnosis(), Mistake.UNKNOWN, false);
        assertThat(diagnoses).isEmpty();
    }

    @Test
    void aFloodIsDiagnosedSeldom() throws Exception {
        WebhookEndpoint endpoint = mount("shop", Damage.shop(Secrets.of(SECRET)));
        Damage.Delivery forged = NONE.sent(Instant.now()).signature(value -> "sha256=" + "0123456789abcdef".repeat(4));
        long start = System.nanoTime();
        for (int i = 0; i < 2000; i++) {
            assertThat(endpoint.handle(forged.request()).status()).isEqualTo(401);
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000L;
        diagnosis();
        assertThat(diagnoses.size()).isLessThanOrEqualTo((int) seconds + 1);
    }
}
