package io.github.webhook4j.zoom;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.webhook4j.SenderApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Zoom's API after its descriptions, with subscriptions and a webhook log in memory. */
final class FakeZoom implements ResponseDefinitionTransformerV2, AutoCloseable {

    static final String TOKEN = "access-token-of-zoom";
    static final String APP = "app1d";

    private static final Pattern SECONDS = Pattern.compile("20(2[3-9]|[3-9]\\d)-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[0-5]\\d");
    private static final ObjectMapper JSON = new ObjectMapper();

    final WireMockServer server = new WireMockServer(options().dynamicPort().extensions(this));
    final List<ObjectNode> subscriptions = new ArrayList<>();
    final List<ObjectNode> log = new ArrayList<>();

    /** How many entries a page has at most, whatever is asked for. */
    int page = 300;

    /** What it takes now. */
    String token = TOKEN;

    private int made;

    FakeZoom() {
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(getName())));
    }

    SenderApi api(String... options) {
        Map<String, String> all = new TreeMap<>(Map.of("url", server.baseUrl() + "/v2", "token", TOKEN));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return SenderApi.named("zoom", all);
    }

    void exists(String id, String url, String source, String... events) {
        ObjectNode subscription = JSON.createObjectNode()
                .put("event_subscription_id", id)
                .put("event_subscription_name", "by hand")
                .put("event_webhook_url", url)
                .put("subscription_scope", "account")
                .put("created_source", source)
                .put("subscriber_id", "5AATFjiU");
        for (String event : events) {
            subscription.withArray("/events").add(event);
        }
        subscriptions.add(
                subscription.set("custom_header", JSON.createObjectNode().put("custom_header_type", 0)));
    }

    /** An attempt to deliver an event, which the log has. */
    ObjectNode attempt(String request, String endpoint, Instant at, int status) {
        ObjectNode attempt = JSON.createObjectNode()
                .put("event", "meeting.started")
                .put("status", status)
                .put("endpoint", endpoint)
                .put("request_headers", "N/A")
                .put("date_time", at.toString())
                .put("request_id", request)
                .put("retry_num", 0);
        log.add(attempt);
        return attempt;
    }

    /** What has been called since the last time, in order, without what is in queries. */
    List<String> calls() {
        List<String> calls = new ArrayList<>(requests().stream()
                .map(request -> request.getMethod() + " " + request.getUrl().replaceFirst("\\?.*", ""))
                .toList());
        server.resetRequests();
        return calls;
    }

    List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        server.getAllServeEvents().forEach(event -> requests.add(0, event.getRequest()));
        return requests;
    }

    static JsonNode body(Request request) {
        return json(request.getBodyAsString());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String getName() {
        return "zoom";
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public synchronized ResponseDefinition transform(ServeEvent event) {
        return answer(event.getRequest()).build();
    }

    private ResponseDefinitionBuilder answer(Request request) {
        String path = request.getUrl().replaceFirst("\\?.*", "");
        if (!("Bearer " + token).equals(request.getHeader("Authorization"))) {
            return refused(401, 124, "Invalid access token.");
        }
        if (path.equals("/v2/marketplace/apps/" + APP + "/webhook_logs")) {
            return logged(request);
        }
        String subscription = "/v2/marketplace/app/event_subscription";
        return switch (request.getMethod() + " " + path) {
            case "GET /v2/marketplace/app/event_subscription" -> page(request, "event_subscriptions", subscriptions);
            case "POST /v2/marketplace/app/event_subscription" -> made(body(request));
            default ->
                request.getMethod().toString().equals("DELETE") && path.startsWith(subscription + "/")
                        ? deleted(path.substring(subscription.length() + 1))
                        : refused(404, 404, "no such path");
        };
    }

    private ResponseDefinitionBuilder made(JsonNode wanted) {
        made++;
        ObjectNode subscription = wanted.deepCopy();
        subscription.put("event_subscription_id", "made" + made).put("created_source", "openapi");
        subscriptions.add(subscription);
        return answer(201, JSON.createObjectNode().put("event_subscription_id", "made" + made));
    }

    private ResponseDefinitionBuilder deleted(String id) {
        boolean was = subscriptions.removeIf(
                one -> one.path("event_subscription_id").asText().equals(id)
                        && one.path("created_source").asText().equals("openapi"));
        return was ? aResponse().withStatus(204) : refused(404, 1601, "App event subscription is invalid: " + id);
    }

    private ResponseDefinitionBuilder logged(Request request) {
        Instant from = Instant.parse(query(request, "from", ""));
        Instant to = Instant.parse(query(request, "to", ""));
        if (from.isBefore(Instant.now().minus(Duration.ofDays(7)))) {
            return refused(404, 1502, "The date range must be within the last seven days.");
        }
        if (!to.isAfter(from)) {
            return refused(404, 1501, "The 'to' date must be after the 'from' date.");
        }
        boolean failed = query(request, "type", "2").equals("2");
        String retry = query(request, "retry_num", "");
        return page(
                request,
                "webhook_logs",
                log.stream()
                        .filter(one -> failed != (one.path("status").asInt() / 100 == 2))
                        .filter(one -> retry.isEmpty()
                                || one.path("retry_num").asText().equals(retry))
                        .filter(one -> isWithin(one, from, to))
                        .toList());
    }

    /** What has no time that this reads is always within. */
    private static boolean isWithin(JsonNode attempt, Instant from, Instant to) {
        Matcher seconds = SECONDS.matcher(attempt.path("date_time").asText());
        if (!seconds.lookingAt()) {
            return true;
        }
        Instant at = Instant.parse(seconds.group() + "Z");
        return !at.isBefore(from) && !at.isAfter(to);
    }

    private ResponseDefinitionBuilder page(Request request, String list, List<ObjectNode> entries) {
        int asked = Integer.parseInt(query(request, "page_size", "30"));
        int start = Integer.parseInt(query(request, "next_page_token", "at 0").substring("at ".length()));
        int end = Math.min(entries.size(), start + Math.min(page, asked));
        ObjectNode answer = JSON.createObjectNode().put("next_page_token", end < entries.size() ? "at " + end : "");
        answer.putArray(list).addAll(entries.subList(start, end));
        return answer(200, answer);
    }

    private static String query(Request request, String name, String otherwise) {
        return request.queryParameter(name).isPresent()
                ? request.queryParameter(name).firstValue()
                : otherwise;
    }

    static ResponseDefinitionBuilder refused(int status, int code, String message) {
        return answer(status, JSON.createObjectNode().put("code", code).put("message", message));
    }

    private static ResponseDefinitionBuilder answer(int status, JsonNode body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body.toString());
    }

    @Override
    public void close() {
        server.stop();
    }
}
