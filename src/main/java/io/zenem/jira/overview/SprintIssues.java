package io.zenem.jira.overview;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jira.jira.SprintField;
import io.zenem.jira.mapping.StoryPoints;

/** The issues that are or were in a sprint, as Jira has them, with their past. */
final class SprintIssues {
    private static final int MOST_POINT_FIELDS = 8;

    private final long sprintId;
    private final Optional<JiraField> sprintField;
    private final List<String> pointFields;
    /** The fields whose past is asked for, by id. */
    private final Map<String, JiraField> fields = new TreeMap<>();

    private final Map<Long, JsonNode> issues = new TreeMap<>();
    private final Changelogs past = new Changelogs();
    private final Set<String> done = new HashSet<>();
    private final Set<String> statuses = new HashSet<>();

    SprintIssues(long sprintId, Optional<JiraField> sprintField, SyncContext context) {
        this.sprintId = sprintId;
        this.sprintField = sprintField;
        this.pointFields = StoryPoints.fieldIds(context.mapping()).stream()
                .limit(MOST_POINT_FIELDS)
                .toList();
        Map<String, JiraField> known = context.site().fields();
        pointFields.forEach(id -> fields.put(id, known.getOrDefault(id, JiraField.of(id))));
        sprintField.ifPresent(field -> fields.put(field.id(), field));
        fields.put(Changelogs.STATUS.id(), Changelogs.STATUS);
    }

    /** What is asked for of each issue. */
    List<String> fieldIds() {
        return Stream.concat(fields.keySet().stream(), Stream.of("issuetype", "created"))
                .toList();
    }

    /** What is asked for of each issue's past. */
    Set<String> fieldsWithPast() {
        return fields.keySet();
    }

    /** Adds Jira's statuses; those that mean done are told by their category's key: names are translated. */
    void statuses(JsonNode answer) {
        answer.forEach(status -> {
            statuses.add(status.path("id").asText());
            if (status.at("/statusCategory/key").asText().equals("done")) {
                done.add(status.path("id").asText());
            }
        });
    }

    /** Adds issues. Sub-tasks are left out as in Jira's own reports: they go with their parents. */
    void add(JsonNode answer) {
        for (JsonNode issue : answer.path("issues")) {
            JsonNode type = issue.at("/fields/issuetype");
            if (!type.path("subtask").asBoolean() && type.path("hierarchyLevel").asInt() >= 0) {
                issues.put(issue.path("id").asLong(), issue);
            }
        }
    }

    Set<Long> ids() {
        return issues.keySet();
    }

    /** Adds the changelog of an issue. */
    void past(JsonNode log) {
        past.add(log, fields.values());
    }

    /** Whether the issue of a changelog was in the sprint. */
    boolean wasIn(JsonNode log) {
        return sprintField.stream()
                .flatMap(field -> Changelogs.changes(log, field).stream())
                .flatMap(change -> Stream.of(change.from(), change.to()))
                .anyMatch(ids -> SprintStory.contains(ids, sprintId));
    }

    List<SprintStory> stories() {
        return issues.values().stream().map(this::story).toList();
    }

    private SprintStory story(JsonNode issue) {
        long id = issue.path("id").asLong();
        JsonNode now = issue.path("fields");
        return new SprintStory(
                id,
                issue.path("key").asText(),
                JiraTime.parse(now.path("created")).orElse(Instant.EPOCH),
                sprintField
                        .map(field -> new Timeline(past.of(id, field.id()), sprintIds(now.path(field.id()))))
                        .orElseGet(() -> new Timeline(List.of(), String.valueOf(sprintId))),
                pointFields.stream()
                        .map(field ->
                                new Timeline(past.of(id, field), now.path(field).asText("")))
                        .toList(),
                new Timeline(
                        past.of(id, Changelogs.STATUS.id()),
                        now.at("/status/id").asText()));
    }

    private static String sprintIds(JsonNode sprints) {
        return SprintField.ids(sprints).stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** The statuses that mean done. */
    Set<String> done() {
        return done;
    }

    /** Statuses that issues had and that Jira does not list any more, so that nobody can tell whether they meant done. */
    Set<String> unknownStatuses() {
        return past.all(Changelogs.STATUS.id())
                .flatMap(change -> Stream.of(change.from(), change.to()))
                .filter(id -> !id.isEmpty() && !statuses.contains(id))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether any field holds story points. */
    boolean hasPoints() {
        return !pointFields.isEmpty();
    }

    boolean knowsSprints() {
        return sprintField.isPresent();
    }
}
