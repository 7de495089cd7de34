package io.github.webhook4j.codegen;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes the class with a provider's event types as constants. */
final class EventsWriter {

    /** The formatter leaves the lines of a text as they are. */
    private static final String TEXT_INDENT = " ".repeat(8);

    private final String pkg;
    private final String name;
    private final String json;

    /**
     * @param pkg the class's package
     * @param name the class's name
     * @param json why the payload of some types is JSON
     */
    EventsWriter(String pkg, String name, String json) {
        this.pkg = pkg;
        this.name = name;
        this.json = json;
    }

    /**
     * The source of the class.
     *
     * @param summary the Javadoc of the class
     * @param payloads the simple name of the payload's class, of every type that gets a constant
     * @param more names of types without a constant, one a line
     * @param morePayload the simple name of their payload's class, empty without such types
     */
    String source(String summary, Map<String, String> payloads, List<String> more, String morePayload) {
        StringBuilder text = new StringBuilder(JavaWriter.MARK);
        text.append("package ").append(pkg).append(";\n\n").append(imports(payloads, morePayload));
        text.append("/**\n * ").append(summary).append("\n */\n");
        text.append("public final class ").append(name).append(" {\n\n");
        text.append("private static final List<EventType<?>> KNOWN = new ArrayList<>();\n\n");
        Set<String> taken = new HashSet<>();
        payloads.forEach((type, payload) -> text.append(constant(type, payload, taken)));
        if (!more.isEmpty()) {
            text.append("static {\n\"\"\"\n");
            more.forEach(type -> text.append(TEXT_INDENT).append(type).append('\n'));
            text.append(TEXT_INDENT)
                    .append("\"\"\".lines().forEach(name -> known(name, ")
                    .append(morePayload)
                    .append(".class));\n}\n\n");
        }
        text.append("private ").append(name).append("() {}\n\n");
        text.append("/**\n * Every type that this version knows.\n *\n * @return the types, by name\n */\n");
        text.append("public static List<EventType<?>> all() {\nreturn Collections.unmodifiableList(KNOWN);\n}\n\n");
        text.append("private static <T> EventType<T> known(String name, Class<T> payload) {\n");
        text.append("EventType<T> type = EventType.of(name, payload);\nKNOWN.add(type);\nreturn type;\n}\n}\n");
        return text.toString();
    }

    private String imports(Map<String, String> payloads, String morePayload) {
        Set<String> imports = new TreeSet<>(List.of(
                "io.github.webhook4j.EventType", "java.util.ArrayList", "java.util.Collections", "java.util.List"));
        Set<String> classes = new HashSet<>(payloads.values());
        classes.add(morePayload);
        classes.remove("");
        for (String payload : classes) {
            boolean json = payload.equals("JsonNode");
            imports.add(json ? "com.fasterxml.jackson.databind.JsonNode" : pkg + ".model." + payload);
        }
        return imports.stream().map(i -> "import " + i + ";\n").collect(Collectors.joining()) + "\n";
    }

    private String constant(String type, String payload, Set<String> taken) {
        boolean family = type.endsWith(".*");
        boolean besidesType = family && taken.contains(Words.constant(type));
        String constant = Words.constant(type) + (besidesType ? "_FAMILY" : "");
        if (!taken.add(constant)) {
            throw new IllegalStateException("two types named " + constant);
        }
        String about = besidesType ? "of any subtype" : family ? "of any action" : "";
        String doc = payload.equals("JsonNode")
                ? "{@code " + type + "}, as JSON: " + json + "."
                : "{@code " + type + "}" + (about.isEmpty() ? "" : ", " + about) + ": {@link " + payload + "}.";
        return "/** " + doc + " */\npublic static final EventType<" + payload + "> " + constant + " = known(\"" + type
                + "\", " + payload + ".class);\n\n";
    }
}
