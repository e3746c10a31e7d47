package io.zenem.jira.sync;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.JiraTime;

/**
 * A state of an issue as a page brings it, and what it means to the copy.
 *
 * @param updated Jira's own
 * @param observedAt when Jira was asked
 * @param tooOld whether it is older than the history that the copy has, as a parent may be that was read by its id
 * @param from how it came
 */
record IssueState(Optional<Instant> updated, Instant observedAt, boolean tooOld, Origin from, String mappingVersion) {

    /** How a state came: read by its id, by the lagging search, or in a webhook's body. */
    enum Origin {
        READ,
        SEARCH,
        BODY
    }

    static IssueState of(IssuePage page, ObjectNode item) {
        return new IssueState(
                Known.time(item.path("updated")),
                Known.time(item.path("observedAt")).orElseThrow(),
                item.path("beyondHistory").asBoolean(),
                page.readById() ? Origin.READ : page.ofJob() ? Origin.SEARCH : Origin.BODY,
                page.mappingVersion());
    }

    /**
     * What becomes of it. A state is applied when Jira's updated is newer, or equal and asked for later with another content; what is
     * tombstoned stays so, unless its state is newer than its removal, or was read by id after it; a newer body has it read, and so
     * has one of which nothing tells whether it is newer.
     */
    Outcome outcome(Known known, Looks looks) {
        if (known.tombstone().filter(this::isOutlastedBy).isPresent()) {
            return Outcome.TOMBSTONED;
        }
        if (known.copied().isEmpty()) {
            if (tooOld) {
                return Outcome.TOO_OLD;
            }
            // what went may be hidden from the account, and webhooks tell of that too
            boolean doubtful = known.tombstone().isPresent()
                    || updated.filter(looks::doubt).isPresent();
            return from == Origin.BODY && doubtful ? Outcome.IN_DOUBT : Outcome.INSERTED;
        }
        Known.Copied copied = known.copied().get();
        if (from == Origin.BODY && unordered(copied) && !copied.sameContent()) {
            return Outcome.IN_DOUBT;
        }
        if (!replaces(copied)) {
            return order(copied).orElse(0) < 0 ? Outcome.STALE : Outcome.UNCHANGED;
        }
        if (copied.sameContent()) {
            return Outcome.TOUCHED;
        }
        return copied.mappingVersion().equals(mappingVersion) ? Outcome.UPDATED : Outcome.REMAPPED;
    }

    private boolean isOutlastedBy(Known.Tombstone tombstone) {
        if (from == Origin.READ && observedAt.isAfter(tombstone.observedAt())) {
            return false;
        }
        return tombstone.deleted() || updated.isEmpty() || !updated.get().isAfter(tombstone.removedAt());
    }

    private boolean replaces(Known.Copied copied) {
        int order = order(copied).orElse(0);
        return order > 0 || (order == 0 && observedAt.isAfter(copied.observedAt()) && !copied.sameRow());
    }

    /** Whether nothing tells which of two states of one second is the later one: one of them was told without milliseconds. */
    private boolean unordered(Known.Copied copied) {
        return !updated.equals(copied.updated()) && order(copied).equals(Optional.of(0));
    }

    /** Jira's updated against the row's; empty where one of them is not known. */
    Optional<Integer> order(Known.Copied copied) {
        return updated.flatMap(mine -> copied.updated().map(other -> JiraTime.compare(mine, other)));
    }
}
