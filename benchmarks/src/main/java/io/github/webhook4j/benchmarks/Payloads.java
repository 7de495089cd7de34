package io.github.webhook4j.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.Stripe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Bodies of the size and shape that the senders send, with made-up contents. */
final class Payloads {

    private Payloads() {}

    /** A Stripe event of 10.5 KB, indented as Stripe sends it, of the API version that stripe-java can bind. */
    static byte[] invoicePaid() {
        String json = new String(read("invoice.paid.json"), StandardCharsets.UTF_8);
        return json.replace("@API_VERSION@", Stripe.API_VERSION).getBytes(StandardCharsets.UTF_8);
    }

    /** A GitHub event of 25 KB, compact as GitHub sends it. */
    static byte[] pullRequestOpened() {
        try {
            ObjectMapper mapper = new ObjectMapper();
            return mapper.writeValueAsBytes(mapper.readTree(read("pull_request.opened.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Stripe event of exactly this many bytes, most of them in one text. */
    static byte[] stripeEvent(int bytes) {
        String start = "{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"data\":{\"object\":{\"description\":\"";
        String end = "\"}}}";
        return (start + "x".repeat(bytes - start.length() - end.length()) + end).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] read(String name) {
        try (InputStream in = Objects.requireNonNull(Payloads.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
