package io.zenem.jira.jira;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
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
            .appendPattern("[XXX][XX][X]")
            // some lists omit the offset; Jira's servers run in UTC
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter();

    private JiraTime() {}

    /**
     * Reads any of Jira's forms: text with or without milliseconds, with an offset (with or without colon) or Z, a date
     * alone (its start in UTC), or a number (epoch milliseconds). Empty for null, for anything else, and outside the
     * years 1 to 9999, which neither the wire format nor Jira knows.
     */
    public static Optional<Instant> parse(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return inRange(Instant.ofEpochMilli(value.longValue()));
        }
        return value.isTextual() ? parse(value.textValue()) : Optional.empty();
    }

    private static Optional<Instant> parse(String text) {
        String trimmed = text.trim();
        try {
            return inRange(
                    trimmed.length() == "yyyy-MM-dd".length()
                            ? LocalDate.parse(trimmed).atStartOfDay().toInstant(ZoneOffset.UTC)
                            : MOMENT.parse(trimmed, Instant::from));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> inRange(Instant instant) {
        return Optional.of(instant).filter(i -> !i.isBefore(FIRST) && !i.isAfter(LAST));
    }
}
