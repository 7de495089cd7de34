package io.github.webhook4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.webhook4j.RejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SignatureAlgorithmsTest {

    private static final byte[] BODY = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);

    private static WebhookRequest signed(Map<String, String> headers) {
        WebhookRequest.Builder request = WebhookRequest.builder("POST", "/").body(BODY);
        headers.forEach(request::header);
        return request.build();
    }

    private static int verify(SignatureScheme scheme, Secrets secrets, Map<String, String> headers, byte[] body) {
        return scheme.verifier(secrets).signature(signed(headers)).verify(body, Events.NOW);
    }

    private static void assertVerifies(SignatureScheme scheme, Secrets secrets, String signature) {
        Map<String, String> headers = Map.of("Sig", signature);
        byte[] changed = BODY.clone();
        changed[0] ^= 1;
        assertThat(verify(scheme, secrets, headers, BODY)).isZero();
        assertThatThrownBy(() -> verify(scheme, secrets, headers, changed))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SIGNATURE_MISMATCH));
    }

    private static SignatureScheme of(SignatureScheme.Builder scheme, Encoding encoding) {
        return scheme.signature(Field.header("Sig"), encoding).build();
    }

    private static String signature(SignatureScheme scheme, Secrets secrets) {
        return Objects.requireNonNull(
                scheme.sign(secrets, signed(Map.of()), Events.NOW).get("Sig"));
    }

    private static KeyPair keys(String algorithm, int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp" + bits + "r1"));
        } else if (bits > 0) {
            generator.initialize(bits);
        }
        return generator.generateKeyPair();
    }

    private static byte[] sign(String algorithm, KeyPair keys) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(keys.getPrivate());
        signature.update(BODY);
        return signature.sign();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }

    @Test
    void hmacOfEachSize() {
        Secrets secrets = Secrets.of("secret");
        // printf '{"id":"1"}' | openssl dgst -sha512 -hmac secret
        assertVerifies(
                of(SignatureScheme.hmacSha512(), Encoding.HEX),
                secrets,
                "f40b2fbc3358ff04e9646aa8125dccfd01107cdd0793a2ef0f068fcb4f65df8a25d514988bd7cd7b49cf32c339da4d96a969e73037df36ecc55fb75c6a3a5f3c");
        // printf '{"id":"1"}' | openssl dgst -sha256 -hmac secret -binary | base64
        assertVerifies(
                of(SignatureScheme.hmacSha256(), Encoding.BASE64),
                secrets,
                "YUYUKizgFZ6EwHZ4geTsgLw5faYlJufRn3B5XreUYMA=");
    }

    /** Published by Adyen, which signs the fields of each item: no scheme finds them in a request, but this is how they are signed. */
    @Test
    void adyensItemWithItsKeyInHex() {
        SignatureScheme scheme = of(SignatureScheme.hmacSha256().secrets(Encoding.HEX), Encoding.BASE64);
        Secrets secrets = Secrets.of("44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056");
        byte[] item = "7914073381342284::TestMerchant:TestPayment-1407325143704:1130:EUR:AUTHORISATION:true"
                .getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of("Sig", "coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=");
        assertThat(verify(scheme, secrets, headers, item)).isZero();
        item[0] ^= 1;
        assertThatThrownBy(() -> verify(scheme, secrets, headers, item)).isInstanceOf(RejectedException.class);
    }

    @Test
    void theHashOfTheSecretAndTheText() {
        // printf 'secret{"id":"1"}' | sha256sum
        assertVerifies(
                of(SignatureScheme.sha256(), Encoding.HEX),
                Secrets.of("secret"),
                "83d195b2900ca4c54ed3678160a23c2ea620f256e0d59f13d3af4cf3721652e4");
    }

    @Test
    void theSecretItself() {
        SignatureScheme scheme =
                SignatureScheme.equality().signature(Field.header("Sig")).build();
        Secrets secrets = Secrets.of("one", "two");
        assertThat(verify(scheme, secrets, Map.of("Sig", "two"), BODY)).isEqualTo(1);
        assertThat(scheme.sign(secrets, signed(Map.of()), Events.NOW)).isEqualTo(Map.of("Sig", "one"));
        for (String wrong : List.of("tw", "twos", "Two", "three")) {
            assertThatThrownBy(() -> verify(scheme, secrets, Map.of("Sig", wrong), BODY))
                    .isInstanceOf(RejectedException.class);
        }
    }

    @Test
    void ed25519WithAKeyInEveryForm() throws GeneralSecurityException {
        KeyPair keys = keys("Ed25519", 0);
        byte[] spki = keys.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(spki, spki.length - 32, spki.length);
        SignatureScheme scheme = of(SignatureScheme.ed25519(), Encoding.HEX);
        String signature = HexFormat.of().formatHex(sign("Ed25519", keys));
        for (String key : List.of(HexFormat.of().formatHex(raw), base64(raw), base64(spki), pem("PUBLIC KEY", spki))) {
            assertVerifies(scheme, Secrets.of(key), signature);
        }
    }

    @Test
    void ecdsaAndRsa() throws GeneralSecurityException {
        KeyPair curve = keys("EC", 256);
        assertVerifies(
                of(SignatureScheme.ecdsaP256(), Encoding.BASE64),
                Secrets.of(base64(curve.getPublic().getEncoded())),
                base64(sign("SHA256withECDSA", curve)));
        KeyPair rsa = keys("RSA", 2048);
        assertVerifies(
                of(SignatureScheme.rsaSha256(), Encoding.BASE64URL),
                Secrets.of(pem("PUBLIC KEY", rsa.getPublic().getEncoded())),
                Base64.getUrlEncoder().withoutPadding().encodeToString(sign("SHA256withRSA", rsa)));
    }

    @Test
    void whoHasThePrivateKeySignsAndWhoHasOnlyThePublicOneDoesNot() throws GeneralSecurityException {
        KeyPair keys = keys("Ed25519", 0);
        byte[] pkcs8 = keys.getPrivate().getEncoded();
        byte[] spki = keys.getPublic().getEncoded();
        byte[] pair = Arrays.copyOf(Arrays.copyOfRange(pkcs8, pkcs8.length - 32, pkcs8.length), 64);
        System.arraycopy(spki, spki.length - 32, pair, 32, 32);
        SignatureScheme scheme = of(SignatureScheme.ed25519(), Encoding.BASE64);
        Secrets known = Secrets.of(base64(spki));
        for (String key : List.of(base64(pkcs8), pem("PRIVATE KEY", pkcs8), base64(pair))) {
            Map<String, String> headers = scheme.sign(Secrets.of(key), signed(Map.of()), Events.NOW);
            assertThat(verify(scheme, known, headers, BODY)).isZero();
        }
        assertThat(verify(
                        scheme,
                        Secrets.of(base64(pair)),
                        scheme.sign(Secrets.of(base64(pair)), signed(Map.of()), Events.NOW),
                        BODY))
                .isZero();
        assertThatThrownBy(() -> scheme.sign(known, signed(Map.of()), Events.NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot sign");
        assertThatThrownBy(() ->
                        verify(scheme, Secrets.of(base64(pkcs8)), Map.of("Sig", base64(sign("Ed25519", keys))), BODY))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SECRET_UNAVAILABLE));
    }

    @Test
    void aKeyThatIsNoneOrOfAnotherKindOrWeakDoesNotBuild() throws GeneralSecurityException {
        String p384 = base64(keys("EC", 384).getPublic().getEncoded());
        String weak = base64(keys("RSA", 1024).getPublic().getEncoded());
        for (String key : List.of("not base64!", "AAAA", p384, weak, "0".repeat(63))) {
            for (SignatureScheme.Builder scheme :
                    List.of(SignatureScheme.ed25519(), SignatureScheme.ecdsaP256(), SignatureScheme.rsaSha256())) {
                assertThatThrownBy(() -> of(scheme, Encoding.BASE64).verifier(Secrets.of(key)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("is not a key for");
            }
        }
    }

    @Test
    void whatIsNoSignatureAtAllIsRefusedWithoutAnException() throws GeneralSecurityException {
        KeyPair curve = keys("EC", 256);
        SignatureScheme scheme = of(SignatureScheme.ecdsaP256(), Encoding.BASE64);
        Secrets secrets = Secrets.of(base64(curve.getPublic().getEncoded()));
        for (byte[] odd : List.of(new byte[1], new byte[64], new byte[1024])) {
            assertThatThrownBy(() -> verify(scheme, secrets, Map.of("Sig", base64(odd)), BODY))
                    .isInstanceOfSatisfying(
                            RejectedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SIGNATURE_MISMATCH));
        }
        assertThatThrownBy(() -> verify(scheme, secrets, Map.of("Sig", base64(new byte[1025])), BODY))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SIGNATURE_MALFORMED));
    }

    @Test
    void aSignatureIsReadStrictly() {
        Secrets secrets = Secrets.of("secret");
        SignatureScheme hex = of(SignatureScheme.hmacSha256(), Encoding.HEX);
        SignatureScheme base64 = of(SignatureScheme.hmacSha256(), Encoding.BASE64);
        String rightHex = signature(hex, secrets);
        String rightBase64 = signature(base64, secrets);
        for (String odd : List.of(rightHex.toUpperCase(Locale.ROOT), rightHex + "00", rightHex.substring(2))) {
            assertMalformed(hex, secrets, odd);
        }
        for (String odd : List.of(
                rightBase64.replace("=", ""),
                rightBase64 + "=",
                rightBase64 + " ",
                rightBase64.replace('+', '-').replace('/', '_') + "_",
                rightHex)) {
            assertMalformed(base64, secrets, odd);
        }
    }

    private static void assertMalformed(SignatureScheme scheme, Secrets secrets, String signature) {
        assertThatThrownBy(() -> verify(scheme, secrets, Map.of("Sig", signature), BODY))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SIGNATURE_MALFORMED));
    }

    @Test
    void aSecretIsDecodedAsItIsShown() {
        SignatureScheme text = of(SignatureScheme.hmacSha256(), Encoding.HEX);
        SignatureScheme hex = of(SignatureScheme.hmacSha256().secrets(Encoding.HEX), Encoding.HEX);
        SignatureScheme base64 = of(SignatureScheme.hmacSha256().secrets(Encoding.BASE64, "whsec_", ""), Encoding.HEX);
        Map<String, String> expected = text.sign(Secrets.of("secret"), signed(Map.of()), Events.NOW);

        assertThat(hex.sign(Secrets.of("736563726574"), signed(Map.of()), Events.NOW))
                .isEqualTo(expected);
        assertThat(base64.sign(Secrets.of("c2VjcmV0"), signed(Map.of()), Events.NOW))
                .isEqualTo(expected);
        assertThat(base64.sign(Secrets.of("whsec_c2VjcmV0"), signed(Map.of()), Events.NOW))
                .isEqualTo(expected);
        assertThatThrownBy(() -> base64.verifier(Secrets.of("whsec_not base64 at all")))
                .hasMessageNotContaining("not base64 at all");
        for (String odd : List.of("whsec_", "whsec_%", "not base64")) {
            assertThatThrownBy(() -> base64.verifier(Secrets.of("c2VjcmV0", odd)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Secret number 2 is not BASE64");
        }
    }

    @Test
    void eachSecretIsForTheSchemeWhosePrefixItHas() throws GeneralSecurityException {
        KeyPair keys = keys("Ed25519", 0);
        String known = "pk_" + base64(keys.getPublic().getEncoded());
        SignatureScheme either = SignatureScheme.hmacSha256()
                .signature(Field.entry("Sig", ' ', "v1", ','), Encoding.HEX)
                .secrets(Encoding.TEXT, "")
                .build()
                .or(SignatureScheme.ed25519()
                        .signature(Field.entry("Sig", ' ', "v1a", ','), Encoding.BASE64)
                        .secrets(Encoding.BASE64, "pk_")
                        .build());
        String v1a = "v1a," + base64(sign("Ed25519", keys));
        String v1 =
                either.sign(Secrets.of("secret"), signed(Map.of()), Events.NOW).get("Sig");

        assertThat(verify(either, Secrets.of("secret", known), Map.of("Sig", v1a), BODY))
                .isEqualTo(1);
        assertThat(verify(either, Secrets.of(known, "secret"), Map.of("Sig", v1 + " " + v1a), BODY))
                .isEqualTo(1);
        assertThat(verify(either, Secrets.of("other", known), Map.of("Sig", v1 + " " + v1a), BODY))
                .isEqualTo(1);
        assertThatThrownBy(() -> verify(either, Secrets.of("secret"), Map.of("Sig", v1a), BODY))
                .isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> verify(either, Secrets.of(known), Map.of("Sig", v1), BODY))
                .isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> verify(either, Secrets.of("secret"), Map.of("Sig", "v9,x"), BODY))
                .isInstanceOf(RejectedException.class);
    }

    /** Everybody has the public key: if it were taken for a secret, everybody could sign. */
    @Test
    void aPublicKeyIsNeverTakenForASecret() throws GeneralSecurityException {
        Secrets known = Secrets.of("pk_" + base64(keys("Ed25519", 0).getPublic().getEncoded()));
        SignatureScheme hmac = SignatureScheme.hmacSha256()
                .signature(Field.entry("Sig", ' ', "v1", ','), Encoding.HEX)
                .build();
        SignatureScheme either = hmac.or(SignatureScheme.ed25519()
                .signature(Field.entry("Sig", ' ', "v1a", ','), Encoding.BASE64)
                .secrets(Encoding.BASE64, "pk_")
                .build());
        String forged = signature(hmac, known);
        assertThat(verify(hmac, known, Map.of("Sig", forged), BODY)).isZero();
        assertThatThrownBy(() -> verify(either, known, Map.of("Sig", forged), BODY))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SECRET_UNKNOWN));
    }

    @Test
    void anAlternativeNeedsNoSecretOfItsOwn() {
        SignatureScheme signed = of(SignatureScheme.hmacSha256().secrets(Encoding.TEXT, "whsec_"), Encoding.HEX);
        SignatureScheme shared = SignatureScheme.equality()
                .signature(Field.header("Token"))
                .secrets(Encoding.TEXT, "token_")
                .build();
        SignatureScheme scheme = signed.orElse(shared);
        Secrets token = Secrets.of("token_1");

        assertThat(verify(scheme, token, Map.of("Token", "1"), BODY)).isZero();
        assertThat(scheme.sign(token, signed(Map.of()), Events.NOW)).isEqualTo(Map.of("Token", "1"));
        assertThatThrownBy(() -> verify(scheme, token, Map.of("Sig", "0".repeat(64)), BODY))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SECRET_UNKNOWN));
    }

    @Test
    void secretsOfWhichNoneFitsDoNotBuild() {
        SignatureScheme scheme = of(SignatureScheme.hmacSha256().secrets(Encoding.TEXT, "whsec_"), Encoding.HEX);
        assertThatThrownBy(() -> scheme.verifier(Secrets.of("sk_live")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prefix");
    }
}
