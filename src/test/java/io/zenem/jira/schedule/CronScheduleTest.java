package io.zenem.jira.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CronScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "0 2 * * ?",
                "0 0 2 * * ? * *",
                "0 0 25 * * ?",
                "0 61 2 * * ?",
                "0 0 99 * * ?",
                "0 98 2 * * ?",
                "099 0 2 * * ?",
                "x y z a b c",
                "0 0 2 * FOO ?",
                "0 0 2 * * FUNDAY",
                "0 0 2 * * *",
                "0 0 2 ? * ?",
                "0 0 two * * ?",
                "0 0 2 * * ? 1970-999999999",
                "every day at two",
            })
    void refusesWhatIsNoQuartzCron(String expression) {
        assertThatThrownBy(() -> CronSchedule.of(expression, Days.WEEKDAYS))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(A|Not a) .{10,}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0 2 * * * | write ? as day-of-month (the 4th field)",
                "0 0 2 * * MON-FRI | write ? as day-of-month (the 4th field)",
                "0 0 2 1 * * | write ? as day-of-week (the 6th field)",
                "0 0 2 1 * MON 2030 | write ? as day-of-month (the 4th field) or day-of-week (the 6th field)",
                "0 0 2 ? * ? | write * as day-of-week (the 6th field)"
            })
    void saysWhichDayFieldWantsAQuestionMark(String expression, String advice) {
        assertThatThrownBy(() -> CronSchedule.of(expression, Days.WEEKDAYS)).hasMessageContaining(advice);
    }

    @Test
    void saysHowManyFieldsAreMissing() {
        assertThatThrownBy(() -> CronSchedule.of("0 2 * * *", Days.WEEKDAYS))
                .hasMessageContaining("6 or 7 fields")
                .hasMessageContaining("has 5");
    }

    @Test
    void runsTheContractsWeekdayDefaultMondayToFriday() {
        assertThat(localFires("0 0 2 * * ?", Days.WEEKDAYS, BERLIN, "2026-11-05T02:00", 3))
                .containsExactly("2026-11-06T02:00", "2026-11-09T02:00", "2026-11-10T02:00");
    }

    @Test
    void runsTheContractsWeekendDefaultEveryTwoHours() {
        assertThat(localFires("0 0 0/2 ? * SAT,SUN *", Days.WEEKEND, BERLIN, "2026-11-08T21:00", 2))
                .containsExactly("2026-11-08T22:00", "2026-11-14T00:00");
    }

    @ParameterizedTest
    @CsvSource({
        "0 0 2 ? * SAT, WEEKDAYS, 2026-11-05T03:00, 2026-11-06T02:00",
        "0 0 2 1 * ?, WEEKDAYS, 2026-11-05T03:00, 2026-11-06T02:00",
        "0 0 2 LW * ?, WEEKDAYS, 2026-11-05T03:00, 2026-11-06T02:00",
        "0 0 2 ? * MON#2, WEEKEND, 2026-11-05T03:00, 2026-11-07T02:00",
        "0 0 2 ? * MON-FRI 2027, WEEKEND, 2026-11-05T03:00, 2027-01-02T02:00",
        "'  0  0 2 * jan ?', WEEKDAYS, 2026-11-05T03:00, 2027-01-01T02:00",
    })
    void putsItsOwnDaysInPlaceOfTheExpressions(String expression, Days days, String after, String expected) {
        assertThat(localFires(expression, days, BERLIN, after, 1)).containsExactly(expected);
    }

    @Test
    void neverFiresAgainWhenItsYearsAreOver() {
        CronSchedule past = CronSchedule.of("0 0 2 * * ? 2020-2025", Days.WEEKDAYS);
        assertThat(past.next(Instant.parse("2026-01-01T00:00:00Z"), BERLIN)).isEqualTo(Optional.empty());
    }

    @Test
    void listsFewerFiresWhenThereAreNoMore() {
        assertThat(localFires("0 0 2 * 12 ? 2026", Days.WEEKEND, BERLIN, "2026-12-26T12:00", 5))
                .containsExactly("2026-12-27T02:00");
    }

    /** The next fires as the wall clock in the zone shows them. */
    static List<String> localFires(String expression, Days days, ZoneId zone, String after, int count) {
        Instant start = LocalDateTime.parse(after).atZone(zone).toInstant();
        return CronSchedule.of(expression, days).nextFires(start, zone, count).stream()
                .map(fire -> LocalDateTime.ofInstant(fire, zone).toString())
                .toList();
    }
}
