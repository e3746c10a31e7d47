package io.zenem.jira.webhook;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/**
 * What the receiver knows of all connectors without asking the database: the rows of {@code sql/webhook/receivers.sql} as they were a second
 * ago, secrets encrypted. It is filled where deliveries go through Kafka; elsewhere it knows nothing, and everybody is looked up.
 */
@ApplicationScoped
@Named("receiverMemory")
public class ReceiverMemory {
    private volatile Map<String, Map<String, Object>> hooks = Map.of();

    /** Takes these rows in place of those before. */
    public void remember(List<Map<String, Object>> rows) {
        hooks = rows.stream().collect(Collectors.toUnmodifiableMap(row -> (String) row.get("id"), row -> row));
    }

    /** The row of a connector; null where it is not known. */
    public Map<String, Object> hook(String connectorId) {
        return hooks.get(connectorId);
    }

    /** Whether a connector takes deliveries for all that is known. */
    boolean isOpen(String connectorId) {
        Map<String, Object> hook = hook(connectorId);
        return hook != null && Boolean.TRUE.equals(hook.get("webhooks_enabled"));
    }
}
