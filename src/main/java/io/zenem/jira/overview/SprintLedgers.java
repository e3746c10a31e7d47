package io.zenem.jira.overview;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.WireTime;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.JiraId;

/** What became of a sprint, from Jira's changelog and from what the copy knows of it. */
@ApplicationScoped
@Named("sprintLedgers")
public class SprintLedgers {
    private static final JsonMapper JSON = new JsonMapper();

    private final Clock clock;

    SprintLedgers(Clock clock) {
        this.clock = clock;
    }

    /** The id of a sprint in the path; 404 for what cannot be one. */
    public long sprint(ApiRequest request) {
        request.query().check();
        return JiraId.of(request.parameter("sprintId").orElse("")).orElseThrow(SprintLedgers::unknown);
    }

    private static ApiException unknown() {
        return ApiException.notFound("The copy has no such sprint; GET sprints lists those that it has.");
    }

    /**
     * The sprint of {@code sql/overview/sprint.sql}; 404 where there is none, 409 where there is no ledger of it.
     *
     * @param sprint null for none
     */
    public JsonNode found(JsonNode sprint) {
        if (sprint == null) {
            throw unknown();
        }
        if (sprint.path("start").isNull()) {
            throw ApiException.conflict("The sprint has not begun, so there is nothing in its ledger yet.");
        }
        return sprint;
    }

    public SprintReading begin(JsonNode sprint, SyncContext context) {
        return new SprintReading(
                sprint.path("id").asLong(),
                moment(sprint, "start").orElseThrow(),
                context,
                Optional.of(sprint.path("field")).filter(JsonNode::isObject).map(JiraField::of),
                sprint.path("others").valueStream().map(JsonNode::asLong).toList());
    }

    public ObjectNode answer(SprintReading reading, JsonNode sprint) {
        long id = sprint.path("id").asLong();
        Instant end = moment(sprint, "complete").orElseGet(clock::instant);
        SprintLedger ledger = SprintLedger.of(
                id,
                moment(sprint, "start").orElseThrow(),
                end,
                reading.issues().done(),
                reading.issues().stories());
        ObjectNode answer = JSON.createObjectNode()
                .put("sprintId", id)
                .put("name", sprint.path("name").asText())
                .put("state", sprint.path("state").asText())
                .put("startDate", WireTime.format(ledger.start()))
                .put("until", WireTime.format(end));
        sum(answer, "committed", ledger.committed(), reading);
        sum(answer, "added", ledger.added(), reading);
        sum(answer, "removed", ledger.removed(), reading);
        sum(answer, "completed", ledger.completed(), reading);
        sum(answer, "carriedOver", ledger.carriedOver(), reading);
        answer.put("reestimated", reading.issues().hasPoints() ? ledger.estimated() : null);
        ArrayNode issues = answer.putArray("issues");
        ledger.lines().forEach(line -> issues.add(issue(line)));
        answer.set("unknown", unknown(reading, sprint));
        return answer.put("requests", reading.requests());
    }

    private static Optional<Instant> moment(JsonNode sprint, String name) {
        return Optional.ofNullable(sprint.path(name).textValue()).map(Instant::parse);
    }

    private static void sum(ObjectNode answer, String name, SprintLedger.Sum sum, SprintReading reading) {
        answer.putObject(name)
                .put("issues", sum.issues())
                .put("points", reading.issues().hasPoints() ? sum.points() : null);
    }

    private static ObjectNode issue(SprintLedger.Line line) {
        ObjectNode issue = JSON.createObjectNode()
                .put("jiraId", String.valueOf(line.story().id()))
                .put("jiraKey", line.story().key())
                .put("committed", line.committed())
                .put("outcome", line.outcome())
                .put("addedAt", text(line.addedAt()))
                .put("removedAt", text(line.removedAt()))
                .put("completedAt", text(line.completedAt()))
                .put("pointsIn", number(line.pointsIn()))
                .put("pointsOut", number(line.pointsOut()));
        ArrayNode steps = issue.putArray("changes");
        line.steps().forEach(step -> steps.addObject()
                .put("at", WireTime.format(step.at()))
                .put("what", step.what())
                .put("points", number(step.points())));
        return issue;
    }

    private static String text(Optional<Instant> at) {
        return at.map(WireTime::format).orElse(null);
    }

    private static BigDecimal number(Optional<BigDecimal> points) {
        return points.orElse(null);
    }

    /** What the ledger cannot know, each with a code and what it means for the numbers. */
    private static ArrayNode unknown(SprintReading reading, JsonNode sprint) {
        ArrayNode unknown = JSON.createArrayNode();
        tell(
                unknown,
                "START_EDITED",
                "Jira tells the start that stands in the sprint, which people may have changed, and not the moment in which it was"
                        + " started.",
                true);
        tell(
                unknown,
                "ISSUES_GONE",
                sprint.path("gone").asLong()
                        + " issues left the copy since the sprint began; with a deleted issue its changelog is gone.",
                sprint.path("gone").asLong() > 0);
        tell(
                unknown,
                "REMOVED_NOT_ALL_KNOWN",
                "More than " + SprintReading.MOST_OTHERS
                        + " issues changed since the sprint began; those that left it are known among the first of these only.",
                reading.tooMany());
        tell(
                unknown,
                "REMOVED_OUTSIDE_SCOPE",
                "Issues that left the sprint are looked for in the projects of the connector's scope only.",
                true);
        tell(
                unknown,
                "NOT_ALL_READ",
                "The sprint is too large for " + SprintReading.MOST_REQUESTS
                        + " requests, or Jira did not show all of its issues and changes; some are missing.",
                reading.cut());
        tell(
                unknown,
                "NO_SPRINT_FIELD",
                "Jira does not show the field of sprints, so that everything in the sprint counts as there from its beginning.",
                !reading.issues().knowsSprints());
        tell(
                unknown,
                "NO_POINTS",
                "The active mapping takes story points from no field.",
                !reading.issues().hasPoints());
        tell(
                unknown,
                "STATUS_GONE",
                "Jira no longer lists these statuses; they count as not done: "
                        + String.join(", ", reading.issues().unknownStatuses()) + ".",
                !reading.issues().unknownStatuses().isEmpty());
        return unknown;
    }

    private static void tell(ArrayNode unknown, String code, String message, boolean holds) {
        if (holds) {
            unknown.addObject().put("code", code).put("message", message);
        }
    }
}
