package io.zenem.jira.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.zenem.jira.jira.JiraTime;

/**
 * How long a reconcile waits for Jira's index, which shows changes seconds late, sometimes minutes (Jira's documentation: search
 * after a change may not show it). What webhooks reported just before shows how late it is now; else counts what was measured before.
 *
 * @param askedAt when the reconcile was asked for: what happened before has to be found
 * @param usual the wait as the admin says or as it was measured
 * @param longest no reconcile waits longer
 * @param fixed whether the admin says it, so that nothing is measured
 * @param late whether an earlier look missed something
 * @param reported the newest issues that webhooks reported before
 * @param ahead how far the database's clock, which all moments are by, is ahead of this instance's
 */
public record IndexWait(
        Instant askedAt,
        Duration usual,
        Duration longest,
        boolean fixed,
        boolean late,
        List<Reported> reported,
        Duration ahead) {
    /** What is shown so soon after it was reported is worth noting: the index is no later than that. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    /** An issue as a webhook reported it. */
    record Reported(long id, Instant receivedAt, Instant updatedAt) {
        private boolean shownBy(Map<Long, Instant> index) {
            return index.containsKey(id) && JiraTime.compare(index.get(id), updatedAt) >= 0;
        }
    }

    /**
     * What a look at the index means.
     *
     * @param again whether to look once more
     * @param until when that is, or when to search
     * @param lag how late the index was, where that was seen; what it never shows may be gone, and is no measure
     * @param atMost whether it was that late at most, because the first look showed everything already
     */
    public record Look(boolean again, Instant until, Optional<Duration> lag, boolean atMost) {
        private static Look untilThen(boolean again, Instant until) {
            return new Look(again, until, Optional.empty(), false);
        }

        /** {@link #until} since 1970. */
        public long untilMillis() {
            return until.toEpochMilli();
        }

        /** {@link #lag}; -1 where it was not seen. */
        public long lagMillis() {
            return lag.map(Duration::toMillis).orElse(-1L);
        }

        /** The metric that counts the lag. */
        public String measure() {
            return atMost ? "shown" : "lag";
        }
    }

    /** Whether a look at the index tells anything. */
    public boolean asks() {
        return !fixed && !reported.isEmpty();
    }

    /** The issues to look for. */
    public List<Long> ids() {
        return reported.stream().map(Reported::id).toList();
    }

    /** What follows where the index was not asked. */
    Look unasked() {
        return Look.untilThen(false, askedAt.plus(usual));
    }

    /**
     * What follows from what the index shows.
     *
     * @param index when each issue was updated, as the index has it; without those it does not show
     */
    Look look(Map<Long, Instant> index, Instant now) {
        Instant end = askedAt.plus(longest);
        Optional<Duration> missing =
                age(reported.stream().filter(issue -> !issue.shownBy(index)).toList(), now);
        if (missing.isPresent()) {
            Duration pause = longer(SHORTEST_PAUSE, missing.get().dividedBy(3));
            return Look.untilThen(now.isBefore(end), earlier(now.plus(pause), end));
        }
        Optional<Duration> lag = age(reported, now).filter(age -> late || age.compareTo(FRESH) <= 0);
        return new Look(false, earlier(end, askedAt.plus(longer(usual, lag.orElse(usual)))), lag, !late);
    }

    /** How long ago the newest of them was reported. */
    private static Optional<Duration> age(List<Reported> issues, Instant now) {
        return issues.stream()
                .map(Reported::receivedAt)
                .max(Comparator.naturalOrder())
                .map(newest -> Duration.between(newest, now));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
