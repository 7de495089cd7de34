package io.github.webhook4j.docs.providers;

import static io.github.webhook4j.docs.providers.Jca.base64;
import static io.github.webhook4j.docs.providers.Jca.bytes;
import static io.github.webhook4j.docs.providers.Jca.hex;
import static io.github.webhook4j.docs.providers.Jca.hmac;

import io.github.webhook4j.docs.providers.Sender.Pair;
import io.github.webhook4j.docs.providers.Sender.Signing;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fifteen senders, with deliveries of the form that they document and signatures by the JDK. */
final class Senders {

    static final String URL = "https://example.com/hooks";

    private static final String SHA1 = "HmacSHA1";
    private static final String SHA256 = "HmacSHA256";
    private static final Pair TEXT = new Pair("a secret", "another secret");
    private static final byte[] KEY = bytes(TEXT.own());
    private static final KeyPair ED25519 = Jca.keys("Ed25519");
    private static final KeyPair EC = Jca.keys("EC");

    private Senders() {}

    static Stream<Sender> all() {
        return Stream.of(
                gitLab(),
                gitLabWithToken(),
                bitbucket(),
                meta(),
                twilioForm(),
                twilioJson(),
                square(),
                hubSpot(),
                paddle(),
                linear(),
                discordInteraction(),
                discordEvent(),
                sendGrid(),
                twitch(),
                intercom(),
                dropbox(),
                lemonSqueezy(),
                mailgun());
    }

    /** HMAC in hex over the body, in one header. */
    private static Signing overBody(String algorithm, String header, String prefix) {
        return (sent, at) -> sent.with(header, prefix + hex(hmac(algorithm, KEY, sent.body())));
    }

    static Sender gitLab() {
        byte[] key = bytes("thirty-two bytes, as GitLab asks");
        Pair secret = new Pair("whsec_" + base64(key), "whsec_" + base64(KEY));
        Sent push = Sent.json("{\"object_kind\":\"push\",\"event_name\":\"push\",\"ref\":\"refs/heads/main\"}")
                .with("X-Gitlab-Event", "Push Hook")
                .with("webhook-id", "f5e5f430-f57b-4e6e-9fac-d9128cd7232f");
        return Sender.of(GitLab::provider, secret, push, (sent, at) -> {
                    String time = Long.toString(at.getEpochSecond());
                    byte[] head = bytes(sent.headers().get("webhook-id") + "." + time + ".");
                    return sent.with("webhook-timestamp", time)
                            .with("webhook-signature", "v1," + base64(hmac(SHA256, key, head, sent.body())));
                })
                .event("f5e5f430-f57b-4e6e-9fac-d9128cd7232f", "push")
                .timed(Duration.ofMinutes(5));
    }

    static Sender gitLabWithToken() {
        Sent opened = Sent.json("{\"object_kind\":\"merge_request\",\"object_attributes\":{\"action\":\"open\"}}")
                .with("Idempotency-Key", "bda7f3a2");
        return Sender.of(GitLab::providerWithToken, TEXT, opened, (sent, at) -> sent.with("X-Gitlab-Token", TEXT.own()))
                .event("bda7f3a2", "merge_request.open")
                // the body is not signed: a forger can only guess
                .forged(sent -> sent.with("X-Gitlab-Token", TEXT.own() + "x"));
    }

    static Sender bitbucket() {
        Sent push = Sent.json("{\"push\":{\"changes\":[]}}")
                .with("X-Event-Key", "repo:push")
                .with("X-Request-UUID", "e0b5");
        return Sender.of(Bitbucket::provider, TEXT, push, overBody(SHA256, "X-Hub-Signature", "sha256="))
                .event("e0b5", "repo:push");
    }

    static Sender meta() {
        Sent text = Sent.json(
                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\"}]}]}");
        return Sender.of(
                        secrets -> Meta.provider(secrets, "agreed"),
                        TEXT,
                        text,
                        overBody(SHA256, "X-Hub-Signature-256", "sha256="))
                .event("", "whatsapp_business_account");
    }

    static Sender twilioForm() {
        Sent text = Sent.form("From=%2B14158675309&To=%2B18005551212&Body=Gr%C3%BC%C3%9Fe+%26+mehr&SmsStatus=received")
                .to("/hooks?team=7")
                .with("I-Twilio-Idempotency-Token", "1d24");
        return Sender.of(secrets -> Twilio.provider(secrets, URL), TEXT, text, (sent, at) -> {
                    String signed = URL + "?team=7"
                            + Arrays.stream(sent.text().split("&"))
                                    .map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
                                    .map(field -> field.replaceFirst("=", ""))
                                    .sorted()
                                    .collect(Collectors.joining());
                    return sent.with("X-Twilio-Signature", base64(hmac(SHA1, KEY, bytes(signed))));
                })
                .event("1d24", "message.received");
    }

    static Sender twilioJson() {
        Sent stream =
                Sent.json("[{\"specversion\":\"1.0\",\"type\":\"com.twilio.messaging.message.sent\",\"id\":\"EZ1\","
                        + "\"time\":\"2026-01-01T00:00:00.000Z\",\"data\":{\"messageSid\":\"SM1\"}}]");
        return Sender.of(secrets -> Twilio.provider(secrets, URL), TEXT, stream, (sent, at) -> {
                    String query = "?bodySHA256=" + hex(Jca.sha256(sent.body()));
                    return sent.to("/hooks" + query)
                            .with("X-Twilio-Signature", base64(hmac(SHA1, KEY, bytes(URL + query))));
                })
                .event("EZ1", "com.twilio.messaging.message.sent");
    }

    static Sender square() {
        Sent payment = Sent.json(
                "{\"merchant_id\":\"6SS\",\"type\":\"payment.created\",\"event_id\":\"13b8\","
                        + "\"created_at\":\"2026-01-01T00:00:00Z\",\"data\":{\"type\":\"payment\",\"object\":{\"payment\":{}}}}");
        return Sender.of(
                        secrets -> Square.provider(secrets, URL),
                        TEXT,
                        payment,
                        (sent, at) -> sent.with(
                                "x-square-hmacsha256-signature", base64(hmac(SHA256, KEY, bytes(URL), sent.body()))))
                .event("13b8", "payment.created");
    }

    static Sender hubSpot() {
        Sent batch = Sent.json(
                        "[{\"eventId\":1,\"subscriptionId\":12345,\"portalId\":62515,\"occurredAt\":1767225600000,"
                                + "\"subscriptionType\":\"contact.creation\",\"attemptNumber\":0,\"objectId\":123}]")
                .to("/hooks?account=a%40b.example%2Fc");
        return Sender.of(secrets -> HubSpot.provider(secrets, URL), TEXT, batch, (sent, at) -> {
                    String time = Long.toString(at.toEpochMilli());
                    byte[] head = bytes("POST" + URL + "?account=a@b.example/c");
                    return sent.with("X-HubSpot-Request-Timestamp", time)
                            .with("X-HubSpot-Signature-v3", base64(hmac(SHA256, KEY, head, sent.body(), bytes(time))));
                })
                .event("1", "contact.creation")
                .timed(Duration.ofMinutes(5));
    }

    static Sender paddle() {
        Sent completed = Sent.json(
                "{\"event_id\":\"evt_01\",\"event_type\":\"transaction.completed\","
                        + "\"occurred_at\":\"2026-01-01T00:00:00.123456Z\",\"notification_id\":\"ntf_01\",\"data\":{\"id\":\"txn_01\"}}");
        return Sender.of(Paddle::provider, TEXT, completed, (sent, at) -> {
                    String time = Long.toString(at.getEpochSecond());
                    String own = hex(hmac(SHA256, KEY, bytes(time + ":"), sent.body()));
                    String rotated = "00".repeat(32);
                    return sent.with("Paddle-Signature", "ts=" + time + ";h1=" + rotated + ";h1=" + own);
                })
                .event("evt_01", "transaction.completed")
                .timed(Duration.ofMinutes(5));
    }

    static Sender linear() {
        Sent created = Sent.json("{\"action\":\"create\",\"type\":\"Issue\",\"createdAt\":\"2026-01-01T00:00:00.000Z\","
                        + "\"data\":{\"id\":\"i1\"},\"webhookTimestamp\":0}")
                .with("Linear-Delivery", "234d1a4e");
        return Sender.of(Linear::provider, TEXT, created, (sent, at) -> {
                    Sent stamped = sent.body(json -> json.replaceFirst(
                            "\"webhookTimestamp\":\\d+", "\"webhookTimestamp\":" + at.toEpochMilli()));
                    return overBody(SHA256, "Linear-Signature", "").sign(stamped, at);
                })
                .event("234d1a4e", "Issue.create")
                .timed(Duration.ofMinutes(1));
    }

    private static Sender discord(Sent sent) {
        byte[] encoded = ED25519.getPublic().getEncoded();
        byte[] other = Jca.keys("Ed25519").getPublic().getEncoded();
        Pair secret = new Pair(
                hex(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)),
                hex(Arrays.copyOfRange(other, other.length - 32, other.length)));
        return Sender.of(Discord::provider, secret, sent, (unsigned, at) -> {
                    String time = Long.toString(at.getEpochSecond());
                    return unsigned.with("X-Signature-Timestamp", time)
                            .with(
                                    "X-Signature-Ed25519",
                                    hex(Jca.sign("Ed25519", ED25519.getPrivate(), bytes(time), unsigned.body())));
                })
                .timed(Duration.ofMinutes(5));
    }

    static Sender discordInteraction() {
        return discord(Sent.json("{\"version\":1,\"type\":2,\"id\":\"846462639134605312\",\"data\":{\"name\":\"hi\"}}"))
                .event("846462639134605312", "interaction.2");
    }

    static Sender discordEvent() {
        return discord(
                        Sent.json(
                                "{\"version\":1,\"application_id\":\"1234560123453231555\",\"type\":1,"
                                        + "\"event\":{\"type\":\"APPLICATION_AUTHORIZED\",\"timestamp\":\"2024-10-18T14:42:53.064834\",\"data\":{}}}"))
                .event("", "APPLICATION_AUTHORIZED");
    }

    static Sender sendGrid() {
        Pair secret = new Pair(
                base64(EC.getPublic().getEncoded()),
                base64(Jca.keys("EC").getPublic().getEncoded()));
        Sent batch = Sent.json("[{\"email\":\"a@example.com\",\"timestamp\":1767225600,\"event\":\"delivered\","
                + "\"sg_event_id\":\"ZGVsaXZlcmVk\"},{\"event\":\"open\",\"timestamp\":1767225601}]\r\n");
        return Sender.of(SendGrid::provider, secret, batch, (sent, at) -> {
                    String time = Long.toString(at.getEpochSecond());
                    String prefix = "X-Twilio-Email-Event-Webhook-";
                    return sent.with(prefix + "Timestamp", time)
                            .with(
                                    prefix + "Signature",
                                    base64(Jca.sign("SHA256withECDSA", EC.getPrivate(), bytes(time), sent.body())));
                })
                .event("ZGVsaXZlcmVk", "delivered")
                .timed(Duration.ofMinutes(5));
    }

    static Sender twitch() {
        Sent follow = Sent.json(
                        "{\"subscription\":{\"id\":\"f1c2\",\"status\":\"enabled\",\"type\":\"channel.follow\"},"
                                + "\"event\":{\"user_id\":\"1337\"}}")
                .with("Twitch-Eventsub-Message-Type", "notification")
                .with("Twitch-Eventsub-Message-Id", "befa7b53");
        return Sender.of(Twitch::provider, TEXT, follow, (sent, at) -> {
                    String prefix = "Twitch-Eventsub-Message-";
                    String time = at.toString().replace("Z", ".123456789Z");
                    byte[] head = bytes(sent.headers().get(prefix + "Id") + time);
                    return sent.with(prefix + "Timestamp", time)
                            .with(prefix + "Signature", "sha256=" + hex(hmac(SHA256, KEY, head, sent.body())));
                })
                .event("befa7b53", "channel.follow")
                .timed(Duration.ofMinutes(10));
    }

    static Sender intercom() {
        Sent created = Sent.json("{\"type\":\"notification_event\",\"id\":\"notif_78c1\",\"topic\":\"contact.created\","
                + "\"created_at\":1767225600,\"data\":{\"item\":{\"type\":\"contact\",\"id\":\"5303\"}}}");
        return Sender.of(Intercom::provider, TEXT, created, overBody(SHA1, "X-Hub-Signature", "sha1="))
                .event("notif_78c1", "contact.created");
    }

    static Sender dropbox() {
        Sent changed = Sent.json("{\"list_folder\":{\"accounts\":[\"dbid:AAH4\"]},\"delta\":{\"users\":[12345678]}}");
        return Sender.of(Dropbox::provider, TEXT, changed, overBody(SHA256, "X-Dropbox-Signature", ""))
                .event("", "changed");
    }

    static Sender lemonSqueezy() {
        Sent order = Sent.json(
                        "{\"meta\":{\"event_name\":\"order_created\"},\"data\":{\"type\":\"orders\",\"id\":\"1\","
                                + "\"attributes\":{\"updated_at\":\"2026-01-01T00:00:00.000000Z\"}}}")
                .with("X-Event-Name", "order_created");
        return Sender.of(LemonSqueezy::provider, TEXT, order, overBody(SHA256, "X-Signature", ""))
                .event("", "order_created");
    }

    static Sender mailgun() {
        String token = "a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0";
        Sent opened = Sent.json("{\"signature\":{},\"event-data\":{\"id\":\"Ase7i2zsRYeDXztHGENqRA\","
                + "\"timestamp\":1767225600.25,\"event\":\"opened\"}}");
        return Sender.of(Mailgun::provider, TEXT, opened, (sent, at) -> {
                    String time = Long.toString(at.getEpochSecond());
                    TreeMap<String, String> fields = new TreeMap<>();
                    fields.put("timestamp", time);
                    fields.put("token", token);
                    fields.put("signature", hex(hmac(SHA256, KEY, bytes(time + token))));
                    String signature = fields.entrySet().stream()
                            .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
                            .collect(Collectors.joining(",", "{", "}"));
                    return sent.body(json -> json.replace("\"signature\":{}", "\"signature\":" + signature));
                })
                .event("Ase7i2zsRYeDXztHGENqRA", "opened")
                .timed(Duration.ofHours(8))
                // the event is not signed: a forger can change that, but no token
                .forged(sent -> sent.body(json -> json.replace(token, token.replace('a', 'b'))));
    }
}
