package io.zenem.jira.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/** The states of Zenem's work. */
public enum ZenemStatus {
    NOT_STARTED,
    IN_PROGRESS,
    BLOCKED,
    DONE,
    CANCELLED;

    /**
     * The state that a Jira status falls back to: by its category's key (new, indeterminate, done, undefined), since the
     * names are translated; by the category's fixed id where the key is missing. What has no category is not started.
     *
     * @param value a status, or a status category itself
     */
    static ZenemStatus fallback(JsonNode value) {
        JsonNode category = value.path("statusCategory").isObject() ? value.path("statusCategory") : value;
        return switch (category.path("key").asText("")) {
            case "indeterminate" -> IN_PROGRESS;
            case "done" -> DONE;
            case "" -> byCategoryId(value.path("statusCategory").path("id").asInt(0));
            default -> NOT_STARTED;
        };
    }

    private static ZenemStatus byCategoryId(int id) {
        return id == 3 ? DONE : id == 4 ? IN_PROGRESS : NOT_STARTED;
    }
}
