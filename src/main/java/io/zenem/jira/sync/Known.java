package io.zenem.jira.sync;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the copy knows of an issue.
 *
 * @param copied its row
 * @param tombstone what is left of it where it is gone
 * @param failed whether it has a dead letter
 * @param lostParent whether it is noted to have lost its parent
 */
record Known(Optional<Copied> copied, Optional<Tombstone> tombstone, boolean failed, boolean lostParent) {
    static final Known NOTHING = new Known(Optional.empty(), Optional.empty(), false, false);

    /** One row of {@code sql/page/compare.sql}. */
    static Known of(JsonNode row) {
        return new Known(
                Optional.of(row.path("copied")).filter(JsonNode::isObject).map(Copied::of),
                Optional.of(row.path("tombstone")).filter(JsonNode::isObject).map(Tombstone::of),
                row.path("failed").asBoolean(),
                row.path("lostParent").asBoolean());
    }

    /** A time as PostgreSQL writes it in JSON. */
    static Optional<Instant> time(JsonNode time) {
        return time.isTextual()
                ? Optional.of(OffsetDateTime.parse(time.textValue()).toInstant())
                : Optional.empty();
    }

    /**
     * An issue's row.
     *
     * @param updated Jira's own
     * @param observedAt when Jira was asked
     * @param parent its parent's id, where that is known
     * @param sameContent whether it shows what the page's state shows
     * @param sameRow whether nothing of it would change, its mapping version included
     */
    record Copied(
            Optional<Instant> updated,
            Instant observedAt,
            String entity,
            String jiraKey,
            String mappingVersion,
            List<String> refs,
            Optional<String> parent,
            boolean sameContent,
            boolean sameRow) {

        private static Copied of(JsonNode row) {
            return new Copied(
                    time(row.path("updated")),
                    time(row.path("observedAt")).orElseThrow(),
                    row.path("entity").asText(),
                    row.path("jiraKey").asText(),
                    row.path("mappingVersion").asText(),
                    row.path("refs").valueStream().map(JsonNode::asText).toList(),
                    Optional.ofNullable(row.path("parent").textValue()),
                    row.path("sameContent").asBoolean(),
                    row.path("sameRow").asBoolean());
        }
    }

    /**
     * What is left of an issue that went.
     *
     * @param deleted whether Jira said so itself; such an id never comes back
     * @param removedAt Jira's time of it
     * @param observedAt when that was found
     */
    record Tombstone(boolean deleted, Instant removedAt, Instant observedAt) {
        private static Tombstone of(JsonNode row) {
            return new Tombstone(
                    row.path("verdict").asText().equals("deleted"),
                    time(row.path("removedAt")).orElseThrow(),
                    time(row.path("observedAt")).orElseThrow());
        }
    }
}
