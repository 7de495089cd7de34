package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * How a sender signs, in a few declarative lines: the algorithm, the header that holds the signature, the text that is
 * signed, and how old a signature may be.
 *
 * <pre>{@code
 * SignatureScheme.hmacSha256()
 *         .signature(Field.entry("Stripe-Signature", ',', "v1"))
 *         .timestamp(Field.entry("Stripe-Signature", ',', "t"))
 *         .signs(Part.timestamp(), Part.text("."), Part.body())
 *         .build();
 * }</pre>
 *
 * <p>Signatures are lower-case hex. Immutable, thread-safe.
 */
public final class SignatureScheme {

    /** How far the time of signing may lie before or after now, unless the scheme says otherwise: 5 minutes. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final HexFormat HEX = HexFormat.of();

    private final String algorithm;
    private final int hexLength;
    private final Field signature;
    private final @Nullable Field timestamp;
    private final List<Part> parts;
    private final Duration tolerance;

    private SignatureScheme(Builder builder, Field signature) {
        this.algorithm = builder.algorithm;
        this.hexLength = builder.hexLength;
        this.signature = signature;
        this.timestamp = builder.timestamp;
        this.parts = List.copyOf(builder.parts);
        this.tolerance = builder.tolerance;
    }

    /** A piece of the text that is signed. */
    public sealed interface Part {
        /**
         * Fixed text.
         *
         * @param value the text, signed as UTF-8
         */
        record Text(String value) implements Part {}

        /** The time of signing, as a decimal number of seconds without leading zeros. */
        record Timestamp() implements Part {}

        /** The exact bytes of the body. */
        record Body() implements Part {}

        /**
         * Fixed text.
         *
         * @param value the text, signed as UTF-8
         * @return the part
         */
        static Part text(String value) {
            return new Text(value);
        }

        /**
         * The time of signing.
         *
         * @return the part
         */
        static Part timestamp() {
            return new Timestamp();
        }

        /**
         * The exact bytes of the body.
         *
         * @return the part
         */
        static Part body() {
            return new Body();
        }
    }

    /**
     * Starts a scheme that signs with HMAC-SHA256.
     *
     * @return a builder
     */
    public static Builder hmacSha256() {
        return new Builder("HmacSHA256", 64);
    }

    /**
     * Starts a scheme that signs with HMAC-SHA1, for senders that offer nothing better.
     *
     * @return a builder
     */
    public static Builder hmacSha1() {
        return new Builder("HmacSHA1", 40);
    }

    /**
     * A verifier of this scheme.
     *
     * @param secrets what the sender signs with
     * @return the verifier
     */
    public Verifier verifier(Secrets secrets) {
        return request -> claim(secrets, request);
    }

    /**
     * Signs a body as the sender would.
     *
     * @param secret what to sign with; of several the first is used
     * @param body the exact bytes that will be sent
     * @param at the time of signing, cut to seconds
     * @return the headers to send, by name
     * @throws IllegalArgumentException if the secrets are chosen per request
     */
    public Map<String, String> sign(Secrets secret, byte[] body, Instant at) {
        List<Hmac> hmacs = secret.hmacs(algorithm);
        if (hmacs.isEmpty()) {
            throw new IllegalArgumentException("Secrets that are chosen per request cannot sign: give one secret");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (timestamp != null) {
            write(timestamp, Long.toString(at.getEpochSecond()), headers);
        }
        write(signature, HEX.formatHex(mac(hmacs.get(0), at.getEpochSecond(), body)), headers);
        return headers;
    }

    /** Whether the request carries a signature of this scheme at all, well formed or not. */
    boolean present(WebhookRequest request) {
        return SignatureFields.present(signature, request.headers());
    }

    private Verifier.Signature claim(Secrets secrets, WebhookRequest request) {
        List<String> claimed = SignatureFields.values(signature, request.headers());
        List<byte[]> signatures = new ArrayList<>(claimed.size());
        for (String value : claimed) {
            signatures.add(hexBytes(value));
        }
        long signedAt = timestamp == null ? 0 : seconds(SignatureFields.value(timestamp, request.headers()));
        return new Claim(secrets.forRequest(request).hmacs(algorithm), signatures, signedAt);
    }

    /** What a request claims: signatures, and the time they were made at. */
    private final class Claim implements Verifier.Signature {

        private final List<Hmac> hmacs;
        private final List<byte[]> signatures;
        private final long signedAt;

        Claim(List<Hmac> hmacs, List<byte[]> signatures, long signedAt) {
            this.hmacs = hmacs;
            this.signatures = signatures;
            this.signedAt = signedAt;
        }

        @Override
        public int verify(byte[] body, Instant now) {
            for (int index = 0; index < hmacs.size(); index++) {
                byte[] expected = mac(hmacs.get(index), signedAt, body);
                for (byte[] claimed : signatures) {
                    if (MessageDigest.isEqual(expected, claimed)) {
                        checkAge(signedAt, now);
                        return index;
                    }
                }
            }
            throw new RejectedException(
                    Reason.SIGNATURE_MISMATCH,
                    "none of " + hmacs.size() + " secrets makes the signature in "
                            + SignatureFields.header(signature).name() + " over these " + body.length + " bytes");
        }
    }

    private byte[] mac(Hmac hmac, long signedAt, byte[] body) {
        Mac mac = hmac.start();
        for (Part part : parts) {
            if (part instanceof Part.Body) {
                mac.update(body);
            } else {
                String text = part instanceof Part.Text fixed ? fixed.value() : Long.toString(signedAt);
                mac.update(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return mac.doFinal();
    }

    private void checkAge(long signedAt, Instant now) {
        if (timestamp == null || tolerance.isZero()) {
            return;
        }
        long age = now.getEpochSecond() - signedAt;
        if (age > tolerance.toSeconds()) {
            throw new RejectedException(
                    Reason.TIMESTAMP_STALE, "signed " + age + " s ago, allowed are " + tolerance.toSeconds() + " s");
        }
        if (-age > tolerance.toSeconds()) {
            throw new RejectedException(
                    Reason.TIMESTAMP_FUTURE,
                    "signed " + -age + " s ahead of this clock, allowed are " + tolerance.toSeconds() + " s");
        }
    }

    private byte[] hexBytes(String value) {
        if (value.length() != hexLength || !SignatureFields.isLowerHex(value)) {
            throw new RejectedException(
                    Reason.SIGNATURE_MALFORMED,
                    SignatureFields.header(signature).name() + " holds no " + hexLength + " digits of lower-case hex");
        }
        return HEX.parseHex(value);
    }

    private static long seconds(String value) {
        if (!SignatureFields.isNumber(value)) {
            throw new RejectedException(Reason.SIGNATURE_MALFORMED, "the time of signing is no number of seconds");
        }
        return Long.parseLong(value);
    }

    private static void write(Field field, String value, Map<String, String> headers) {
        if (field instanceof Field.Prefixed prefixed) {
            headers.put(prefixed.header().name(), prefixed.prefix() + value);
        } else if (field instanceof Field.Entry entry) {
            String added = entry.key() + "=" + value;
            headers.merge(entry.header().name(), added, (list, next) -> list + entry.separator() + next);
        } else {
            headers.put(SignatureFields.header(field).name(), value);
        }
    }

    /** Builds a {@link SignatureScheme}. Not thread-safe. */
    public static final class Builder {

        private final String algorithm;
        private final int hexLength;
        private @Nullable Field signature;
        private @Nullable Field timestamp;
        private List<Part> parts = List.of(Part.body());
        private Duration tolerance = TOLERANCE;

        private Builder(String algorithm, int hexLength) {
            this.algorithm = algorithm;
            this.hexLength = hexLength;
        }

        /**
         * Says where the signature is.
         *
         * @param field a header, a prefixed header, or an entry of a header, which may hold several signatures
         * @return this builder
         * @throws IllegalArgumentException if the field is no header
         */
        public Builder signature(Field field) {
            SignatureFields.header(field);
            this.signature = field;
            return this;
        }

        /**
         * Says where the time of signing is: digits, in seconds since 1970.
         *
         * @param field a header, a prefixed header, or an entry of a header, exactly once
         * @return this builder
         * @throws IllegalArgumentException if the field is no header
         */
        public Builder timestamp(Field field) {
            SignatureFields.header(field);
            this.timestamp = field;
            return this;
        }

        /**
         * Says what is signed. Default: the body.
         *
         * @param text the pieces, in order
         * @return this builder
         */
        public Builder signs(Part... text) {
            this.parts = List.of(text);
            return this;
        }

        /**
         * Says how far the time of signing may lie before or after now. Default: {@link SignatureScheme#TOLERANCE}.
         *
         * @param tolerance at least a second, or zero, which accepts any age and so any replay that the inbox has forgotten
         * @return this builder
         * @throws IllegalArgumentException if negative, or above zero and below a second
         */
        public Builder tolerance(Duration tolerance) {
            if (tolerance.isNegative() || (!tolerance.isZero() && tolerance.toSeconds() == 0)) {
                throw new IllegalArgumentException(
                        "A tolerance of " + tolerance + " refuses everything; the least is PT1S");
            }
            this.tolerance = tolerance;
            return this;
        }

        /**
         * Builds the scheme.
         *
         * @return the scheme
         * @throws IllegalStateException if it would not be secure: no signature named, the body not signed, or a time that
         *     is checked but not signed
         */
        public SignatureScheme build() {
            if (signature == null) {
                throw new IllegalStateException("A scheme without a signature accepts everything: call signature(...)");
            }
            if (parts.stream().noneMatch(Part.Body.class::isInstance)) {
                throw new IllegalStateException(
                        "A scheme that does not sign the body accepts any body: add Part.body()");
            }
            if ((timestamp != null) != parts.stream().anyMatch(Part.Timestamp.class::isInstance)) {
                throw new IllegalStateException("The time of signing must be both named and signed: "
                        + "call timestamp(...) and add Part.timestamp(), or neither");
            }
            return new SignatureScheme(this, signature);
        }
    }
}
