package io.github.webhook4j.micronaut;

import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.WebhookResponse;
import io.micronaut.context.annotation.Executable;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.annotation.Prototype;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;

/** Hands requests to an endpoint, on threads that may block. */
@Prototype
final class EndpointRoute {

    private final WebhookEndpoint endpoint;
    private final HttpServerConfiguration server;

    EndpointRoute(@Parameter WebhookEndpoint endpoint, HttpServerConfiguration server) {
        this.endpoint = endpoint;
        this.server = server;
    }

    @Executable
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> handle(HttpRequest<?> request) throws IOException {
        try (RequestBody body =
                new RequestBody(((ServerHttpRequest<?>) request).byteBody(), server.getMaxRequestSize())) {
            return translate(endpoint.handle(translate(request, body)));
        }
    }

    private static WebhookRequest translate(HttpRequest<?> request, RequestBody body) {
        WebhookRequest.Builder builder = WebhookRequest.builder(
                        request.getMethodName(), request.getUri().toString())
                .remoteAddress(request.getRemoteAddress().getHostString())
                .body(body::open);
        request.getHeaders().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        return builder.build();
    }

    private static HttpResponse<?> translate(WebhookResponse answer) {
        MutableHttpResponse<byte[]> response = HttpResponse.status(HttpStatus.valueOf(answer.status()));
        answer.headers().forEach(response::header);
        return answer.body().length == 0 ? response : response.body(answer.body());
    }
}
