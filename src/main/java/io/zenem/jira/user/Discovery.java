package io.zenem.jira.user;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A discovery of users: the walk through Jira's list, and the questions about those whose email Jira hides. */
@ApplicationScoped
@Named("discovery")
public class Discovery {
    static final String GRANT =
            "Jira does not show its users to this account: grant it the global permission \"Browse users and groups\" in Jira.";

    private final JiraRequests requests;
    private final int mostLookups;

    Discovery(JiraRequests requests, @ConfigProperty(name = "connector.users.lookups") int mostLookups) {
        this.requests = requests;
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

    /** Who has this email, hidden or not? */
    public JiraRequest lookup(String email) {
        return requests.userSearch(email);
    }

    /** Whether the answer names one person who could be the one, but whose email is hidden, so that it may only begin alike. */
    public boolean hidden(JsonNode answer) {
        return Lookup.of(answer).filter(account -> account.address().isEmpty()).isPresent();
    }

    /** Who has an email that goes on where this one ends ({@code .com.au} after {@code .com})? */
    public JiraRequest longerLookup(String email) {
        return requests.userSearch(email + ".");
    }

    /**
     * Whom the email belongs to, for {@code sql/user/keep_lookup.sql}; nobody where that is not clear.
     *
     * @param longer the answer to {@link #longerLookup}, an empty array if it was not asked
     */
    public String found(String email, JsonNode answer, JsonNode longer) {
        ObjectNode found = JsonNodeFactory.instance.objectNode().put("email", email);
        Lookup.of(answer)
                .filter(account -> account.belongsTo(email))
                .filter(account -> longer.isArray() && longer.isEmpty())
                .ifPresent(account -> found.put("accountId", account.accountId())
                        .put("displayName", account.displayName())
                        .put("address", account.address().orElse(null))
                        .put("active", true)
                        .put("accountType", account.accountType()));
        return found.toString();
    }
}
