package io.zenem.jira.user;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.JiraRefused;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A discovery of users: the walk through Jira's list, and the questions about those whose email Jira hides. */
@ApplicationScoped
@Named("discovery")
public class Discovery {
    static final String GRANT =
            "Jira does not show its users to this account: grant it the global permission \"Browse users and groups\" in Jira.";

    private final int mostLookups;

    Discovery(@ConfigProperty(name = "connector.users.lookups") int mostLookups) {
        this.mostLookups = mostLookups;
    }

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

    /**
     * A page of users with the walk's checkpoint behind it, for {@code sql/user/keep_user_list.sql}.
     *
     * @param people the same users as {@code dimensions.people} has them
     */
    public String kept(
            String connectorId,
            String jobId,
            int attempt,
            Instant startedAt,
            UserList userList,
            JsonNode people,
            Instant askedAt) {
        ObjectNode page = JsonNodeFactory.instance
                .objectNode()
                .put("connectorId", connectorId)
                .put("jobId", jobId)
                .put("attempt", attempt)
                .put("startedAt", startedAt.toString())
                .put("observedAt", askedAt.toString())
                .put("from", String.valueOf(userList.from()))
                .put("done", !userList.open());
        return page.set("users", people).toString();
    }

    /** How many Zenem users this job may look for, each once. */
    public String lookups(Instant startedAt) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("startedAt", startedAt.toString())
                .put("most", mostLookups)
                .toString();
    }

    /** A search for who has this email, hidden or not. */
    public EmailLookup lookup(String email) {
        return new EmailLookup(email, List.of());
    }

    /** Whom the email belongs to, for {@code sql/user/keep_lookup.sql}; nobody where that is not clear. */
    public String found(EmailLookup lookup) {
        ObjectNode found = JsonNodeFactory.instance.objectNode().put("email", lookup.email());
        Lookup.of(lookup.answers().get(0))
                .filter(account -> account.belongsTo(lookup.email()))
                .filter(account ->
                        lookup.answers().stream().skip(1).allMatch(longer -> longer.isArray() && longer.isEmpty()))
                .ifPresent(account -> found.put("accountId", account.accountId())
                        .put("displayName", account.displayName())
                        .put("address", account.address().orElse(null))
                        .put("active", true)
                        .put("accountType", account.accountType()));
        return found.toString();
    }
}
