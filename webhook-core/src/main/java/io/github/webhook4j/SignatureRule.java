package io.github.webhook4j;

import io.github.webhook4j.RejectedException.Reason;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One way of signing. A {@link SignatureScheme} is made of one or several. */
final class SignatureRule {

    /** How secrets are written: the encoding, what they may begin with, and what those of other rules begin with. */
    private record SecretForm(Encoding encoding, List<String> prefixes, List<String> rivals) {}

    private final SignatureAlgorithm algorithm;
    private final Field signature;
    private final Encoding encoding;
    private final @Nullable Field timestamp;
    private final TimeFormat timeFormat;
    private final Duration tolerance;
    private final SignedText text;
    private final @Nullable Field bodySha256;
    private final SecretForm secretForm;
    private final EventScan.@Nullable Plan unverified;
    private final EventScan.@Nullable Plan verified;

    SignatureRule(SignatureScheme.Builder builder, Field signature, SignedText text) {
        this.algorithm = builder.algorithm;
        this.signature = signature;
        this.encoding = builder.encoding;
        this.timestamp = builder.timestamp;
        this.timeFormat = builder.timeFormat;
        this.tolerance = builder.tolerance;
        this.text = text;
        this.bodySha256 = builder.bodySha256;
        this.secretForm = new SecretForm(builder.secretEncoding, builder.prefixes, List.of());
        Set<String> pointers = new TreeSet<>(text.pointers());
        collect(signature, pointers);
        if (text.holdsTime()) {
            collect(timestamp, pointers);
        }
        this.unverified = pointers.isEmpty() ? null : EventScan.Plan.of(pointers);
        this.verified = pointers.isEmpty() && timestamp instanceof Field.Json json
                ? EventScan.Plan.of(List.of(json.pointer()))
                : null;
    }

    private SignatureRule(SignatureRule rule, SecretForm secretForm) {
        this.algorithm = rule.algorithm;
        this.signature = rule.signature;
        this.encoding = rule.encoding;
        this.timestamp = rule.timestamp;
        this.timeFormat = rule.timeFormat;
        this.tolerance = rule.tolerance;
        this.text = rule.text;
        this.bodySha256 = rule.bodySha256;
        this.secretForm = secretForm;
        this.unverified = rule.unverified;
        this.verified = rule.verified;
    }

    /** The same rule beside others: a secret is for the rule that knows the longest prefix of it. */
    SignatureRule beside(List<SignatureRule> others) {
        List<String> rivals =
                others.stream().flatMap(other -> other.prefixes().stream()).toList();
        return new SignatureRule(this, new SecretForm(secretForm.encoding(), secretForm.prefixes(), rivals));
    }

    /** The same rule for secrets in Base64 without a prefix, which can hold any bytes. */
    SignatureRule withPlainSecrets() {
        return new SignatureRule(this, new SecretForm(Encoding.BASE64, List.of(""), List.of()));
    }

    private static void collect(@Nullable Field field, Set<String> pointers) {
        if (field instanceof Field.Json json) {
            pointers.add(json.pointer());
        }
    }

    boolean takes(String secret) {
        int own = longest(secretForm.prefixes(), secret);
        return own >= 0 && own >= longest(secretForm.rivals(), secret);
    }

    private static int longest(List<String> prefixes, String secret) {
        return prefixes.stream()
                .filter(secret::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(-1);
    }

    /** The secret, ready for use, or {@code null} if it is not written as it has to be. */
    @Nullable
    SigningSecret prepare(String secret) {
        String value = secret.substring(Math.max(0, longest(secretForm.prefixes(), secret)));
        if (algorithm.isAsymmetric()) {
            return KeySecret.parse(algorithm, value);
        }
        byte[] bytes = secretForm.encoding().decode(value);
        return bytes == null || bytes.length == 0 ? null : algorithm.prepare(bytes);
    }

    String secretForm() {
        return algorithm.isAsymmetric()
                ? "a key for " + algorithm.jcaName()
                : secretForm.encoding().toString();
    }

    boolean takesKeys() {
        return algorithm.isAsymmetric();
    }

    /** What secrets may begin with; the empty text if with anything. */
    List<String> prefixes() {
        return secretForm.prefixes();
    }

    /** Where the signature is. */
    Field signature() {
        return signature;
    }

    /** How the signature is written, for people. */
    String form() {
        String begin = signature instanceof Field.Prefixed prefixed ? prefixed.prefix() : "";
        return begin + "<" + (encoding == Encoding.HEX ? "lower-case hex" : encoding.toString()) + ">";
    }

    /** The signature as this rule has it written, or {@code null} if the text is none in any encoding. */
    @Nullable
    String rewrite(String text) {
        if (algorithm == SignatureAlgorithm.EQUALITY) {
            return text;
        }
        for (Encoding written : List.of(Encoding.HEX, Encoding.BASE64, Encoding.BASE64URL)) {
            byte[] bytes = written.decode(text);
            if (bytes != null && algorithm.fits(bytes.length)) {
                return encoding.encode(bytes);
            }
        }
        return null;
    }

    /** Whether the signature is written as it has to be, where it is in no body. */
    boolean isWellFormed(WebhookRequest request) {
        try {
            return !signatures(request, null).isEmpty();
        } catch (RejectedException e) {
            return false;
        }
    }

    /** All headers that the signature, the time, and the signed text are made of. */
    Set<String> headers() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Field field : timestamp == null ? List.of(signature) : List.of(signature, timestamp)) {
            String header = SignatureFields.header(field);
            if (header != null) {
                names.add(header);
            }
        }
        names.addAll(text.headers());
        return names;
    }

    /** Whether another body would need another signature. */
    boolean signsBody() {
        return text.holdsBody() || bodySha256 != null || !text.pointers().isEmpty();
    }

    TimeFormat timeFormat() {
        return timeFormat;
    }

    /**
     * The time of signing as sent, or {@code null} if none is.
     *
     * @throws RejectedException if it cannot be read
     */
    @Nullable
    String sentTime(WebhookRequest request, byte[] body) {
        if (timestamp == null) {
            return null;
        }
        return timestamp instanceof Field.Json json
                ? EventScan.of(body, EventScan.Plan.of(List.of(json.pointer()))).text(json.pointer())
                : SignatureFields.value(timestamp, request, null);
    }

    /** The header that the signature is in, if it is in one. */
    @Nullable
    String signatureHeader() {
        return SignatureFields.header(signature);
    }

    /** Whether the request carries any header of this rule, well formed or not. */
    boolean present(WebhookRequest request) {
        if (bodySha256 != null && !SignatureFields.present(bodySha256, request)) {
            return false;
        }
        return SignatureFields.present(signature, request)
                || (timestamp != null
                        && !(timestamp instanceof Field.Json)
                        && SignatureFields.present(timestamp, request))
                || text.headers().stream()
                        .anyMatch(header -> !request.headers().all(header).isEmpty());
    }

    /** Whether the request has a signature of this kind, well formed or not; others may share the header. */
    boolean isUsed(WebhookRequest request) {
        return !(signature instanceof Field.Entry entry)
                || request.headers().all(entry.header().name()).stream()
                        .anyMatch(list -> list.contains(entry.key() + entry.assign()));
    }

    /** What a request claims, whatever the secrets are. */
    interface Claimed {
        SignatureClaim.Verified check(List<Secrets.Prepared> secrets, byte[] body, Instant now);
    }

    /** Reads what a request claims. Unless the signature is in the body, a request that lacks it is refused here. */
    Claimed read(WebhookRequest request) {
        if (unverified != null) {
            return (secrets, body, now) -> {
                EventScan scan = scanUnverified(body, unverified);
                SignedText.Source source = new SignedText.Source(request, body, time(request, scan), scan);
                return verify(secrets, signatures(request, scan), source, now);
            };
        }
        List<byte[]> signatures = signatures(request, null);
        String time = verified == null ? time(request, null) : null;
        text.checkHeaders(request);
        return (secrets, body, now) ->
                verify(secrets, signatures, new SignedText.Source(request, body, time, null), now);
    }

    List<Secrets.Prepared> prepared(Secrets secrets) {
        try {
            return secrets.prepare(this);
        } catch (IllegalArgumentException e) {
            // only those that are chosen per request come unchecked
            throw new RejectedException(Reason.SECRET_UNAVAILABLE, "the chosen secret cannot be used", e);
        }
    }

    /** What is not verified yet and no event either, is no malformed event but a malformed signature. */
    private EventScan scanUnverified(byte[] body, EventScan.Plan plan) {
        try {
            return EventScan.of(body, plan);
        } catch (RejectedException e) {
            throw new RejectedException(Reason.SIGNATURE_MALFORMED, "the body that has to hold it cannot be read", e);
        }
    }

    private @Nullable String time(WebhookRequest request, @Nullable EventScan scan) {
        if (timestamp == null) {
            return null;
        }
        String time = SignatureFields.value(timestamp, request, scan);
        if (timeFormat.parse(time) == null) {
            throw SignatureFields.malformed(timestamp, "is no time in " + timeFormat);
        }
        return time;
    }

    private List<byte[]> signatures(WebhookRequest request, @Nullable EventScan scan) {
        List<byte[]> signatures = new ArrayList<>(1);
        for (String value : SignatureFields.values(signature, request, scan)) {
            byte[] bytes = encoding.decodeStrictly(value);
            if (bytes == null || !algorithm.fits(bytes.length)) {
                throw SignatureFields.malformed(
                        signature, "holds no signature of " + algorithm.jcaName() + " in " + encoding);
            }
            signatures.add(bytes);
        }
        return signatures;
    }

    private SignatureClaim.Verified verify(
            List<Secrets.Prepared> secrets, List<byte[]> signatures, SignedText.Source source, Instant now) {
        List<byte[]> pieces = text.of(source);
        for (Secrets.Prepared prepared : secrets) {
            if (prepared.secret().madeOneOf(signatures, pieces)) {
                checkBody(source);
                checkAge(source, now);
                return new SignatureClaim.Verified(prepared.index(), prepared.secret());
            }
        }
        throw new RejectedException(
                Reason.SIGNATURE_MISMATCH,
                "none of " + secrets.size() + " secrets makes the signature in " + SignatureFields.describe(signature)
                        + " over these " + source.body().length + " bytes");
    }

    private void checkBody(SignedText.Source source) {
        if (bodySha256 == null) {
            return;
        }
        byte[] claimed = Encoding.HEX.decode(SignatureFields.value(bodySha256, source.request(), null));
        if (!MessageDigest.isEqual(EventFields.sha256(source.body()), claimed)) {
            throw new RejectedException(
                    Reason.SIGNATURE_MISMATCH, SignatureFields.describe(bodySha256) + " is of other bytes");
        }
    }

    private void checkAge(SignedText.Source source, Instant now) {
        if (timestamp == null || tolerance.isZero()) {
            return;
        }
        String sent = verified == null ? source.time() : time(source.request(), EventScan.of(source.body(), verified));
        Instant signedAt = Objects.requireNonNull(timeFormat.parse(Objects.requireNonNull(sent)));
        long age = now.getEpochSecond() - signedAt.getEpochSecond();
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

    /** The headers of a signature; an entry of a list comes once for each secret. */
    Map<String, String> sign(List<Secrets.Prepared> secrets, WebhookRequest request, Instant at) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byte[] body = request.readBody(Integer.MAX_VALUE);
        String time = timestamp == null ? null : timeFormat.format(at);
        if (timestamp != null && time != null && !(timestamp instanceof Field.Json)) {
            write(timestamp, time, headers);
        }
        List<byte[]> pieces = text.of(new SignedText.Source(request, body, time, null));
        int signers = signature instanceof Field.Entry ? secrets.size() : 1;
        for (Secrets.Prepared secret : secrets.subList(0, signers)) {
            write(signature, encoding.encode(secret.secret().sign(pieces)), headers);
        }
        return headers;
    }

    private static void write(Field field, String value, Map<String, String> headers) {
        if (field instanceof Field.Header header) {
            headers.put(header.name(), value);
        } else if (field instanceof Field.Prefixed prefixed) {
            headers.put(prefixed.header().name(), prefixed.prefix() + value);
        } else if (field instanceof Field.Entry entry) {
            String added = entry.key() + entry.assign() + value;
            headers.merge(entry.header().name(), added, (list, next) -> list + entry.separator() + next);
        } else {
            throw new IllegalArgumentException("Only headers can be signed into, not " + field);
        }
    }
}
