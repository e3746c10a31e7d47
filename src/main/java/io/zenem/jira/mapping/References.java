package io.zenem.jira.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.SprintField;

/**
 * What a mapped value refers to by id. Whoever renames or deletes an option, a component, a version or a sprint changes what
 * issues show and leaves their {@code updated} alone, so the copy remembers who shows what.
 */
final class References {
    /** Jira's lists of these are compared as a whole, see the site's snapshot. */
    private static final Set<String> LISTED = Set.of("status", "priority", "issuetype");

    private References() {}

    /**
     * References and the text that stands for each, empty where only the id is mapped: {@code sprint:197},
     * {@code version:10001}, {@code customfield_10030:10201}; by key, as {@code key:ABC-1}, where Jira tells no id of an issue.
     *
     * @param epicLink whether text is an issue's key
     */
    static Map<String, String> of(TargetType type, String fieldId, boolean epicLink, JsonNode value) {
        Map<String, String> references = new LinkedHashMap<>();
        switch (type) {
            case SPRINTS -> SprintField.ids(value).forEach(id -> references.put("sprint:" + id, ""));
            case RELEASES ->
                elements(value).forEach(version -> id(version).ifPresent(id -> references.put("version:" + id, "")));
            case USER -> {
                // people are joined when they are read
            }
            // a parent whose id is known is watched by it
            case PARENT -> key(value).ifPresent(key -> references.put("key:" + key, key));
            default -> {
                if (epicLink) {
                    key(value).ifPresent(key -> references.put("key:" + key, key));
                }
                if (!LISTED.contains(fieldId)) {
                    elements(value)
                            .flatMap(element -> Stream.of(element, element.path("child")))
                            .forEach(named -> id(named)
                                    .ifPresent(id -> references.put(
                                            fieldId + ":" + id,
                                            TextValue.name(named).orElse(""))));
                }
            }
        }
        return references;
    }

    private static Stream<JsonNode> elements(JsonNode value) {
        return value.isArray() ? value.valueStream() : Stream.of(value);
    }

    private static Optional<String> key(JsonNode value) {
        return value.isTextual()
                ? Optional.of(CleanText.of(value.textValue().trim())).filter(key -> !key.isEmpty())
                : Optional.empty();
    }

    private static Optional<String> id(JsonNode named) {
        return Stream.of("id", "accountId")
                .map(named::path)
                .filter(id -> id.isTextual() || id.isIntegralNumber())
                .map(id -> CleanText.of(id.asText().trim()))
                .filter(id -> !id.isEmpty())
                .findFirst();
    }
}
