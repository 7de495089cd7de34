package io.github.webhook4j.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sender of {@link FakeApi}, which has one subscription or none, and beside it an application. */
final class FakeSender implements AutoCloseable {

    static final String TOKEN = "token of the fake sender's API";
    static final String SECRET = "secret that the fake sender signs with";
    static final Map<String, String> VARIABLES = Map.of("WEBHOOK4J_TOKEN", TOKEN, "WEBHOOK4J_SECRET", SECRET);

    private static final String SCENARIO = "subscription";
    private static final String THERE = "there";

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

    private @Nullable HttpServer channels;

    FakeSender() {
        server.start();
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(status(404)));
    }

    WireMockServer server() {
        return server;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    String api() {
        return "url=" + url("/sender");
    }

    void answers(String path, ResponseDefinitionBuilder answer) {
        server.stubFor(get(path).willReturn(answer));
    }

    static String subscription(String url, String... events) {
        return "[{\"id\":\"s1\",\"url\":\"" + url + "\",\"events\":[\"" + String.join("\",\"", events) + "\"]}]";
    }

    /** What is there for ever, whatever is done. */
    void has(String subscriptions) {
        answers("/sender/subscriptions", okJson(subscriptions));
        server.stubFor(post("/sender/subscriptions")
                .willReturn(okJson("{\"id\":\"s2\",\"secret\":\"whsec_made_up_by_the_fake_sender\"}")));
        server.stubFor(patch("/sender/subscriptions/s1").willReturn(status(200)));
        server.stubFor(delete("/sender/subscriptions/s1").willReturn(status(204)));
    }

    /** None, until one is created, until it is deleted. */
    void remembers(String created) {
        server.stubFor(get("/sender/subscriptions")
                .inScenario(SCENARIO)
                .whenScenarioStateIs(STARTED)
                .willReturn(okJson("[]")));
        server.stubFor(post("/sender/subscriptions")
                .inScenario(SCENARIO)
                .willSetStateTo(THERE)
                .willReturn(okJson("{\"id\":\"s1\"}")));
        server.stubFor(get("/sender/subscriptions")
                .inScenario(SCENARIO)
                .whenScenarioStateIs(THERE)
                .willReturn(okJson(created)));
        server.stubFor(delete("/sender/subscriptions/s1")
                .inScenario(SCENARIO)
                .whenScenarioStateIs(THERE)
                .willSetStateTo(STARTED)
                .willReturn(status(204)));
    }

    /** Opens a channel, whose URL this returns, that says what is given to whoever follows it, and stays connected. */
    String channel(String events) throws IOException {
        channels = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        channels.createContext("/channel", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(events.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        });
        channels.start();
        return "http://127.0.0.1:" + channels.getAddress().getPort() + "/channel";
    }

    /** Method and path of each call of the API, in order. */
    List<String> calls() {
        // the newest comes first
        List<String> calls = new ArrayList<>();
        server.getAllServeEvents().stream()
                .map(ServeEvent::getRequest)
                .filter(request -> request.getUrl().startsWith("/sender"))
                .forEach(request -> calls.add(
                        0, request.getMethod() + " " + request.getUrl().substring("/sender".length())));
        return calls;
    }

    @Override
    public void close() {
        server.stop();
        if (channels != null) {
            channels.stop(0);
        }
    }
}
