package io.zenem.jira.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.Jql;
import io.zenem.jira.jira.Rounding;

/**
 * Cuts a search into slices that can be walked in parallel, because one token walk is sequential and Jira takes its time for
 * each page. The cuts are moments of creation: they never change, so that no issue moves between slices while they are walked.
 * The halves of a cut are complements by the same literal, in whatever zone Jira reads it.
 *
 * @param base the whole search
 * @param target issues that a slice may have
 * @param pending windows to be counted, the first one next
 * @param ready slices, as their JQL
 */
public record SlicePlan(String base, ZoneId zone, int target, List<Window> pending, List<String> ready) {
    /** No more cuts than this, however large the site is; each is one walk in flight. */
    private static final int MOST_SLICES = 32;

    private static final Duration SHORTEST = Duration.ofHours(1);

    /**
     * A span of creation times.
     *
     * @param count issues in it, empty until Jira said
     */
    record Window(Instant from, Instant to, boolean first, boolean last, Optional<Long> count) {}

    static SlicePlan of(String base, ZoneId zone, int target, Instant oldest, Instant now) {
        return new SlicePlan(
                base, zone, target, List.of(new Window(oldest, now, true, true, Optional.empty())), List.of());
    }

    /** Whether a count has to be asked for. */
    public boolean open() {
        return !pending.isEmpty();
    }

    /** The count to ask for. */
    JiraRequest request(JiraRequests requests) {
        return requests.count(jql(pending.get(0)));
    }

    /** The plan after an answer; without a count (Jira does not tell it) the window stays whole. */
    SlicePlan after(JsonNode answer) {
        Window window = pending.get(0);
        List<Window> rest = new ArrayList<>(pending.subList(1, pending.size()));
        List<String> slices = new ArrayList<>(ready);
        long count = answer.path("count").asLong(0);
        int share = Math.max(
                target, window.first() && window.last() ? (int) Math.min(Integer.MAX_VALUE, count / 16) : target);
        boolean cut = count > share * 3L / 2
                && Duration.between(window.from(), window.to()).compareTo(SHORTEST) > 0
                && slices.size() + rest.size() + 2 <= MOST_SLICES;
        if (cut) {
            Instant middle = window.from()
                    .plus(Duration.between(window.from(), window.to()).dividedBy(2));
            rest.add(new Window(window.from(), middle, window.first(), false, Optional.empty()));
            rest.add(new Window(middle, window.to(), false, window.last(), Optional.empty()));
        } else if (count > 0 || !answer.has("count") || window.last()) {
            slices.add(jql(window) + " ORDER BY created ASC, key ASC");
        }
        return new SlicePlan(base, zone, share, rest, slices);
    }

    private String jql(Window window) {
        return Jql.and(
                base,
                window.first() ? "" : "created >= " + Jql.instant(window.from(), zone, Rounding.FLOOR),
                window.last() ? "" : "created < " + Jql.instant(window.to(), zone, Rounding.FLOOR));
    }
}
