package io.github.webhook4j;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a channel. Its bytes are asked for piece by piece, so that no more of them are in memory than what the network hands
 * over at once.
 */
final class ChannelConnection implements AutoCloseable {

    private static final int OK = 200;

    private final Arriving arriving;

    private ChannelConnection(Arriving arriving) {
        this.arriving = arriving;
    }

    /** A piece of the body, its end, or why it does not go on. */
    private record Piece(
            List<ByteBuffer> bytes, boolean end, @Nullable Throwable failure) {}

    /**
     * Connects.
     *
     * @throws IOException if nobody answers, or what answers is no channel
     */
    static ChannelConnection to(HttpClient http, URI uri, Duration timeout) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("User-Agent", "webhook4j")
                // smee compares it as a whole
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<Arriving> response = http.send(request, info -> new Arriving());
        ChannelConnection connection = new ChannelConnection(response.body());
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() == OK && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
            return connection;
        }
        connection.close();
        throw new IOException(
                response.statusCode() == OK
                        ? "it answers with " + (type.isEmpty() ? "something" : type) + " instead of events"
                        : "it answers with status " + response.statusCode());
    }

    /**
     * Waits for the next bytes.
     *
     * @param silence how long at most
     * @return the bytes; {@code null} at the end
     * @throws HttpTimeoutException if nothing has come in that time
     * @throws IOException if the connection is broken
     */
    @Nullable
    List<ByteBuffer> next(Duration silence) throws IOException, InterruptedException {
        Piece piece = arriving.pieces.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
        if (piece == null) {
            throw new HttpTimeoutException("nothing has come for " + silence.toSeconds() + " s");
        }
        if (piece.failure() != null) {
            throw new IOException("the connection is broken", piece.failure());
        }
        if (piece.end()) {
            return null;
        }
        arriving.more();
        return piece.bytes();
    }

    @Override
    public void close() {
        arriving.cancel();
    }

    private static final class Arriving implements BodySubscriber<Arriving> {

        private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
        private final CompletableFuture<Arriving> body = CompletableFuture.completedFuture(this);
        private volatile Flow.@Nullable Subscription subscription;

        @Override
        public CompletionStage<Arriving> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> bytes) {
            pieces.add(new Piece(bytes, false, null));
        }

        @Override
        public void onError(Throwable failure) {
            pieces.add(new Piece(List.of(), true, failure));
        }

        @Override
        public void onComplete() {
            pieces.add(new Piece(List.of(), true, null));
        }

        void more() {
            Flow.Subscription given = subscription;
            if (given != null) {
                given.request(1);
            }
        }

        void cancel() {
            Flow.Subscription given = subscription;
            if (given != null) {
                given.cancel();
            }
        }
    }
}
