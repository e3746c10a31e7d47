package io.zenem.jira.webhook;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraId;

/** Jira's ids: positive numbers that webhooks write as numbers here (project, sprint) and as text there (issue, version). */
final class JiraIds {
    private static final Pattern ISSUE_IN_ADDRESS = Pattern.compile("/issue/([0-9]{1,18})/");

    private JiraIds() {}

    /** The id of an object, or the id that stands in its place. */
    static OptionalLong idOrIdOf(JsonNode value) {
        return JiraId.of(value.isObject() ? value.path("id") : value);
    }

    /**
     * The issue that a comment, worklog, attachment or property belongs to. Worklogs name it in {@code issueId}; Data Center
     * sends comments without an issue, which is then known from the comment's address only.
     */
    static OptionalLong issueBehind(JsonNode json) {
        return Stream.of(
                        JiraId.of(json.at("/issue/id")),
                        JiraId.of(json.at("/worklog/issueId")),
                        JiraId.of(json.path("issueId")),
                        inAddress(json.at("/comment/self")),
                        inAddress(json.at("/worklog/self")),
                        inAddress(json.at("/property/self")))
                .flatMapToLong(OptionalLong::stream)
                .findFirst();
    }

    /**
     * The issue that a body without an event is about: in {@code issue}, an object or its id alone, in {@code issueId}, or the body
     * is the issue itself (Jira: the web request of an automation rule may send the issue's JSON as it is).
     */
    static OptionalLong issueNamed(JsonNode json) {
        boolean issue = json.path("fields").isObject() || json.path("key").isTextual();
        return Stream.of(
                        idOrIdOf(json.path("issue")),
                        issueBehind(json),
                        JiraId.of(json.path("issue_id")),
                        issue ? JiraId.of(json.path("id")) : OptionalLong.empty())
                .flatMapToLong(OptionalLong::stream)
                .findFirst();
    }

    private static OptionalLong inAddress(JsonNode self) {
        Matcher address = ISSUE_IN_ADDRESS.matcher(self.asText(""));
        return address.find() ? JiraId.of(address.group(1)) : OptionalLong.empty();
    }
}
