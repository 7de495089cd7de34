package io.github.webhook4j.stripe;

import io.github.webhook4j.PublishedAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/** The addresses that Stripe publishes, and the copy of them in this jar. */
final class StripeAddresses {

    private static final URI LIST = URI.create("https://stripe.com/files/ips/ips_webhooks.json");

    /** A line {@code # <date>, <origin>}, then an address a line. */
    private static final String COPY = "addresses.txt";

    static final PublishedAddresses PUBLISHED = read();

    private StripeAddresses() {}

    private static PublishedAddresses read() {
        try (InputStream in = StripeAddresses.class.getResourceAsStream(COPY)) {
            if (in == null) {
                throw new IllegalStateException(COPY + " is missing beside " + StripeAddresses.class.getName());
            }
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
            LocalDate date = LocalDate.parse(lines.get(0).substring(2, 12));
            return PublishedAddresses.at(LIST, "/WEBHOOKS").included(date, lines.subList(1, lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(COPY + " cannot be read", e);
        }
    }
}
