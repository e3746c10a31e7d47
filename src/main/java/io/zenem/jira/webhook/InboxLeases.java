package io.zenem.jira.webhook;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The inboxes that this instance is draining, by connector, each with the turn that fences its worker. */
@ApplicationScoped
@Named("inboxLeases")
public class InboxLeases {
    private final Map<String, Long> turns = new ConcurrentHashMap<>();
    private final int workers;

    @Inject
    InboxLeases(@ConfigProperty(name = "connector.inbox.parallel-drains") int workers) {
        this.workers = workers;
    }

    /** How many more inboxes this instance has workers for; what it does not take is left to the others. */
    public int idleWorkers() {
        return Math.max(0, workers - turns.size());
    }

    /** An inbox was leased: a row of {@code sql/webhook/lease.sql}. */
    public void taken(Map<String, Object> lease) {
        turns.put((String) lease.get("id"), ((Number) lease.get("turn")).longValue());
    }

    /** Its worker is at its end, however that came. */
    public void ended(String connectorId, long turn) {
        turns.remove(connectorId, turn);
    }

    /** {@code [{"connectorId","turn"}]} of all that are being drained. */
    public String draining() {
        ArrayNode leases = JsonNodeFactory.instance.arrayNode();
        turns.forEach((connector, turn) ->
                leases.addObject().put("connectorId", connector).put("turn", turn));
        return leases.toString();
    }
}
