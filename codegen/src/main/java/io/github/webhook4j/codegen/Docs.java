package io.github.webhook4j.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Javadoc from the facts of the descriptions: shape, unit, vocabulary, and when a value is missing. */
final class Docs {

    private static final int WIDTH = 120;

    private static final int VALUES_SHOWN = 8;

    /** A blank outside of an inline tag. */
    private static final Pattern BLANK = Pattern.compile(" (?![^{]*})");

    private static final Pattern SAYS_ABSENCE = Pattern.compile("\\b(null|absent|only when)\\b");

    private static final int USERS_SHOWN = 3;

    private static final int TYPES_SHOWN = 3;

    private Docs() {}

    /** A Javadoc comment, wrapped, for a place that many levels deep. */
    static String comment(int depth, List<String> paragraphs) {
        StringBuilder text = new StringBuilder("/**\n");
        for (String paragraph : paragraphs) {
            int room = WIDTH - 4 * depth - " * ".length();
            text.append(wrap(paragraph, room)
                    .map(line -> " * " + line + "\n")
                    .collect(Collectors.joining())
                    .replace(" * \n", " *\n"));
        }
        return text.append(" */\n").toString();
    }

    private static Stream<String> wrap(String paragraph, int room) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : BLANK.split(paragraph, -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > room) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(paragraph.startsWith("@") ? "    " : "").append(word);
            } else {
                line.append(line.length() > 0 ? " " : "").append(word);
            }
        }
        lines.add(line.toString());
        return lines.stream();
    }

    /** What follows {@code @param} and the name. */
    static String component(RecordShape shape, Component component) {
        List<String> facts = new ArrayList<>();
        Phrases.of(shape, component).ifPresent(facts::add);
        structure(component, facts);
        vocabulary(component, facts);
        if (shape.sender.isEmpty()
                && component.phrase == null
                && facts.stream().noneMatch(SAYS_ABSENCE.asPredicate())) {
            absence(shape, component, facts);
        }
        facts.removeIf(String::isEmpty);
        if (facts.isEmpty()) {
            facts.add("the " + Words.spoken(component.wire));
        }
        return String.join("; ", facts);
    }

    /** The first of some names of types, and how many more there are. */
    static String some(List<String> types, String what) {
        String shown = types.stream()
                .limit(TYPES_SHOWN)
                .map(type -> "{@code " + type + "}")
                .collect(Collectors.joining(", "));
        int more = types.size() - TYPES_SHOWN;
        return shown + (more > 0 ? " and " + more + " more " + what : "");
    }

    /** A sentence about a record that several others have, without the full stop. */
    static String part(RecordShape shape, List<String> users) {
        String shown = users.stream()
                .limit(USERS_SHOWN)
                .map(user -> "{@link " + user + "}")
                .collect(Collectors.joining(", "));
        int more = users.size() - USERS_SHOWN;
        return Words.capital(Words.spoken(Words.wire(shape.key))) + ", in " + shown
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** A sentence about a record inside another, without the full stop. */
    static String nested(RecordShape shape) {
        String owner = new RecordShape(shape.owner()).simpleName();
        return "The " + Words.spoken(Words.wire(shape.simpleName())) + " of {@link " + owner + "}";
    }

    private static void structure(Component component, List<String> facts) {
        String words = Words.spoken(component.wire);
        boolean said = !facts.isEmpty();
        if (component.unit == Component.Unit.MINOR_UNITS) {
            facts.add(said ? "" : words + ", in the currency's minor unit");
        } else if (component.unit == Component.Unit.TEMPLATE) {
            facts.add("has placeholders in braces");
        } else if (component.type instanceof Type.Link && !said) {
            facts.add("id of the " + words + ", or the object");
        } else if (component.type instanceof Type.Page) {
            facts.add(said ? "" : "first page of the " + words);
        } else if (component.type instanceof Type.Table && !said) {
            facts.add(words + " by name");
        } else if (component.type == Type.Scalar.JSON || component.type == Type.Scalar.ANY) {
            facts.add((said ? "" : words + ", ") + "as JSON");
        }
    }

    private static void vocabulary(Component component, List<String> facts) {
        List<String> values = List.copyOf(component.vocabulary);
        int shown = component.wire.equals("action") ? values.size() : Math.min(VALUES_SHOWN, values.size());
        String listed = values.subList(0, shown).stream()
                .map(value -> "{@code " + value + "}")
                .collect(Collectors.joining(", "));
        if (shown > 0) {
            int more = values.size() - shown;
            facts.add(listed + (more > 0 ? " and " + more + " more" : ""));
        }
    }

    private static void absence(RecordShape shape, Component component, List<String> facts) {
        if (!component.described) {
            facts.add("in examples, not in the description");
        } else if (component.nullable) {
            facts.add("null when unset");
        } else if (!shape.isRequired(component)) {
            facts.add("absent where it does not apply");
        } else if (component.missing) {
            facts.add("missing in some deliveries");
        }
    }
}
