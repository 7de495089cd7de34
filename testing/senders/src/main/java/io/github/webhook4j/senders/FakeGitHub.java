package io.github.webhook4j.senders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.test.SignedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * GitHub as an application sees it: delivers once, remembers what came of it, and tells by its API. Hooks of one repository; and a channel,
 * such as smee.io has them, in which nothing happens.
 */
public final class FakeGitHub implements AutoCloseable {

    public static final String TOKEN = "api token of the tests";
    public static final String TARGET = "repos/octo/hello";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOOKS = "/" + TARGET + "/hooks";
    private static final int PAGE = 100;
    private static final long FIRST_ID = 3_844_358_593_348_378_000L;

    private record Delivered(long id, String guid, int status, Instant at, String body) {}

    private final WebhookProvider provider;
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<ObjectNode> hooks = new ArrayList<>();
    private final List<Delivered> deliveries = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final AtomicInteger fetched = new AtomicInteger();

    /**
     * Starts it.
     *
     * @param provider GitHub, with the secret to sign with
     */
    public FakeGitHub(WebhookProvider provider) throws IOException {
        this.provider = provider;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", this::answer);
        server.start();
    }

    /** A channel's URL. */
    public URI channel() {
        return api().resolve("/channel");
    }

    /** Where the API is. */
    public URI api() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The calls that change something, such as {@code POST /repos/octo/hello/hooks}. */
    public synchronized List<String> changes() {
        return calls.stream().filter(call -> !call.startsWith("GET")).toList();
    }

    /** The hooks that there are. */
    public synchronized List<JsonNode> hooks() {
        return List.copyOf(hooks);
    }

    /** How many deliveries have been asked for one by one. */
    public int fetched() {
        return fetched.get();
    }

    public synchronized void hook(URI url) {
        ObjectNode hook = JSON.createObjectNode();
        hook.put("name", "web");
        hook.putArray("events").add("push");
        hook.putObject("config")
                .put("url", url.toString())
                .put("content_type", "json")
                .put("secret", "x");
        created(hook);
    }

    private ObjectNode created(ObjectNode hook) {
        hook.put("id", 42L + hooks.size()).put("active", true).put("type", "Repository");
        ((ObjectNode) hook.path("config")).put("insecure_ssl", "0").put("secret", "********");
        hooks.add(hook);
        return hook;
    }

    /** Delivers an event to the first hook, whoever is there, and remembers what came of it. */
    public void deliver(String guid) throws InterruptedException {
        URI url;
        synchronized (this) {
            url = URI.create(hooks.get(0).path("config").path("url").textValue());
        }
        SignedRequest request = SignedRequest.of(provider)
                .event("push")
                .id(guid)
                .header("X-GitHub-Hook-ID", "42")
                .build();
        int status;
        try {
            status = client.send(request.toHttp(url), BodyHandlers.discarding()).statusCode();
        } catch (IOException nobodyThere) {
            status = 0;
        }
        synchronized (this) {
            long id = FIRST_ID + deliveries.size();
            String body = new String(request.body(), StandardCharsets.UTF_8);
            deliveries.add(new Delivered(id, guid, status, Instant.now(), body));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/channel")) {
            openChannel(exchange);
            return;
        }
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            JsonNode answer;
            synchronized (this) {
                calls.add(exchange.getRequestMethod() + " " + path);
                boolean known =
                        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
                answer = known ? answer(exchange, path, body) : null;
            }
            if (answer == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] bytes = JSON.writeValueAsBytes(answer);
            if (exchange.getRequestMethod().equals("DELETE")) {
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 201 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Ends with the server. */
    private static void openChannel(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("event: ready\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private @Nullable JsonNode answer(HttpExchange exchange, String path, byte[] body) throws IOException {
        if (path.equals(HOOKS)) {
            return exchange.getRequestMethod().equals("POST")
                    ? created((ObjectNode) JSON.readTree(body))
                    : JSON.createArrayNode().addAll(hooks);
        }
        if (path.equals(HOOKS + "/42/deliveries")) {
            return page(exchange);
        }
        if (path.startsWith(HOOKS + "/42/deliveries/")) {
            fetched.incrementAndGet();
            return detail(Long.parseLong(path.substring(path.lastIndexOf('/') + 1)));
        }
        if (exchange.getRequestMethod().equals("DELETE")) {
            hooks.removeIf(hook -> path.endsWith("/" + hook.path("id").longValue()));
            return JSON.createObjectNode();
        }
        if (exchange.getRequestMethod().equals("PATCH")) {
            return changed(path, (ObjectNode) JSON.readTree(body));
        }
        return null;
    }

    private @Nullable JsonNode changed(String path, ObjectNode change) {
        for (ObjectNode hook : hooks) {
            if (path.endsWith("/" + hook.path("id").longValue())) {
                hook.set("events", change.path("events"));
                return hook;
            }
        }
        return null;
    }

    /** The newest first, as GitHub lists them. */
    private ArrayNode page(HttpExchange exchange) {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        int cursor = query.indexOf("cursor=");
        int end = cursor < 0 ? deliveries.size() : Integer.parseInt(query.substring(cursor + "cursor=".length()));
        int start = Math.max(0, end - PAGE);
        ArrayNode page = JSON.createArrayNode();
        for (int i = end - 1; i >= start; i--) {
            page.add(item(deliveries.get(i)));
        }
        if (start > 0) {
            String next = api() + HOOKS + "/42/deliveries?per_page=100&cursor=" + start;
            exchange.getResponseHeaders().set("Link", "<" + next + ">; rel=\"next\"");
        }
        return page;
    }

    private static ObjectNode item(Delivered delivered) {
        return JSON.createObjectNode()
                .put("id", delivered.id())
                .put("guid", delivered.guid())
                .put("delivered_at", delivered.at().toString())
                .put("redelivery", false)
                .put("duration", 0.1)
                .put("status", delivered.status() == 200 ? "OK" : "failed to connect to host")
                .put("status_code", delivered.status())
                .put("event", "push")
                .putNull("action");
    }

    private JsonNode detail(long id) throws IOException {
        Delivered delivered = deliveries.get((int) (id - FIRST_ID));
        ObjectNode detail = item(delivered);
        ObjectNode request = detail.putObject("request");
        request.putObject("headers")
                .put("X-GitHub-Event", "push")
                .put("X-GitHub-Delivery", delivered.guid())
                .put("X-GitHub-Hook-ID", "42")
                .put("content-type", "application/json");
        request.set("payload", JSON.readTree(delivered.body()));
        return detail;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
