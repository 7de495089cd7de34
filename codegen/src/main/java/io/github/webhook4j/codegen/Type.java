package io.github.webhook4j.codegen;

import java.util.Optional;
import java.util.function.BinaryOperator;

/** The Java type that a component of a record gets. */
sealed interface Type {

    /** A type without parts. */
    enum Scalar implements Type {
        TEXT("String"),
        WHOLE("Long"),
        DECIMAL("BigDecimal"),
        FLAG("Boolean"),
        TIME("Instant"),
        JSON("JsonNode"),
        /** Nothing is known; written as JSON. */
        ANY("JsonNode");

        final String javaName;

        Scalar(String javaName) {
            this.javaName = javaName;
        }
    }

    /**
     * A JSON array.
     *
     * @param of the type of the elements
     */
    record Items(Type of) implements Type {}

    /**
     * A JSON object whose names are data.
     *
     * @param of the type of the values
     */
    record Table(Type of) implements Type {}

    /**
     * A generated record.
     *
     * @param key the record's key in the {@link Model}
     */
    record Ref(String key) implements Type {}

    /**
     * A field that holds an object's id, or the object: {@code Expandable} of the Stripe module.
     *
     * @param of the type of the object
     */
    record Link(Type of) implements Type {}

    /**
     * One page of a list: {@code StripeList} of the Stripe module.
     *
     * @param of the type of the elements
     */
    record Page(Type of) implements Type {}

    /** The type whose values satisfy both, {@link Scalar#JSON} where there is nothing closer. */
    static Type join(Type one, Type other) {
        return join(one, other, Type::joinScalars);
    }

    /**
     * Like {@link #join(Type, Type)}, but what is written in characters, here as a number and there as text, is text: that
     * keeps the characters.
     */
    static Type joinCharacters(Type one, Type other) {
        return join(one, other, (a, b) -> {
            boolean text = a == Scalar.TEXT || b == Scalar.TEXT;
            return text && hasCharacters(a) && hasCharacters(b) ? Scalar.TEXT : joinScalars(a, b);
        });
    }

    private static Type join(Type one, Type other, BinaryOperator<Type> scalars) {
        if (one.equals(other) || other == Scalar.ANY) {
            return one;
        } else if (one == Scalar.ANY) {
            return other;
        }
        if (one instanceof Items a && other instanceof Items b) {
            return new Items(join(a.of, b.of, scalars));
        }
        if (one instanceof Table a && other instanceof Table b) {
            return new Table(join(a.of, b.of, scalars));
        }
        return scalars.apply(one, other);
    }

    /** Whether values are written in characters, as texts and numbers are. */
    private static boolean hasCharacters(Type type) {
        return type == Scalar.TEXT || type == Scalar.WHOLE || type == Scalar.DECIMAL || type == Scalar.TIME;
    }

    private static Type joinScalars(Type one, Type other) {
        if (both(one, other, Scalar.TIME, Scalar.TEXT) || both(one, other, Scalar.TIME, Scalar.WHOLE)) {
            return Scalar.TIME;
        }
        if (both(one, other, Scalar.DECIMAL, Scalar.WHOLE)) {
            return Scalar.DECIMAL;
        }
        return Scalar.JSON;
    }

    private static boolean both(Type one, Type other, Scalar first, Scalar second) {
        return (one == first && other == second) || (one == second && other == first);
    }

    /** The record that a value of this type holds, directly or as element, or empty. */
    default Optional<String> refKey() {
        if (this instanceof Ref ref) {
            return Optional.of(ref.key);
        }
        return inner().flatMap(Type::refKey);
    }

    /** The type of the elements, or empty for a type without. */
    default Optional<Type> inner() {
        if (this instanceof Items items) {
            return Optional.of(items.of);
        } else if (this instanceof Table table) {
            return Optional.of(table.of);
        } else if (this instanceof Link link) {
            return Optional.of(link.of);
        } else if (this instanceof Page page) {
            return Optional.of(page.of);
        }
        return Optional.empty();
    }

    /** This type with the reference in it, if any, replaced. */
    default Type withRef(Type replacement) {
        if (this instanceof Ref) {
            return replacement;
        } else if (this instanceof Items items) {
            return new Items(items.of.withRef(replacement));
        } else if (this instanceof Table table) {
            return new Table(table.of.withRef(replacement));
        } else if (this instanceof Link link) {
            return new Link(link.of.withRef(replacement));
        } else if (this instanceof Page page) {
            return new Page(page.of.withRef(replacement));
        }
        return this;
    }
}
