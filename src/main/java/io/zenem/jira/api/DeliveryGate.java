package io.zenem.jira.api;

import java.util.function.UnaryOperator;

/** What the door asks about the head of a delivery; implemented where signatures and connectors are known. */
public interface DeliveryGate {
    /** Refuses a head without anything that could turn out to be Jira's proof; headers by name, null for one that is missing. */
    void mustBePossible(UnaryOperator<String> headers);

    /** Whether it was seen lately if the connector takes deliveries. */
    boolean remembers(String connectorId);

    /** Looks up whether the connector takes deliveries, and refuses them where it does not; waits for the database, and fails where that is away. */
    void look(String connectorId);

    /** Refuses deliveries to a connector that takes none, as it was last seen. */
    void mustBeOpen(String connectorId);

    /** Is told the status of each answer. */
    void answered(String connectorId, int status);
}
