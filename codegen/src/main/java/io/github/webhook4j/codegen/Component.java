package io.github.webhook4j.codegen;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** One field of an object, as the description and the examples show it. */
final class Component {

    /** What a number counts, or what a text is for. */
    enum Unit {
        NONE,
        MINOR_UNITS,
        TEMPLATE
    }

    final String wire;
    final Set<String> vocabulary = new LinkedHashSet<>();
    Type type;
    Unit unit = Unit.NONE;

    /** What the field holds, where the description says it in our words. */
    @Nullable
    String phrase;

    boolean nullable;
    boolean missing;
    boolean described = true;
    int required;

    Component(String wire, Type type) {
        this.wire = wire;
        this.type = type;
    }

    /** A component of the same facts. */
    Component copy() {
        Component copy = new Component(wire, type);
        copy.described = described;
        copy.phrase = phrase;
        copy.merge(this, Type::join);
        return copy;
    }

    /** Takes in what another variant of the same object says about this field. */
    void merge(Component other, BinaryOperator<Type> join) {
        type = join.apply(type, other.type);
        if (other.unit != Unit.NONE) {
            unit = other.unit;
        }
        nullable |= other.nullable;
        missing |= other.missing;
        described &= other.described;
        required += other.required;
        vocabulary.addAll(other.vocabulary);
    }
}
