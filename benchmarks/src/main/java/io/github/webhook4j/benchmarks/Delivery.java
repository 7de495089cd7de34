package io.github.webhook4j.benchmarks;

import io.github.webhook4j.Inbox;
import io.github.webhook4j.Inbox.Claim;
import io.github.webhook4j.Inbox.State;
import io.github.webhook4j.WebhookEndpoint;
import io.github.webhook4j.WebhookEvent;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.WebhookRequest;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A signed delivery with the headers of a real one, to be received as often as one likes.
 *
 * @param headers all headers of the request
 * @param body the exact bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Delivery(Map<String, String> headers, byte[] body) {

    /** What all deliveries of the benchmarks are signed with. */
    static final String SECRET = "whsec_of_the_benchmarks_0123456789abcdef";

    /** Takes every event for a new one, so that the same delivery is handled each time. */
    static final Inbox FORGETFUL = new Inbox() {
        @Override
        public Claim claim(WebhookEvent event) {
            return new Claim(event, State.NEW, 0);
        }

        @Override
        public void complete(Claim claim) {}

        @Override
        public void release(Claim claim) {}
    };

    static Delivery signed(WebhookProvider provider, byte[] body, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "hooks.example.com");
        headers.put("User-Agent", provider.name() + "/1.0 (webhooks)");
        headers.put("Accept", "*/*; q=0.5, application/xml");
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("Content-Length", Integer.toString(body.length));
        headers.put("Cache-Control", "no-cache");
        headers.putAll(more);
        headers.putAll(
                provider.sign(WebhookRequest.builder("POST", "/").body(body).build(), Instant.now()));
        return new Delivery(headers, body);
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The request as an adapter makes it, from a body that is there already. */
    WebhookRequest request() {
        return headed().body(body).build();
    }

    /** The request as an adapter makes it, from a body that is still to be read. */
    WebhookRequest unread() {
        return headed().body(() -> new ByteArrayInputStream(body)).build();
    }

    private WebhookRequest.Builder headed() {
        WebhookRequest.Builder builder = WebhookRequest.builder("POST", "https://hooks.example.com/webhooks");
        headers.forEach(builder::header);
        return builder;
    }

    /** Receives it, and fails unless it is taken. */
    static int accepted(WebhookEndpoint endpoint, WebhookRequest request) {
        int status = endpoint.handle(request).status();
        if (status != 200) {
            throw new IllegalStateException("answered with " + status);
        }
        return status;
    }
}
