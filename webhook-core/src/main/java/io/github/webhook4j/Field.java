package io.github.webhook4j;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;

/**
 * Where a sender puts a value: its signature, the time of signing, the id or the type of an event.
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
     * A value in the JSON body. Only readable after verification, so a signature cannot be found this way.
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
     * The values of one key in a header that holds a list of {@code key=value}, as in {@code t=1767225600,v1=5d41...}.
     *
     * @param header the header
     * @param separator the character between the elements; blanks after it are allowed, because proxies put them there
     * @param key the key, which may stand in the list several times
     */
    record Entry(Header header, char separator, String key) implements Field {}

    /**
     * Several values in a row. The first must be present, the others are left out where they are absent.
     *
     * @param separator the text between two values
     * @param parts the values
     */
    record Joined(String separator, List<Field> parts) implements Field {
        /**
         * Copies the parts.
         *
         * @param separator the text between two values
         * @param parts the values, at least one
         * @throws IllegalArgumentException if there are no parts
         */
        public Joined {
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("Nothing to join");
            }
        }
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
        return new Entry(new Header(header), separator, key);
    }

    /**
     * Several values in a row, absent ones but the first left out.
     *
     * @param separator the text between two values
     * @param parts the values
     * @return the field
     */
    static Joined joined(String separator, Field... parts) {
        return new Joined(separator, List.of(parts));
    }
}
