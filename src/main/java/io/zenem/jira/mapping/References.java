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
     * {@code version:10001}, {@code customfield_10030:10201}.
     */
    static Map<String, String> of(TargetType type, String fieldId, JsonNode value) {
        Map<String, String> references = new LinkedHashMap<>();
        switch (type) {
            case SPRINTS -> SprintField.ids(value).forEach(id -> references.put("sprint:" + id, ""));
            case RELEASES ->
                elements(value).forEach(version -> id(version).ifPresent(id -> references.put("version:" + id, "")));
            case USER, PARENT -> {
                // people are joined when they are read, parents are watched by key
            }
            default -> {
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

    private static Optional<String> id(JsonNode named) {
        return Stream.of("id", "accountId")
                .map(named::path)
                .filter(id -> id.isTextual() || id.isIntegralNumber())
                .map(id -> CleanText.of(id.asText().trim()))
                .filter(id -> !id.isEmpty())
                .findFirst();
    }
}
