package io.zenem.jirasim;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

/** Refuses bodies that Jira's closed schemas refuse: an unknown property or a value of the wrong type. */
final class ClosedBody {
    static final Predicate<JsonNode> TEXT = JsonNode::isTextual;
    static final Predicate<JsonNode> INTEGER = JsonNode::isIntegralNumber;
    static final Predicate<JsonNode> BOOLEAN = JsonNode::isBoolean;
    static final Predicate<JsonNode> TEXTS = node -> listOf(node, TEXT);
    static final Predicate<JsonNode> INTEGERS = node -> listOf(node, INTEGER);

    private ClosedBody() {}

    static void check(JsonNode body, Map<String, Predicate<JsonNode>> allowed) {
        body.properties().forEach(property -> {
            Predicate<JsonNode> type = allowed.get(property.getKey());
            if (type == null || !(property.getValue().isNull() || type.test(property.getValue()))) {
                throw Refusal.payload();
            }
        });
    }

    static List<String> texts(JsonNode list) {
        return Json.MAPPER.convertValue(
                list.isArray() ? list : Json.array(),
                Json.MAPPER.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    private static boolean listOf(JsonNode node, Predicate<JsonNode> item) {
        if (!node.isArray()) {
            return false;
        }
        for (JsonNode one : node) {
            if (!item.test(one)) {
                return false;
            }
        }
        return true;
    }
}
