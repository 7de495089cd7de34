package io.github.webhook4j.cli;

import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.WebhookResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application that requests are passed on to, byte for byte. Prints a line for each, without its body. Thread-safe. */
final class Application {

    private static final int UNAVAILABLE = 503;
    private static final int MOST_CHARACTERS = 100;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Somebody may be looking at it in a debugger. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    /** What belongs to a connection, and is made anew for this one. */
    private static final Set<String> LEFT_OUT =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    private final Logger log = LoggerFactory.getLogger(Application.class);
    private final URI url;
    private final @Nullable WebhookProvider provider;
    private final PrintWriter out;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    Application(URI url, @Nullable WebhookProvider provider, PrintWriter out) {
        this.url = url;
        this.provider = provider;
        this.out = out;
    }

    /** Passes a request on; the answer is 503 where the application gives none. */
    WebhookResponse pass(WebhookRequest request) {
        long start = System.nanoTime();
        int status;
        String problem = "";
        try {
            status = http.send(as(request), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            status = UNAVAILABLE;
            problem = ": " + url + " gives no answer (" + e.getClass().getSimpleName() + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            status = UNAVAILABLE;
            problem = ": interrupted";
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        out.println(type(request) + " " + status + " in " + millis + " ms" + problem);
        return WebhookResponse.passedOn(status);
    }

    private HttpRequest as(WebhookRequest request) {
        HttpRequest.Builder passed = HttpRequest.newBuilder(to(request))
                .timeout(TIMEOUT)
                .method(request.method(), BodyPublishers.ofByteArray(request.body()));
        request.headers().asMap().forEach((name, values) -> {
            if (!LEFT_OUT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> add(passed, name, value));
            }
        });
        return passed.build();
    }

    private void add(HttpRequest.Builder passed, String name, String value) {
        try {
            passed.header(name, value);
        } catch (IllegalArgumentException e) {
            // not as the cause: the JDK's message quotes the value
            log.debug("A header is left out, because it cannot be sent");
        }
    }

    /** With the query that it came with: senders sign it, and applications tell tenants by it. */
    private URI to(WebhookRequest request) {
        int mark = request.uri().indexOf('?');
        if (mark < 0) {
            return url;
        }
        String separator = url.getRawQuery() == null ? "?" : "&";
        return URI.create(url + separator + request.uri().substring(mark + 1));
    }

    /** For a terminal: whoever knows a channel can write anything there. */
    private String type(WebhookRequest request) {
        String type = provider == null ? null : request.claimedType(provider);
        String shown = type == null ? "event" : type.replaceAll("[\\p{Cntrl}\\s]", "?");
        return shown.length() <= MOST_CHARACTERS ? shown : shown.substring(0, MOST_CHARACTERS) + "...";
    }
}
