package io.github.webhook4j;

import java.util.Objects;

/**
 * The name of a type of event, or of a family of types, with the class that its payload binds to. Provider modules have
 * constants; applications declare their own with {@link #of}.
 *
 * <p>Immutable, thread-safe; equal by name and payload class.
 *
 * @param <T> the payload
 */
public final class EventType<T> {

    private final String name;
    private final Class<T> payload;
    private final boolean unknownAllowed;

    private EventType(String name, Class<T> payload, boolean unknownAllowed) {
        this.name = name;
        this.payload = payload;
        this.unknownAllowed = unknownAllowed;
    }

    /**
     * A type, or a family.
     *
     * @param <T> the payload
     * @param name the sender's name, such as {@code invoice.paid}; a family ends in {@code .*} or {@code /*}; {@code *} is all
     * @param payload the class to bind to: a record, any class Jackson can bind, or {@code JsonNode}
     * @return the type
     * @throws IllegalArgumentException if the name is blank, or has a {@code *} elsewhere
     */
    public static <T> EventType<T> of(String name, Class<T> payload) {
        int star = name.indexOf('*');
        if (name.isBlank()
                || (star >= 0 && !name.equals("*") && star != name.length() - 1)
                || (name.length() > 1 && name.endsWith("*") && !name.endsWith(".*") && !name.endsWith("/*"))) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no event type: write a name such as \"invoice.paid\", "
                            + "a family such as \"invoice.*\", or \"*\"");
        }
        return new EventType<>(name, payload, false);
    }

    /**
     * The same type, allowed to be registered although this version does not know it, because the sender has added it since.
     *
     * @return the type
     */
    public EventType<T> allowUnknown() {
        return new EventType<>(name, payload, true);
    }

    boolean unknownAllowed() {
        return unknownAllowed;
    }

    /**
     * The name.
     *
     * @return the sender's name, or the family's
     */
    public String name() {
        return name;
    }

    /**
     * The class of the payload.
     *
     * @return the class
     */
    public Class<T> payload() {
        return payload;
    }

    /**
     * Whether this is a family of types.
     *
     * @return whether the name is {@code *} or ends in {@code .*} or {@code /*}
     */
    public boolean isFamily() {
        return name.endsWith("*");
    }

    /**
     * Whether a type of event is this one or belongs to this family.
     *
     * @param type the exact name of a type
     * @return whether it does
     */
    public boolean includes(String type) {
        return isFamily() ? type.startsWith(name.substring(0, name.length() - 1)) : name.equals(type);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventType<?> type && name.equals(type.name) && payload == type.payload;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, payload);
    }

    @Override
    public String toString() {
        return name + " (" + payload.getSimpleName() + ")";
    }
}
