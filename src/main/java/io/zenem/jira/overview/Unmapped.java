package io.zenem.jira.overview;

import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Values of Jira's that occur and that the active mapping's enumMaps do not name.
 *
 * @param told the answer of the function {@code jira.unmapped}
 */
record Unmapped(JsonNode told) {
    private static final JsonMapper JSON = new JsonMapper();
    /** The function counts no further. */
    private static final long COUNTED = 100;

    private static final int SHOWN = 5;

    String message() {
        JsonNode values = told.path("values");
        String shown = values.valueStream().limit(SHOWN).map(Unmapped::value).collect(Collectors.joining(", "));
        String more = values.size() > SHOWN ? " and " + (values.size() - SHOWN) + " more" : "";
        return "Items have values that no enumMap names: " + shown + more
                + ". Save the mapping with a word for each; the action keeps what the copy shows for them now.";
    }

    private static String value(JsonNode value) {
        long items = value.path("items").asLong();
        return value.path("section").asText() + "." + value.path("target").asText() + " \""
                + value.path("name").asText() + "\" ("
                + (items > COUNTED ? "more than " + COUNTED : String.valueOf(items)) + " items, now "
                + value.path("shown").asText() + ")";
    }

    /** The mapping whose enumMaps name these values too, each with what it becomes now. */
    Map<String, Object> named() {
        ObjectNode mapping = told.path("mapping").deepCopy();
        told.path("values").forEach(value -> {
            ObjectNode enumMap = (ObjectNode) mapping.path(value.path("section").asText())
                    .path(value.path("target").asText())
                    .path("enumMap");
            enumMap.putIfAbsent(value.path("name").asText(), value.path("shown"));
        });
        return JSON.convertValue(mapping, new TypeReference<>() {});
    }
}
