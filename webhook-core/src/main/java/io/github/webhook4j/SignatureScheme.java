package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a sender signs, in a few declarative lines: the algorithm, where the signature is, the text that is signed, and how old
 * a signature may be.
 *
 * <pre>{@code
 * SignatureScheme.hmacSha256()
 *         .signature(Field.entry("Paddle-Signature", ';', "h1"), Encoding.HEX)
 *         .timestamp(Field.entry("Paddle-Signature", ';', "ts"))
 *         .signs(SignedPart.timestamp(), SignedPart.text(":"), SignedPart.body())
 *         .build();
 * }</pre>
 *
 * <p>Immutable, thread-safe.
 */
public final class SignatureScheme {

    /** How far the time of signing may lie before or after now, unless the scheme says otherwise: 5 minutes. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** Alternatives; the first that a request has a header of decides. Each is one rule, or several of which any may match. */
    private final List<List<SignatureRule>> alternatives;

    private SignatureScheme(List<List<SignatureRule>> alternatives) {
        this.alternatives = alternatives;
    }

    /**
     * Starts a scheme that signs with HMAC-SHA1, for senders that offer nothing better.
     *
     * @return a builder
     */
    public static Builder hmacSha1() {
        return new Builder(SignatureAlgorithm.HMAC_SHA1);
    }

    /**
     * Starts a scheme that signs with HMAC-SHA256.
     *
     * @return a builder
     */
    public static Builder hmacSha256() {
        return new Builder(SignatureAlgorithm.HMAC_SHA256);
    }

    /**
     * Starts a scheme that signs with HMAC-SHA512.
     *
     * @return a builder
     */
    public static Builder hmacSha512() {
        return new Builder(SignatureAlgorithm.HMAC_SHA512);
    }

    /**
     * Starts a scheme that sends the SHA-256 of the secret followed by the text, for senders that offer no HMAC.
     *
     * @return a builder
     */
    public static Builder sha256() {
        return new Builder(SignatureAlgorithm.SHA256);
    }

    /**
     * Starts a scheme that sends the secret itself, as it is unless {@link Builder#signature} says otherwise. Nothing is signed:
     * whoever sees one request can forge all.
     *
     * @return a builder
     */
    public static Builder equality() {
        return new Builder(SignatureAlgorithm.EQUALITY);
    }

    /**
     * Starts a scheme that signs with Ed25519. The secrets are public keys: PEM, Base64 of a SubjectPublicKeyInfo, or hex or
     * Base64 of the 32 bytes; those who sign give PKCS #8, or Base64 of seed and public key.
     *
     * @return a builder
     */
    public static Builder ed25519() {
        return new Builder(SignatureAlgorithm.ED25519);
    }

    /**
     * Starts a scheme that signs with ECDSA over SHA-256 on the curve P-256, in DER. The secrets are public keys: PEM, or Base64
     * of a SubjectPublicKeyInfo; those who sign give PKCS #8.
     *
     * @return a builder
     */
    public static Builder ecdsaP256() {
        return new Builder(SignatureAlgorithm.ECDSA_P256);
    }

    /**
     * Starts a scheme that signs with RSA (PKCS #1 v1.5) over SHA-256. The secrets are public keys of at least 2048 bits: PEM,
     * or Base64 of a SubjectPublicKeyInfo; those who sign give PKCS #8.
     *
     * @return a builder
     */
    public static Builder rsaSha256() {
        return new Builder(SignatureAlgorithm.RSA_SHA256);
    }

    /**
     * This scheme and, for requests that have none of its headers, another, usually weaker one. Where both are there, this one
     * decides alone, so that nobody can choose the weaker.
     *
     * @param other the other scheme, with the same secrets
     * @return both
     */
    public SignatureScheme orElse(SignatureScheme other) {
        return new SignatureScheme(Stream.concat(alternatives.stream(), other.alternatives.stream())
                .toList());
    }

    /**
     * Either of two schemes, of the same strength. A secret is for the one whose prefix fits it best; see {@link
     * Builder#secrets}.
     *
     * @param other the other scheme
     * @return either
     * @throws IllegalArgumentException if one of them has alternatives already
     */
    public SignatureScheme or(SignatureScheme other) {
        if (alternatives.size() > 1 || other.alternatives.size() > 1) {
            throw new IllegalArgumentException("First or(...), then orElse(...)");
        }
        List<SignatureRule> rules = Stream.concat(alternatives.get(0).stream(), other.alternatives.get(0).stream())
                .toList();
        return new SignatureScheme(
                List.of(rules.stream().map(rule -> rule.beside(rules)).toList()));
    }

    /**
     * A verifier of this scheme.
     *
     * @param secrets what the sender signs with
     * @return the verifier
     * @throws IllegalArgumentException if a secret is not written as the scheme demands, or none is for it
     */
    public Verifier verifier(Secrets secrets) {
        check(secrets);
        return request -> claim(secrets, request);
    }

    /**
     * Signs a request as the sender would.
     *
     * @param secrets what to sign with; of several the first, or all of them where the signature's header is a list
     * @param request the request, its body in memory, with those of its headers that are signed
     * @param at the time of signing, cut to what the sender sends
     * @return the headers to add, by name
     * @throws IllegalArgumentException if the secrets are chosen per request or cannot sign, or the signature is no header
     */
    public Map<String, String> sign(Secrets secrets, WebhookRequest request, Instant at) {
        if (secrets.arePerRequest()) {
            throw new IllegalArgumentException("Secrets that are chosen per request cannot sign: give one secret");
        }
        check(secrets);
        SignatureRule signer = rules().filter(rule -> !secrets.prepare(rule).isEmpty())
                .findFirst()
                .orElseThrow();
        return signer.sign(secrets.prepare(signer), request, at);
    }

    /** The headers that signatures, or shared secrets, are in. */
    List<String> signatureHeaders() {
        return rules().map(SignatureRule::signatureHeader)
                .filter(Objects::nonNull)
                .toList();
    }

    Stream<SignatureRule> rules() {
        return alternatives.stream().flatMap(List::stream);
    }

    /** Refuses secrets that could never match. */
    void check(Secrets secrets) {
        // all of them, so that each secret is looked at
        if (!secrets.arePerRequest()
                && rules().filter(rule -> !secrets.prepare(rule).isEmpty()).count() == 0) {
            throw new IllegalArgumentException("None of the secrets has the prefix that the sender gives them");
        }
    }

    SignatureClaim claim(Secrets secrets, WebhookRequest request) {
        List<SignatureRule> rules = alternatives.stream()
                .filter(candidate -> candidate.get(0).present(request))
                .findFirst()
                .orElse(alternatives.get(0));
        Map<SignatureRule, SignatureRule.Claimed> claimed = read(rules, request);
        // chosen last: an unsigned request costs no look-up
        Secrets chosen = secrets.forRequest(request);
        List<SignatureClaim> claims = new ArrayList<>(claimed.size());
        claimed.forEach((rule, claim) -> {
            List<Secrets.Prepared> prepared = rule.prepared(chosen);
            if (!prepared.isEmpty()) {
                claims.add((body, now) -> claim.check(prepared, body, now));
            }
        });
        if (claims.isEmpty()) {
            throw new RejectedException(Reason.SECRET_UNKNOWN, "no secret is configured for this kind of signature");
        }
        return claims.size() == 1 ? claims.get(0) : (body, now) -> SignatureClaim.anyOf(claims, body, now);
    }

    /** What the request claims by each rule, at least one; otherwise the refusal of a rule that the request is signed by. */
    private static Map<SignatureRule, SignatureRule.Claimed> read(List<SignatureRule> rules, WebhookRequest request) {
        Map<SignatureRule, SignatureRule.Claimed> claimed = new LinkedHashMap<>();
        RejectedException refusal = null;
        for (SignatureRule rule : rules) {
            try {
                claimed.put(rule, rule.read(request));
            } catch (RejectedException e) {
                refusal = refusal == null || rule.isUsed(request) ? e : refusal;
            }
        }
        if (claimed.isEmpty() && refusal != null) {
            throw refusal;
        }
        return claimed;
    }

    /** Builds a {@link SignatureScheme}. Not thread-safe. */
    public static final class Builder {

        final SignatureAlgorithm algorithm;
        Encoding encoding;
        Encoding secretEncoding = Encoding.TEXT;
        List<String> prefixes = List.of("");
        TimeFormat timeFormat = TimeFormat.SECONDS;
        Duration tolerance = TOLERANCE;

        @Nullable
        Field timestamp;

        @Nullable
        Field bodySha256;

        private @Nullable Field signature;
        private List<SignedPart> parts;
        private boolean bodyIsSigned = true;

        private Builder(SignatureAlgorithm algorithm) {
            boolean equality = algorithm == SignatureAlgorithm.EQUALITY;
            this.algorithm = algorithm;
            this.encoding = equality ? Encoding.TEXT : Encoding.HEX;
            this.parts = equality ? List.of() : List.of(SignedPart.body());
        }

        /**
         * Says where the signature is, in lower-case hex.
         *
         * @param field a header, a prefixed header, an entry of a header, which may hold several signatures, a query parameter,
         *     or a value in the JSON body, which is then read before anything is verified
         * @return this builder
         * @throws IllegalArgumentException if a signature cannot be there
         */
        public Builder signature(Field field) {
            SignatureFields.check(field);
            this.signature = field;
            return this;
        }

        /**
         * Says where the signature is, and how it is written.
         *
         * @param field as in {@link #signature(Field)}
         * @param signatureEncoding how its bytes are written
         * @return this builder
         * @throws IllegalArgumentException if a signature cannot be there
         */
        public Builder signature(Field field, Encoding signatureEncoding) {
            this.encoding = signatureEncoding;
            return signature(field);
        }

        /**
         * Says where the time of signing is, in seconds since 1970.
         *
         * @param field as in {@link #signature(Field)}, exactly once; a value in the body needs no part of its own, if the body
         *     is signed
         * @return this builder
         * @throws IllegalArgumentException if a time cannot be there
         */
        public Builder timestamp(Field field) {
            return timestamp(field, TimeFormat.SECONDS);
        }

        /**
         * Says where the time of signing is, and how it is written.
         *
         * @param field as in {@link #timestamp(Field)}
         * @param format how it is written
         * @return this builder
         * @throws IllegalArgumentException if a time cannot be there
         */
        public Builder timestamp(Field field, TimeFormat format) {
            SignatureFields.check(field);
            this.timestamp = field;
            this.timeFormat = format;
            return this;
        }

        /**
         * Says how the sender shows its secrets. Default: text that is used as it is. Keys of Ed25519, ECDSA and RSA are
         * recognised, whatever the encoding says.
         *
         * @param shown how the secret's bytes are written
         * @param begin what a secret may begin with, which is cut off; the empty text lets those through that begin otherwise
         * @return this builder
         */
        public Builder secrets(Encoding shown, String... begin) {
            this.secretEncoding = shown;
            this.prefixes = begin.length == 0 ? List.of("") : List.of(begin);
            return this;
        }

        /**
         * Says what is signed. Default: the body.
         *
         * @param text the pieces, in order
         * @return this builder
         */
        public Builder signs(SignedPart... text) {
            this.parts = List.of(text);
            return this;
        }

        /**
         * Says that the body is signed by its SHA-256 in hex, which is part of what is signed.
         *
         * @param field the query parameter of a signed URL, or the signed header, that holds it
         * @return this builder
         */
        public Builder bodySha256(Field field) {
            this.bodySha256 = field;
            return this;
        }

        /**
         * Says that the sender does not sign the body, so that anybody who sees one request can change the rest of it. There
         * are such senders.
         *
         * @return this builder
         */
        public Builder unsignedBody() {
            this.bodyIsSigned = false;
            return this;
        }

        /**
         * Says how far the time of signing may lie before or after now. Default: {@link SignatureScheme#TOLERANCE}.
         *
         * @param allowed at least a second, or zero, which accepts any age and so any replay that the inbox has forgotten
         * @return this builder
         * @throws IllegalArgumentException if negative, or above zero and below a second
         */
        public Builder tolerance(Duration allowed) {
            if (allowed.isNegative() || (!allowed.isZero() && allowed.toSeconds() == 0)) {
                throw new IllegalArgumentException(
                        "A tolerance of " + allowed + " refuses everything; the least is PT1S");
            }
            this.tolerance = allowed;
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
            SignedText text = new SignedText(parts);
            SchemeChecks.check(this, text, bodyIsSigned);
            return new SignatureScheme(List.of(List.of(new SignatureRule(this, signature, text))));
        }
    }
}
