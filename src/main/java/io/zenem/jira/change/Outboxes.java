package io.zenem.jira.change;

import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** What this instance sends of the changes of connectors. */
@ApplicationScoped
@Named("outboxes")
public class Outboxes {
    /** What {@code sql/change/finish.sql} answers while a sink is away. */
    private static final Set<String> OUTAGE = Set.of("began", "away");

    private volatile boolean stopping;

    /** From now on no message is begun; those that wait stay in the outbox. */
    public void stop() {
        stopping = true;
    }

    /** The changes of {@code sql/change/next.sql}, of which nothing is sent yet. */
    public ChangeBatch batch(List<Map<String, Object>> rows) {
        return new ChangeBatch(rows.size());
    }

    /** Whether a change of the batch is to be sent now; if so, it counts as taken unless it is {@link #refused} after all. */
    public boolean begin(ChangeBatch batch, Map<String, Object> row) {
        String entity = row.get("entity") + " " + row.get("entity_id");
        return !stopping && batch.begin(((Number) row.get("id")).longValue(), entity);
    }

    /** Whether the outbox is left for now after this batch: it is empty, its sink is away, or the service stops. */
    public boolean drained(ChangeBatch batch, String outage) {
        return batch.isUntouched() || outage == null || OUTAGE.contains(outage);
    }

    /** Whether changes were refused by a sink that is there. */
    public boolean refusedSome(ChangeBatch batch, String outage) {
        return batch.getRefusals() > 0 && !OUTAGE.contains(String.valueOf(outage));
    }

    /** The change that was begun last was not taken. */
    public void refused(ChangeBatch batch, Throwable failure) {
        batch.refused(Refusal.of(failure));
    }
}
