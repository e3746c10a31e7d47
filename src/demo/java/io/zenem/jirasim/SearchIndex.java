package io.zenem.jirasim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the search sees. Jira's index is eventually consistent: for a while after a change the search shows the state
 * before it. Guarded by the lock of {@link Site}.
 */
final class SearchIndex {
    private record Old(Optional<Issue> state, long until) {}

    private final Map<Long, Deque<Old>> lagging = new HashMap<>();

    /** Keeps the state before a change in view until then; empty before a creation. */
    void remember(long id, Optional<Issue> before, long now, long until) {
        forget(now);
        if (until > now) {
            lagging.computeIfAbsent(id, unused -> new ArrayDeque<>()).add(new Old(before, until));
        }
    }

    /** The state that the search shows, given the true one. */
    Optional<Issue> view(long id, Optional<Issue> truth, long now) {
        Deque<Old> states = lagging.get(id);
        if (states == null) {
            return truth;
        }
        for (Old old : states) {
            if (old.until() > now) {
                return old.state();
            }
        }
        return truth;
    }

    boolean upToDate() {
        return lagging.isEmpty();
    }

    /** The ids of all issues that the search may still see in an older state. */
    List<Long> ids() {
        return new ArrayList<>(lagging.keySet());
    }

    private void forget(long now) {
        Iterator<Deque<Old>> each = lagging.values().iterator();
        while (each.hasNext()) {
            Deque<Old> states = each.next();
            states.removeIf(old -> old.until() <= now);
            if (states.isEmpty()) {
                each.remove();
            }
        }
    }
}
