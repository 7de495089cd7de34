package io.github.webhook4j;

import io.github.webhook4j.SenderException.Problem;
import io.github.webhook4j.SenderException.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a sender's API over HTTP: with limits of time and size, again where that is safe, and so that nothing secret gets out.
 *
 * <p>A call that was refused because there were too many, or that cannot have arrived, is made again; one that may have arrived only if
 * it may be made twice ({@link SenderCall#repeatable}). Answers with an {@code ETag} are asked for conditionally the next time. What the API
 * is called with goes to its own host only: a redirect or a next page elsewhere is refused. At level {@code DEBUG}, method, path, status
 * and time of each call are logged. Thread-safe.
 */
public final class SenderClient {

    /** Reads a sender's refusals. */
    @FunctionalInterface
    public interface Problems {
        /**
         * Looks for a refusal.
         *
         * @param answer any answer, also one of status 200
         * @return why the sender has refused, or {@code null} to judge by the status
         * @throws SenderException if the answer is not what the sender documents
         */
        @Nullable
        Problem in(SenderAnswer answer);
    }

    private static final Logger LOG = LoggerFactory.getLogger(SenderClient.class);

    private static final int MAX_BYTES = 32 * 1024 * 1024;
    private static final int MOST_REDIRECTS = 3;
    private static final int NOT_MODIFIED = 304;
    private static final int BAD_REQUEST = 400;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final URI base;
    private final Map<String, Supplier<String>> headers;
    private final Problems problems;
    private final Duration timeout;
    private final Attempts attempts;
    private final Hidden hidden = new Hidden();
    private final KnownAnswers known = new KnownAnswers();
    private final HttpClient http;

    private SenderClient(Builder builder) {
        this.base = builder.base;
        this.headers = new LinkedHashMap<>(builder.headers);
        this.problems = builder.problems;
        this.timeout = builder.timeout;
        this.attempts = new Attempts(builder.longestWait);
        // HTTP/1.1, so that to give up closes the connection
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /**
     * Starts a client.
     *
     * @param base the API's URL, {@code https} except on this machine
     * @return a builder
     * @throws IllegalArgumentException if the URL is not such a one, or has a user in it
     */
    public static Builder builder(URI base) {
        if (!isPrivate(base) || base.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "An API is called at an https URL with a host and without user and password; "
                            + "over plain http everybody on the way could read what it is called with");
        }
        return new Builder(base);
    }

    /** Whether nobody on the way can read along: {@code https}, or this machine. */
    static boolean isPrivate(URI uri) {
        boolean https = "https".equalsIgnoreCase(uri.getScheme());
        boolean loopback = "http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
        return uri.getHost() != null && (https || loopback);
    }

    /**
     * Makes a call, blocking.
     *
     * @param call the call
     * @return the answer, of a status below 300 or, after a redirect, that of where it led
     * @throws SenderException if the sender refuses, or cannot be asked
     */
    public SenderAnswer send(SenderCall call) {
        return attempts.make(call, () -> once(call));
    }

    /**
     * Keeps a text out of all messages, such as a secret that a call carries.
     *
     * @param text the text
     */
    public void hide(String text) {
        hidden.add(text);
    }

    private SenderAnswer once(SenderCall call) {
        URI uri = uri(call);
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            requireSameHost(call, uri);
            SenderAnswer answer = exchange(call, uri);
            if (!REDIRECTS.contains(answer.status())) {
                return checked(call, answer);
            }
            String location = answer.header("Location");
            if (location == null) {
                break;
            }
            uri = resolved(call, uri, location);
        }
        throw failure(call, new Problem(Reason.REFUSED, "it redirects too often, or nowhere"), null);
    }

    private URI uri(SenderCall call) {
        try {
            return call.under(base);
        } catch (IllegalArgumentException e) {
            throw failure(call, new Problem(Reason.MALFORMED, "what it names as the next page is no URI"), null);
        }
    }

    private URI resolved(SenderCall call, URI uri, String location) {
        try {
            return uri.resolve(location);
        } catch (IllegalArgumentException e) {
            throw failure(call, new Problem(Reason.MALFORMED, "it redirects to what is no URI"), null);
        }
    }

    private void requireSameHost(SenderCall call, URI uri) {
        boolean same = base.getScheme().equalsIgnoreCase(uri.getScheme())
                && base.getHost().equalsIgnoreCase(uri.getHost())
                && base.getPort() == uri.getPort();
        if (!same) {
            throw failure(call, new Problem(Reason.REFUSED, "it leads to another host, " + uri.getHost()), null);
        }
    }

    private SenderAnswer exchange(SenderCall call, URI uri) {
        long start = System.nanoTime();
        SenderAnswer before = call.method().equals("GET") ? known.get(uri) : null;
        HttpResponse<byte[]> response = response(call, request(call, uri, before));
        LOG.debug(
                "{} -> {} in {} ms",
                call,
                response.statusCode(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        if (response.statusCode() == NOT_MODIFIED && before != null) {
            return before;
        }
        SenderAnswer answer = new SenderAnswer(
                call.toString(),
                response.statusCode(),
                WebhookHeaders.of(response.headers().map()),
                response.body());
        if (call.method().equals("GET")) {
            known.keep(uri, answer);
        }
        return answer;
    }

    private HttpRequest request(SenderCall call, URI uri, @Nullable SenderAnswer before) {
        byte[] body = call.body();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(call.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        request.setHeader("User-Agent", "webhook4j");
        request.setHeader("Accept", "application/json");
        headers.forEach((name, value) -> request.setHeader(name, inHeader(call, hidden.add(value.get()))));
        call.headers().forEach(header -> request.setHeader(header.getKey(), header.getValue()));
        String etag = before == null ? null : before.header("ETag");
        if (etag != null) {
            request.setHeader("If-None-Match", etag);
        }
        return request.build();
    }

    /** The JDK's own complaint quotes the value. */
    private String inHeader(SenderCall call, String value) {
        if (!value.chars().allMatch(character -> character >= ' ' && character <= '~')) {
            String problem = "what it is to be called with has a line break, or another character that no header has";
            throw failure(call, new Problem(Reason.UNAUTHORIZED, problem), null);
        }
        return value;
    }

    private HttpResponse<byte[]> response(SenderCall call, HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> response = http.sendAsync(request, info -> new BoundedBody(MAX_BYTES));
        try {
            // a timeout of the request itself would end with the headers, and race with this one
            return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            boolean sent = !(e.getCause() instanceof ConnectException);
            throw attempts.unanswered(failure(call, new Problem(Reason.UNAVAILABLE, reason(e.getCause())), null), sent);
        } catch (java.util.concurrent.TimeoutException e) {
            response.cancel(true);
            String late = "no answer within " + timeout.toMillis() + " ms";
            throw attempts.unanswered(failure(call, new Problem(Reason.UNAVAILABLE, late), null), true);
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw failure(call, new Problem(Reason.UNAVAILABLE, "interrupted"), null);
        }
    }

    /** What the JDK says of connections; what it says of anything else may quote a header. */
    private static String reason(@Nullable Throwable cause) {
        return cause instanceof IOException && cause.getMessage() != null
                ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
                : String.valueOf(cause == null ? null : cause.getClass().getSimpleName());
    }

    private SenderAnswer checked(SenderCall call, SenderAnswer answer) {
        Problem problem = problems.in(answer);
        if (problem == null && answer.status() >= BAD_REQUEST) {
            problem = new Problem(Reason.of(answer.status()), "");
        }
        if (problem != null) {
            throw failure(call, problem, answer);
        }
        return answer;
    }

    private SenderException failure(SenderCall call, Problem problem, @Nullable SenderAnswer answer) {
        String status = answer == null ? "" : " with " + answer.status();
        String said = problem.said().isBlank() ? "" : ": " + hidden.removedFrom(problem.said());
        Duration wait = problem.retryAfter();
        return new SenderException(
                problem.reason(),
                base.getHost() + " refused " + call + status + said + (said.endsWith(".") ? "" : "."),
                wait == null && answer != null ? RetryAfter.of(answer) : wait,
                null);
    }

    @Override
    public String toString() {
        return "SenderClient[" + base.getHost().toLowerCase(Locale.ROOT) + "]";
    }

    /** Builds a {@link SenderClient}. Not thread-safe. */
    public static final class Builder {

        private static final Duration TIMEOUT = Duration.ofSeconds(15);
        private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

        private final URI base;
        private final Map<String, Supplier<String>> headers = new LinkedHashMap<>();
        private Problems problems = answer -> null;
        private Duration timeout = TIMEOUT;
        private Duration longestWait = LONGEST_WAIT;

        private Builder(URI base) {
            this.base = base;
        }

        /**
         * Adds a header to all calls. Its value appears in no message.
         *
         * @param name the name
         * @param value gives the value for each call
         * @return this builder
         */
        public Builder header(String name, Supplier<String> value) {
            headers.put(name, value);
            return this;
        }

        /**
         * Says how the sender's refusals are read. Default: by the status alone.
         *
         * @param reading reads them
         * @return this builder
         */
        public Builder problems(Problems reading) {
            this.problems = reading;
            return this;
        }

        /**
         * Says how long one attempt may take, its whole answer included. Default: 15 seconds.
         *
         * @param longest the time
         * @return this builder
         */
        public Builder timeout(Duration longest) {
            this.timeout = longest;
            return this;
        }

        /**
         * Says how long a call waits before it is made again, where the sender says when. Default: 20 seconds. Where the sender wants
         * more, the call fails at once and says how much.
         *
         * @param longest the time
         * @return this builder
         */
        public Builder longestWait(Duration longest) {
            this.longestWait = longest;
            return this;
        }

        /**
         * Builds the client.
         *
         * @return the client
         */
        public SenderClient build() {
            return new SenderClient(this);
        }
    }
}
