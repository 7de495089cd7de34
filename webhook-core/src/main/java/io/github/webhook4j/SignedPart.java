package io.github.webhook4j;

import java.util.regex.Pattern;

/**
 * A piece of the text that a sender signs.
 *
 * <p>Immutable, thread-safe.
 */
public sealed interface SignedPart {

    /**
     * Fixed text.
     *
     * @param value the text, signed as UTF-8
     */
    record Text(String value) implements SignedPart {}

    /** The time of signing, exactly as it was sent. */
    record Timestamp() implements SignedPart {}

    /** The time of signing as a number of seconds without leading zeros, whatever was sent. */
    record Seconds() implements SignedPart {}

    /** The exact bytes of the body. */
    record Body() implements SignedPart {}

    /**
     * A header, which has to be there once.
     *
     * @param name the header's name, in any case
     * @param allowed what its whole value has to match
     */
    record Header(String name, Pattern allowed) implements SignedPart {}

    /** The HTTP method. */
    record Method() implements SignedPart {}

    /**
     * The URL as the sender knows it.
     *
     * @param base scheme, host and path
     * @param decoded whether escapes in path and query are decoded before signing
     */
    record Url(String base, boolean decoded) implements SignedPart {}

    /** The fields of a form: each name with its value, sorted by name, nothing in between. */
    record FormFields() implements SignedPart {}

    /**
     * A value in the JSON body, which is therefore read before anything is verified.
     *
     * @param pointer an RFC 6901 pointer
     */
    record Json(String pointer) implements SignedPart {}

    /**
     * Fixed text.
     *
     * @param value the text, signed as UTF-8
     * @return the part
     */
    static SignedPart text(String value) {
        return new Text(value);
    }

    /**
     * The time of signing, exactly as it was sent.
     *
     * @return the part
     */
    static SignedPart timestamp() {
        return new Timestamp();
    }

    /**
     * The time of signing as a number of seconds without leading zeros, for senders whose own libraries print it anew.
     *
     * @return the part
     */
    static SignedPart seconds() {
        return new Seconds();
    }

    /**
     * The exact bytes of the body.
     *
     * @return the part
     */
    static SignedPart body() {
        return new Body();
    }

    /**
     * A header, which has to be there once, and not empty.
     *
     * @param name the header's name, in any case
     * @return the part
     */
    static SignedPart header(String name) {
        return header(name, ".+");
    }

    /**
     * A header, which has to be there once.
     *
     * @param name the header's name, in any case
     * @param allowed a regular expression for its whole value: where parts are joined by a character, the value must not hold
     *     it, or one signature fits several texts
     * @return the part
     */
    static SignedPart header(String name, String allowed) {
        return new Header(name, Pattern.compile(allowed));
    }

    /**
     * The HTTP method.
     *
     * @return the part
     */
    static SignedPart method() {
        return new Method();
    }

    /**
     * The URL as the sender knows it, with the query that the request has. Proxies change what the application sees of the
     * rest, so it is configured.
     *
     * @param base scheme, host and path as they are registered with the sender
     * @return the part
     */
    static SignedPart url(String base) {
        return new Url(base, false);
    }

    /**
     * The same as {@link #url}, with the escapes decoded that HubSpot decodes.
     *
     * @param base scheme, host and path as they are registered with the sender
     * @return the part
     */
    static SignedPart decodedUrl(String base) {
        return new Url(base, true);
    }

    /**
     * The fields of a form: each name with its value, sorted by name, nothing in between.
     *
     * @return the part
     */
    static SignedPart formFields() {
        return new FormFields();
    }

    /**
     * A value in the JSON body, which is therefore read before anything is verified.
     *
     * @param pointer an RFC 6901 pointer
     * @return the part
     */
    static SignedPart json(String pointer) {
        return new Json(Field.json(pointer).pointer());
    }
}
