package io.github.webhook4j;

/**
 * What a sender's bodies look like where they are not one JSON object.
 *
 * <p>Immutable, thread-safe.
 */
public sealed interface BodyShape {

    /**
     * A form with the JSON in one field.
     *
     * @param name the field's name
     */
    record FormField(String name) implements BodyShape {}

    /** A form, which is read as a JSON object of texts. */
    record Form() implements BodyShape {}

    /**
     * The JSON in another JSON object.
     *
     * @param pointer an RFC 6901 pointer to the event
     */
    record Wrapped(String pointer) implements BodyShape {}

    /** A JSON array, of which each element is an event of its own. */
    record Batch() implements BodyShape {}

    /**
     * A form with the JSON in one field, in requests of type {@code application/x-www-form-urlencoded}.
     *
     * @param name the field's name
     * @return the shape
     */
    static BodyShape formField(String name) {
        return new FormField(name);
    }

    /**
     * A form, which is read as a JSON object of texts; a field that comes several times is an array of texts.
     *
     * @return the shape
     */
    static BodyShape form() {
        return new Form();
    }

    /**
     * The JSON in another JSON object, as an event bus forwards it.
     *
     * @param pointer an RFC 6901 pointer to the event; what stands around it is in {@link WebhookEvent#body()} only
     * @return the shape
     */
    static BodyShape wrapped(String pointer) {
        return new Wrapped(Field.json(pointer).pointer());
    }

    /**
     * A JSON array, of which each element is an event of its own: claimed, handled and settled by itself. The sender is told
     * that the delivery failed if one of them has. An id or key that is not in the element would make them all one event.
     *
     * @return the shape
     */
    static BodyShape batch() {
        return new Batch();
    }
}
