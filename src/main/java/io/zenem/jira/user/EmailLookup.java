package io.zenem.jira.user;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.Walk;

/**
 * Who has an email? Where the answer names one person whose email is hidden, it may only begin alike, so Jira is asked too who has an email
 * that goes on where this one ends ({@code .com.au} after {@code .com}).
 *
 * @param answers to these two, as far as they were asked
 */
public record EmailLookup(String email, List<JsonNode> answers) implements Walk<EmailLookup> {
    @Override
    public boolean open() {
        return answers.isEmpty()
                || (answers.size() == 1
                        && Lookup.of(answers.get(0))
                                .filter(account -> account.address().isEmpty())
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
}
