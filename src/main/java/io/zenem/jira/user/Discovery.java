package io.zenem.jira.user;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraUser;

/** A discovery of users: the walk through Jira's list, and the questions about those whose email Jira hides. */
@ApplicationScoped
@Named("discovery")
public class Discovery {
    static final String GRANT =
            "Jira does not show its users to this account: grant it the global permission \"Browse users and groups\" in Jira.";

    /** Ends a job whose account may not see Jira's users. */
    public void mustSeeUsers(JsonNode permissions) {
        JsonNode browse = permissions.at("/permissions/USER_PICKER/havePermission");
        if (browse.isBoolean() && !browse.booleanValue()) {
            throw new JiraRefused(403, GRANT, false);
        }
    }

    public UserList userList(JsonNode checkpoint) {
        return UserList.of(checkpoint);
    }

    /** The walk after its page was kept; it ends where nobody on it was new. */
    public UserList listed(UserList userList, JsonNode kept) {
        return userList.listed(kept.path("fresh").asInt());
    }

    /** A search for who has this email, hidden or not. */
    public EmailLookup lookup(String email) {
        return new EmailLookup(email, List.of());
    }

    /** Whom the email belongs to, for {@code sql/user/keep_lookup.sql}; nobody where that is not clear. */
    public String found(EmailLookup lookup) {
        ObjectNode found = JsonNodeFactory.instance.objectNode().put("email", lookup.email());
        lookup.found()
                .ifPresent(user -> found.put("accountId", user.path("accountId").asText())
                        .put("displayName", user.path("displayName").asText(""))
                        .put("address", JiraUser.email(user).orElse(null))
                        .put("active", true)
                        .put("accountType", "atlassian"));
        return found.toString();
    }
}
