package io.github.webhook4j;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tunnels are found by what ngrok's agents tell of them. */
class NgrokAgentsTest {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

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

    private void tunnels(String... tunnels) {
        answers("/api/tunnels", okJson("{\"tunnels\":[" + String.join(",", tunnels) + "],\"uri\":\"/api/tunnels\"}"));
    }

    private void answers(String path, ResponseDefinitionBuilder answer) {
        server.stubFor(get(path).willReturn(answer));
    }

    private static String tunnel(String url, String address) {
        return "{\"name\":\"one\",\"public_url\":\"" + url + "\",\"proto\":\"x\",\"config\":{\"addr\":\"" + address
                + "\",\"inspect\":true}}";
    }

    private Tunnel find(String text, int port) {
        URI api = URI.create("http://127.0.0.1:" + server.port());
        return new NgrokAgents(List.of(NOBODY, api), Duration.ofMillis(10)).tunnel(text, port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080",
                "localhost:8080",
                "8080",
                ":8080",
                "https://127.0.0.1:8080/",
                "http://[::1]:8080",
                "http://host.docker.internal:8080",
            })
    void theTunnelToThePortIsFound(String address) {
        tunnels(
                tunnel("https://other.ngrok.app", "http://localhost:80801"),
                tunnel("http://one.ngrok.app", address),
                tunnel("tcp://1.tcp.ngrok.io:12345", address),
                tunnel("https://internal.internal", address),
                tunnel("https://one.ngrok.app", address));
        try (Tunnel tunnel = find("ngrok", 8080)) {
            assertThat(tunnel.url("/webhooks/github")).isEqualTo(URI.create("https://one.ngrok.app/webhooks/github"));
        }
    }

    @Test
    void anAddressWithoutAPortHasThatOfItsScheme() {
        tunnels(
                tunnel("https://one.ngrok.app", "http://localhost"),
                tunnel("https://two.ngrok.app", "https://localhost"));
        assertThat(find("ngrok", 80).url("x")).isEqualTo(URI.create("https://one.ngrok.app/x"));
        assertThat(find("ngrok", 443).url("x")).isEqualTo(URI.create("https://two.ngrok.app/x"));
    }

    @Test
    void anotherPortMayBeNamed() {
        tunnels(tunnel("https://one.ngrok.app", "localhost:8081"));
        assertThat(find("ngrok:8081", 8080).url("/")).isEqualTo(URI.create("https://one.ngrok.app/"));
    }

    @Test
    void newerAgentsHaveEndpoints() {
        String endpoints = "{\"endpoints\":[{\"name\":\"command_line\",\"url\":\"https://one.ngrok.app\","
                + "\"upstream\":{\"url\":\"http://localhost:8080\",\"protocol\":\"http1\"}}]}";
        answers("/api/endpoints", okJson(endpoints));
        assertThat(find("ngrok", 8080).url("/")).isEqualTo(URI.create("https://one.ngrok.app/"));
        tunnels();
        assertThat(find("ngrok", 8080).url("/")).isEqualTo(URI.create("https://one.ngrok.app/"));
    }

    @Test
    void anAgentThatHasJustStartedIsAskedAgain() {
        server.stubFor(get("/api/tunnels")
                .inScenario("start")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("started")
                .willReturn(okJson("{\"tunnels\":[]}")));
        server.stubFor(get("/api/tunnels")
                .inScenario("start")
                .whenScenarioStateIs("started")
                .willReturn(okJson("{\"tunnels\":[" + tunnel("https://one.ngrok.app", "8080") + "]}")));
        assertThat(find("ngrok", 8080).url("/")).isEqualTo(URI.create("https://one.ngrok.app/"));
    }

    @Test
    void whatIsThereInsteadIsToldToWhoeverLooksForIt() {
        tunnels(tunnel("https://one.ngrok.app", "http://localhost:3000"), tunnel("https://far.ngrok.app", "far:8080"));
        assertThatThrownBy(() -> find("ngrok", 8080))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("https://one.ngrok.app -> http://localhost:3000")
                .hasMessageContaining("far:8080")
                .hasMessageContaining("ngrok http 8080");
    }

    @Test
    void severalTunnelsToOnePortAreNotChosenFrom() {
        tunnels(tunnel("https://one.ngrok.app", "localhost:8080"), tunnel("https://two.ngrok.app", "8080"));
        assertThatThrownBy(() -> find("ngrok", 8080))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("https://one.ngrok.app, https://two.ngrok.app");
    }

    @Test
    void anAgentWithoutTunnelsIsToldFromNone() {
        tunnels();
        assertThatThrownBy(() -> find("ngrok", 8080)).hasMessageContaining("there is none at all");
    }

    @Test
    void somethingElseThatListensIsNoAgent() {
        for (ResponseDefinitionBuilder answer : List.of(status(404), ok("no json"), ok("[]"), ok(""))) {
            answers("/api/tunnels", answer);
            assertThatThrownBy(() -> find("ngrok", 8080))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("No ngrok agent answers")
                    .hasMessageContaining("ngrok http 8080");
        }
    }

    @Test
    void theAgentsAddressIsASystemProperty() {
        tunnels(tunnel("https://one.ngrok.app", "localhost:8080"));
        System.setProperty("webhook4j.ngrok", "http://127.0.0.1:" + server.port());
        try (Tunnel tunnel = Tunnel.of("ngrok", 8080)) {
            tunnel.open(request -> WebhookResponse.passedOn(200));
            assertThat(tunnel.url("/a")).isEqualTo(URI.create("https://one.ngrok.app/a"));
        } finally {
            System.clearProperty("webhook4j.ngrok");
        }
    }
}
