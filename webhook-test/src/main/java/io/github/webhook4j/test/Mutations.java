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
 * @param kept texts of the top level that are left alone
 */
record Mutations(Set<String> changed, List<String> kept) {

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
                boolean read = path.isEmpty() && kept.contains(field.getValue().asText());
                if (!read && changed.add(at)) {
                    change(at, object, field.getKey(), check);
                }
                each(at, field.getValue(), check);
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            each(path + "/0", array.get(0), check);
        }
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
