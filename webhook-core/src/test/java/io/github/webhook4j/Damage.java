package io.github.webhook4j;

import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A mistake, made with a delivery that is really signed. Every case is good for any way of delivering: what is damaged are headers,
 * bytes and the configured secret.
 *
 * @param name what was done
 * @param body what the sender signed
 * @param damage what became of the delivery
 * @param mistake what has to be found
 * @param remedy what the advice has to say
 * @param proven whether the damage can be undone
 */
record Damage(
        String name, String body, UnaryOperator<Delivery> damage, Mistake mistake, String remedy, boolean proven) {

    static final String SECRET = "whsec_Zm9yIHRlc3RzIG9ubHksIG5v+dCBhIHJl/YWwgb25l";
    static final String OTHER_SECRET = "whsec_Q3Jvc3Nyb2Fkcy+Mw/dU0123";
    static final String SIGNATURE = "X-Shop-Signature-256";
    static final String TIME = "X-Shop-Time";
    static final String JSON =
            "{\"id\":\"evt_1\",\"type\":\"order.paid\",\"data\":{\"total\":12.50,\"big\":9007199254740993,"
                    + "\"empty\":{},\"none\":[],\"lines\":[1,2,{\"a\":null}],\"quote\":\"a \\\" b, {c}: [d]\"}}";
    static final String PRETTY = """
            {
              "id": "evt_1",
              "type": "order.paid",
              "data": {
                "total": 12.50,
                "none": [],
                "lines": [
                  1,
                  {
                    "a": null
                  }
                ]
              }
            }""";
    static final String UNICODE =
            "{\"id\":\"evt_1\",\"type\":\"order.paid\",\"name\":\"J\u00fcrgen \u6771\u4eac \ud83d\ude00\","
                    + "\"url\":\"https://shop.example/a?b=1&c=<2>\"}";
    static final String FORM =
            "payload=%7B%22id%22%3A%22evt_1%22%2C%22type%22%3A%22order.paid%22%2C%22text%22%3A%22a+b%26c*d%22%7D";

    /**
     * What arrives.
     *
     * @param headers names and values, in turn
     * @param body the bytes
     * @param secret the configured secret
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Delivery(List<String> headers, byte[] body, String secret) {

        Delivery text(UnaryOperator<String> change) {
            return bytes(change.apply(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        }

        Delivery bytes(byte[] changed) {
            return new Delivery(headers, changed, secret);
        }

        Delivery secret(String changed) {
            return new Delivery(headers, body, changed);
        }

        Delivery renamed(UnaryOperator<String> change) {
            return mapped(change, value -> value);
        }

        Delivery valued(UnaryOperator<String> change) {
            return mapped(name -> name, change);
        }

        Delivery signature(UnaryOperator<String> change) {
            return signed(change, time -> time);
        }

        Delivery signed(UnaryOperator<String> signature, UnaryOperator<String> time) {
            List<String> changed = new ArrayList<>(headers);
            changed.replaceAll(text -> text.startsWith("sha256=") ? signature.apply(text) : text);
            changed.replaceAll(text -> text.matches("[0-9]+") ? time.apply(text) : text);
            return new Delivery(changed, body, secret);
        }

        Delivery with(String name, String value) {
            List<String> changed = new ArrayList<>(headers);
            changed.addAll(List.of(name, value));
            return new Delivery(changed, body, secret);
        }

        Delivery without(String name) {
            List<String> changed = new ArrayList<>(headers);
            int at = changed.indexOf(name);
            changed.subList(at, at + 2).clear();
            return new Delivery(changed, body, secret);
        }

        private Delivery mapped(UnaryOperator<String> names, UnaryOperator<String> values) {
            List<String> changed = new ArrayList<>();
            for (int i = 0; i < headers.size(); i += 2) {
                changed.add(names.apply(headers.get(i)));
                changed.add(values.apply(headers.get(i + 1)));
            }
            return new Delivery(changed, body, secret);
        }

        WebhookRequest request() {
            WebhookRequest.Builder request = WebhookRequest.builder("POST", "/").body(body);
            for (int i = 0; i < headers.size(); i += 2) {
                request.header(headers.get(i), headers.get(i + 1));
            }
            return request.build();
        }
    }

    /** A sender that signs body and time. */
    static WebhookProvider shop(Secrets secrets) {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.prefixed(SIGNATURE, "sha256="))
                .timestamp(Field.header(TIME))
                .signs(SignedPart.timestamp(), SignedPart.text("."), SignedPart.body())
                .build();
        return WebhookProvider.builder("shop", scheme, secrets)
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .accepts(BodyShape.formField("payload"))
                .build()
                .hints(
                        Hint.secretsBegin("whsec_"),
                        Hint.secret("api_\\w+", "it is an API key; copy the signing secret."),
                        Hint.header("X-Shop-Signature", "It is signed with SHA-1 only: update the shop."),
                        Hint.mode(Field.json("/live"), "false", "It is a test event: configure the test secret."));
    }

    /** The delivery as the sender has signed and sent it. */
    Delivery sent(Instant at) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        List<String> headers = new ArrayList<>();
        headers.addAll(List.of(
                "Content-Type",
                body.startsWith("payload=") ? "application/x-www-form-urlencoded" : "application/json"));
        shop(Secrets.of(SECRET))
                .sign(WebhookRequest.builder("POST", "/").body(bytes).build(), at)
                .forEach((name, value) -> headers.addAll(List.of(name, value)));
        return new Delivery(headers, bytes, SECRET);
    }

    /** The delivery as it arrives. */
    Delivery arrived(Instant at) {
        return damage.apply(sent(at));
    }

    static Stream<Damage> all() {
        return Stream.of(SecretDamages.all(), BodyDamages.all(), CharsetDamages.all(), HeaderDamages.all())
                .flatMap(cases -> cases);
    }

    static Damage proven(String name, String body, UnaryOperator<Delivery> damage, Mistake mistake, String remedy) {
        return new Damage(name, body, damage, mistake, remedy, true);
    }

    static Damage guess(String name, String body, UnaryOperator<Delivery> damage, Mistake mistake, String remedy) {
        return new Damage(name, body, damage, mistake, remedy, false);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** All that must not be shown. */
    static List<String> confidential(Delivery delivery) {
        List<String> texts = new ArrayList<>(List.of(SECRET, OTHER_SECRET, delivery.secret()));
        texts.add(new String(delivery.body(), StandardCharsets.UTF_8));
        texts.addAll(delivery.headers().stream()
                .filter(value -> value.matches(".*[0-9a-fA-F]{20}.*|.*[A-Za-z0-9+/_-]{40}.*"))
                .toList());
        return texts;
    }

    @Override
    public String toString() {
        return name;
    }
}
