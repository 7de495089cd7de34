package io.github.webhook4j;

import static io.github.webhook4j.Damage.SECRET;
import static io.github.webhook4j.Diagnosed.assertDiscreet;
import static io.github.webhook4j.Diagnosed.assertFound;
import static io.github.webhook4j.Diagnosed.diagnose;
import static io.github.webhook4j.Diagnosed.provider;
import static io.github.webhook4j.Diagnosed.signed;

import io.github.webhook4j.SignatureDiagnosis.Mistake;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong with secrets, times and signatures of other schemes. */
class SchemeDiagnosisTest {

    private static SignatureScheme timed(TimeFormat format) {
        return SignatureScheme.hmacSha256()
                .signature(Field.entry("Sig", ',', "v1"))
                .timestamp(Field.entry("Sig", ',', "t"), format)
                .signs(SignedPart.timestamp(), SignedPart.text("."), SignedPart.body())
                .build();
    }

    private static SignatureDiagnosis sentInAndReadIn(TimeFormat sent, TimeFormat read) {
        return diagnose(provider("timed", timed(read), Secrets.of(SECRET)), signed(timed(sent), SECRET));
    }

    @Test
    void aTimeInAnotherUnitIsTold() {
        assertFound(
                sentInAndReadIn(TimeFormat.MILLIS, TimeFormat.SECONDS), Mistake.TIME_UNIT, true, "TimeFormat.MILLIS");
        assertFound(
                sentInAndReadIn(TimeFormat.SECONDS, TimeFormat.MILLIS), Mistake.TIME_UNIT, true, "TimeFormat.SECONDS");
        assertFound(
                sentInAndReadIn(TimeFormat.RFC3339, TimeFormat.SECONDS),
                Mistake.TIME_UNIT,
                false,
                "TimeFormat.RFC3339");
    }

    @Test
    void anEntryOfAListIsWrittenAsItShouldBe() {
        String header = String.valueOf(
                signed(timed(TimeFormat.SECONDS), SECRET).headers().first("Sig"));
        String base64 = Encoding.BASE64.encode(HexFormat.of().parseHex(header.substring(16)));
        for (String damaged : List.of(
                header.replace(",", ";"),
                header.replace(",", " "),
                "'" + header + "'",
                header.replace("v1=", "V1=").replace("t=", "t= "),
                header.substring(0, 16) + base64)) {
            WebhookRequest request =
                    WebhookRequest.builder("POST", "/").header("Sig", damaged).build();
            assertFound(
                    diagnose(provider("timed", timed(TimeFormat.SECONDS), Secrets.of(SECRET)), request),
                    Mistake.SIGNATURE_ALTERED,
                    true,
                    "the header Sig");
        }
    }

    /** A sender that uses the text of its secrets, or their bytes. */
    private static SignatureDiagnosis diagnosis(String sender, String configured, Encoding shown) {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.header("Sig"), Encoding.BASE64)
                .secrets(shown, "whsec_", "")
                .build();
        SignatureDiagnosis diagnosis =
                diagnose(provider("shop", scheme, Secrets.of(configured)), signed(scheme, sender));
        assertDiscreet(diagnosis, List.of(sender, configured));
        return diagnosis;
    }

    private static String base64(String text) {
        return Encoding.BASE64.encode(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aSecretThatTheSenderUsesAsTextIsFoundWhereBase64IsRead() {
        String secret = base64("0123456789abcdefghijklmnop");
        for (String used : List.of("whsec_" + secret, secret)) {
            assertFound(
                    diagnosis(base64(used), "whsec_" + secret, Encoding.BASE64),
                    Mistake.SECRET_ENCODING,
                    true,
                    "its text as it is",
                    "Encoding.TEXT");
        }
    }

    @Test
    void aSecretThatWasEncodedOnceMoreIsFoundWhereBase64IsRead() {
        String secret = base64("0123456789abcdefghijklmnop");
        assertFound(
                diagnosis(secret, base64(secret + "\n"), Encoding.BASE64),
                Mistake.SECRET_ENCODING,
                true,
                "configure the secret itself");
    }

    @Test
    void aPrefixThatIsTooMuchIsFound() {
        SignatureScheme scheme =
                SignatureScheme.hmacSha256().signature(Field.header("Sig")).build();
        WebhookProvider provider =
                provider("shop", scheme, Secrets.of("whsec_plain_secret")).hints(Hint.secretsBegin("whsec_"));
        assertFound(
                diagnose(provider, signed(scheme, "plain_secret")),
                Mistake.SECRET_PREFIX,
                true,
                "without the prefix whsec_");
    }

    @Test
    void aPrefixThatTheSchemeDemandsIsFoundMissing() {
        SignatureScheme scheme = SignatureScheme.hmacSha256()
                .signature(Field.header("Sig"))
                .secrets(Encoding.TEXT, "whsec_")
                .build();
        Secrets chosen = Secrets.of("plain_secret");
        assertFound(
                diagnose(
                        provider("shop", scheme, Secrets.perRequest(request -> chosen)),
                        signed(scheme, "whsec_plain_secret")),
                Mistake.SECRET_PREFIX,
                true,
                "with the prefix whsec_");
    }

    /** RFC 8032, the first of its test vectors. */
    @Test
    void aPublicKeyInQuotesIsFound() {
        String key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        String seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
        SignatureScheme scheme =
                SignatureScheme.ed25519().signature(Field.header("Sig")).build();
        WebhookRequest request =
                signed(scheme, Encoding.BASE64.encode(HexFormat.of().parseHex(seed + key)));
        Secrets quoted = Secrets.of("\"" + key + "\"");
        assertFound(
                diagnose(provider("signed", scheme, Secrets.perRequest(chosen -> quoted)), request),
                Mistake.SECRET_ALTERED,
                true,
                "quotes");
    }
}
