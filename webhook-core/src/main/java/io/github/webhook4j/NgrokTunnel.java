package io.github.webhook4j;

import java.net.URI;
import java.util.function.Function;

/** A tunnel of an ngrok agent, which somebody else has started and ends, and which passes on to the application by itself. */
record NgrokTunnel(URI base) implements Tunnel {

    @Override
    public URI url(String path) {
        return base.resolve(path.startsWith("/") ? path : "/" + path);
    }

    @Override
    public void open(Function<WebhookRequest, WebhookResponse> to) {
        // the agent sends to the application's port, not to us
    }

    @Override
    public void close() {
        // the agent is its user's
    }
}
