package io.zenem.jira.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A text that is made of names, as it is stored: {@code {"ref": "priority:3"}} for one name, {@code {"parts": [{"ref": ...}, " - ", ...]}}
 * for several, with {@code "as"} where an enumMap has another word for it. The function {@code jira.labelled} reads it.
 */
final class NamedText {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private NamedText() {}

    /** What values that were read are made of: references, and text where there is none. */
    static List<JsonNode> pieces(String fieldId, SiteContext site, List<FieldText.Read> reads) {
        return joined(", ", reads.stream().map(read -> pieces(fieldId, site, read)));
    }

    static List<JsonNode> pieces(String fieldId, SiteContext site, FieldText.Read read) {
        Stream<FieldText.Read> parts =
                read.value().path("child").isObject() ? ObjectText.parts(read.value()).stream() : Stream.of(read);
        return joined(" - ", parts.map(part -> List.of(piece(fieldId, site, part))));
    }

    private static List<JsonNode> joined(String separator, Stream<List<JsonNode>> texts) {
        List<JsonNode> pieces = new ArrayList<>();
        texts.forEach(text -> {
            if (!pieces.isEmpty()) {
                pieces.add(JSON.textNode(separator));
            }
            pieces.addAll(text);
        });
        return pieces;
    }

    static JsonNode piece(String fieldId, SiteContext site, FieldText.Read read) {
        return References.of(fieldId, site, read.value())
                .<JsonNode>map(reference -> JSON.objectNode().put("ref", reference))
                .orElseGet(() -> JSON.textNode(read.text()));
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
        ObjectNode form = pieces.size() == 1
                ? pieces.get(0).deepCopy()
                : JSON.objectNode().set("parts", JSON.arrayNode().addAll(pieces));
        as.ifPresent(word -> form.put("as", word));
        return Optional.of(form);
    }
}
