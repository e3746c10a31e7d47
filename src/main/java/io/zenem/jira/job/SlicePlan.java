package io.zenem.jira.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.Jql;
import io.zenem.jira.jira.Walk;

/**
 * Cuts a search into slices that can be walked in parallel, because one token walk is sequential and Jira takes its time for
 * each page. The cuts are moments of creation: they never change, so that no issue moves between slices while they are walked.
 * The halves of a cut are complements by the same literal, in whatever zone Jira reads it.
 *
 * @param base the whole search
 * @param target issues that a slice may have
 * @param census what the census walks through where that is more than the base, as long as it is not counted
 * @param pending windows to be counted, the first one next
 * @param ready slices
 * @param known issues that the census walks through, as far as Jira tells; else empty
 */
public record SlicePlan(
        String base,
        ZoneId zone,
        int target,
        Optional<String> census,
        List<Window> pending,
        List<Slice> ready,
        Optional<Long> known)
        implements Walk<SlicePlan> {
    /** Where nothing tells how many there are. */
    static final long MOST_OF_ANY_SITE = 5_000_000;
    /** Counts are approximate, and what they count grows. */
    private static final long MORE_THAN_KNOWN = 1000;

    /** No more cuts than this, however large the site is; each is one walk in flight. */
    private static final int MOST_SLICES = 32;

    private static final Duration SHORTEST = Duration.ofHours(1);

    /**
     * One walk of the search.
     *
     * @param issues that it comes by, as far as Jira tells, else 0
     */
    record Slice(String jql, long issues) {}

    /**
     * A span of creation times.
     *
     * @param first whether it has no lower bound
     * @param last whether it has no upper bound
     * @param count issues in it, as far as known
     * @param rest for the first half of a cut: issues in the whole
     * @param end for the first half of a cut: where the whole ends
     */
    record Window(
            Instant from,
            Instant to,
            boolean first,
            boolean last,
            long count,
            Optional<Long> rest,
            Optional<Window> end) {
        boolean whole() {
            return first && last;
        }

        Window counted(long issues) {
            return new Window(from, to, first, last, issues, Optional.empty(), Optional.empty());
        }

        Window firstHalf() {
            Instant middle = from.plus(Duration.between(from, to).dividedBy(2));
            return new Window(from, middle, first, false, 0, Optional.of(count), Optional.of(this));
        }

        Window sibling(long issues) {
            Window whole = end.orElseThrow();
            return new Window(
                    to, whole.to(), false, whole.last(), Math.max(0, issues), Optional.empty(), Optional.empty());
        }
    }

    static SlicePlan of(String base, String census, ZoneId zone, int target, Instant oldest, Instant now) {
        return new SlicePlan(
                base,
                zone,
                target,
                Optional.of(census).filter(search -> !search.equals(base)),
                List.of(new Window(oldest, now, true, true, 0, Optional.empty(), Optional.empty())),
                List.of(),
                Optional.empty());
    }

    /**
     * The slices that a plan would cut where issues were created evenly over a long time: as many counts are asked for.
     *
     * @return issues of each
     */
    static List<Long> evenly(long issues, int target) {
        long share = Math.max(target, issues / 16);
        int slices = 1;
        while (issues / slices > share * 3 / 2 && 2 * slices <= MOST_SLICES) {
            slices *= 2;
        }
        int all = slices;
        return IntStream.range(0, all)
                .mapToObj(slice -> issues * (slice + 1) / all - issues * slice / all)
                .toList();
    }

    /** More issues than a walk of this job can come by. */
    long most(long copied) {
        return known.map(count -> 2 * Math.max(count, copied) + MORE_THAN_KNOWN)
                .orElse(Math.max(MOST_OF_ANY_SITE, 2 * copied));
    }

    @Override
    public boolean open() {
        return !pending.isEmpty();
    }

    @Override
    public JiraRequest request(JiraRequests requests) {
        return requests.count(census.orElseGet(() -> jql(pending.get(0))));
    }

    /** The plan after an answer; without a count (Jira does not tell it) the window stays whole. */
    @Override
    public SlicePlan after(JsonNode answer) {
        Optional<Long> told = known.or(() ->
                Optional.of(answer.path("count")).filter(JsonNode::isNumber).map(JsonNode::asLong));
        if (census.isPresent()) {
            return new SlicePlan(base, zone, target, Optional.empty(), pending, ready, told);
        }
        List<Window> rest = new ArrayList<>(pending.subList(1, pending.size()));
        List<Slice> slices = new ArrayList<>(ready);
        Window window = pending.get(0);
        long count = answer.path("count").asLong(0);
        int share = window.whole() ? (int) Math.max(target, Math.min(Integer.MAX_VALUE, count / 16)) : target;
        place(window.counted(count), share, rest, slices);
        // the second half of a cut has the rest of the whole: one request answers for both
        window.rest().ifPresent(whole -> place(window.sibling(whole - count), share, rest, slices));
        return new SlicePlan(base, zone, share, Optional.empty(), rest, slices, told);
    }

    /** Cuts a window that is too large, else makes it a slice, also one of nothing: counts are approximate and lag. */
    private void place(Window window, int share, List<Window> rest, List<Slice> slices) {
        boolean cut = window.count() > share * 3L / 2
                && Duration.between(window.from(), window.to()).compareTo(SHORTEST) > 0
                && slices.size() + rest.size() + 2 <= MOST_SLICES;
        if (cut) {
            rest.add(window.firstHalf());
        } else {
            slices.add(new Slice(jql(window) + " ORDER BY created ASC, key ASC", window.count()));
        }
    }

    private String jql(Window window) {
        return Jql.and(
                base,
                window.first() ? "" : "created >= " + Jql.instant(window.from(), zone, Jql.Rounding.FLOOR),
                window.last() ? "" : "created < " + Jql.instant(window.to(), zone, Jql.Rounding.FLOOR));
    }
}
