package io.zenem.jirasim;

import java.util.Arrays;
import java.util.Optional;

/** The issues in order of their ids, each in a slot that stays its own. Guarded by the lock of {@link Site}. */
final class IssueTable {
    private long[] ids = new long[1024];
    private Issue[] slots = new Issue[1024];
    private int size;
    private int live;

    /** Number of slots, those of deleted issues included. */
    int slots() {
        return size;
    }

    /** Number of issues. */
    int live() {
        return live;
    }

    long id(int slot) {
        return ids[slot];
    }

    /** The issue in the slot; empty after its deletion. */
    Optional<Issue> at(int slot) {
        return Optional.ofNullable(slots[slot]);
    }

    /** The slot of the id, negative if there never was such an issue. */
    int slot(long id) {
        return Arrays.binarySearch(ids, 0, size, id);
    }

    /** The first slot whose id is greater. */
    int slotAfter(long id) {
        int slot = slot(id);
        return slot < 0 ? -slot - 1 : slot + 1;
    }

    Optional<Issue> find(long id) {
        int slot = slot(id);
        return slot < 0 ? Optional.empty() : at(slot);
    }

    /** Adds an issue, whose id is greater than all before. */
    void add(Issue issue) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
            slots = Arrays.copyOf(slots, size * 2);
        }
        ids[size] = issue.id();
        slots[size] = issue;
        size++;
        live++;
    }

    void replace(Issue issue) {
        slots[slot(issue.id())] = issue;
    }

    void remove(long id) {
        slots[slot(id)] = null;
        live--;
    }
}
