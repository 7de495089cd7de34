package io.github.webhook4j.codegen;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What fields hold, in our words: from {@code phrases.properties}, or made from the field's name and type. */
final class Phrases {

    private static final Properties KNOWN = load();

    private static final Pattern ADDRESS = Pattern.compile("(.+)_url");

    private static final Pattern MOMENT = Pattern.compile("(.+)_at");

    private static final Pattern COUNT = Pattern.compile("(.+)_count|([a-z]+[^s]s)");

    private static final Pattern DEED = Pattern.compile("(allow|delete|use|require|enable|include)_.+");

    private Phrases() {}

    /** The phrase, or empty where nothing is known but the name. */
    static Optional<String> of(RecordShape shape, Component component) {
        if (component.phrase != null) {
            return Optional.of(component.phrase);
        }
        String sender = shape.sender.isEmpty() ? "" : shape.sender + "/";
        String own = KNOWN.getProperty(sender + shape.key + "." + component.wire);
        if (own == null && !sender.isEmpty()) {
            own = KNOWN.getProperty(sender + component.wire);
        }
        String known = own != null ? own : general(component);
        return known != null ? Optional.of(known) : made(component);
    }

    /** Words for a name mean its plain form: a text, a number, a flag. An object of the same name says more by itself. */
    private static @Nullable String general(Component component) {
        boolean plain = component.type instanceof Type.Scalar && component.vocabulary.isEmpty();
        boolean told = plain || !component.wire.matches("url|state|country|currency|from|to|body");
        return told ? KNOWN.getProperty(component.wire) : null;
    }

    private static Optional<String> made(Component component) {
        String wire = component.wire;
        if (component.unit != Component.Unit.MINOR_UNITS && component.type instanceof Type.Scalar scalar) {
            return switch (scalar) {
                case TEXT -> matched(ADDRESS, wire, "address of the ");
                case TIME -> Optional.of(moment(wire));
                case FLAG -> Optional.of(whether(wire));
                case WHOLE -> matched(COUNT, wire, "number of ");
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    private static String whether(String wire) {
        String words = Words.spoken(wire);
        if (DEED.matcher(wire).matches()) {
            return "whether to " + words;
        } else if (words.matches("(is|has|can) .*")) {
            return "whether it " + words;
        }
        return "whether "
                + words.replaceFirst("(s) (\\w+ed)$", "$1 are $2")
                        .replaceFirst("(?<!s|are) ((?!are)\\w+ed)$", " is $1");
    }

    private static Optional<String> matched(Pattern pattern, String wire, String before) {
        Matcher matcher = pattern.matcher(wire);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(matcher.groupCount());
        return Optional.of(before + Words.spoken(name));
    }

    private static String moment(String wire) {
        if (wire.equals("created") || wire.equals("updated")) {
            return "when it was " + wire;
        }
        String before =
                wire.endsWith("s_at") ? wire.matches("[a-z]+(ly_[a-z]+)?_at") ? "when it " : "when the " : "when ";
        return matched(MOMENT, wire, before).orElseGet(() -> Words.spoken(wire) + ", an instant");
    }

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream in = Phrases.class.getResourceAsStream("phrases.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
