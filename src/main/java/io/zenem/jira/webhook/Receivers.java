package io.zenem.jira.webhook;

/** What the door has to know of connectors before it lets the body of a delivery in; implemented where the database is known. */
public interface Receivers {
    /** Whether a connector takes deliveries. */
    enum Reception {
        /** It does. */
        OPEN,
        /** Its webhooks are switched off. */
        SWITCHED_OFF,
        /** There is no such connector. */
        UNKNOWN
    }

    /** Whether the connector takes deliveries. Waits for the database, and throws {@link InboxUnavailable} where it is away. */
    Reception reception(String connectorId);
}
