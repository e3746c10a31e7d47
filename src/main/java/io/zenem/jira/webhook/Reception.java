package io.zenem.jira.webhook;

/** Whether a connector takes deliveries. */
public enum Reception {
    /** It does. */
    OPEN,
    /** Its webhooks are switched off. */
    SWITCHED_OFF,
    /** There is no such connector. */
    UNKNOWN
}
