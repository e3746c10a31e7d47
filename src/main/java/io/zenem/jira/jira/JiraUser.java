package io.zenem.jira.jira;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** What a user of Jira is known by. */
public final class JiraUser {
    /** Jira's own limit for both; a longer text is something else, and would not fit into an index. */
    private static final int LONGEST = 255;

    private static final Pattern NOTHING = Pattern.compile("[\\s\\p{Z}\\p{C}]*");

    private JiraUser() {}

    /**
     * Cloud's account id; on Data Center the key, which stays when a person is renamed, or else the name. Empty text for
     * what is no user.
     */
    public static String id(JsonNode user) {
        return Stream.of("accountId", "key", "name")
                .map(name -> user.path(name).asText(""))
                .filter(id -> !id.isBlank() && id.length() <= LONGEST)
                .findFirst()
                .orElse("");
    }

    /** The email; empty where the person hides it, which some sites say by a blank text. */
    public static Optional<String> email(JsonNode user) {
        return Optional.ofNullable(user.path("emailAddress").textValue())
                .map(String::strip)
                .filter(email -> !NOTHING.matcher(email).matches() && email.length() <= LONGEST);
    }

    /** atlassian, app, customer or unknown; Data Center does not tell people apart. */
    public static String type(JsonNode user) {
        return user.path("accountType").asText(user.has("accountId") ? "unknown" : "atlassian");
    }
}
