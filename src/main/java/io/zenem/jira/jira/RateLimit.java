package io.zenem.jira.jira;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an answer of Jira tells of its limits.
 *
 * @param remaining requests left in the named window
 * @param reset when the window ends
 * @param reason which limit was hit, in Jira's words ({@code jira-burst-based} …)
 * @param pause how long nobody should ask
 */
public record RateLimit(
        Optional<Integer> remaining, Optional<Instant> reset, Optional<String> reason, Optional<Duration> pause) {
    /** Whole seconds to wait, rounded up; 0 for none. */
    public int pauseSeconds() {
        return pause.map(duration -> (int) Math.min(Integer.MAX_VALUE, (duration.toMillis() + 999) / 1000))
                .orElse(0);
    }
}
