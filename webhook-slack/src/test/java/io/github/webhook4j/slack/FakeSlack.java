package io.github.webhook4j.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.webhook4j.SenderApi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the manifest of one app as Slack does, and says what it was asked. */
final class FakeSlack implements ResponseDefinitionTransformerV2, AutoCloseable {

    static final String TOKEN = "xoxe.xoxp-of-the-tests";
    static final String APP = "A012ABCD0A0";

    final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1").extensions(this));
    private String manifest = "{}";

    FakeSlack() {
        server.start();
        server.stubFor(post(anyUrl()).willReturn(aResponse().withTransformers(getName())));
    }

    SenderApi api(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.putAll(Map.of("token", TOKEN, "target", APP, "url", server.baseUrl() + "/api/"));
        return SenderApi.named("slack", all);
    }

    synchronized void has(String json) {
        this.manifest = json;
    }

    synchronized String manifest() {
        return manifest;
    }

    /** Paths of all calls, in their order. */
    List<String> calls() {
        List<ServeEvent> events = new ArrayList<>(server.getAllServeEvents());
        Collections.reverse(events);
        return events.stream()
                .map(event -> event.getRequest().getUrl().replace("/api/apps.manifest.", ""))
                .toList();
    }

    @Override
    public String getName() {
        return "fake-slack";
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public synchronized ResponseDefinition transform(ServeEvent event) {
        LoggedRequest request = event.getRequest();
        if (!request.formParameter("app_id").firstValue().equals(APP)) {
            return okJson("{\"ok\": false, \"error\": \"invalid_app_id\"}").build();
        }
        if (request.getUrl().endsWith(".export")) {
            return okJson("{\"ok\": true, \"manifest\": " + manifest + "}").build();
        }
        this.manifest = request.formParameter("manifest").firstValue();
        return okJson("{\"ok\": true, \"app_id\": \"" + APP + "\", \"permissions_updated\": false}")
                .build();
    }

    @Override
    public void close() {
        server.stop();
    }
}
