package io.zenem.jira.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * One attempt at a job, as it was claimed, at a stage.
 *
 * @param kind backfill, reconcile, versions, sprints, discover-users, replay, snapshot
 * @param stage which is worked on; first the one where it goes on
 * @param request the accepted request, in canonical form
 * @param attempt fences a worker whose lease another one took over
 * @param startedAt of the first attempt
 * @param doubtful whether Jira refused the credentials to the last attempt, and nothing went well since
 * @param inDoubt the same, until Jira accepts the credentials in this attempt
 * @param takenOver whether the instance that was running it let its lease end
 */
public record JobRun(
        String connectorId,
        String id,
        String kind,
        String stage,
        JsonNode request,
        int attempt,
        Instant startedAt,
        boolean doubtful,
        boolean inDoubt,
        boolean takenOver) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Reads the job of {@code sql/job/claim.sql}. */
    static JobRun of(String json) {
        try {
            JsonNode row = JSON.readTree(json);
            String kind = row.path("kind").asText();
            String stage = row.path("stage").asText();
            return new JobRun(
                    row.path("connectorId").asText(),
                    row.path("id").asText(),
                    kind,
                    stage.equals("prepare") ? JobPlan.first(kind) : stage,
                    row.path("request"),
                    row.path("attempt").asInt(),
                    Instant.parse(row.path("startedAt").asText()),
                    row.path("doubtful").asBoolean(),
                    row.path("doubtful").asBoolean(),
                    row.path("takenOver").asBoolean());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same attempt at another stage. */
    JobRun at(String next) {
        return new JobRun(connectorId, id, kind, next, request, attempt, startedAt, doubtful, inDoubt, takenOver);
    }

    /** The same attempt, now that Jira has accepted its credentials. */
    public JobRun accepted() {
        return new JobRun(connectorId, id, kind, stage, request, attempt, startedAt, doubtful, false, takenOver);
    }

    /** What is synced: epic, issue, version, sprint. */
    public Set<String> entities() {
        return request.path("entities")
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether issues of any kind are synced. */
    public boolean issues() {
        return entities().contains("epic") || entities().contains("issue");
    }

    /** Whether sprints are synced. */
    public boolean sprints() {
        return entities().contains("sprint");
    }

    /** Whether this attempt goes on after the stage in which the context of a sync was read, so that it has to be read again. */
    public boolean needsContext() {
        return !stage.equals("prepare") && !kind.equals("discover-users") && !kind.equals("snapshot");
    }

    /** Whether the job goes on after it waited for room in the outbox or for Jira's index, which it may do many times. */
    boolean waited() {
        return (kind.equals("snapshot") || stage.equals("index-wait")) && attempt > 1 && !takenOver;
    }

    /** The kinds of rows in the copy that this job answers for, with commas: project, story or both. */
    public String itemEntities() {
        List<String> kinds = new ArrayList<>();
        if (entities().contains("epic")) {
            kinds.add("project");
        }
        if (entities().contains("issue")) {
            kinds.add("story");
        }
        return String.join(",", kinds);
    }

    /** {@code all} where the job finds deletions too, {@code missed} where it only adds. */
    public String finds() {
        return kind.equals("reconcile") ? "all" : "missed";
    }

    /** The first moment of the request's window, by the issues' updated; empty for all of history. */
    public Optional<Instant> from() {
        int days = request.path("daysBack").asInt(0);
        return days > 0 ? Optional.of(startedAt.minus(Duration.ofDays(days))) : instant("from");
    }

    /** The last moment of the request's window; empty for now. */
    public Optional<Instant> to() {
        return instant("to");
    }

    /** A narrower condition of the admin's; empty for the whole scope. */
    public Optional<String> jql() {
        return Optional.ofNullable(request.get("jql"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    /** Whether every issue of the scope is this job's business. */
    public boolean coversScope() {
        return entities().contains("epic") && entities().contains("issue") && jql().isEmpty();
    }

    /** Days of a reconcile's window. */
    public int windowDays() {
        return request.path("windowDays").asInt(7);
    }

    private Optional<Instant> instant(String name) {
        return Optional.ofNullable(request.get(name))
                .filter(JsonNode::isTextual)
                .map(text -> Instant.parse(text.asText()));
    }
}
