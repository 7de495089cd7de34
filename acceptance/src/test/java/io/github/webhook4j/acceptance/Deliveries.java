package io.github.webhook4j.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.test.SignedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What is posted: our own samples, and every payload in the folder that {@code webhook4j.data} names, if it names one. */
final class Deliveries {

    static final WebhookProvider STRIPE = Stripe.provider(Secrets.of(ExampleApp.STRIPE_SECRET));
    static final WebhookProvider GITHUB = GitHub.provider(Secrets.of(ExampleApp.GITHUB_SECRET));

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A request and the line that the example prints when it has handled it. */
    record Delivery(String provider, String what, SignedRequest request, String line) {
        String id() {
            return line.substring(line.indexOf(" id="));
        }
    }

    private Deliveries() {}

    static List<Delivery> all() throws IOException {
        List<Delivery> all = new ArrayList<>();
        for (String type : List.of(
                "invoice.paid",
                "customer.created",
                "customer.subscription.updated",
                "charge.refund.updated",
                "a.new_type",
                "v1.invoice.paid",
                "v2.core.account[requirements].updated")) {
            all.add(sample(STRIPE, type));
        }
        for (String type : List.of(
                "push",
                "ping",
                "pull_request.opened",
                "issues.closed",
                "release.published",
                "workflow_run.completed",
                "installation.created",
                "issue_comment.edited",
                "pull_request.invented",
                "invented_event")) {
            all.add(sample(GITHUB, type));
        }
        String data = System.getProperty("webhook4j.data", "");
        if (!data.isEmpty()) {
            for (Path file : files(Path.of(data, "stripe", "events"))) {
                all.add(stripe(file));
            }
            for (Path file : files(Path.of(data, "github", "examples"))) {
                all.add(github(file, false));
                all.add(github(file, true));
            }
        }
        return all;
    }

    private static Delivery sample(WebhookProvider provider, String type) {
        String id = "sample-" + UUID.randomUUID();
        SignedRequest request = SignedRequest.of(provider).event(type).id(id).build();
        return new Delivery(provider.name(), type, request, line(provider, type, id));
    }

    private static Delivery stripe(Path file) throws IOException {
        byte[] body = Files.readAllBytes(file);
        JsonNode whole = MAPPER.readTree(body);
        JsonNode json = whole.path("detail").isObject() ? whole.path("detail") : whole;
        SignedRequest request = SignedRequest.of(STRIPE).body(body).build();
        return new Delivery(
                "stripe",
                file.toString(),
                request,
                line(STRIPE, json.path("type").asText(), json.path("id").asText()));
    }

    private static Delivery github(Path file, boolean form) throws IOException {
        byte[] body = Files.readAllBytes(file);
        String event = file.getName(file.getNameCount() - 2).toString();
        String action = MAPPER.readTree(body).path("action").asText();
        String type = action.isEmpty() ? event : event + "." + action;
        String id = UUID.randomUUID().toString();
        SignedRequest.Builder request = SignedRequest.of(GITHUB)
                .event(event)
                .id(id)
                .header("X-GitHub-Hook-ID", "12001")
                .body(body);
        return new Delivery(
                "github", file.toString(), (form ? request.form("payload") : request).build(), line(GITHUB, type, id));
    }

    private static String line(WebhookProvider provider, String type, String id) {
        return "handled provider=" + provider.name() + " type=" + type + " id=" + id;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
