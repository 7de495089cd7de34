package io.github.webhook4j;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a sender puts a value: its signature, the time of signing, the id or the type of an event.
 *
 * <p>Signatures and their times are read strictly: from {@link Header}, {@link Prefixed}, {@link Entry}, {@link Query} and {@link
 * Json}. Everything else is read from verified requests: from all but {@link Prefixed} and {@link Entry}.
 *
 * <p>Immutable, thread-safe.
 */
public sealed interface Field {

    /**
     * A header, whole.
     *
     * @param name the header's name, in any case
     */
    record Header(String name) implements Field {}

    /**
     * A text or number in the JSON body.
     *
     * @param pointer an RFC 6901 pointer such as {@code /data/id}
     */
    record Json(String pointer) implements Field {
        /**
         * Checks the pointer.
         *
         * @param pointer an RFC 6901 pointer
         * @throws IllegalArgumentException if it is not one
         */
        public Json {
            if (JsonPointer.compile(pointer).matches()) {
                throw new IllegalArgumentException(
                        "The JSON pointer \"" + pointer + "\" names the whole body, no value in it");
            }
        }
    }

    /**
     * A header's value after a fixed prefix, as in {@code sha256=5d41...}.
     *
     * @param header the header
     * @param prefix what the value must begin with
     */
    record Prefixed(Header header, String prefix) implements Field {}

    /**
     * The values of one key in a header that holds a list, as in {@code t=1767225600,v1=5d41...}.
     *
     * @param header the header
     * @param separator the character between the elements; blanks after it are allowed, because proxies put them there
     * @param key the key, which may stand in the list several times
     * @param assign the character between a key and its value
     */
    record Entry(Header header, char separator, String key, char assign) implements Field {}

    /**
     * A parameter of the URL's query, decoded.
     *
     * @param name the parameter's name
     */
    record Query(String name) implements Field {}

    /**
     * A fixed text.
     *
     * @param value the text
     */
    record Text(String value) implements Field {}

    /** The SHA-256 of the event's JSON in hex, for senders that give their events no id. */
    record Sha256() implements Field {}

    /**
     * Several values in a row.
     *
     * @param separator the text between two values
     * @param parts the values, at least one; absent ones but the first are left out
     * @param whole whether all have to be present
     */
    record Joined(String separator, List<Field> parts, boolean whole) implements Field {
        /**
         * Copies the parts.
         *
         * @param separator the text between two values
         * @param parts the values, at least one
         * @param whole whether all have to be present
         * @throws IllegalArgumentException if there are no parts
         */
        public Joined {
            parts = some(parts);
        }
    }

    /**
     * The first of several that is present and not empty.
     *
     * @param choices the fields, at least one
     */
    record FirstOf(List<Field> choices) implements Field {
        /**
         * Copies the choices.
         *
         * @param choices the fields, at least one
         * @throws IllegalArgumentException if there are none
         */
        public FirstOf {
            choices = some(choices);
        }
    }

    /**
     * A field that counts only where another has a certain value.
     *
     * @param condition the other field
     * @param value what its whole value has to match
     * @param then the field
     */
    record When(Field condition, Pattern value, Field then) implements Field {}

    private static List<Field> some(List<Field> fields) {
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("No field given");
        }
        return List.copyOf(fields);
    }

    /**
     * A header, whole.
     *
     * @param name the header's name, in any case
     * @return the field
     */
    static Header header(String name) {
        return new Header(name);
    }

    /**
     * A value in the JSON body.
     *
     * @param pointer an RFC 6901 pointer such as {@code /data/id}
     * @return the field
     */
    static Json json(String pointer) {
        return new Json(pointer);
    }

    /**
     * A header's value after a fixed prefix.
     *
     * @param header the header's name
     * @param prefix what the value must begin with
     * @return the field
     */
    static Prefixed prefixed(String header, String prefix) {
        return new Prefixed(new Header(header), prefix);
    }

    /**
     * The values of one key in a header that holds a list of {@code key=value}.
     *
     * @param header the header's name
     * @param separator the character between the elements
     * @param key the key
     * @return the field
     */
    static Entry entry(String header, char separator, String key) {
        return new Entry(new Header(header), separator, key, '=');
    }

    /**
     * The values of one key in a header that holds a list, as in {@code v1,K5oZ... v1a,hnO3...}.
     *
     * @param header the header's name
     * @param separator the character between the elements
     * @param key the key
     * @param assign the character between a key and its value
     * @return the field
     */
    static Entry entry(String header, char separator, String key, char assign) {
        return new Entry(new Header(header), separator, key, assign);
    }

    /**
     * A parameter of the URL's query.
     *
     * @param name the parameter's name
     * @return the field
     */
    static Query query(String name) {
        return new Query(name);
    }

    /**
     * A fixed text, for what a sender does not say.
     *
     * @param value the text
     * @return the field
     */
    static Text text(String value) {
        return new Text(value);
    }

    /**
     * The SHA-256 of the event's JSON in hex: the same for two deliveries only if they say the same.
     *
     * @return the field
     */
    static Sha256 sha256() {
        return new Sha256();
    }

    /**
     * Several values in a row, absent ones but the first left out.
     *
     * @param separator the text between two values
     * @param parts the values
     * @return the field
     */
    static Joined joined(String separator, Field... parts) {
        return new Joined(separator, List.of(parts), false);
    }

    /**
     * Several values in a row, of which none may be absent.
     *
     * @param separator the text between two values
     * @param parts the values
     * @return the field, absent unless all of them are present
     */
    static Joined all(String separator, Field... parts) {
        return new Joined(separator, List.of(parts), true);
    }

    /**
     * The first of several that is present and not empty.
     *
     * @param choices the fields
     * @return the field
     */
    static FirstOf firstOf(Field... choices) {
        return new FirstOf(List.of(choices));
    }

    /**
     * A field that counts only where another has a certain value.
     *
     * @param condition the other field
     * @param value a regular expression for its whole value
     * @param then the field
     * @return the field
     */
    static When when(Field condition, String value, Field then) {
        return new When(condition, Pattern.compile(value), then);
    }
}
