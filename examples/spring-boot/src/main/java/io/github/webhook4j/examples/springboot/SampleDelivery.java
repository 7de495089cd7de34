package io.github.webhook4j.examples.springboot;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookRequest;
import io.github.webhook4j.stripe.Stripe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * A delivery as Stripe would send it, over HTTP.
 *
 * @param endpoint where to
 * @param secret what it is signed with
 */
record SampleDelivery(URI endpoint, String secret) {

    /** Sends it, and prints how it was answered. */
    void send() throws IOException, InterruptedException {
        Instant now = Instant.now();
        byte[] body = """
                {
                  "id": "evt_%s",
                  "object": "event",
                  "type": "invoice.paid",
                  "created": %d,
                  "data": {
                    "object": {
                      "id": "in_sample",
                      "object": "invoice",
                      "currency": "eur",
                      "amount_paid": 1999
                    }
                  }
                }
                """.formatted(UUID.randomUUID(), now.getEpochSecond()).getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        Stripe.provider(Secrets.of(secret))
                .sign(WebhookRequest.builder("POST", "/").body(body).build(), now)
                .forEach(request::header);
        HttpResponse<Void> response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding());
        System.out.printf("""
                The sample delivery was answered with %d. Send another by hand:

                body='{"id":"evt_2","object":"event","type":"customer.created","data":{"object":{"id":"cus_1","object":"customer"}}}'; t=$(date +%%s)
                curl -i %s -H 'Content-Type: application/json' -H "Stripe-Signature: t=$t,v1=$(printf %%s "$t.$body" | openssl dgst -sha256 -hmac "${STRIPE_WEBHOOK_SECRET:-whsec_development_only}" | sed 's/.* //')" -d "$body"

                """, response.statusCode(), endpoint);
    }

    @Override
    public String toString() {
        return "SampleDelivery[" + endpoint + "]";
    }
}
