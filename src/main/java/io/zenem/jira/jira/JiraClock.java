package io.zenem.jira.jira;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far Jira's clock is ahead of ours, by an answer's header Date (RFC 9110: whole seconds). Bodies of webhooks tell Jira's
 * time, and reads are of ours: with this they can be compared.
 */
final class JiraClock {
    /** A difference beyond this means a wrong header, and no wrong clock. */
    private static final Duration MOST = Duration.ofDays(1);

    private JiraClock() {}

    /**
     * The difference, negative where Jira's clock is behind. The header was written between request and answer, and is up to a
     * second old by Jira's own clock: of all differences that this leaves open the smallest counts, so that clocks which may be
     * right are taken for right. Empty where the header says nothing.
     */
    static Optional<Duration> ahead(Optional<String> date, Instant askedAt, Instant answeredAt) {
        return date.flatMap(RetryAfter::httpDate)
                .map(second -> {
                    Duration least = Duration.between(answeredAt, second);
                    Duration most = Duration.between(askedAt, second.plusSeconds(1));
                    return !least.isNegative() ? least : most.isNegative() ? most : Duration.ZERO;
                })
                .filter(ahead -> ahead.abs().compareTo(MOST) <= 0);
    }
}
