package io.zenem.jira.webhook;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Jira's ids: positive numbers that webhooks write as numbers here (project, sprint) and as text there (issue, version). */
final class JiraIds {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
    private static final Pattern ISSUE_IN_ADDRESS = Pattern.compile("/issue/([0-9]{1,18})/");

    private JiraIds() {}

    static OptionalLong id(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return positive(value.longValue());
        }
        return value.isTextual() && DIGITS.matcher(value.textValue()).matches()
                ? positive(Long.parseLong(value.textValue()))
                : OptionalLong.empty();
    }

    /** The id of an object, or the id that stands in its place. */
    static OptionalLong idOrIdOf(JsonNode value) {
        return id(value.isObject() ? value.path("id") : value);
    }

    /**
     * The issue that a comment, worklog, attachment or property belongs to. Worklogs name it in {@code issueId}; Data Center
     * sends comments without an issue, which is then known from the comment's address only.
     */
    static OptionalLong issueBehind(JsonNode json) {
        return Stream.of(
                        id(json.at("/issue/id")),
                        id(json.at("/worklog/issueId")),
                        id(json.path("issueId")),
                        inAddress(json.at("/comment/self")),
                        inAddress(json.at("/worklog/self")),
                        inAddress(json.at("/property/self")))
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong inAddress(JsonNode self) {
        Matcher address = ISSUE_IN_ADDRESS.matcher(self.asText(""));
        return address.find() ? positive(Long.parseLong(address.group(1))) : OptionalLong.empty();
    }

    private static OptionalLong positive(long id) {
        return id > 0 ? OptionalLong.of(id) : OptionalLong.empty();
    }
}
