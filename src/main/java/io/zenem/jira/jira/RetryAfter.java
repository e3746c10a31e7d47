package io.zenem.jira.jira;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

/** How long Jira asks its callers to wait: Retry-After (seconds or an HTTP date), else X-RateLimit-Reset (ISO, maybe without seconds). */
final class RetryAfter {
    /** Quotas reset at the top of the hour; anything longer is a mistake of the sender or of a clock. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private RetryAfter() {}

    /** A wait in words, rounded up. */
    static String words(Duration wait) {
        long seconds = (wait.toMillis() + 999) / 1000;
        return seconds == 1 ? "1 second" : seconds <= 120 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
    }

    static Optional<Duration> of(Function<String, Optional<String>> header, Instant now) {
        return header.apply("Retry-After")
                .flatMap(text -> seconds(text).or(() -> httpDate(text).map(at -> Duration.between(now, at))))
                .or(() -> header.apply("X-RateLimit-Reset")
                        .flatMap(RetryAfter::instant)
                        .map(at -> Duration.between(now, at)))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    /** An ISO time with offset, with or without seconds: {@code 2026-03-26T16:00Z}. */
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> seconds(String text) {
        try {
            return Optional.of(Duration.ofMillis((long) (Double.parseDouble(text.strip()) * 1000)));
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
