package io.zenem.jira.webhook;

/**
 * What Jira has after everything that was to be sent was sent.
 *
 * @param kind jira, dynamic, manual or none; empty text where nothing is to be stored
 * @param id Jira's, empty text for none
 * @param asked address, events and filter as Jira was asked for them
 * @param echo the same as Jira shows them
 * @param expiresAt ISO instant, empty text for never
 */
public record WebhookOutcome(String kind, String id, String asked, String echo, String expiresAt) {
    /** Nothing was sent, or not all. */
    static final WebhookOutcome NOTHING = new WebhookOutcome("", "", "", "", "");

    /** Whether it is to be stored. */
    public boolean known() {
        return !kind.isEmpty();
    }
}
