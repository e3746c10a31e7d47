package io.zenem.jira.mapping;

import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraUser;

/** Users of Jira: Cloud knows them by account id, Data Center by key and name. */
final class UserValue {
    private UserValue() {}

    /** The user, the first of several; empty for anything that is no user (a group has a name, but is none). */
    static Optional<SeenUser> of(JsonNode value) {
        JsonNode user = value.isArray() ? value.path(0) : value;
        boolean person =
                Stream.of("accountId", "displayName", "emailAddress", "key").anyMatch(user::has);
        return person ? id(user).map(id -> seen(user, id)) : Optional.empty();
    }

    private static SeenUser seen(JsonNode user, String id) {
        return new SeenUser(
                id,
                text(user, "displayName").orElse(""),
                text(user, "emailAddress"),
                user.path("active").asBoolean(true),
                JiraUser.type(user));
    }

    private static Optional<String> id(JsonNode user) {
        return text(user, "accountId").or(() -> text(user, "key")).or(() -> text(user, "name"));
    }

    private static Optional<String> text(JsonNode user, String name) {
        return Optional.of(user.path(name))
                .filter(JsonNode::isTextual)
                .map(value -> CleanText.of(value.textValue()))
                .filter(text -> !text.isBlank());
    }
}
