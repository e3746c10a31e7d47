package io.zenem.jira.webhook;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.sync.Dimension;
import io.zenem.jira.sync.IssuePage;
import io.zenem.jira.sync.Outcome;

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
 * @param became what became of each issue that was applied
 */
public record DrainBatch(
        IssuePage page,
        List<Long> reads,
        ArrayNode removals,
        List<Dimension> dimensions,
        String users,
        boolean projectChanged,
        List<Line> ledger,
        Map<Long, Outcome> became) {

    /**
     * One delivery in the ledger.
     *
     * @param id the delivery's
     * @param issueId the issue it was about, 0 for none
     * @param outcome what became of it where that is known before it is applied, else empty text
     */
    public record Line(long id, String event, long issueId, String outcome, String reason) {
        /** With what became of it, and why, unless that is said already. */
        Line ended(String now, String why) {
            return new Line(id, event, issueId, now, reason.isEmpty() ? why : reason);
        }
    }

    DrainBatch with(Map<Long, Outcome> more) {
        Map<Long, Outcome> all = new HashMap<>(became);
        all.putAll(more);
        return new DrainBatch(page, reads, removals, dimensions, users, projectChanged, ledger, all);
    }

    /**
     * Notes an issue that leaves the copy, as {@code sql/webhook/remove.sql} takes it.
     *
     * @param removedAt when it left, in Jira's time
     * @param observedAt when that was seen; a later state of the issue wins over it
     * @return where its key may be added
     */
    static ObjectNode remove(
            ArrayNode removals, long id, Instant removedAt, Instant observedAt, String verdict, String evidence) {
        return removals.addObject()
                .put("jiraId", id)
                .put("removedAt", removedAt.toString())
                .put("observedAt", observedAt.toString())
                .put("verdict", verdict)
                .put("evidence", evidence);
    }

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
