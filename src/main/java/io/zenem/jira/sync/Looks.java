package io.zenem.jira.sync;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * When the whole scope was looked at. An issue that is not in the copy since then may be gone, and the event of that lost.
 *
 * @param believedFrom a webhook's body that is older proves nothing about what the copy does not have
 * @param believedUntil what is later lies in our future, and no clock here can order it
 * @param completedAt when the last look that is complete began
 */
record Looks(Optional<Instant> believedFrom, Instant believedUntil, Optional<Instant> completedAt) {

    /** The row of {@code sql/page/looks.sql}. */
    static Looks of(JsonNode row) {
        return new Looks(
                Known.time(row.path("believedFrom")),
                Known.time(row.path("believedUntil")).orElseThrow(),
                Known.time(row.path("completedAt")));
    }

    boolean doubt(Instant updated) {
        return updated.isAfter(believedUntil)
                || believedFrom.filter(updated::isBefore).isPresent();
    }
}
