package io.zenem.jira.overview;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraUnavailable;
import io.zenem.jira.jira.Jql;
import io.zenem.jira.jira.TokenWalk;
import io.zenem.jira.jira.Walk;

/** Reads a sprint's past from Jira, request by request. It ends at {@link #MOST_REQUESTS}, and says so. */
public final class SprintReading implements Walk<SprintReading> {
    static final int MOST_REQUESTS = 60;
    /** Of the issues that changed since the sprint began, so many are looked at, the first that changed first. */
    static final int MOST_OTHERS = 5000;
    /** Most issues in a sprint; a team has a tenth of it. */
    private static final int MOST_ISSUES = 2000;

    private static final int ISSUES_OF_A_CHANGELOG = 1000;
    /** One request, which is about no issues that are known. */
    private static final List<List<Long>> ONE = List.of(List.of());

    /**
     * One kind of request.
     *
     * @param batches of the issues that it is about, each asked for by itself
     * @param take what becomes of an answer; tells whether the batch has another page
     */
    private record Phase(
            Supplier<List<List<Long>>> batches,
            Function<JiraRequests, JiraRequest> request,
            Predicate<JsonNode> take) {}

    private final SprintIssues issues;
    private final Set<Long> others;
    private final Set<Long> left = new TreeSet<>();

    private final Deque<Phase> phases = new ArrayDeque<>();
    /** Those of the first phase that are not answered yet. */
    private final Deque<List<Long>> batches = new ArrayDeque<>(ONE);

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
        this.issues = new SprintIssues(sprintId, sprintField, context);
        this.others = others.stream().limit(MOST_OTHERS).collect(Collectors.toCollection(TreeSet::new));
        this.tooMany = others.size() > MOST_OTHERS;
        String members = "sprint = " + sprintId + " ORDER BY created ASC, key ASC";
        String changed = Jql.and(
                        new Jql.Scope(context.scope().projectKeys(), List.of(), Optional.empty()).toJql(),
                        context.accountZone().updatedFrom(start))
                + " ORDER BY updated ASC, key ASC";
        // which statuses mean done
        phases.add(new Phase(() -> ONE, JiraRequests::statuses, answer -> {
            issues.statuses(answer);
            return false;
        }));
        // the issues that are in the sprint
        phases.add(new Phase(
                () -> ONE,
                jira -> jira.search(members, issues.fieldIds(), JiraRequests.ISSUES_PER_PAGE, walk.token()),
                this::takeMembers));
        // without its field nobody can tell who was in the sprint
        sprintField.ifPresent(field -> lookForOthers(changed, List.of(field.id())));
        // the changelogs of all of them
        phases.add(new Phase(
                () -> batches(issues.ids(), ISSUES_OF_A_CHANGELOG),
                jira -> jira.changelogs(batches.peek(), issues.fieldsWithPast(), token),
                answer -> {
                    logs(answer).forEach(issues::past);
                    return token.isPresent();
                }));
    }

    private void lookForOthers(String changed, List<String> sprintField) {
        // which others changed since the sprint began, because not every change was reported
        phases.add(new Phase(
                () -> tooMany ? List.of() : ONE,
                jira -> jira.search(changed, List.of("id"), JiraRequests.IDS_PER_PAGE, walk.token()),
                this::takeOthers));
        // the changelogs of these, which may have left it
        phases.add(new Phase(
                () -> batches(others, ISSUES_OF_A_CHANGELOG),
                jira -> jira.changelogs(batches.peek(), sprintField, token),
                this::takePastOfOthers));
        // those that did
        phases.add(new Phase(
                () -> batches(left, JiraRequests.BULK_LIMIT),
                jira -> jira.issues(batches.peek(), issues.fieldIds()),
                answer -> {
                    issues.add(answer);
                    return false;
                }));
    }

    private static List<List<Long>> batches(Collection<Long> ids, int size) {
        List<Long> all = List.copyOf(ids);
        return IntStream.iterate(0, from -> from < all.size(), from -> from + size)
                .mapToObj(from -> all.subList(from, Math.min(from + size, all.size())))
                .toList();
    }

    @Override
    public boolean open() {
        return !batches.isEmpty();
    }

    @Override
    public JiraRequest request(JiraRequests jira) {
        return phases.element().request().apply(jira);
    }

    @Override
    public SprintReading after(JsonNode answer) {
        requests++;
        boolean more = phases.element().take().test(answer);
        if (!more) {
            batches.remove();
        }
        while (batches.isEmpty() && phases.size() > 1) {
            phases.remove();
            walk = TokenWalk.from(Optional.empty());
            batches.addAll(phases.element().batches().get());
        }
        if (requests >= MOST_REQUESTS && open()) {
            cut = true;
            batches.clear();
        }
        return this;
    }

    private boolean takeMembers(JsonNode answer) {
        walk = walk.after(answer);
        issues.add(answer);
        others.removeAll(issues.ids());
        boolean full = issues.ids().size() >= MOST_ISSUES;
        cut |= walk.incomplete() || (walk.open() && full);
        return walk.open() && !full;
    }

    private boolean takeOthers(JsonNode answer) {
        walk = walk.after(answer);
        for (JsonNode issue : answer.path("issues")) {
            long id = issue.path("id").asLong();
            boolean member = issues.ids().contains(id);
            if (others.size() < MOST_OTHERS && !member) {
                others.add(id);
            }
            tooMany |= !others.contains(id) && !member;
        }
        cut |= walk.incomplete();
        return walk.open() && !tooMany;
    }

    private boolean takePastOfOthers(JsonNode answer) {
        for (JsonNode log : logs(answer)) {
            if (issues.wasIn(log)) {
                left.add(log.path("issueId").asLong());
            }
        }
        return token.isPresent();
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

    /** What was read. */
    SprintIssues issues() {
        return issues;
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
}
