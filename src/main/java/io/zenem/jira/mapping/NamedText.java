package io.zenem.jira.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A text that is made of names, as it is stored: {@code {"ref": "priority:3"}} for one name, {@code {"parts": [{"ref": ...}, " - ", ...]}}
 * for several, with {@code "as"} where an enumMap has another word for it. The function {@code jira.labelled} reads it.
 */
final class NamedText {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private NamedText() {}

    /** What a value that was read is made of: references, and text where there is none. */
    static List<JsonNode> pieces(String fieldId, SiteContext site, FieldText.Read read) {
        JsonNode child = read.value().path("child");
        if (child.isObject()) {
            return cascade(fieldId, site, read.value()).toList();
        }
        return List.of(piece(fieldId, site, read.value(), read.text()));
    }

    private static Stream<JsonNode> cascade(String fieldId, SiteContext site, JsonNode option) {
        List<JsonNode> parts = new ArrayList<>();
        for (JsonNode part : List.of(option, option.path("child"))) {
            String text = CleanText.of(part.path("value").asText(""));
            if (!text.isEmpty()) {
                if (!parts.isEmpty()) {
                    parts.add(JSON.textNode(" - "));
                }
                parts.add(piece(fieldId, site, part, text));
            }
        }
        return parts.stream();
    }

    static JsonNode piece(String fieldId, SiteContext site, JsonNode named, String text) {
        return References.of(fieldId, site, named)
                .<JsonNode>map(reference -> JSON.objectNode().put("ref", reference))
                .orElseGet(() -> JSON.textNode(text));
    }

    /**
     * The form of a text; empty where nothing in it is a name.
     *
     * @param as what an enumMap makes of it
     */
    static Optional<JsonNode> of(List<JsonNode> pieces, Optional<String> as) {
        if (pieces.stream().noneMatch(JsonNode::isObject)) {
            return Optional.empty();
        }
        ObjectNode form = pieces.size() == 1 ? pieces.get(0).deepCopy() : several(pieces);
        as.ifPresent(word -> form.put("as", word));
        return Optional.of(form);
    }

    private static ObjectNode several(List<JsonNode> pieces) {
        ObjectNode form = JSON.objectNode();
        ArrayNode parts = form.putArray("parts");
        pieces.forEach(parts::add);
        return form;
    }
}
