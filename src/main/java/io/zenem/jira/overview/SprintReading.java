package io.zenem.jira.overview;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
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
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jira.jira.JiraUnavailable;
import io.zenem.jira.jira.TokenWalk;
import io.zenem.jira.mapping.StoryPoints;

/**
 * Reads a sprint's past from Jira, request by request: which statuses mean done; the issues that are in the sprint; the past of issues that
 * changed since it began and may have left it; those that did; the past of all of these. It ends at {@link #MOST_REQUESTS}, and says so.
 */
public final class SprintReading {
    static final int MOST_REQUESTS = 60;
    /** Issues in a sprint; a team has a tenth of it. */
    private static final int MOST_ISSUES = 2000;

    private static final int ISSUES_OF_A_CHANGELOG = 1000;
    private static final int MOST_POINT_FIELDS = 8;
    private static final String STATUS = "status";

    private enum Phase {
        STATUSES,
        MEMBERS,
        PAST_OF_OTHERS,
        LEFT,
        PAST,
        DONE
    }

    private final long sprintId;
    private final SyncContext context;
    private final Optional<JiraField> sprintField;
    private final List<String> pointFields;
    private final Set<Long> others;
    private final Map<Long, JsonNode> issues = new TreeMap<>();
    private final Map<Long, Map<String, List<Timeline.Change>>> past = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    private final Set<String> statuses = new HashSet<>();
    private final Set<Long> left = new TreeSet<>();
    private final Deque<List<Long>> waiting = new ArrayDeque<>();
    private Phase phase = Phase.STATUSES;
    private TokenWalk walk = TokenWalk.from(Optional.empty());
    private Optional<String> token = Optional.empty();
    private int requests;
    private boolean cut;

    /**
     * The beginning.
     *
     * @param sprintField the site's field of sprints; empty where Jira does not show it
     * @param others issues that changed since the sprint began, of which some may have been in it
     */
    SprintReading(long sprintId, SyncContext context, Optional<JiraField> sprintField, Collection<Long> others) {
        this.sprintId = sprintId;
        this.context = context;
        this.others = new TreeSet<>(others);
        this.sprintField = sprintField;
        this.pointFields = StoryPoints.fieldIds(context.mapping()).stream()
                .limit(MOST_POINT_FIELDS)
                .toList();
    }

    /** Whether there is something to ask for. */
    public boolean open() {
        return phase != Phase.DONE;
    }

    JiraRequest next(JiraRequests asked) {
        return switch (phase) {
            case STATUSES -> asked.statuses();
            case MEMBERS ->
                asked.search(
                        "sprint = " + sprintId + " ORDER BY created ASC, key ASC",
                        fields(),
                        JiraRequests.ISSUES_PER_PAGE,
                        walk.token());
            case PAST_OF_OTHERS -> asked.changelogs(waiting.peek(), sprintFields(), token);
            case LEFT -> asked.issues(waiting.peek(), fields());
            case PAST -> asked.changelogs(waiting.peek(), changed(), token);
            case DONE -> throw new IllegalStateException("There is nothing more to ask for.");
        };
    }

    private List<String> sprintFields() {
        return sprintField.map(JiraField::id).stream().toList();
    }

    private List<String> changed() {
        return Stream.of(sprintFields(), pointFields, List.of(STATUS))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private List<String> fields() {
        return Stream.concat(changed().stream(), Stream.of("issuetype", "created"))
                .toList();
    }

    void take(JsonNode answer) {
        requests++;
        switch (phase) {
            case STATUSES -> takeStatuses(answer);
            case MEMBERS -> takeMembers(answer);
            case PAST_OF_OTHERS -> takeLeft(answer);
            case LEFT -> {
                keep(answer);
                waiting.poll();
            }
            case PAST -> takePast(answer);
            case DONE -> throw new IllegalStateException("Nothing was asked for.");
        }
        while (phase != Phase.STATUSES && phase != Phase.MEMBERS && phase != Phase.DONE && waiting.isEmpty()) {
            goOn();
        }
        if (requests >= MOST_REQUESTS && open()) {
            cut = true;
            phase = Phase.DONE;
        }
    }

    /** To the next phase that has something to ask for. */
    private void goOn() {
        switch (phase) {
            case PAST_OF_OTHERS -> begin(Phase.LEFT, left, JiraRequests.BULK_LIMIT);
            case LEFT -> begin(Phase.PAST, issues.keySet(), ISSUES_OF_A_CHANGELOG);
            default -> phase = Phase.DONE;
        }
    }

    private void begin(Phase next, Collection<Long> ids, int size) {
        phase = next;
        List<Long> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += size) {
            waiting.add(all.subList(from, Math.min(from + size, all.size())));
        }
    }

    /** By the category's key: names are translated. */
    private void takeStatuses(JsonNode answer) {
        answer.forEach(status -> {
            statuses.add(status.path("id").asText());
            if (status.at("/statusCategory/key").asText().equals("done")) {
                done.add(status.path("id").asText());
            }
        });
        phase = Phase.MEMBERS;
    }

    private void takeMembers(JsonNode answer) {
        walk = walk.after(answer);
        keep(answer);
        cut |= walk.incomplete() || (walk.open() && issues.size() >= MOST_ISSUES);
        if (!walk.open() || issues.size() >= MOST_ISSUES) {
            others.removeAll(issues.keySet());
            // without its field nobody can tell who was in the sprint
            begin(Phase.PAST_OF_OTHERS, sprintField.isEmpty() ? List.of() : others, ISSUES_OF_A_CHANGELOG);
        }
    }

    /** Sub-tasks are left out as in Jira's own reports: they go with their parents. */
    private void keep(JsonNode answer) {
        for (JsonNode issue : answer.path("issues")) {
            JsonNode type = issue.at("/fields/issuetype");
            if (!type.path("subtask").asBoolean() && type.path("hierarchyLevel").asInt() >= 0) {
                issues.put(issue.path("id").asLong(), issue);
            }
        }
    }

    private void takeLeft(JsonNode answer) {
        for (JsonNode log : logs(answer)) {
            boolean was = timeline(log, sprintField.orElseThrow()).stream()
                    .anyMatch(change -> SprintStory.contains(change.from(), sprintId)
                            || SprintStory.contains(change.to(), sprintId));
            if (was) {
                left.add(log.path("issueId").asLong());
            }
        }
    }

    private void takePast(JsonNode answer) {
        for (JsonNode log : logs(answer)) {
            Map<String, List<Timeline.Change>> changes =
                    past.computeIfAbsent(log.path("issueId").asLong(), id -> new HashMap<>());
            for (String id : changed()) {
                changes.computeIfAbsent(id, field -> new ArrayList<>()).addAll(timeline(log, field(id)));
            }
        }
    }

    private JiraField field(String id) {
        return sprintField
                .filter(field -> field.id().equals(id))
                .or(() -> Optional.ofNullable(context.site().fields().get(id)))
                // status, whose name in a changelog is its id
                .orElseGet(
                        () -> JiraField.of(JsonNodeFactory.instance.objectNode().put("id", id)));
    }

    /** A page's issues with their entries; the same issue may come again on the next page. */
    private JsonNode logs(JsonNode answer) {
        if (!answer.path("issueChangeLogs").isArray()) {
            throw new JiraUnavailable(200, "Jira answered without a list of changelogs.");
        }
        token = Optional.ofNullable(answer.path("nextPageToken").textValue()).filter(text -> !text.isEmpty());
        if (token.isEmpty()) {
            waiting.poll();
        }
        return answer.path("issueChangeLogs");
    }

    private List<Timeline.Change> timeline(JsonNode log, JiraField field) {
        List<Timeline.Change> changes = new ArrayList<>();
        for (JsonNode entry : log.path("changeHistories")) {
            for (JsonNode item : entry.path("items")) {
                if (of(item, field)) {
                    changes.add(new Timeline.Change(
                            moment(entry.path("created")), value(item, "from", field), value(item, "to", field)));
                }
            }
        }
        return changes;
    }

    /** Old entries have a field's name only, in English. */
    private static boolean of(JsonNode item, JiraField field) {
        return item.path("fieldId").asText("").isEmpty()
                ? item.path("field").asText().equalsIgnoreCase(field.name())
                : item.path("fieldId").asText().equals(field.id());
    }

    /** The id where the field has ids, else what people see; of points, only the latter is there. */
    private static String value(JsonNode item, String side, JiraField field) {
        String id = item.path(side).asText("");
        boolean ids = field.sprint() || field.id().equals(STATUS);
        return ids ? id : item.path(side + "String").asText(id);
    }

    /** Jira's schema says text, its own example has seconds since 1970, and clients have seen milliseconds. */
    static Instant moment(JsonNode created) {
        boolean seconds = created.isIntegralNumber() && created.longValue() < 100_000_000_000L;
        return seconds
                ? Instant.ofEpochSecond(created.longValue())
                : JiraTime.parse(created)
                        .orElseThrow(() -> new JiraUnavailable(200, "Jira's changelog has an entry without a time."));
    }

    /** The issues that were read, with their past. */
    List<SprintStory> stories() {
        return issues.values().stream().map(this::story).toList();
    }

    private SprintStory story(JsonNode issue) {
        Map<String, List<Timeline.Change>> changes =
                past.getOrDefault(issue.path("id").asLong(), Map.of());
        JsonNode fields = issue.path("fields");
        return new SprintStory(
                issue.path("id").asLong(),
                issue.path("key").asText(),
                JiraTime.parse(fields.path("created")).orElse(Instant.EPOCH),
                sprintField
                        .map(field -> new Timeline(
                                changes.getOrDefault(field.id(), List.of()), sprintIds(fields.path(field.id()))))
                        .orElseGet(() -> new Timeline(List.of(), String.valueOf(sprintId))),
                pointFields.stream()
                        .map(id -> new Timeline(
                                changes.getOrDefault(id, List.of()),
                                fields.path(id).asText("")))
                        .toList(),
                new Timeline(
                        changes.getOrDefault(STATUS, List.of()),
                        fields.at("/status/id").asText()));
    }

    private static String sprintIds(JsonNode sprints) {
        return sprints.valueStream().map(sprint -> sprint.path("id").asText()).collect(Collectors.joining(", "));
    }

    Set<String> done() {
        return done;
    }

    int requests() {
        return requests;
    }

    /** Whether it ended before everything was read. */
    boolean cut() {
        return cut;
    }

    boolean points() {
        return !pointFields.isEmpty();
    }

    boolean knowsSprints() {
        return sprintField.isPresent();
    }

    /** Statuses that issues had and that Jira does not list any more, so that nobody can tell whether they meant done. */
    Set<String> unknownStatuses() {
        return past.values().stream()
                .flatMap(changes -> changes.getOrDefault(STATUS, List.of()).stream())
                .flatMap(change -> Stream.of(change.from(), change.to()))
                .filter(id -> !id.isEmpty() && !statuses.contains(id))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
