package io.github.webhook4j.acceptance;

import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.test.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is posted: our own samples, and every payload in the folder that {@code webhook4j.data} names, if it names one. */
final class Deliveries {

    /** A request and the line that the example prints when it has handled it. */
    record Delivery(String provider, String what, SignedRequest request, String line) {}

    private static final Map<WebhookProvider, List<String>> SAMPLES = Map.of(
            Senders.STRIPE,
            List.of(
                    "invoice.paid",
                    "customer.created",
                    "customer.subscription.updated",
                    "charge.refund.updated",
                    "a.new_type",
                    "v1.invoice.paid",
                    "v2.core.account[requirements].updated"),
            Senders.GITHUB,
            List.of(
                    "push",
                    "ping",
                    "pull_request.opened",
                    "issues.closed",
                    "release.published",
                    "workflow_run.completed",
                    "installation.created",
                    "issue_comment.edited",
                    "pull_request.invented",
                    "invented_event"),
            Senders.SLACK,
            List.of("app_mention", "message", "message.channel_join", "invented_event"),
            Senders.SHOPIFY,
            List.of("orders/create", "customers/redact", "customer.tags_added", "invented/topic"),
            Senders.STANDARD,
            List.of("user.created", "invented"));

    private Deliveries() {}

    static List<Delivery> all() throws IOException {
        List<Delivery> all = new ArrayList<>();
        SAMPLES.forEach((provider, types) -> types.forEach(type -> all.add(sample(provider, type))));
        String data = System.getProperty("webhook4j.data", "");
        if (!data.isEmpty()) {
            all.addAll(new Recorded(Path.of(data)).all());
        }
        return all;
    }

    private static Delivery sample(WebhookProvider provider, String type) {
        String id = "sample-" + UUID.randomUUID();
        SignedRequest request = SignedRequest.of(provider).event(type).id(id).build();
        return new Delivery(
                provider.name(), type, request, "handled provider=" + provider.name() + " type=" + type + " id=" + id);
    }
}
