package io.github.webhook4j.stripe;

import io.github.webhook4j.SenderCall;
import io.github.webhook4j.SenderClient;
import io.github.webhook4j.SenderException;
import io.github.webhook4j.SenderException.Reason;
import io.github.webhook4j.SenderOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls Stripe's API. Thread-safe. */
final class StripeClient {

    /** What the calls of v2 are written for; Stripe wants to be told. */
    private static final String V2 = "2026-09-30.endive";

    private final SenderClient http;
    private final @Nullable String account;

    StripeClient(SenderOptions options) {
        String token = options.required("token");
        if (token.startsWith("whsec_") || token.startsWith("pk_")) {
            throw new IllegalArgumentException(
                    "The option \"token\" of the API of stripe takes an API key, which begins with sk_ or rk_, "
                            + "but what is configured is a signing secret or a publishable key");
        }
        this.http = SenderClient.builder(options.url("url", "https://api.stripe.com"))
                .header("Authorization", () -> "Bearer " + token)
                .problems(StripeRefusal::of)
                .build();
        this.account = options.optional("account");
    }

    /** A call of v1, in the account's version. */
    SenderCall v1(String method, String path) {
        return of(method, path, "Stripe-Account");
    }

    /** A call of v2. */
    SenderCall v2(String method, String path) {
        return of(method, path, "Stripe-Context").header("Stripe-Version", V2);
    }

    private SenderCall of(String method, String path, String accountHeader) {
        SenderCall call = SenderCall.of(method, path);
        if (method.equals("POST")) {
            // made up for each call: Stripe answers a key that it knows with the old answer, even if the endpoint is
            // gone by now
            call = call.header("Idempotency-Key", UUID.randomUUID().toString()).repeatable();
        }
        return account == null ? call : call.header(accountHeader, account);
    }

    StripeObject send(SenderCall call) {
        return StripeObject.of(http.send(call));
    }

    /** Makes a call; {@code null} if what it is about does not exist. */
    @Nullable
    StripeObject sendIfThere(SenderCall call) {
        try {
            return send(call);
        } catch (SenderException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    void hide(String secret) {
        http.hide(secret);
    }

    static String path(String collection, @Nullable String id) {
        return collection + "/" + URLEncoder.encode(String.valueOf(id), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return http.toString();
    }
}
