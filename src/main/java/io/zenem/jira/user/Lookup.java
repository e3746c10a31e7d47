package io.zenem.jira.user;

import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraUser;

/**
 * The one account that Jira's user search named. The search matches beginnings, of names too, and hidden emails as well as
 * visible ones; so only a single active person counts, and never one whose visible email is another.
 *
 * @param address the email, where Jira shows it
 */
record Lookup(String accountId, String displayName, Optional<String> address, String accountType) {
    static Optional<Lookup> of(JsonNode answer) {
        JsonNode user = answer.path(0);
        boolean person = answer.isArray()
                && answer.size() == 1
                && user.path("active").asBoolean()
                && user.path("accountType").asText().equals("atlassian")
                && !user.path("accountId").asText("").isBlank();
        return person
                ? Optional.of(new Lookup(
                        user.path("accountId").asText(),
                        user.path("displayName").asText(""),
                        JiraUser.email(user),
                        user.path("accountType").asText()))
                : Optional.empty();
    }

    /** Where the email is hidden, the name must not be what matched: anybody may call themselves by another's address. */
    boolean belongsTo(String email) {
        return address.map(shown -> EmailAddress.of(shown).equals(EmailAddress.of(email)))
                .orElse(!displayName.toLowerCase(Locale.ROOT).contains(email));
    }
}
