package io.github.webhook4j;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Gets a published list. With {@link BoundedBody}, all that needs the module java.net.http; fixed lists do without. */
final class AddressFetch {

    static final int MAX_BYTES = 1024 * 1024;

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private static final ObjectReader READER =
            Json.MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final PublishedAddresses published;
    private final Duration timeout;
    private final HttpClient client;

    /**
     * What came: a list, or that the one of this ETag is still good.
     *
     * @param ranges the list, or {@code null} if nothing has changed
     * @param etag what the next question names
     */
    record Answer(
            @Nullable List<AddressRange> ranges, @Nullable String etag) {}

    AddressFetch(PublishedAddresses published, Duration timeout) {
        this.published = published;
        this.timeout = timeout;
        // HTTP/1.1, so that to give up closes the connection
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(timeout)
                .build();
    }

    /** Fails where the answer is no list; the reason says what it is instead. */
    CompletableFuture<Answer> get(@Nullable String etag) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(published.uri()).timeout(timeout).header("Accept", "application/json");
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        CompletableFuture<HttpResponse<byte[]>> response = client.sendAsync(request.build(), AddressFetch::body);
        // the request's own timeout ends with the headers
        return response.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> response.cancel(true))
                .thenApply(answer -> read(answer, etag));
    }

    private static BodySubscriber<byte[]> body(ResponseInfo response) {
        return response.statusCode() == OK ? new BoundedBody(MAX_BYTES) : BodySubscribers.replacing(new byte[0]);
    }

    private Answer read(HttpResponse<byte[]> response, @Nullable String etag) {
        if (response.statusCode() == NOT_MODIFIED && etag != null) {
            return new Answer(null, etag);
        }
        if (response.statusCode() != OK) {
            throw new IllegalArgumentException("the answer has status " + response.statusCode());
        }
        return new Answer(
                ranges(response.body()), response.headers().firstValue("ETag").orElse(null));
    }

    private List<AddressRange> ranges(byte[] body) {
        JsonNode array;
        try {
            array = READER.readTree(body).at(published.pointer());
        } catch (IOException e) {
            throw new IllegalArgumentException("the answer is not one JSON document", e);
        }
        if (!array.isArray()) {
            throw new IllegalArgumentException("the JSON has no array at \"" + published.pointer() + "\"");
        }
        List<String> texts = new ArrayList<>(array.size());
        for (JsonNode entry : array) {
            if (!entry.isTextual()) {
                throw new IllegalArgumentException("the array has an entry that is no text");
            }
            texts.add(entry.textValue());
        }
        return AddressList.ranges(texts);
    }
}
