package io.zenem.jira.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** What is noticed while one issue is mapped: users, references, and values that did not fit. */
final class Remarks {

    private final Map<String, String> references = new LinkedHashMap<>();
    private final Map<String, JsonNode> stored = new LinkedHashMap<>();
    private final Map<String, SeenUser> users = new LinkedHashMap<>();
    private final List<EnumWarning> enumWarnings = new ArrayList<>();
    private final List<ValueWarning> valueWarnings = new ArrayList<>();

    void saw(SeenUser user) {
        users.putIfAbsent(user.accountId(), user);
    }

    void refers(Map<String, String> seen) {
        // a text is worth more than none: the same version may be mapped as an id and by its name
        seen.forEach((reference, shown) -> references.merge(reference, shown, (a, b) -> a.isEmpty() ? b : a));
    }

    /** A target whose text is made of names, and so is stored otherwise than it is shown. */
    void named(String target, JsonNode form) {
        stored.put(target, form);
    }

    /** How a target's value is stored. */
    JsonNode stored(String target, JsonNode shown) {
        return stored.getOrDefault(target, shown);
    }

    void fellBack(String target, String jiraValue, String mappedTo) {
        EnumWarning warning = new EnumWarning(target, jiraValue, mappedTo);
        if (!enumWarnings.contains(warning)) {
            enumWarnings.add(warning);
        }
    }

    void unreadable(String target, JsonNode value, String problem) {
        valueWarnings.add(new ValueWarning(target, beginning(value), problem));
    }

    List<SeenUser> users() {
        return List.copyOf(users.values());
    }

    Map<String, String> references() {
        return Map.copyOf(references);
    }

    List<EnumWarning> enumWarnings() {
        return List.copyOf(enumWarnings);
    }

    List<ValueWarning> valueWarnings() {
        return List.copyOf(valueWarnings);
    }

    /** Objects are not shown: they may be users with addresses, and may be of any depth. */
    private static String beginning(JsonNode value) {
        if (value.isContainerNode()) {
            return value.isArray() ? "an array" : "an object";
        }
        return SampleText.beginning(CleanText.of(value.asText()));
    }
}
