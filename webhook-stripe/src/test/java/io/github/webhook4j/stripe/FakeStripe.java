package io.github.webhook4j.stripe;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.webhook4j.SenderApi;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What Stripe documents of its API, in memory and over HTTP. A test's own stubs come before it. */
final class FakeStripe implements ResponseDefinitionTransformerV2, BeforeEachCallback, AfterEachCallback {

    static final String TOKEN = "sk_test_of_the_api_tests";
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int LAST = 10;

    final WireMockServer http = new WireMockServer(options().dynamicPort().extensions(this));
    final FakeEndpoints endpoints = new FakeEndpoints();
    final FakeDestinations destinations = new FakeDestinations(endpoints);
    final FakeEvents events = new FakeEvents();

    private final Map<String, ResponseDefinition> answered = new HashMap<>();

    /** Whether the next call that makes something is done, but its answer lost. */
    boolean losesAnAnswer;

    /** A call as the fake reads it: its query, or what its form or JSON says. */
    record Call(String method, String path, Map<String, List<String>> fields, String body) {

        static Call of(Request request) {
            URI uri = URI.create(request.getUrl());
            String body = request.getBodyAsString();
            boolean form =
                    request.getMethod().value().equals("POST") && uri.getPath().startsWith("/v1");
            return new Call(request.getMethod().value(), uri.getPath(), pairs(form ? body : uri.getRawQuery()), body);
        }

        String field(String name, String otherwise) {
            return fields.getOrDefault(name, List.of(otherwise)).get(0);
        }

        /** What follows a collection's path; empty for the collection. */
        String under(String collection) {
            return path.length() > collection.length() ? path.substring(collection.length() + 1) : "";
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        http.start();
        http.stubFor(any(anyUrl()).atPriority(LAST).willReturn(aResponse().withTransformers(getName())));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        http.stop();
    }

    /** The API, with further options as names and values. */
    SenderApi api(String... options) {
        Map<String, String> all = new HashMap<>(Map.of("token", TOKEN, "url", http.baseUrl()));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return SenderApi.named("stripe", all);
    }

    /** Each request, the oldest first. */
    List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        http.getAllServeEvents().forEach(one -> requests.add(one.getRequest()));
        Collections.reverse(requests);
        return requests;
    }

    /** Each call, decoded: the method, the path with its query, the form or JSON. */
    List<String> calls() {
        return requests().stream().map(FakeStripe::shown).toList();
    }

    /** Only those that change something. */
    List<String> changes() {
        return calls().stream().filter(call -> !call.startsWith("GET")).toList();
    }

    private static String shown(Request request) {
        String body = request.getBodyAsString();
        return (request.getMethod() + " " + decoded(request.getUrl()) + " "
                        + (body.startsWith("{") ? body : decoded(body)))
                .strip();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    static Map<String, List<String>> pairs(String encoded) {
        Map<String, List<String>> pairs = new HashMap<>();
        for (String pair : encoded == null || encoded.isEmpty() ? new String[0] : encoded.split("&")) {
            String[] parts = pair.split("=", 2);
            pairs.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>()).add(decoded(parts[1]));
        }
        return pairs;
    }

    static ArrayNode texts(List<String> texts) {
        ArrayNode array = JSON.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    @Override
    public String getName() {
        return "stripe";
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    /** A call made again under the same key gets the same answer, and does nothing. */
    @Override
    public synchronized ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        String key = request.getHeader("Idempotency-Key");
        ResponseDefinition before = key == null ? null : answered.get(key);
        if (before != null) {
            return before;
        }
        ResponseDefinition answer = answer(request, Call.of(request));
        if (key == null) {
            return answer;
        }
        answered.put(key, answer);
        boolean lost = losesAnAnswer;
        losesAnAnswer = false;
        return lost ? aResponse().withFault(Fault.EMPTY_RESPONSE).build() : answer;
    }

    private ResponseDefinition answer(Request request, Call call) {
        if (!("Bearer " + TOKEN).equals(request.getHeader("Authorization"))) {
            return error(401, "Invalid API Key provided");
        }
        if (call.path().startsWith(FakeEndpoints.PATH)) {
            return endpoints.answer(call);
        }
        if (call.path().startsWith(FakeDestinations.PATH)) {
            return request.getHeader("Stripe-Version") == null
                    ? error(400, "A version is required")
                    : destinations.answer(call);
        }
        return events.answer(call);
    }

    static ResponseDefinition ok(ObjectNode body) {
        return aResponse().withBody(body.toPrettyString()).build();
    }

    static ResponseDefinition error(int status, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("type", "invalid_request_error").put("message", message);
        return aResponse()
                .withStatus(status)
                .withHeader("Request-Id", "req_of_the_fake")
                .withBody(body.toString())
                .build();
    }

    /** A page of a list of v1. */
    static ResponseDefinition page(List<ObjectNode> newestFirst, Call call, int most) {
        int from = 0;
        String after = call.field("starting_after", "");
        for (int i = 0; i < newestFirst.size(); i++) {
            from = newestFirst.get(i).path("id").asText().equals(after) ? i + 1 : from;
        }
        int to = Math.min(newestFirst.size(), from + Math.min(most, Integer.parseInt(call.field("limit", "10"))));
        ObjectNode page = JSON.createObjectNode().put("object", "list").put("has_more", to < newestFirst.size());
        page.putArray("data").addAll(newestFirst.subList(from, to));
        return ok(page);
    }
}
