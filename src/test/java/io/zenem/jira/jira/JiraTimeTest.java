package io.zenem.jira.jira;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JiraTimeTest {
    @ParameterizedTest
    @CsvSource({
        "'2026-01-26T01:39:15.250+0200', 2026-01-25T23:39:15.250Z",
        "'2026-01-26T01:39:15.250-0330', 2026-01-26T05:09:15.250Z",
        "'2026-03-01T13:54:10.891Z', 2026-03-01T13:54:10.891Z",
        "'2026-03-01T13:54:10+10:00', 2026-03-01T03:54:10Z",
        "'2026-03-26T16:00Z', 2026-03-26T16:00:00Z",
        "'2026-03-26T16:00:00', 2026-03-26T16:00:00Z",
        "'2026-03-26', 2026-03-26T00:00:00Z",
    })
    void readsJirasForms(String text, Instant expected) {
        assertThat(JiraTime.parse(Json.of("'" + text + "'"))).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "''",
                "'yesterday'",
                "'2026-02-30'",
                "'2026-02-30T10:00:00.000+0000'",
                "'2026-01-01T24:00:00.000+0000'",
                "'0000-01-01'",
                "'-0044-03-15T00:00:00Z'",
                "'+999999999-12-31T23:59:59Z'",
                "'26/Jan/26'",
                "null",
                "true",
                "{}",
                "[]",
                "3.5",
                "9223372036854775807",
                "'+12026-01-01T00:00:00Z'"
            })
    void hasNoMomentInAnythingElse(String json) {
        assertThat(JiraTime.parse(Json.of(json))).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "'2026-11-02', 2026-11-02",
        "'2026-11-01T23:30:00.000+0000', 2026-11-02",
        "1793620800000, 2026-11-02",
        "'9999-12-31T23:59:59Z',",
        "'2026-02-30',",
        "'0000-12-31',"
    })
    void hasADayThatEveryDatabaseKnows(String json, LocalDate expected) {
        JsonNode value = Json.of(json.startsWith("1") ? json : "'" + json + "'");
        assertThat(JiraTime.day(value, ZoneId.of("Europe/Berlin"))).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "12:00:00.446, 12:00:00.700, -1",
        "12:00:00.700, 12:00:00.446, 1",
        "12:00:00.000, 12:00:00.446, 0",
        "12:00:00.446, 12:00:00.000, 0",
        "12:00:01.000, 12:00:00.999, 1",
        "12:00:00.999, 12:00:01.000, -1"
    })
    void isOfTheSameSecondWhereOneTellsNoMilliseconds(String one, String other, int order) {
        int compared =
                JiraTime.compare(Instant.parse("2026-11-02T" + one + "Z"), Instant.parse("2026-11-02T" + other + "Z"));
        assertThat(Integer.signum(compared)).isEqualTo(order);
    }

    @ParameterizedTest
    @CsvSource("1793620800000, 2026-11-02T12:00:00Z")
    void readsEpochMilliseconds(String number, Instant expected) {
        assertThat(JiraTime.parse(Json.of(number))).contains(expected);
    }
}
