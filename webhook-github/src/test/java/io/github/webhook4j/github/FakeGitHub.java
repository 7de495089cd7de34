package io.github.webhook4j.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.webhook4j.SenderApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** GitHub as it describes itself: hooks and deliveries in memory, behind a real socket. One test at a time. */
final class FakeGitHub implements ResponseDefinitionTransformerV2, AutoCloseable {

    static final String TOKEN = "api-token-of-the-contract";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PATH = Pattern.compile(
            "/((?:repos/[^/]+|orgs)/[^/]+/hooks|app/hook)(?:/(\\d+))?(?:/(config|deliveries))?(?:/(\\d+))?(/attempts)?");

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1").extensions(this));
    private final Map<Long, ObjectNode> hooks = new TreeMap<>();
    private final List<ObjectNode> deliveries = new ArrayList<>();
    private final Map<Long, String> details = new HashMap<>();
    private @Nullable ObjectNode appConfig;
    private int pageSize = 100;
    private long next = 1;

    FakeGitHub() {
        server.start();
        answers();
    }

    /** Answers as GitHub does where no stub fits. */
    final void answers() {
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withTransformers("github")));
    }

    @Override
    public String getName() {
        return "github";
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public void close() {
        server.stop();
    }

    WireMockServer server() {
        return server;
    }

    /** The API, for repos/octocat/hello unless options say otherwise. */
    SenderApi api(String... options) {
        Map<String, String> all =
                new HashMap<>(Map.of("url", server.baseUrl(), "target", "repos/octocat/hello", "token", TOKEN));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return SenderApi.named("github", all);
    }

    /** Answers otherwise where a stub fits. */
    void stub(MappingBuilder stub) {
        server.stubFor(stub.atPriority(1));
    }

    void pageSize(int most) {
        this.pageSize = most;
    }

    /** What has been called, but for reading: method, path and body. */
    List<String> changes() {
        List<String> changes = new ArrayList<>();
        server.getAllServeEvents().stream()
                .map(ServeEvent::getRequest)
                .filter(request -> !request.getMethod().getName().equals("GET"))
                .map(request ->
                        (request.getMethod() + " " + request.getUrl() + " " + request.getBodyAsString()).strip())
                .forEach(change -> changes.add(0, change));
        return changes;
    }

    /** What has been read, in order. */
    List<String> reads() {
        List<String> reads = new ArrayList<>();
        server.getAllServeEvents().stream()
                .map(ServeEvent::getRequest)
                .filter(request -> request.getMethod().getName().equals("GET"))
                .forEach(request -> reads.add(0, request.getUrl()));
        return reads;
    }

    /** A hook as GitHub shows it; its secret is set. */
    long hook(String url, String... events) {
        ObjectNode hook = JSON.createObjectNode()
                .put("type", "Repository")
                .put("name", "web")
                .put("active", true);
        hook.putObject("config")
                .put("url", url)
                .put("content_type", "json")
                .put("secret", "********")
                .put("insecure_ssl", "0");
        ArrayNode list = hook.putArray("events");
        for (String event : events) {
            list.add(event);
        }
        return keep(hook);
    }

    private long keep(ObjectNode hook) {
        long id = next++;
        hooks.put(id, hook.put("id", id));
        return id;
    }

    ObjectNode hook(long id) {
        return Objects.requireNonNull(hooks.get(id), "hook");
    }

    ObjectNode config(long id) {
        return (ObjectNode) hook(id).path("config");
    }

    Map<Long, ObjectNode> hooks() {
        return hooks;
    }

    void appConfig(String json) {
        this.appConfig = (ObjectNode) tree(json);
    }

    @Nullable
    ObjectNode appConfig() {
        return appConfig;
    }

    /** A delivery, the newest; its payload is as it is given, byte for byte. */
    long delivered(long hook, FakeDelivery delivery) {
        long id = (1L << 60) + next++;
        deliveries.add(
                0,
                JSON.createObjectNode()
                        .put("id", id)
                        .put("guid", delivery.guid())
                        .put("delivered_at", delivery.at())
                        .put("redelivery", delivery.again())
                        .put("status", delivery.status())
                        .put("status_code", delivery.status().equals("OK") ? 200 : 0)
                        .put("event", delivery.event())
                        .putNull("action")
                        .put("hook", hook));
        details.put(
                id,
                "{\"id\": " + id + ", \"guid\": \"" + delivery.guid() + "\", \"request\": {\"headers\": "
                        + (delivery.payload() == null ? "null" : headers(hook, delivery)) + ",\n \"payload\": "
                        + delivery.payload()
                        + "}, \"response\": {\"headers\": {}, \"payload\": null}}");
        return id;
    }

    private static String headers(long hook, FakeDelivery delivery) {
        return "{\"X-GitHub-Delivery\": \"" + delivery.guid() + "\", \"X-GitHub-Event\": \"" + delivery.event()
                + "\", \"X-GitHub-Hook-ID\": \"" + hook + "\", \"X-Hub-Signature-256\": \"of other bytes\""
                + ", \"Content-Length\": \"7\", \"content-type\": \"application/x-www-form-urlencoded\"}";
    }

    void forget(long delivery) {
        details.remove(delivery);
    }

    /** What somebody sees of a delivery. */
    void show(long delivery, String json) {
        details.put(delivery, json);
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        Matcher path = PATH.matcher(request.getUrl().replaceAll("\\?.*", ""));
        if (!path.matches()
                || !String.valueOf(request.getHeader("Authorization")).startsWith("Bearer ")) {
            return answer(404, "{\"message\": \"Not Found\", \"status\": \"404\"}")
                    .build();
        }
        ResponseDefinitionBuilder answer = "deliveries".equals(path.group(3))
                ? deliveries(request, path)
                : path.group(1).equals("app/hook") ? app(request) : hooks(request, path);
        return answer.build();
    }

    private ResponseDefinitionBuilder app(Request request) {
        if (appConfig == null) {
            return answer(404, "{\"message\": \"Not Found\"}");
        }
        if (request.getMethod().getName().equals("PATCH")) {
            appConfig.setAll((ObjectNode) tree(request.getBodyAsString()));
            appConfig.put("secret", "********");
        }
        return answer(200, appConfig.toString());
    }

    private ResponseDefinitionBuilder hooks(Request request, Matcher path) {
        Long id = path.group(2) == null ? null : Long.valueOf(path.group(2));
        if (id != null) {
            return hook(request, id);
        }
        return request.getMethod().getName().equals("GET")
                ? page(request, new ArrayList<>(hooks.values()))
                : create(tree(request.getBodyAsString()));
    }

    private ResponseDefinitionBuilder hook(Request request, long id) {
        if (!hooks.containsKey(id)) {
            return answer(404, "{\"message\": \"Not Found\", \"status\": \"404\"}");
        }
        if (request.getMethod().getName().equals("PATCH")) {
            return answer(200, change(hook(id), tree(request.getBodyAsString())).toString());
        }
        hooks.remove(id);
        return answer(204, "");
    }

    private ResponseDefinitionBuilder create(JsonNode asked) {
        String url = asked.path("config").path("url").asText();
        if (hooks.values().stream()
                .anyMatch(hook -> hook.path("config").path("url").asText().equals(url))) {
            return answer(
                    422,
                    "{\"message\": \"Validation Failed\", \"errors\": [{\"resource\": \"Hook\", \"code\": \"custom\", "
                            + "\"message\": \"Hook already exists on this repository\"}]}");
        }
        ObjectNode hook = change(JSON.createObjectNode(), asked);
        keep(hook);
        return answer(201, hook.toString());
    }

    private static ObjectNode change(ObjectNode hook, JsonNode asked) {
        hook.setAll((ObjectNode) asked);
        ObjectNode config = (ObjectNode) hook.path("config");
        if (config.has("secret")) {
            config.put("secret", "********");
        }
        return hook;
    }

    private ResponseDefinitionBuilder deliveries(Request request, Matcher path) {
        if (path.group(4) == null) {
            return page(
                    request,
                    deliveries.stream()
                            .filter(one -> path.group(2) == null
                                    || one.path("hook").asText().equals(path.group(2)))
                            .toList());
        }
        String shown = details.get(Long.valueOf(path.group(4)));
        if (shown == null) {
            return answer(404, "{\"message\": \"Not Found\"}");
        }
        return path.group(5) == null ? answer(200, shown) : answer(202, "{}");
    }

    private ResponseDefinitionBuilder page(Request request, List<ObjectNode> all) {
        int most = Math.min(
                pageSize, Integer.parseInt(request.queryParameter("per_page").firstValue()));
        int from = request.queryParameter("cursor").isPresent()
                ? Integer.parseInt(request.queryParameter("cursor").firstValue())
                : 0;
        int to = Math.min(from + most, all.size());
        ArrayNode page = JSON.createArrayNode();
        page.addAll(all.subList(from, to));
        ResponseDefinitionBuilder answer = answer(200, page.toString());
        String list = request.getUrl().replaceAll("\\?.*", "");
        return to == all.size()
                ? answer
                : answer.withHeader(
                        "Link",
                        "<" + server.baseUrl() + list + "?per_page=" + most + ">; rel=\"first\", <" + server.baseUrl()
                                + list + "?per_page=" + most + "&cursor=" + to + ">; rel=\"next\"");
    }

    private static ResponseDefinitionBuilder answer(int status, String body) {
        return aResponse().withStatus(status).withBody(body);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
