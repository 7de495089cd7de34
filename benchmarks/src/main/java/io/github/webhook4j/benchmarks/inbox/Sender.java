package io.github.webhook4j.benchmarks.inbox;

import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.benchmarks.http.KeptConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Signed deliveries over one connection. */
final class Sender implements Load.Work {

    private final KeptConnection connection;
    private final WebhookProvider provider;
    private final LongSupplier ids;

    Sender(int port, WebhookProvider provider, LongSupplier ids) throws IOException {
        this.connection = new KeptConnection(InetAddress.getLoopbackAddress(), port);
        this.provider = provider;
        this.ids = ids;
    }

    static LongSupplier anew(AtomicLong last) {
        return last::incrementAndGet;
    }

    @Override
    public void once() throws IOException {
        byte[] body = Events.body(ids.getAsLong());
        WebhookRequest request = WebhookRequest.builder("POST", "/").body(body).build();
        int status = connection.post(provider.sign(request, Instant.now()), body);
        if (status != 200) {
            throw new IllegalStateException("answered with " + status);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
