package io.zenem.jira.overview;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jira.jira.JiraUnavailable;
import io.zenem.jira.jira.Jql;
import io.zenem.jira.jira.SprintField;
import io.zenem.jira.jira.TokenWalk;
import io.zenem.jira.jira.Walk;
import io.zenem.jira.mapping.StoryPoints;

/** Reads a sprint's past from Jira, request by request. It ends at {@link #MOST_REQUESTS}, and says so. */
public final class SprintReading implements Walk<SprintReading> {
    static final int MOST_REQUESTS = 60;
    /** Of the issues that changed since the sprint began, so many are looked at, the first that changed first. */
    static final int MOST_OTHERS = 5000;
    /** Most issues in a sprint; a team has a tenth of it. */
    private static final int MOST_ISSUES = 2000;

    private static final int ISSUES_OF_A_CHANGELOG = 1000;
    private static final int MOST_POINT_FIELDS = 8;

    /**
     * What is asked for, in this order: which statuses mean done; the issues that are in the sprint; which others changed since it began,
     * because not every change was reported; the changelogs of these, which may have left it; those that did; the changelogs of all of these.
     */
    private enum Phase {
        STATUSES,
        MEMBERS,
        OTHERS,
        PAST_OF_OTHERS,
        LEFT,
        PAST,
        DONE
    }

    private final long sprintId;
    private final String changed;
    private final Optional<JiraField> sprintField;
    private final List<String> pointFields;
    /** The fields whose past is asked for, by id. */
    private final Map<String, JiraField> fields = new TreeMap<>();

    private final Set<Long> others;
    private final Set<Long> left = new TreeSet<>();
    private final Map<Long, JsonNode> issues = new TreeMap<>();
    private final Changelogs past = new Changelogs();
    private final Set<String> done = new HashSet<>();
    private final Set<String> statuses = new HashSet<>();
    /** The phase's requests that are not answered yet, each with the ids of its issues. */
    private final Deque<List<Long>> waiting = new ArrayDeque<>(List.of(List.of()));

    private final Iterator<Phase> phases = EnumSet.allOf(Phase.class).iterator();
    private Phase phase = phases.next();
    private TokenWalk walk = TokenWalk.from(Optional.empty());
    private Optional<String> token = Optional.empty();
    private int requests;
    private boolean cut;
    private boolean tooMany;

    /** With the site's field of sprints, if Jira shows it, and issues of which the copy knows that they changed since the sprint began. */
    SprintReading(
            long sprintId,
            Instant start,
            SyncContext context,
            Optional<JiraField> sprintField,
            Collection<Long> others) {
        this.sprintId = sprintId;
        this.changed = Jql.and(
                new Jql.Scope(context.scope().projectKeys(), List.of(), Optional.empty()).toJql(),
                context.accountZone().updatedFrom(start));
        this.others = others.stream().limit(MOST_OTHERS).collect(Collectors.toCollection(TreeSet::new));
        this.tooMany = others.size() > MOST_OTHERS;
        this.sprintField = sprintField;
        this.pointFields = StoryPoints.fieldIds(context.mapping()).stream()
                .limit(MOST_POINT_FIELDS)
                .toList();
        Map<String, JiraField> known = context.site().fields();
        pointFields.forEach(id -> fields.put(id, known.getOrDefault(id, JiraField.of(id))));
        sprintField.ifPresent(field -> fields.put(field.id(), field));
        fields.put(Changelogs.STATUS.id(), Changelogs.STATUS);
    }

    @Override
    public boolean open() {
        return phase != Phase.DONE;
    }

    @Override
    public JiraRequest request(JiraRequests asked) {
        return switch (phase) {
            case STATUSES -> asked.statuses();
            case MEMBERS ->
                asked.search(
                        "sprint = " + sprintId + " ORDER BY created ASC, key ASC",
                        fieldIds(),
                        JiraRequests.ISSUES_PER_PAGE,
                        walk.token());
            case OTHERS ->
                asked.search(
                        changed + " ORDER BY updated ASC, key ASC",
                        List.of("id"),
                        JiraRequests.IDS_PER_PAGE,
                        walk.token());
            case PAST_OF_OTHERS ->
                asked.changelogs(
                        waiting.peek(), List.of(sprintField.orElseThrow().id()), token);
            case LEFT -> asked.issues(waiting.peek(), fieldIds());
            case PAST -> asked.changelogs(waiting.peek(), fields.keySet(), token);
            case DONE -> throw new IllegalStateException("There is nothing more to ask for.");
        };
    }

    private List<String> fieldIds() {
        return Stream.concat(fields.keySet().stream(), Stream.of("issuetype", "created"))
                .toList();
    }

    @Override
    public SprintReading after(JsonNode answer) {
        requests++;
        switch (phase) {
            case STATUSES -> takeStatuses(answer);
            case MEMBERS -> takeMembers(answer);
            case OTHERS -> takeOthers(answer);
            case PAST_OF_OTHERS -> logs(answer).forEach(this::takeOther);
            case LEFT -> keep(answer);
            case PAST -> logs(answer).forEach(log -> past.add(log, fields.values()));
            case DONE -> throw new IllegalStateException("Nothing was asked for.");
        }
        if (!further()) {
            waiting.remove();
        }
        while (waiting.isEmpty() && open()) {
            phase = phases.next();
            walk = TokenWalk.from(Optional.empty());
            waiting.addAll(batches());
        }
        if (requests >= MOST_REQUESTS && open()) {
            cut = true;
            phase = Phase.DONE;
        }
        return this;
    }

    /** Whether the phase has another page. */
    private boolean further() {
        return switch (phase) {
            case MEMBERS -> walk.open() && issues.size() < MOST_ISSUES;
            case OTHERS -> walk.open() && !tooMany;
            default -> token.isPresent();
        };
    }

    private List<List<Long>> batches() {
        return switch (phase) {
            case STATUSES, MEMBERS -> List.of(List.of());
            // without its field nobody can tell who was in the sprint
            case OTHERS -> sprintField.isEmpty() || tooMany ? List.of() : List.of(List.of());
            case PAST_OF_OTHERS -> batches(sprintField.isEmpty() ? List.of() : others, ISSUES_OF_A_CHANGELOG);
            case LEFT -> batches(left, JiraRequests.BULK_LIMIT);
            case PAST -> batches(issues.keySet(), ISSUES_OF_A_CHANGELOG);
            case DONE -> List.of();
        };
    }

    private static List<List<Long>> batches(Collection<Long> ids, int size) {
        List<Long> all = List.copyOf(ids);
        return IntStream.iterate(0, from -> from < all.size(), from -> from + size)
                .mapToObj(from -> all.subList(from, Math.min(from + size, all.size())))
                .toList();
    }

    /** By the category's key: names are translated. */
    private void takeStatuses(JsonNode answer) {
        answer.forEach(status -> {
            statuses.add(status.path("id").asText());
            if (status.at("/statusCategory/key").asText().equals("done")) {
                done.add(status.path("id").asText());
            }
        });
    }

    private void takeMembers(JsonNode answer) {
        walk = walk.after(answer);
        keep(answer);
        others.removeAll(issues.keySet());
        cut |= walk.incomplete() || (walk.open() && issues.size() >= MOST_ISSUES);
    }

    private void takeOthers(JsonNode answer) {
        walk = walk.after(answer);
        for (JsonNode issue : answer.path("issues")) {
            long id = issue.path("id").asLong();
            if (others.size() < MOST_OTHERS && !issues.containsKey(id)) {
                others.add(id);
            }
            tooMany |= !others.contains(id) && !issues.containsKey(id);
        }
        cut |= walk.incomplete();
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

    private void takeOther(JsonNode log) {
        boolean was = Changelogs.changes(log, sprintField.orElseThrow()).stream()
                .flatMap(change -> Stream.of(change.from(), change.to()))
                .anyMatch(ids -> SprintStory.contains(ids, sprintId));
        if (was) {
            left.add(log.path("issueId").asLong());
        }
    }

    /** A page's issues with their entries; the same issue may come again on the next page. */
    private JsonNode logs(JsonNode answer) {
        if (!answer.path("issueChangeLogs").isArray()) {
            throw new JiraUnavailable(200, "Jira answered without a list of changelogs.");
        }
        cut |= answer.path("incomplete").asBoolean();
        token = Optional.ofNullable(answer.path("nextPageToken").textValue()).filter(text -> !text.isEmpty());
        return answer.path("issueChangeLogs");
    }

    /** The issues that were read, with their past. */
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

    /** Whether not all were looked at that may have left the sprint. */
    boolean tooMany() {
        return tooMany;
    }

    boolean points() {
        return !pointFields.isEmpty();
    }

    boolean knowsSprints() {
        return sprintField.isPresent();
    }

    /** Statuses that issues had and that Jira does not list any more, so that nobody can tell whether they meant done. */
    Set<String> unknownStatuses() {
        return past.all(Changelogs.STATUS.id())
                .flatMap(change -> Stream.of(change.from(), change.to()))
                .filter(id -> !id.isEmpty() && !statuses.contains(id))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
