package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhook4j.RejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is refused, for whatever reason: there is an answer, and it shows nothing. */
class DiagnosisPropertiesTest {

    private static final List<WebhookProvider> PROVIDERS = List.of(
            Damage.shop(Secrets.of(Damage.SECRET)),
            Damage.shop(Secrets.perRequest(request -> null)),
            provider(SignatureScheme.hmacSha1()
                    .signature(Field.entry("Sig", ' ', "v1", ','), Encoding.BASE64)
                    .secrets(Encoding.BASE64, "whsec_", "")
                    .build()),
            provider(SignatureScheme.equality().signature(Field.header("Sig")).build()),
            provider(SignatureScheme.sha256()
                    .signature(Field.query("sig"))
                    .signs(SignedPart.url("https://shop.example"), SignedPart.formFields())
                    .build()),
            provider(SignatureScheme.hmacSha512()
                    .signature(Field.json("/sig"))
                    .timestamp(Field.json("/time"), TimeFormat.RFC3339)
                    .signs(SignedPart.timestamp(), SignedPart.json("/id"))
                    .unsignedBody()
                    .build()));

    private static WebhookProvider provider(SignatureScheme scheme) {
        return WebhookProvider.builder("other", scheme, Secrets.of("c2VjcmV0IHRleHQ="))
                .id(Field.json("/id"))
                .type(Field.json("/type"))
                .accepts(BodyShape.formField("payload"))
                .build()
                .hints(Hint.mode(Field.json("/a/b"), "true", "advice"));
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> tokens = Arbitraries.of(
                "sha256=",
                "v1",
                "t",
                "=",
                ",",
                ", ",
                ";",
                "\"",
                "'",
                "%3D",
                "%",
                "+",
                " ",
                "1767225600",
                "-1",
                "0".repeat(40),
                "ab".repeat(32),
                "QUJD".repeat(8),
                "\u00e9",
                "\u0130",
                "");
        return Arbitraries.oneOf(
                Arbitraries.strings(), tokens.list().ofMaxSize(8).map(parts -> String.join("", parts)));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.of(
                        Damage.SIGNATURE,
                        Damage.TIME,
                        "X_Shop_Time",
                        "xshopsignature256",
                        "HTTP_SIG",
                        "Sig",
                        "Content-Type",
                        "Content-Length"));
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        Arbitrary<String> tokens = Arbitraries.of(
                "payload=",
                "{",
                "}",
                "[",
                "]",
                "\"",
                "\\u00e9",
                "\\ud83d",
                "\\",
                "a",
                ":",
                ",",
                "true",
                "1",
                "&",
                "%7B",
                "%",
                "+",
                "\u00e9",
                "\r\n",
                "\n",
                "\uFEFF",
                "/",
                "<");
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class),
                tokens.list().ofMaxSize(30).map(parts -> String.join("", parts).getBytes(StandardCharsets.UTF_8)));
    }

    @Property
    void thereIsAlwaysAnAnswer(
            @ForAll("names") String name,
            @ForAll("values") String value,
            @ForAll("values") String second,
            @ForAll("bodies") byte[] body,
            @ForAll Reason reason) {
        WebhookRequest request = WebhookRequest.builder("POST", "/?sig=" + value)
                .header(name, value)
                .header("Sig", second)
                .header(Damage.SIGNATURE, second)
                .header(Damage.TIME, "1767225600")
                .build();
        for (WebhookProvider provider : PROVIDERS) {
            Map<String, WebhookProvider> endpoints = Map.of("a", PROVIDERS.get(0), "b", PROVIDERS.get(2));
            for (byte[] read : Arrays.asList(body, null)) {
                Refusal refusal = new Refusal(
                        provider, request, read, Events.NOW, new RejectedException(reason, "test"), List.of());
                SignatureDiagnosis diagnosis = new Diagnosis(endpoints).of(refusal);
                assertThat(diagnosis.advice()).isNotBlank().hasSizeLessThan(600);
                // a stale request's signature is right, and the engine takes the endpoint's word for it
                assertThat(diagnosis.proven() && reason != Reason.TIMESTAMP_STALE && reason != Reason.TIMESTAMP_FUTURE)
                        .as(diagnosis.advice())
                        .isFalse();
            }
        }
    }
}
