package io.zenem.jira.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A page whose issues are decided on. Its methods are what the statements in {@code sql/page} write of it: JSON, and ids with commas
 * between them.
 *
 * @param failures how many issues failed for the first time
 */
public record KeptPage(IssuePage page, Looks looks, List<Decided> issues, long failures) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SPRINT = "sprint:";
    private static final Map<Outcome, String> EVENTS =
            Map.of(Outcome.INSERTED, "jira:issue_created", Outcome.UPDATED, "jira:issue_updated");
    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    /** No page equals another, see {@link IssuePage#equals}. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** What became of each issue that was applied or failed, by its id. */
    public Map<Long, Outcome> outcomes() {
        Map<Long, Outcome> outcomes = new HashMap<>();
        issues.forEach(issue -> outcomes.put(issue.id(), issue.outcome()));
        page.failed()
                .valueStream()
                .map(letter -> letter.path("jiraId").asText())
                .filter(id -> ID.matcher(id).matches())
                .forEach(id -> outcomes.put(Long.valueOf(id), Outcome.FAILED));
        return outcomes;
    }

    /** Whether rows are written. */
    public boolean writes() {
        return issues.stream().anyMatch(Decided::writes);
    }

    /** The rows to be written. */
    public String rows() {
        return list(issues.stream().filter(Decided::writes).map(Decided::item));
    }

    /** Those that were gone and are in the copy again. */
    public String restored() {
        return ids(issue -> issue.writes() && issue.known().tombstone().isPresent());
    }

    /** What is published of them. */
    public String changes() {
        return list(issues.stream().filter(issue -> issue.outcome().shows()).map(issue -> JSON.objectNode()
                .put("jiraId", issue.id())
                .put("entity", issue.entity())
                .put("action", issue.outcome() == Outcome.INSERTED ? "created" : "updated")));
    }

    /** Those whose children may show something else now. */
    public String parents() {
        return list(issues.stream()
                .filter(issue -> issue.outcome() == Outcome.INSERTED || issue.moved())
                .map(issue -> JSON.objectNode()
                        .put("jiraId", issue.id())
                        .put("jiraKey", issue.key())
                        .put("moved", issue.moved())));
    }

    /** Those that lost their parent without a change of their own, with that parent. */
    public String lostParents() {
        return list(issues.stream().flatMap(issue -> issue.lostParent().stream()
                .map(parent -> JSON.objectNode().put("jiraId", issue.id()).put("parent", parent))));
    }

    /** Those that could be mapped again. */
    public String repaired() {
        return ids(issue -> issue.known().failed());
    }

    /** Those that were noted to have lost their parent, and have one again or were changed. */
    public String regainedParents() {
        return ids(Decided::regainedParent);
    }

    /** Whether issues lost their parent, or have one again. */
    public boolean changesParents() {
        return !lostParents().equals("[]") || !regainedParents().isEmpty();
    }

    /** Those that became something else: their children show it without a change of their own. */
    public String retyped() {
        return ids(Decided::retyped);
    }

    /** Every reference that stands for something else from now on; where a job read the page, also those that stand for nothing. */
    public String refsToRecheck() {
        Stream<String> dropped =
                page.ofJob() ? issues.stream().flatMap(issue -> issue.droppedRefs().stream()) : Stream.empty();
        return refs(Stream.concat(moved(), dropped));
    }

    /** What a search named and the copy does not have, each with the reason; what was read by its id needs no second answer. */
    public String toCheck() {
        if (page.readById() || !page.ofJob()) {
            return "[]";
        }
        Stream<ObjectNode> gone = page.outside().valueStream().map(id -> toCheck(id.asLong(), "gone"));
        return list(Stream.concat(of(Outcome.TOMBSTONED).map(issue -> toCheck(issue.id(), "tombstoned")), gone));
    }

    /** The sprints whose points change with these issues. */
    public String sprints() {
        if (page.via().equals("backfill")) {
            return "";
        }
        return issues.stream()
                .filter(Decided::changesSums)
                .flatMap(issue -> Stream.concat(
                        issue.refs().stream(), issue.known().copied().stream().flatMap(row -> row.refs().stream())))
                .filter(ref -> ref.startsWith(SPRINT))
                .map(ref -> ref.substring(SPRINT.length()))
                .filter(id -> ID.matcher(id).matches())
                .distinct()
                .collect(Collectors.joining(","));
    }

    /** Deliveries whose bodies are not believed, with their issues. */
    public String inDoubt() {
        return list(of(Outcome.IN_DOUBT).map(issue -> JSON.objectNode()
                .put("deliveryId", issue.item().at("/source/deliveryId").asLong())
                .put("issueId", issue.id())));
    }

    /** What the job counts. */
    public String counts() {
        ObjectNode counts = JSON.objectNode()
                .put("written", issues.stream().filter(Decided::writes).count())
                .put("stale", of(Outcome.STALE).count())
                .put("failed", failures)
                .put("inserted", of(Outcome.INSERTED).count())
                .put("updated", of(Outcome.UPDATED).count())
                .put(
                        "unreported",
                        Stream.concat(of(Outcome.INSERTED), of(Outcome.UPDATED))
                                .filter(issue -> issue.unreported(looks))
                                .count());
        counts.set("found", found());
        return counts.toString();
    }

    /** What webhooks could have reported, by project and event, as {@code {"10000/jira:issue_updated": 3}}. */
    private ObjectNode found() {
        ObjectNode found = JSON.objectNode();
        EVENTS.forEach((outcome, event) -> of(outcome)
                .filter(issue -> !issue.unreported(looks))
                .map(issue -> issue.item().path("projectId").asText() + "/" + event)
                .forEach(name -> found.put(name, found.path(name).asLong() + 1)));
        return found;
    }

    private Stream<Decided> of(Outcome outcome) {
        return issues.stream().filter(issue -> issue.outcome() == outcome);
    }

    /** How others may refer to the moved and the retyped: by their key, or by their id where they show them as their parent. */
    private Stream<String> moved() {
        return issues.stream()
                .filter(issue -> issue.moved() || issue.retyped())
                .flatMap(issue -> issue.known().copied().stream()
                        .flatMap(row -> Stream.of("key:" + row.jiraKey(), "parent:" + issue.id())));
    }

    private String ids(Predicate<Decided> which) {
        return issues.stream()
                .filter(which)
                .map(issue -> String.valueOf(issue.id()))
                .collect(Collectors.joining(","));
    }

    private static ObjectNode toCheck(long id, String reason) {
        return JSON.objectNode().put("jiraId", id).put("reason", reason);
    }

    private static String refs(Stream<String> refs) {
        ArrayNode list = JSON.arrayNode();
        refs.distinct().forEach(list::add);
        return list.toString();
    }

    private static String list(Stream<ObjectNode> rows) {
        return rows.toList().toString();
    }
}
