package io.zenem.jira.webhook;

/** What the door has to know of connectors before it lets the body of a delivery in; implemented where the database is known. */
public interface Receivers {
    /** The connector that a path names, as the route reads it; empty text where it names none. */
    String connectorId(String path);

    /** Whether the connector takes deliveries. Waits for the database, and throws {@link InboxUnavailable} where it is away. */
    Reception reception(String connectorId);
}
