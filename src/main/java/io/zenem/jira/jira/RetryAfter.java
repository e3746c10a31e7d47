package io.zenem.jira.jira;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How long Jira asks its callers to wait: Retry-After (seconds or an HTTP date), else X-RateLimit-Reset (ISO, maybe without
 * seconds). A value that asks for no time at all, or cannot be read, does not count: our own back-off stays.
 */
final class RetryAfter {
    /** Quotas reset at the top of the hour; anything longer is a mistake of the sender or of a clock, and not believed. */
    private static final Duration LONGEST = Duration.ofHours(1);

    /** When Jira is asked again after a wait that is not believed. */
    private static final Duration PROBE = Duration.ofMinutes(5);

    /** What the database's whole numbers hold. */
    private static final Duration END_OF_TIME = Duration.ofSeconds(Integer.MAX_VALUE);

    /** As many digits as anybody writes by mistake; more are no number, but an attack. */
    private static final Pattern SECONDS = Pattern.compile("\\d{1,100}(?:\\.\\d{1,9})?(?:[eE]\\d{1,2})?");

    private RetryAfter() {}

    /** Whether a wait can be meant. */
    static boolean believed(Duration wait) {
        return wait.compareTo(LONGEST) <= 0;
    }

    /** The wait that is kept: the one that Jira asks for, or where that cannot be meant, some minutes. */
    static Duration kept(Duration asked) {
        return believed(asked) ? asked : PROBE;
    }

    /** A wait in words, rounded up. */
    static String words(Duration wait) {
        long seconds = (wait.toMillis() + 999) / 1000;
        return seconds == 1 ? "1 second" : seconds <= 120 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
    }

    /**
     * The wait that Jira asks for, as it was written: more than nothing, and not more than fits.
     *
     * @param now by Jira's clock, which its dates are of
     */
    static Optional<Duration> asked(Function<String, Optional<String>> header, Instant now) {
        return header.apply("Retry-After")
                .flatMap(text -> longest(text, one -> seconds(one).or(() -> until(httpDate(one), now))))
                .or(() -> header.apply("X-RateLimit-Reset")
                        .flatMap(text -> longest(text, one -> until(instant(one), now))));
    }

    /** Of several in one header the longest that can be meant counts; a date has a comma of its own. */
    private static Optional<Duration> longest(String text, Function<String, Optional<Duration>> read) {
        List<String> texts = new ArrayList<>(List.of(text));
        texts.addAll(List.of(text.split(",")));
        List<Duration> waits = texts.stream()
                .flatMap(one -> read.apply(one.strip()).stream())
                .filter(wait -> !wait.isNegative() && !wait.isZero())
                .map(wait -> wait.compareTo(END_OF_TIME) > 0 ? END_OF_TIME : wait)
                .sorted()
                .toList();
        return waits.stream()
                .filter(RetryAfter::believed)
                .reduce((shorter, longer) -> longer)
                .or(() -> waits.stream().findFirst());
    }

    /** An ISO time with offset, with or without seconds: {@code 2026-03-26T16:00Z}. */
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    /** {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> until(Optional<Instant> at, Instant now) {
        return at.map(then -> Duration.between(now, then));
    }

    private static Optional<Duration> seconds(String text) {
        if (!SECONDS.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal seconds = new BigDecimal(text).min(BigDecimal.valueOf(END_OF_TIME.toSeconds()));
        return Optional.of(Duration.ofMillis(seconds.movePointRight(3).longValue()));
    }
}
