package io.github.webhook4j.docs.providers;

import io.github.webhook4j.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A request as it goes over the wire. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sent(String method, String uri, Map<String, String> headers, byte[] body) {

    static Sent json(String json) {
        return new Sent("POST", "/hooks", Map.of("Content-Type", "application/json"), Jca.bytes(json));
    }

    static Sent form(String form) {
        return json(form).with("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
    }

    static Sent unsigned(String method, String uri) {
        return new Sent(method, uri, Map.of(), new byte[0]);
    }

    Sent with(String header, String value) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.put(header, value);
        return new Sent(method, uri, changed, body);
    }

    Sent without(String header) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.remove(header);
        return new Sent(method, uri, changed, body);
    }

    Sent to(String other) {
        return new Sent(method, other, headers, body);
    }

    Sent body(byte[] other) {
        return new Sent(method, uri, headers, other);
    }

    Sent body(UnaryOperator<String> change) {
        return body(Jca.bytes(change.apply(text())));
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    WebhookRequest toRequest() {
        WebhookRequest.Builder request = WebhookRequest.builder(method, uri).body(body);
        headers.forEach(request::header);
        return request.build();
    }
}
