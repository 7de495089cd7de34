package io.github.webhook4j;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ngrok agents that run on this machine, asked by their local API for the tunnel that leads to a port. */
final class NgrokAgents {

    static final String NAME = "ngrok";

    private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);

    private static final String PROPERTY = "webhook4j.ngrok";
    private static final int FIRST_PORT = 4040;
    private static final int LAST_PORT = 4045;
    private static final int MAX_BYTES = 1024 * 1024;
    private static final int OK = 200;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int MOST_TRIES = 5;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private static final Set<String> LOCAL =
            Set.of("", "localhost", "127.0.0.1", "[::1]", "0.0.0.0", "host.docker.internal");

    /** {@code localhost:8080}, {@code http://localhost:8080/}, {@code http://localhost}. */
    private static final Pattern ADDRESS = Pattern.compile("(?:(https?)://)?(\\[[^]]*]|[^:/\\[]*)(?::(\\d{1,5}))?/?");

    private final List<URI> apis;
    private final Duration betweenTries;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();

    /** A tunnel: its public URL, and what it leads to, as the agent says both. */
    private record Found(String url, String address) {
        @Override
        public String toString() {
            return url + " -> " + address;
        }
    }

    /** What agents have said, and whether there was any. */
    private record Answers(boolean any, List<Found> tunnels) {}

    NgrokAgents(List<URI> apis, Duration betweenTries) {
        this.apis = List.copyOf(apis);
        this.betweenTries = betweenTries;
    }

    static NgrokAgents running() {
        String property = System.getProperty(PROPERTY);
        List<URI> apis = property != null
                ? List.of(URI.create(property))
                : IntStream.rangeClosed(FIRST_PORT, LAST_PORT)
                        .mapToObj(port -> URI.create("http://127.0.0.1:" + port))
                        .toList();
        return new NgrokAgents(apis, BETWEEN_TRIES);
    }

    /** {@code ngrok}, or {@code ngrok:} and another port. */
    Tunnel tunnel(String text, int port) {
        if (text.equals(NAME)) {
            return tunnel(port);
        }
        String other = text.substring(NAME.length() + 1);
        if (!other.matches("[1-9]\\d{0,4}")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no tunnel: after ngrok: comes a port, such as ngrok:8080");
        }
        return tunnel(Integer.parseInt(other));
    }

    private Tunnel tunnel(int port) {
        Answers answers = ask();
        if (!answers.any()) {
            throw new IllegalStateException("No ngrok agent answers at " + apis.get(0)
                    + (apis.size() == 1 ? "" : " to " + LAST_PORT) + ". Start one: ngrok http " + port
                    + ". If its web_addr is another, name it in the system property " + PROPERTY + ".");
        }
        Set<String> urls = new TreeSet<>();
        answers.tunnels().stream()
                .filter(found -> isPublic(found.url()) && port == localPort(found.address()))
                .forEach(found -> urls.add(found.url()));
        if (urls.size() > 1) {
            throw new IllegalStateException("Several ngrok tunnels lead to port " + port + ": "
                    + String.join(", ", urls) + ". End all but one of them.");
        }
        if (urls.isEmpty()) {
            throw new IllegalStateException(
                    "No https tunnel of ngrok leads to port " + port + " of this machine; there "
                            + (answers.tunnels().isEmpty() ? "is none at all" : "is " + answers.tunnels())
                            + ". Start one: ngrok http "
                            + port + ", or name the port that it leads to, such as ngrok:8081.");
        }
        return new NgrokTunnel(URI.create(urls.iterator().next()));
    }

    /** An agent that has just started has no tunnels for a moment. */
    private Answers ask() {
        Answers answers = askOnce();
        for (int tries = 1;
                tries < MOST_TRIES && answers.any() && answers.tunnels().isEmpty();
                tries++) {
            sleep();
            answers = askOnce();
        }
        return answers;
    }

    private void sleep() {
        try {
            Thread.sleep(betweenTries.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while ngrok was asked for its tunnels", e);
    }

    private Answers askOnce() {
        boolean any = false;
        List<Found> tunnels = new ArrayList<>();
        for (URI api : apis) {
            JsonNode old = get(api, "/api/tunnels");
            List<Found> found = found(old, "tunnels", "/public_url", "/config/addr");
            JsonNode recent = found.isEmpty() ? get(api, "/api/endpoints") : null;
            found.addAll(found(recent, "endpoints", "/url", "/upstream/url"));
            any |= old != null || recent != null;
            tunnels.addAll(found);
        }
        return new Answers(any, tunnels);
    }

    private static List<Found> found(@Nullable JsonNode answer, String list, String url, String address) {
        List<Found> found = new ArrayList<>();
        if (answer != null) {
            answer.path(list)
                    .forEach(one -> found.add(
                            new Found(one.at(url).asText(), one.at(address).asText())));
        }
        return found;
    }

    /** {@code null} if nothing answers there, or something else than an agent that knows the path. */
    private @Nullable JsonNode get(URI api, String path) {
        HttpRequest request =
                HttpRequest.newBuilder(api.resolve(path)).timeout(TIMEOUT).build();
        CompletableFuture<HttpResponse<byte[]>> response = http.sendAsync(request, info -> new BoundedBody(MAX_BYTES));
        try {
            // the request's own timeout ends with the headers
            HttpResponse<byte[]> answer = response.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            JsonNode json = answer.statusCode() == OK ? Json.MAPPER.readTree(answer.body()) : null;
            return json != null && json.isObject() ? json : null;
        } catch (ExecutionException | TimeoutException | IOException e) {
            LOG.debug(
                    "No ngrok agent answers at {}{}: {}",
                    api,
                    path,
                    e.getClass().getSimpleName());
            return null;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            response.cancel(true);
        }
    }

    /** Internal endpoints are reached by other agents only. */
    private static boolean isPublic(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return lower.matches("https://[a-z0-9.:-]+/?") && !lower.matches("https://[^/:]*\\.internal(?:[:/].*)?");
    }

    /** The port of this machine that an address names, or -1. */
    private static int localPort(String address) {
        if (address.matches("\\d{1,5}")) {
            return Integer.parseInt(address);
        }
        Matcher matcher = ADDRESS.matcher(address.toLowerCase(Locale.ROOT));
        if (!matcher.matches() || !LOCAL.contains(matcher.group(2))) {
            return -1;
        }
        if (matcher.group(3) != null) {
            return Integer.parseInt(matcher.group(3));
        }
        return "https".equals(matcher.group(1)) ? HTTPS : HTTP;
    }
}
