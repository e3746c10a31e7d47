package io.zenem.jira.jira;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The tries of one call so far, and what comes next. It travels in a variable beside the message, because a message that fails
 * half-way loses whatever was written on it.
 *
 * @param startedAt when the first try began
 * @param open whether another try follows
 * @param failed how many failed
 * @param pause before the next one, as far as it is left
 * @param failure the last one, where no other try follows
 */
public record CallTries(
        Instant startedAt, boolean open, int failed, Duration pause, Optional<JiraUnavailable> failure) {

    /** A wait goes by in parts no longer than this, so that a job that is cancelled meanwhile ends soon. */
    static final Duration LONGEST_PART = Duration.ofSeconds(2);

    static CallTries begun(Instant now) {
        return new CallTries(now, true, 0, Duration.ZERO, Optional.empty());
    }

    public CallTries answered() {
        return new CallTries(startedAt, false, failed, Duration.ZERO, Optional.empty());
    }

    /**
     * After a failure that may pass. The next try comes no sooner than Jira asked for and no sooner than our own back-off, which
     * doubles; none comes where the tries or the time are used up, or the wait is longer than anybody waits here.
     *
     * @param luck from 0 to 1, spreads the waits by up to a fifth, so that parallel walks do not return in one moment
     */
    CallTries after(JiraUnavailable what, Limits limits, double luck, Instant now) {
        Duration doubled = limits.firstWait().multipliedBy(1L << Math.min(failed, 20));
        Duration own = doubled.compareTo(limits.longestBackOff()) > 0 ? limits.longestBackOff() : doubled;
        Duration asked = what.retryAfter().orElse(Duration.ZERO);
        Duration least = asked.compareTo(own) > 0 ? asked : own;
        Duration next = least.plusMillis((long) (0.2 * least.toMillis() * luck));
        boolean over = failed >= limits.again()
                || least.compareTo(limits.longestWait()) > 0
                || Duration.between(startedAt, now).plus(next).compareTo(limits.time()) > 0;
        return new CallTries(
                startedAt, !over, failed + 1, over ? Duration.ZERO : next, over ? Optional.of(what) : Optional.empty());
    }

    /** The next part of the {@link #pause}, for a delay; 0 where none is left. */
    public long waitMillis() {
        return Math.min(pause.toMillis(), LONGEST_PART.toMillis());
    }

    public CallTries waited() {
        return new CallTries(startedAt, open, failed, Duration.ofMillis(pause.toMillis() - waitMillis()), failure);
    }

    /**
     * How long a caller goes on.
     *
     * @param again tries after the first one
     * @param firstWait back-off after the first failure, twice as long after each more
     * @param longestBackOff what doubling does not go beyond
     * @param longestWait that is waited for here; a longer one is the caller's
     * @param time from the beginning of the first try to that of the last one, at most
     */
    record Limits(int again, Duration firstWait, Duration longestBackOff, Duration longestWait, Duration time) {}
}
