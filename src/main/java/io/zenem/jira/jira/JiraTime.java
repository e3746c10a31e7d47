package io.zenem.jira.jira;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Jira's moments. Issue fields bring {@code 2026-01-26T01:39:15.250+0200} (an offset without colon, of some user's
 * profile zone), the agile API {@code 2026-03-01T13:54:10.891Z}, webhooks epoch milliseconds.
 */
public final class JiraTime {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            // some lists omit the offset; Jira's servers run in UTC
            .optionalStart()
            // lenient: with or without colon and minutes
            .parseLenient()
            .appendOffset("+HH", "Z")
            .parseStrict()
            .optionalEnd()
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(Locale.ROOT)
            // February 30 is no day, rather than the 28th
            .withResolverStyle(ResolverStyle.STRICT);

    private JiraTime() {}

    /**
     * Reads any of Jira's forms: text with or without milliseconds, with an offset (with or without colon) or Z, a date
     * alone (its start in UTC), or a number (epoch milliseconds). Empty for null, for anything else, and outside the
     * years 1 to 9999, which neither the wire format nor PostgreSQL nor Jira knows.
     */
    public static Optional<Instant> parse(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return inRange(Instant.ofEpochMilli(value.longValue()));
        }
        return value.isTextual() ? parse(value.textValue()) : Optional.empty();
    }

    /** The day of a date, as it is written, or of any other form of {@link #parse} in the zone; empty where that is none. */
    public static Optional<LocalDate> day(JsonNode value, ZoneId zone) {
        return value.isTextual() && dateAlone(value.textValue().trim())
                ? date(value.textValue().trim())
                : parse(value).map(moment -> LocalDate.ofInstant(moment, zone)).filter(JiraTime::inRange);
    }

    /**
     * Which of two moments of an issue is the later one. Data Center's search tells whole seconds where a read by id and a webhook tell
     * milliseconds, so both count as equal where they are of one second and one of them is whole.
     */
    public static int compare(Instant one, Instant other) {
        Instant second = one.truncatedTo(ChronoUnit.SECONDS);
        boolean whole = one.equals(second) || other.equals(other.truncatedTo(ChronoUnit.SECONDS));
        return whole && second.equals(other.truncatedTo(ChronoUnit.SECONDS)) ? 0 : one.compareTo(other);
    }

    private static Optional<Instant> parse(String text) {
        String trimmed = text.trim();
        if (dateAlone(trimmed)) {
            return date(trimmed).map(day -> day.atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        try {
            return inRange(MOMENT.parse(trimmed, Instant::from));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static boolean dateAlone(String text) {
        return text.length() == "yyyy-MM-dd".length();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(JiraTime::inRange);
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }

    private static boolean inRange(LocalDate day) {
        return day.getYear() >= 1 && day.getYear() <= 9999;
    }

    /** The instant, unless it is outside the years that the database and the wire form know. */
    static Optional<Instant> inRange(Instant instant) {
        return Optional.of(instant).filter(i -> !i.isBefore(FIRST) && !i.isAfter(LAST));
    }
}
