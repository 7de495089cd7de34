package io.github.webhook4j.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes one field of a tree at a time.
 *
 * @param changed the places that were changed before and are now left alone; grows
 * @param kept texts that are left alone where an event's id and type stand: in the whole, and in what is directly in it
 */
record Mutations(Set<String> changed, List<String> kept) {

    private static final int DEEPEST_KEPT = 2;

    /** With it every field of every example is changed; without it one of each place, which takes a tenth of the time. */
    private static final boolean EVERY_FIELD = Boolean.getBoolean("webhook4j.everyField");

    private static final List<JsonNode> OTHERS = List.of(
            NullNode.instance,
            TextNode.valueOf("other"),
            IntNode.valueOf(-7),
            DecimalNode.valueOf(new BigDecimal("1.5")),
            BigIntegerNode.valueOf(new BigInteger("12345678901234567890")),
            BooleanNode.TRUE,
            JsonNodeFactory.instance.objectNode().put("other", 1),
            JsonNodeFactory.instance.arrayNode().add("other").add(1));

    /** What to do with each mutant. */
    @FunctionalInterface
    interface Check {
        void run(String mutation) throws IOException;
    }

    /** Removes, nulls and retypes every field below the node, in place, and undoes it after the check. */
    void each(JsonNode node, Check check) throws IOException {
        each("", node, check);
    }

    private void each(String path, JsonNode node, Check check) throws IOException {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
                String at = path + "/" + field.getKey();
                boolean isNew = changed.add(at);
                if ((isNew || EVERY_FIELD) && !isKept(at, field.getValue())) {
                    change(at, object, field.getKey(), check);
                }
                each(at, field.getValue(), check);
            }
        } else if (node instanceof ArrayNode array) {
            for (JsonNode element : array) {
                each(path + "/*", element, check);
            }
        }
    }

    private boolean isKept(String path, JsonNode value) {
        return path.chars().filter(c -> c == '/').count() <= DEEPEST_KEPT && kept.contains(value.asText());
    }

    private static void change(String at, ObjectNode object, String name, Check check) throws IOException {
        JsonNode value = object.remove(name);
        check.run(at + " removed");
        for (JsonNode other : OTHERS) {
            object.set(name, other);
            check.run(at + " set to " + other);
        }
        object.set(name, value);
    }
}
