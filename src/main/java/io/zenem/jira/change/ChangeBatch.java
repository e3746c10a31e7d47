package io.zenem.jira.change;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What became of some changes of one connector. A change that is refused holds back the later ones of its own entity; where many are
 * refused and none is taken, or nobody is there, no more are sent, because it is the sink that is in trouble. One worker at a time
 * uses it.
 */
public final class ChangeBatch {
    /** So many entities are refused before one is taken, and the rest waits; as many as {@code sql/change/finish.sql} takes for an outage. */
    static final int MOST_REFUSALS = 10;

    private final int size;
    private final Map<Long, Optional<Refusal>> outcomes = new LinkedHashMap<>();
    private final Set<String> held = new HashSet<>();
    private long lastId;
    private String lastEntity = "";
    private Optional<String> firstRefusal = Optional.empty();

    ChangeBatch(int size) {
        this.size = size;
    }

    boolean begin(long id, String entity) {
        if (held.contains(entity) || isOutage()) {
            return false;
        }
        lastId = id;
        lastEntity = entity;
        outcomes.put(id, Optional.empty());
        return true;
    }

    /** Whether sending more would only cost time: a sink that does not answer may take seconds, each time. */
    private boolean isOutage() {
        return !isTaken() && (held.size() >= MOST_REFUSALS || (!held.isEmpty() && isUnreachable()));
    }

    void refused(Refusal refusal) {
        outcomes.put(lastId, Optional.of(refusal));
        held.add(lastEntity);
        firstRefusal = firstRefusal.or(() -> Optional.of(lastEntity + ": " + refusal.reason()));
    }

    /** Whether there was nothing to be sent, so that the outbox is left for now. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Whether nothing was sent, because the service stops. */
    boolean isUntouched() {
        return outcomes.isEmpty();
    }

    /** Whether something was taken. */
    public boolean isTaken() {
        return outcomes.values().stream().anyMatch(Optional::isEmpty);
    }

    /** Whether nobody was there for any of those that were sent. */
    public boolean isUnreachable() {
        return outcomes.values().stream()
                .allMatch(outcome -> outcome.map(Refusal::unreachable).orElse(false));
    }

    /** How many changes were refused. */
    public int getRefusals() {
        return held.size();
    }

    /** The first change that was refused, and why. */
    public String getFirstRefusal() {
        return firstRefusal.orElse("");
    }

    /** {@code [{"id","reason"}]} of all that were sent; the reason is null where it was taken. */
    public String getOutcomes() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        outcomes.forEach((id, refusal) -> list.addObject()
                .put("id", id)
                .put("reason", refusal.map(Refusal::reason).orElse(null)));
        return list.toString();
    }
}
