package io.zenem.jira.webhook;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.zenem.jira.sync.Dimension;
import io.zenem.jira.sync.IssuePage;

/**
 * Some deliveries of one connector, sorted by what they ask for.
 *
 * @param page the issues whose bodies suffice by themselves
 * @param reads ids of issues to be read afresh
 * @param removals issues that are known to be gone or outside the scope, for {@code sql/webhook/remove.sql}
 * @param dimensions versions and sprints to be read, each with the last delivery that named it
 * @param users people who changed, for {@code sql/sync/keep_people.sql}
 * @param projectChanged whether a project came, went or was renamed, so that a reconcile is due
 * @param ledger what each delivery was about
 */
public record DrainBatch(
        IssuePage page,
        List<Long> reads,
        ArrayNode removals,
        List<Dimension> dimensions,
        String users,
        boolean projectChanged,
        List<Line> ledger) {

    /**
     * One delivery in the ledger.
     *
     * @param id the delivery's
     * @param issueId the issue it was about, 0 for none
     * @param outcome what became of it where that is known before it is applied, else empty text
     */
    public record Line(long id, String event, long issueId, String outcome, String reason) {}

    /** The lines about these issues whose outcome is not known yet. */
    List<Line> waiting(Set<Long> issueIds) {
        return ledger.stream()
                .filter(line -> line.outcome().isEmpty() && issueIds.contains(line.issueId()))
                .toList();
    }

    /** Whether bodies are to be applied. */
    public boolean hasPage() {
        return !page.isEmpty();
    }

    /** Whether issues are to be removed. */
    public boolean hasRemovals() {
        return !removals.isEmpty();
    }

    /** Whether people changed. */
    public boolean hasUsers() {
        return !users.isEmpty();
    }
}
