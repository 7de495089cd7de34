package io.github.webhook4j.docs.providers;

import io.github.webhook4j.Secrets;
import io.github.webhook4j.WebhookProvider;
import io.github.webhook4j.docs.providers.Sender.Pair;
import io.github.webhook4j.github.GitHub;
import io.github.webhook4j.shopify.Shopify;
import io.github.webhook4j.slack.Slack;
import io.github.webhook4j.standard.StandardWebhooks;
import io.github.webhook4j.stripe.Stripe;
import io.github.webhook4j.zoom.Zoom;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;

/** The senders that have a module, as far as fuzzing needs them: their own tests say what they verify. */
final class Modules {

    private static final Pair TEXT = new Pair("a secret", "another secret");

    private Modules() {}

    static Stream<Sender> all() {
        return Stream.of(
                signedBy(
                        Stripe::provider,
                        TEXT,
                        Sent.json("{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"created\":1767225600,"
                                + "\"data\":{\"object\":{\"id\":\"in_1\"}}}")),
                signedBy(GitHub::provider, TEXT, gitHub()),
                signedBy(
                        GitHub::providerAcceptingSha1,
                        TEXT,
                        gitHub().with("Content-Type", "application/x-www-form-urlencoded")
                                .body(json -> "payload=%7B%7D")),
                signedBy(
                        Slack::provider,
                        TEXT,
                        Sent.json("{\"type\":\"event_callback\",\"event_id\":\"Ev1\",\"event_time\":1767225600,"
                                + "\"event\":{\"type\":\"message\",\"subtype\":\"bot_message\","
                                + "\"text\":\"&payload=%7B%22type%22:%22x%22%7D&\"}}")),
                signedBy(Slack::provider, TEXT, Sent.form("command=%2Fweather&text=94070&user_id=U1")),
                signedBy(
                        Shopify::provider,
                        TEXT,
                        Sent.json("{\"id\":1}")
                                .with("X-Shopify-Topic", "orders/create")
                                .with("X-Shopify-Webhook-Id", "w1")
                                .with("X-Shopify-Triggered-At", "2026-01-01T00:00:00Z")),
                signedBy(
                        Zoom::provider,
                        TEXT,
                        Sent.json("{\"event\":\"meeting.started\",\"event_ts\":1767225600000,"
                                + "\"payload\":{\"plainToken\":\"t\",\"object\":{\"uuid\":\"u\",\"id\":1}}}")),
                signedBy(
                        StandardWebhooks::provider,
                        new Pair(
                                "whsec_" + Jca.base64(Jca.bytes("one secret")),
                                "whsec_" + Jca.base64(Jca.bytes("another"))),
                        standard()),
                standardWithKeys());
    }

    private static Sent gitHub() {
        return Sent.json("{\"action\":\"opened\",\"title\":\"&payload=%7B%7D&\"}")
                .with("X-GitHub-Event", "issues")
                .with("X-GitHub-Delivery", "g1")
                .with("X-GitHub-Hook-ID", "1");
    }

    private static Sent standard() {
        return Sent.json("{\"type\":\"user.created\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{}}")
                .with("webhook-id", "msg_1");
    }

    private static Sender signedBy(Function<Secrets, WebhookProvider> provider, Pair secret, Sent sent) {
        WebhookProvider own = provider.apply(Secrets.of(secret.own()));
        return Sender.of(provider, secret, sent, (unsigned, at) -> {
            Sent signed = unsigned;
            for (var header : own.sign(unsigned.toRequest(), at).entrySet()) {
                signed = signed.with(header.getKey(), header.getValue());
            }
            return signed;
        });
    }

    private static Sender standardWithKeys() {
        var keys = Jca.keys("Ed25519");
        byte[] publicKey = keys.getPublic().getEncoded();
        byte[] other = Jca.keys("Ed25519").getPublic().getEncoded();
        Pair secret = new Pair(
                "whpk_" + Jca.base64(Arrays.copyOfRange(publicKey, publicKey.length - 32, publicKey.length)),
                "whpk_" + Jca.base64(other));
        return Sender.of(StandardWebhooks::provider, secret, standard(), (sent, at) -> {
            byte[] head = Jca.bytes(sent.headers().get("webhook-id") + "." + at.getEpochSecond() + ".");
            return sent.with("webhook-timestamp", Long.toString(at.getEpochSecond()))
                    .with(
                            "webhook-signature",
                            "v1a," + Jca.base64(Jca.sign("Ed25519", keys.getPrivate(), head, sent.body())));
        });
    }
}
