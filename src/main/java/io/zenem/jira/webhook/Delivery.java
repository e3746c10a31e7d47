package io.zenem.jira.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** What one webhook body says happened, by the kind of thing it happened to. */
public sealed interface Delivery {
    /** Jira's {@code webhookEvent}. */
    String event();

    /** The body's timestamp; the epoch when there is none. */
    Instant at();

    /**
     * An issue was created or changed, or something that hangs on it (comment, worklog, attachment, property, link).
     *
     * @param issue the whole issue in REST v2 shape; empty when the body names it by id only, and it must be read
     * @param updated the issue's own {@code updated}, present exactly when the issue is
     */
    record IssueChanged(String event, Instant at, long issueId, Optional<JsonNode> issue, Optional<Instant> updated)
            implements Delivery {}

    /** An issue was deleted; whatever else such a body brings may be missing or old. */
    record IssueDeleted(String event, Instant at, long issueId) implements Delivery {}

    /**
     * Anything happened to a version or sprint, its deletion included; the body's own fields are incomplete, so it is read.
     *
     * @param ids its own, and that of the version into which it was merged, which Jira tells as a deletion too
     */
    record DimensionChanged(String event, Instant at, String entity, List<Long> ids) implements Delivery {}

    /** Anything happened to a project, its deletion included, which no {@code jira:issue_deleted} accompanies. */
    record ProjectChanged(String event, Instant at, long projectId) implements Delivery {}

    /** A user was created, changed or deleted; after a deletion there may be little more than an account id. */
    record UserChanged(String event, Instant at, JsonNode user) implements Delivery {}

    /** Everything else, also an event of a known family without a usable id: kept in the ledger and ignored. */
    record Other(String event, Instant at) implements Delivery {}
}
