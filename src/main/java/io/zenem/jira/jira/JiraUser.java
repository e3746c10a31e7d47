package io.zenem.jira.jira;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** What a user of Jira is known by. */
public final class JiraUser {
    private JiraUser() {}

    /**
     * Cloud's account id; on Data Center the key, which stays when a person is renamed, or else the name. Empty text for
     * what is no user.
     */
    public static String id(JsonNode user) {
        return Stream.of("accountId", "key", "name")
                .map(name -> user.path(name).asText(""))
                .filter(id -> !id.isBlank())
                .findFirst()
                .orElse("");
    }

    /** atlassian, app, customer or unknown; Data Center does not tell people apart. */
    public static String type(JsonNode user) {
        return user.path("accountType").asText(user.has("accountId") ? "unknown" : "atlassian");
    }
}
