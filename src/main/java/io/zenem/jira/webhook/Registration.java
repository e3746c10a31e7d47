package io.zenem.jira.webhook;

import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A registration as it should be at Jira.
 *
 * @param mode jira (an administrator's webhook, written by us), manual (by the admin by hand) or dynamic (of an OAuth app)
 * @param encrypted the secret as it is stored, base64; empty for a dynamic one, which has none of ours
 * @param secret the secret as Jira gets it
 * @param jql the filter
 * @param known the id under which Jira knew it last, empty text for none
 */
public record Registration(
        String connectorId,
        String callbackUrl,
        String mode,
        String encrypted,
        String secret,
        String jql,
        List<String> events,
        String known) {

    /** Whether the webhook belongs to an OAuth app. */
    public boolean dynamic() {
        return mode.equals("dynamic");
    }

    /** What Jira is asked for, in one text. */
    public String asked() {
        return RegisteredWebhook.outline(callbackUrl, events, jql);
    }

    /** Those of Jira's webhooks that are this one: by address, or by id where somebody changed the address; that one first. */
    List<RegisteredWebhook> ours(JsonNode answer) {
        return RegisteredWebhook.all(answer).stream()
                .filter(webhook -> webhook.url().equals(callbackUrl) || isKnown(webhook))
                .sorted(Comparator.comparing(webhook -> !isKnown(webhook)))
                .toList();
    }

    private boolean isKnown(RegisteredWebhook webhook) {
        return !known.isEmpty() && webhook.id().equals(known);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "Registration[" + connectorId + "]";
    }
}
