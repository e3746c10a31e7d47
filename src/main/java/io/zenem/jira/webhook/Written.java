package io.zenem.jira.webhook;

/**
 * What a registration is at Jira after it was written.
 *
 * @param id Jira's, empty text for none
 * @param echo address, events and filter as Jira shows them
 * @param enabled whether Jira delivers
 * @param expiresAt ISO instant, empty text for never
 */
public record Written(String id, String echo, boolean enabled, String expiresAt) {
    /** Nothing was written at Jira. */
    static final Written NOWHERE = new Written("", "", true, "");
}
