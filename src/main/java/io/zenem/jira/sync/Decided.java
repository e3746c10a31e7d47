package io.zenem.jira.sync;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An issue of a page, what the copy knew of it, and what becomes of it. */
record Decided(ObjectNode item, IssueState state, Known known, Outcome outcome) {
    /** Jira deletes none of these while issues have it; an issue that has another one was given it. */
    private static final Set<String> LASTING = Set.of("status", "priority", "issuetype", "project", "user", "issue");

    static Decided of(IssuePage page, ObjectNode item, Known known, Looks looks) {
        IssueState state = IssueState.of(page, item);
        return new Decided(item, state, known, state.outcome(known, looks));
    }

    /**
     * What became of it when its row was to be written: another page may have inserted a newer state meanwhile, or an older one, which was replaced.
     *
     * @param inserted whether the row is new; empty where it was not written
     */
    Decided written(Optional<Boolean> inserted) {
        if (!outcome.writes() || inserted.equals(Optional.of(outcome == Outcome.INSERTED))) {
            return this;
        }
        return new Decided(item, state, known, inserted.isPresent() ? Outcome.UPDATED : Outcome.STALE);
    }

    long id() {
        return item.path("jiraId").asLong();
    }

    String key() {
        return item.path("jiraKey").asText();
    }

    String entity() {
        return item.path("entity").asText();
    }

    boolean writes() {
        return outcome.writes();
    }

    /**
     * Whether the points of its sprints may be others now: it shows something new, or it refers to another sprint or status. Where its
     * status is not mapped nobody knows whether that is another one.
     */
    boolean changesSums() {
        boolean stateKnown = refs().stream().anyMatch(ref -> ref.startsWith("status:"));
        return outcome.shows()
                || (writes()
                        && !(stateKnown
                                && known.copied()
                                        .filter(row -> row.refs().equals(refs()))
                                        .isPresent()));
    }

    /** Whether it lives under another key than the copy had. */
    boolean moved() {
        return writes()
                && known.copied().filter(row -> !row.jiraKey().equals(key())).isPresent();
    }

    /** Whether it became an epic, or ceased to be one. */
    boolean retyped() {
        return writes()
                && known.copied().filter(row -> !row.entity().equals(entity())).isPresent();
    }

    List<String> refs() {
        return item.path("refs").valueStream().map(JsonNode::asText).toList();
    }

    /** What it referred to before and not now, although Jira did not touch it: that was deleted, for every issue that had it. */
    List<String> droppedRefs() {
        List<String> refs = refs();
        return untouched()
                .map(row -> row.refs().stream()
                        .filter(ref -> !refs.contains(ref) && !LASTING.contains(ref.substring(0, ref.indexOf(':'))))
                        .toList())
                .orElse(List.of());
    }

    /** The parent that it had before and has not now, although Jira did not touch it. */
    Optional<String> lostParent() {
        return item.path("fields").path("parent").isNull()
                ? untouched().flatMap(Known.Copied::parent)
                : Optional.empty();
    }

    /** Whether it has a parent again, or was changed since it lost it. */
    boolean regainedParent() {
        return known.lostParent() && (item.path("fields").path("parent").hasNonNull("jiraId") || newer());
    }

    /** Whether no webhook could have told of it: it came into the scope, or into sight, or changed without a change of updated. */
    boolean unreported(Looks looks) {
        return known.copied().isEmpty()
                ? state.updated().isPresent()
                        && looks.completedAt()
                                .filter(state.updated().get()::isBefore)
                                .isPresent()
                : untouchedTime();
    }

    /** The row that was read by the same mapping and that Jira has not touched since. */
    private Optional<Known.Copied> untouched() {
        return known.copied()
                .filter(row -> untouchedTime() && row.mappingVersion().equals(state.mappingVersion()));
    }

    private boolean untouchedTime() {
        return known.copied().flatMap(state::order).filter(order -> order == 0).isPresent();
    }

    private boolean newer() {
        return known.copied().flatMap(state::order).filter(order -> order > 0).isPresent();
    }
}
