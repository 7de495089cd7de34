package io.github.webhook4j.benchmarks.inbox;

import io.github.webhook4j.Field;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.SignatureScheme;
import io.github.webhook4j.WebhookProvider;
import java.nio.charset.StandardCharsets;

/** Events of 2 KB. */
final class Events {

    static final WebhookProvider PROVIDER = WebhookProvider.builder(
                    "bench",
                    SignatureScheme.hmacSha256()
                            .signature(Field.header("X-Signature"))
                            .build(),
                    Secrets.of("secret of the benchmarks"))
            .id(Field.json("/id"))
            .type(Field.json("/type"))
            .build();

    private static final String REST =
            "\",\"type\":\"order.paid\",\"text\":\"" + "a payload of some length ".repeat(80) + "\"}";

    private Events() {}

    static byte[] body(long id) {
        return text(id).getBytes(StandardCharsets.US_ASCII);
    }

    static String text(long id) {
        return "{\"id\":\"evt_" + id + REST;
    }
}
