package io.zenem.jira.webhook;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.JiraAnswers;
import io.zenem.jira.jira.JiraTime;

/**
 * A webhook as Jira has it.
 *
 * @param signed whether Jira signs its deliveries; where it does not say so, it does
 * @param expires of a dynamic one
 */
record RegisteredWebhook(
        String id,
        String url,
        boolean enabled,
        boolean signed,
        List<String> events,
        String jql,
        Optional<Instant> expires) {

    /** All of an answer: an array of administrators' webhooks, or a page of an app's dynamic ones; none where Jira was not asked (null). */
    static List<RegisteredWebhook> all(JsonNode answer) {
        if (answer == null) {
            return List.of();
        }
        return answer.isArray()
                ? answer.valueStream().map(RegisteredWebhook::ofAdmins).toList()
                : answer.path("values")
                        .valueStream()
                        .map(RegisteredWebhook::ofApp)
                        .toList();
    }

    private static RegisteredWebhook ofAdmins(JsonNode webhook) {
        String self = webhook.path("self").asText("");
        return new RegisteredWebhook(
                self.substring(self.lastIndexOf('/') + 1),
                webhook.path("url").asText(""),
                webhook.path("enabled").asBoolean(true),
                webhook.path("isSigned").asBoolean(true),
                texts(webhook.path("events")),
                webhook.path("filters").path("issue-related-events-section").asText(""),
                Optional.empty());
    }

    private static RegisteredWebhook ofApp(JsonNode webhook) {
        return new RegisteredWebhook(
                webhook.path("id").asText(""),
                webhook.path("url").asText(""),
                true,
                true,
                texts(webhook.path("events")),
                webhook.path("jqlFilter").asText(""),
                JiraTime.parse(webhook.path("expirationDate")));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    /** Jira's ids of webhooks are numbers; any other end of an address would lead somewhere else. */
    boolean hasNumber() {
        return isNumber(id);
    }

    static boolean isNumber(String id) {
        return id.matches("[0-9]{1,18}");
    }

    /** Why one without a number is never asked for, and what to do. */
    static String withoutNumber(String id) {
        return "Jira lists a webhook of this connector under an address that does not end in a number ("
                + JiraAnswers.oneLine(id)
                + "), so it was left alone; remove it at Jira (Settings, System, WebHooks) and register again.";
    }

    /** What was asked for, or is there, in one text that is equal when they are. */
    String outline() {
        return outline(url, events, jql);
    }

    static String outline(String url, Collection<String> events, String jql) {
        ObjectNode outline =
                JsonNodeFactory.instance.objectNode().put("url", url).put("jql", jql);
        new TreeSet<>(events).forEach(outline.putArray("events")::add);
        return outline.toString();
    }
}
