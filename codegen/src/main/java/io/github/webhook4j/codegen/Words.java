package io.github.webhook4j.codegen;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns the senders' names into Java's. */
final class Words {

    /** Words that Java does not allow as a component's name, or that mislead as one. */
    private static final Set<String> RESERVED = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "case",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "else",
            "enum",
            "extends",
            "final",
            "for",
            "if",
            "import",
            "interface",
            "native",
            "new",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "super",
            "switch",
            "this",
            "throw",
            "throws",
            "try",
            "void",
            "while",
            "clone",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait");

    private static final Pattern SEPARATOR = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])");

    private static final Map<String, String> SPOKEN =
            Map.of("+1", "plusOne", "-1", "minusOne", "package", "packageInfo", "default", "defaultValue");

    private static final Map<String, String> PLURALS = Map.of(
            "addresses",
            "address",
            "statuses",
            "status",
            "branches",
            "branch",
            "searches",
            "search",
            "metadata",
            "metadata",
            "news",
            "news",
            "series",
            "series",
            "cwes",
            "cwe");

    private Words() {}

    /** The record component of a field: {@code amountDue} of {@code amount_due}. */
    static String component(String wire, Type type) {
        if (type == Type.Scalar.FLAG && RESERVED.contains(wire)) {
            return "is" + capital(wire);
        }
        if (SPOKEN.containsKey(wire)) {
            return SPOKEN.get(wire);
        }
        List<String> parts = parts(wire);
        String name =
                lower(parts.get(0)) + parts.stream().skip(1).map(Words::capital).collect(Collectors.joining());
        if (Character.isDigit(name.charAt(0))) {
            name = "n" + name;
        }
        return RESERVED.contains(name) ? name + "Value" : name;
    }

    /** A first word in lower case, that of a name in camel case up to its hump. */
    private static String lower(String word) {
        boolean humps = word.matches("[a-z]+[A-Z].*");
        return humps ? word : word.toLowerCase(Locale.ROOT);
    }

    /** Whether Jackson's snake case of the component's name is the field's name. */
    static boolean snakeCaseGives(String component, String wire) {
        return new PropertyNamingStrategies.SnakeCaseStrategy()
                .translate(component)
                .equals(wire);
    }

    /** The record of a name: {@code CheckoutSession} of {@code checkout.session}. */
    static String type(String name) {
        return parts(name).stream().map(Words::capital).collect(Collectors.joining());
    }

    /** The constant of an event's name: {@code INVOICE_PAID} of {@code invoice.paid}. */
    static String constant(String name) {
        return String.join("_", parts(name)).toUpperCase(Locale.ROOT);
    }

    /** The name of one element of a list: {@code line_item} of {@code line_items}. */
    static String singular(String plural) {
        int cut = plural.lastIndexOf('_') + 1;
        String head = plural.substring(0, cut);
        String last = plural.substring(cut);
        if (PLURALS.containsKey(last)) {
            return head + PLURALS.get(last);
        } else if (last.endsWith("ies")) {
            return head + last.substring(0, last.length() - 3) + "y";
        } else if (last.endsWith("s") && !last.matches(".*(ss|us|is)")) {
            return head + last.substring(0, last.length() - 1);
        }
        return plural;
    }

    /** A record's name as the sender would write it: {@code line_item} of {@code LineItem}. */
    static String wire(String simpleName) {
        return simpleName.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** The name as words of a sentence. */
    static String spoken(String name) {
        return parts(name).stream()
                .map(part -> acronym(part.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(" "));
    }

    private static String acronym(String word) {
        return switch (word) {
            case "id",
                    "url",
                    "html",
                    "api",
                    "ip",
                    "sha",
                    "iban",
                    "bic",
                    "vat",
                    "cvc",
                    "ssh",
                    "svn",
                    "pdf",
                    "us",
                    "eu" -> word.toUpperCase(Locale.ROOT);
            case "ids" -> "IDs";
            case "urls" -> "URLs";
            default -> word;
        };
    }

    private static List<String> parts(String name) {
        return SEPARATOR.splitAsStream(name).filter(part -> !part.isEmpty()).toList();
    }

    static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
