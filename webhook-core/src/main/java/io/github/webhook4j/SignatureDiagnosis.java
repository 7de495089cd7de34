package io.github.webhook4j;

/**
 * Why a signature most likely did not match, found by trying. It is for those who run the endpoint, never for the caller.
 *
 * <p>Immutable, thread-safe. Holds no secret, no signature and nothing of a body.
 *
 * @param mistake which mistake it was
 * @param advice what it was, where, and what to do, in one or two sentences
 * @param proven whether the request verified once the mistake was undone; otherwise it is the likeliest guess
 */
public record SignatureDiagnosis(Mistake mistake, String advice, boolean proven) {

    /** What can be wrong with a signature that does not match. */
    public enum Mistake {
        /** The secret of another endpoint of this process fits. */
        SECRET_OF_OTHER_ENDPOINT,
        /** The secret has blanks, quotes, line breaks or escapes that do not belong to it, or nothing has replaced a placeholder. */
        SECRET_ALTERED,
        /** The secret lacks its prefix, or has one that the sender does not use. */
        SECRET_PREFIX,
        /** The secret has to be decoded, or must not be. */
        SECRET_ENCODING,
        /** The secret is a credential of another kind. */
        SECRET_OF_OTHER_KIND,
        /** The event is of another mode, such as test instead of live, than the secret. */
        MODE,
        /** The JSON was parsed on its way and written anew, with other blanks or escapes. */
        BODY_REFORMATTED,
        /** The body has other line ends, or lost or gained some, or a byte order mark. */
        BODY_LINES,
        /** The body was read in one character set and written in another. */
        BODY_CHARSET,
        /** The form was decoded, or encoded anew, or only the value of one field was passed on. */
        BODY_FORM,
        /** The body is wrapped: in a JSON string, or in Base64. */
        BODY_WRAPPED,
        /** The body is shorter or longer than what the sender announced. */
        BODY_LENGTH,
        /** The body is gone: something in front of the endpoint has read it. */
        BODY_CONSUMED,
        /** The signature is right, but this host's clock and the time of signing are too far apart. */
        CLOCK,
        /** The time of signing is in another unit than the scheme says. */
        TIME_UNIT,
        /** The request is from another provider. */
        OTHER_PROVIDER,
        /** The sender has not signed the request, or in a way that the endpoint does not accept. */
        SIGNED_OTHERWISE,
        /** A header of the signature came under another name. */
        HEADER_RENAMED,
        /** A header of the signature came several times, or with its value repeated. */
        HEADER_REPEATED,
        /** A header of the signature came without a value. */
        HEADER_EMPTIED,
        /** The signature is written in another way than the sender writes it. */
        SIGNATURE_ALTERED,
        /** None of these. */
        UNKNOWN
    }

    static SignatureDiagnosis proven(Mistake mistake, String advice) {
        return new SignatureDiagnosis(mistake, advice, true);
    }

    static SignatureDiagnosis guess(Mistake mistake, String advice) {
        return new SignatureDiagnosis(mistake, advice, false);
    }
}
