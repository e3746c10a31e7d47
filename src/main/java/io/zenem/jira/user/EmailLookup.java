package io.zenem.jira.user;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraUser;
import io.zenem.jira.jira.Walk;

/**
 * Who has an email? Jira's search matches beginnings, of names too, and hidden emails as well as visible ones; so only a single active person
 * counts, and never one whose visible email is another. Where that person's email is hidden, it may only begin alike, so Jira is asked too who
 * has an email that goes on where this one ends ({@code .com.au} after {@code .com}).
 *
 * @param answers to these two, as far as they were asked
 */
public record EmailLookup(String email, List<JsonNode> answers) implements Walk<EmailLookup> {
    @Override
    public boolean open() {
        return answers.isEmpty()
                || (answers.size() == 1
                        && only(answers.get(0))
                                .filter(user -> JiraUser.email(user).isEmpty())
                                .isPresent());
    }

    @Override
    public JiraRequest request(JiraRequests requests) {
        return requests.userSearch(answers.isEmpty() ? email : email + ".");
    }

    @Override
    public EmailLookup after(JsonNode answer) {
        return new EmailLookup(
                email, Stream.concat(answers.stream(), Stream.of(answer)).toList());
    }

    /** Whom the email belongs to; nobody where that is not clear. */
    Optional<JsonNode> found() {
        return only(answers.get(0))
                .filter(this::isOf)
                .filter(user -> answers.stream().skip(1).allMatch(longer -> longer.isArray() && longer.isEmpty()));
    }

    private static Optional<JsonNode> only(JsonNode answer) {
        JsonNode user = answer.path(0);
        boolean person = answer.isArray()
                && answer.size() == 1
                && user.path("active").asBoolean()
                && user.path("accountType").asText().equals("atlassian")
                && !user.path("accountId").asText("").isBlank();
        return person ? Optional.of(user) : Optional.empty();
    }

    /** Where the email is hidden, the name must not be what matched: anybody may call themselves by another's address. */
    private boolean isOf(JsonNode user) {
        return JiraUser.email(user)
                .map(shown -> EmailAddress.of(shown).equals(EmailAddress.of(email)))
                .orElse(!user.path("displayName")
                        .asText("")
                        .toLowerCase(Locale.ROOT)
                        .contains(email));
    }
}
