package io.github.webhook4j.github.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/** Changes one field of a tree at a time. */
final class Mutations {

    private static final List<JsonNode> OTHERS = List.of(
            NullNode.instance,
            TextNode.valueOf("other"),
            IntNode.valueOf(-7),
            BooleanNode.TRUE,
            JsonNodeFactory.instance.objectNode().put("other", 1),
            JsonNodeFactory.instance.arrayNode().add("other").add(1));

    /** What to do with each mutant. */
    @FunctionalInterface
    interface Check {
        void run(String mutation) throws Exception;
    }

    private Mutations() {}

    /** Removes, nulls and retypes every field below the node, in place, and undoes it after the check. */
    static void each(String path, JsonNode node, Check check) throws Exception {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
                String at = path + "/" + field.getKey();
                JsonNode value = field.getValue();
                object.remove(field.getKey());
                check.run(at + " removed");
                for (JsonNode other : OTHERS) {
                    object.set(field.getKey(), other);
                    check.run(at + " set to " + other);
                }
                object.set(field.getKey(), value);
                each(at, value, check);
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            each(path + "/0", array.get(0), check);
        }
    }
}
