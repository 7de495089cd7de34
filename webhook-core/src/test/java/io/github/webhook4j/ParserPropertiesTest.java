package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.webhook4j.RejectedException.Reason;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever comes in, the parsers answer or refuse; they throw nothing else, and what they accept they read right. */
class ParserPropertiesTest {

    private static final Field.Entry SIGNATURE = Field.entry("Sig", ',', "v1");
    private static final SignatureScheme SCHEME = SignatureScheme.hmacSha256()
            .signature(SIGNATURE)
            .timestamp(Field.entry("Sig", ',', "t"))
            .signs(SignedPart.timestamp(), SignedPart.text("."), SignedPart.body())
            .build();
    private static final Set<Reason> REFUSALS =
            Set.of(Reason.SIGNATURE_MISSING, Reason.SIGNATURE_MALFORMED, Reason.SIGNATURE_MISMATCH);

    @Provide
    Arbitrary<String> headers() {
        Arbitrary<String> tokens = Arbitraries.of(
                "t",
                "v1",
                "v0",
                "=",
                ",",
                ", ",
                ";",
                " ",
                "1767225600",
                "0",
                "-1",
                "9999999999999999999",
                "a".repeat(64),
                "\u00e9",
                "");
        return Arbitraries.oneOf(
                Arbitraries.strings(), tokens.list().ofMaxSize(12).map(parts -> String.join("", parts)));
    }

    @Property
    void aSignatureHeaderIsRefusedWhateverStandsInIt(@ForAll("headers") String header, @ForAll byte[] body) {
        WebhookRequest request =
                WebhookRequest.builder("POST", "/").header("Sig", header).build();
        Reason reason = null;
        try {
            SCHEME.verifier(Events.SECRETS).signature(request).verify(body, Events.NOW);
        } catch (RejectedException e) {
            reason = e.reason();
        }
        assertThat(reason).isIn(REFUSALS);
    }

    @Property
    void whatIsSignedVerifiesAndWhatIsChangedDoesNot(@ForAll byte[] body, @ForAll byte added) {
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/");
        SCHEME.sign(Events.SECRETS, Events.post(body), Events.NOW).forEach(request::header);
        Verifier.Signature signature = SCHEME.verifier(Events.SECRETS).signature(request.build());

        assertThat(signature.verify(body, Events.NOW)).isZero();

        byte[] changed = Arrays.copyOf(body, body.length + 1);
        changed[body.length] = added;
        Reason reason = null;
        try {
            signature.verify(changed, Events.NOW);
        } catch (RejectedException e) {
            reason = e.reason();
        }
        assertThat(reason).isEqualTo(Reason.SIGNATURE_MISMATCH);
    }

    @Property
    void aFormFieldIsReadAsItWasEncoded(@ForAll String value) {
        String clean = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        byte[] form = ("a=1&payload=" + URLEncoder.encode(clean, StandardCharsets.UTF_8) + "&b=2")
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(FormBody.field("payload", form))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(clean);
    }

    @Property
    void aFormIsReadOrRefused(@ForAll byte[] form) {
        try {
            byte[] value = FormBody.field("p", form);
            assertThat(value == null ? 0 : value.length).isLessThanOrEqualTo(form.length);
        } catch (RejectedException e) {
            assertThat(e.reason()).isEqualTo(Reason.EVENT_MALFORMED);
        }
    }

    @Property
    void aBodyIsScannedOrRefused(@ForAll byte[] body) {
        try {
            EventScan.of(body, EventScan.Plan.of(List.of("/id", "/data/object")));
        } catch (RejectedException e) {
            assertThat(e.reason()).isEqualTo(Reason.EVENT_MALFORMED);
        }
    }

    @Property
    void whatTheScanFindsIsWhatTheTreeHas(@ForAll String id, @ForAll List<String> values) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        byte[] body = mapper.writeValueAsBytes(mapper.createObjectNode()
                .put(id + "x", "before")
                .put("id", id)
                .set("data", mapper.createObjectNode().set("object", mapper.valueToTree(values))));

        EventScan scan = EventScan.of(body, EventScan.Plan.of(List.of("/id", "/data/object")));

        assertThat(scan.text("/id")).isEqualTo(mapper.readTree(body).path("id").asText());
        EventScan.Span span = scan.span("/data/object");
        assertThat(span).isNotNull();
        assertThat(mapper.readTree(body, span.start(), span.length()))
                .isEqualTo(mapper.readTree(body).at("/data/object"));
    }
}
