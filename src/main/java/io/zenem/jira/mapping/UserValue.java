package io.zenem.jira.mapping;

import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraUser;

/** Users of Jira: Cloud knows them by account id, Data Center by key and name. */
final class UserValue {
    private UserValue() {}

    /** The user, of several the first that is one; empty for anything else (a group has a name, a project a key, and neither is a user). */
    static Optional<SeenUser> of(JsonNode value) {
        return (value.isArray() ? value.valueStream() : Stream.of(value))
                .filter(UserValue::person)
                .map(UserValue::seen)
                .filter(user -> !user.accountId().isBlank())
                .findFirst();
    }

    private static boolean person(JsonNode user) {
        return Stream.of("accountId", "displayName", "emailAddress").anyMatch(user::has);
    }

    private static String name(JsonNode user) {
        String name = CleanText.of(user.path("displayName").asText(""));
        return name.isBlank() ? "" : name;
    }

    private static SeenUser seen(JsonNode user) {
        return new SeenUser(
                CleanText.of(JiraUser.id(user)),
                name(user),
                JiraUser.email(user).map(CleanText::of),
                user.path("active").asBoolean(true),
                JiraUser.type(user));
    }
}
