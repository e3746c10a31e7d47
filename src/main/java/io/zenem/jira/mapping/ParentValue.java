package io.zenem.jira.mapping;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The issue above: the epic of a story, the parent of a sub-task. */
final class ParentValue {
    static final String TARGET = "parent";
    static final String SYSTEM_FIELD = "parent";

    /** Longer than any key of Jira's, and as much as fits into an index. */
    private static final int LONGEST = 255;

    private ParentValue() {}

    /**
     * {@code {"jiraId","jiraKey"}}, one of them null where Jira does not tell it: an epic link is a key only. Empty for
     * what is no issue; Jira's Parent Link wraps the issue in {@code data} and is an object without it when unset.
     */
    static Optional<ObjectNode> of(JsonNode value) {
        JsonNode issue = value.path("data").isObject() ? value.path("data") : value;
        if (issue.isTextual()) {
            return parent(Optional.empty(), text(issue));
        }
        return issue.isObject() ? parent(text(issue.path("id")), text(issue.path("key"))) : Optional.empty();
    }

    /** Whether the value is no more than the key of this issue, which tells its id as well. */
    static boolean names(JsonNode value, JsonNode issue) {
        return value.isTextual()
                && !value.textValue().isBlank()
                && value.textValue().trim().equalsIgnoreCase(issue.path("key").asText());
    }

    /** Whether the value says that there is no parent, as opposed to saying something unreadable. */
    static boolean unset(JsonNode value) {
        return (value.isTextual() && value.textValue().isBlank())
                || (value.isObject()
                        && !value.path("data").isObject()
                        && (value.has("hasEpicLinkFieldDependency") || value.isEmpty()));
    }

    private static Optional<ObjectNode> parent(Optional<String> id, Optional<String> key) {
        if (id.isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode parent = JsonNodeFactory.instance.objectNode();
        return Optional.of(parent.put("jiraId", id.orElse(null)).put("jiraKey", key.orElse(null)));
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() || value.isIntegralNumber()
                ? Optional.of(CleanText.of(value.asText().trim()))
                        .filter(text -> !text.isEmpty() && text.length() <= LONGEST)
                : Optional.empty();
    }
}
