package io.github.webhook4j;

/** Refuses schemes that would not be secure. */
final class SchemeChecks {

    private SchemeChecks() {}

    static void check(SignatureScheme.Builder scheme, SignedText text, boolean bodyIsSigned) {
        checkBody(scheme, text, bodyIsSigned);
        checkTime(scheme, text, bodyIsSigned);
        boolean equality = scheme.algorithm == SignatureAlgorithm.EQUALITY;
        if (scheme.encoding == Encoding.TEXT && !equality) {
            throw new IllegalStateException("A signature is bytes: name HEX, BASE64 or BASE64URL as its encoding");
        }
    }

    private static void checkBody(SignatureScheme.Builder scheme, SignedText text, boolean bodyIsSigned) {
        boolean equality = scheme.algorithm == SignatureAlgorithm.EQUALITY;
        if (equality && !text.isEmpty()) {
            throw new IllegalStateException("equality() compares the secret itself: it signs nothing");
        }
        boolean signed = text.holdsBody() || scheme.bodySha256 != null;
        if (!equality && bodyIsSigned && !signed) {
            throw new IllegalStateException("A scheme that does not sign the body accepts any body: add "
                    + "SignedPart.body(), or call unsignedBody() if the sender really does so");
        }
        if (scheme.bodySha256 != null && !text.covers(scheme.bodySha256)) {
            throw new IllegalStateException(
                    "The SHA-256 of the body has to be signed itself: add SignedPart.url(...) or SignedPart.header(...)");
        }
    }

    private static void checkTime(SignatureScheme.Builder scheme, SignedText text, boolean bodyIsSigned) {
        boolean inSignedBody = scheme.timestamp instanceof Field.Json && bodyIsSigned && text.holdsBody();
        if ((scheme.timestamp != null) != text.holdsTime() && !inSignedBody) {
            throw new IllegalStateException("The time of signing must be both named and signed: "
                    + "call timestamp(...) and add SignedPart.timestamp(), or neither");
        }
        if (text.holdsSeconds() && scheme.timeFormat != TimeFormat.SECONDS) {
            throw new IllegalStateException("SignedPart.seconds() needs a time in seconds");
        }
    }
}
