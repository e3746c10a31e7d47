package io.zenem.jira.mapping;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.WireTime;
import io.zenem.jira.jira.JiraTime;

/** Dates and moments of Jira in the forms of the wire. */
final class DateValue {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern JIRA_MOMENT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}[+-]\\d{4}");

    private DateValue() {}

    /** {@code yyyy-MM-dd}: a date as it is, a moment's date in the zone. */
    static Optional<String> date(JsonNode value, ZoneId zone) {
        return JiraTime.day(value, zone).map(LocalDate::toString);
    }

    /** {@code yyyy-MM-dd} where Jira wrote just a date. */
    static Optional<String> written(JsonNode value) {
        return value.isTextual() && DATE.matcher(value.textValue().trim()).matches()
                ? date(value, ZoneOffset.UTC)
                : Optional.empty();
    }

    /** {@code yyyy-MM-dd'T'HH:mm:ss} in UTC; a date is its start. */
    static Optional<String> moment(JsonNode value) {
        return JiraTime.parse(value).map(WireTime::format);
    }

    /** As {@link #moment}, for the one form that issues have; Jira writes it in some user's offset, so a delivery and a later read would differ. */
    static Optional<String> jiraMoment(JsonNode value) {
        return value.isTextual() && JIRA_MOMENT.matcher(value.textValue()).matches() ? moment(value) : Optional.empty();
    }
}
