package io.github.webhook4j.micronaut;

import io.github.webhook4j.test.SignedRequest;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

/** A Micronaut application on a free port, with the beans that require its specification. */
final class Server implements AutoCloseable {

    private final ApplicationContext context;
    private final URI uri;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Server(ApplicationContext context, URI uri) {
        this.context = context;
        this.uri = uri;
    }

    static Server start(String specification, Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("specification", specification);
        all.put("micronaut.server.port", -1);
        ApplicationContext context = ApplicationContext.run(all);
        try {
            return new Server(
                    context, context.getBean(EmbeddedServer.class).start().getURI());
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    URI uri(String path) {
        return uri.resolve(path);
    }

    int post(String path, SignedRequest.Builder request) throws IOException, InterruptedException {
        return send(request.build().toHttp(uri(path))).statusCode();
    }

    HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        context.close();
    }
}
