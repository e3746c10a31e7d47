package io.zenem.jira.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    /** All of an answer: an array of administrators' webhooks, or a page of an app's dynamic ones. */
    static List<RegisteredWebhook> all(JsonNode answer) {
        List<RegisteredWebhook> all = new ArrayList<>();
        if (answer.isArray()) {
            answer.forEach(webhook -> all.add(ofAdmins(webhook)));
        } else {
            answer.path("values").forEach(webhook -> all.add(ofApp(webhook)));
        }
        return all;
    }

    static RegisteredWebhook ofAdmins(JsonNode webhook) {
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
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
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
