package io.zenem.jira.webhook;

import java.util.List;

/**
 * The webhook that a connector should have at Jira.
 *
 * @param kind jira (an administrator's webhook, written by us), dynamic (of an OAuth app), manual (entered at Jira by hand) or none
 * @param secret the secret as Jira gets it; empty text where we give it none
 * @param jql the filter
 */
public record DesiredWebhook(
        String connectorId, String callbackUrl, String kind, String secret, String jql, List<String> events) {

    /** Whether it belongs to an OAuth app. */
    public boolean dynamic() {
        return kind.equals("dynamic");
    }

    /** Whether somebody else writes it at Jira. */
    public boolean manual() {
        return kind.equals("manual");
    }

    /** Whether there is to be none. */
    public boolean none() {
        return kind.equals("none");
    }

    /** What Jira is asked for, in one text. */
    String asked() {
        return RegisteredWebhook.outline(callbackUrl, events, jql);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "DesiredWebhook[" + connectorId + ", " + kind + "]";
    }
}
