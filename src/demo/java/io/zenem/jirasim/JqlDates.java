package io.zenem.jirasim;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates in JQL, as minutes since the epoch: Jira compares by the minute. A literal is read in the zone of the
 * account's profile; an unquoted number is epoch milliseconds; {@code -15m}, {@code -2h}, {@code -3d}, {@code -1w}
 * and combinations count from now.
 */
record JqlDates(ZoneId zone, long nowMillis) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-M-d H:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-M-d");
    private static final Pattern PERIOD = Pattern.compile("([+-]?)((?:\\d+[wdhm]\\s*)+)");
    private static final Pattern PART = Pattern.compile("(\\d+)([wdhm])");

    static long minute(long millis) {
        return Math.floorDiv(millis, 60_000L);
    }

    long minuteOf(Jql.Value value, String field) {
        String text = value.text().strip();
        if (!value.quoted() && text.matches("-?\\d{5,18}")) {
            return minute(Long.parseLong(text));
        }
        Matcher period = PERIOD.matcher(text);
        if (period.matches()) {
            return minute(nowMillis + (period.group(1).equals("-") ? -1 : 1) * millis(period.group(2)));
        }
        String dashed = text.replace('/', '-');
        try {
            return minute(
                    LocalDateTime.parse(dashed, MINUTE).atZone(zone).toInstant().toEpochMilli());
        } catch (DateTimeParseException noTime) {
            return dayOrRefuse(dashed, value.text(), field);
        }
    }

    /** The start of the account's day, {@code days} away. */
    long startOfDay(long days) {
        LocalDate today = LocalDate.ofInstant(java.time.Instant.ofEpochMilli(nowMillis), zone);
        return minute(today.plusDays(days).atStartOfDay(zone).toInstant().toEpochMilli());
    }

    private long dayOrRefuse(String dashed, String original, String field) {
        try {
            return minute(
                    LocalDate.parse(dashed, DAY).atStartOfDay(zone).toInstant().toEpochMilli());
        } catch (DateTimeParseException noDate) {
            throw JqlError.meaning("Date value '" + original + "' for field '" + field
                    + "' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd',"
                    + " 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.");
        }
    }

    private static long millis(String period) {
        long sum = 0;
        Matcher part = PART.matcher(period);
        while (part.find()) {
            long count = Long.parseLong(part.group(1));
            sum += switch (part.group(2)) {
                case "w" -> Duration.ofDays(7 * count).toMillis();
                case "d" -> Duration.ofDays(count).toMillis();
                case "h" -> Duration.ofHours(count).toMillis();
                default -> Duration.ofMinutes(count).toMillis();
            };
        }
        return sum;
    }
}
