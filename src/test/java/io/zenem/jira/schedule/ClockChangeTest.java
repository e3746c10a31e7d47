package io.zenem.jira.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Clocks change on Sundays at night: Berlin on 2026-03-29 and 2026-10-25, New York on 2026-03-08 and 2026-11-01. */
class ClockChangeTest {
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29, 2026-03-29T01:00:00Z",
        "America/New_York, 2026-03-08, 2026-03-08T07:00:00Z",
    })
    void firesOnceAfterTheJumpWhenItsTimeIsSkipped(ZoneId zone, LocalDate day, Instant jump) {
        assertThat(firesOf("0 0 2 * * ?", zone, day)).containsExactly(jump);
        assertThat(firesOf("0 30 2 * * ?", zone, day)).containsExactly(jump);
        assertThat(firesOf("0 0/10 2 * * ?", zone, day)).containsExactly(jump);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-10-25, '0 30 2 * * ?', 2026-10-25T00:30:00Z",
        "America/New_York, 2026-11-01, '0 30 1 * * ?', 2026-11-01T05:30:00Z",
    })
    void firesOnceWhenItsTimeIsRepeated(ZoneId zone, LocalDate day, String expression, Instant first) {
        assertThat(firesOf(expression, zone, day)).containsExactly(first);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29, '0,3,4,6,8,10,12,14,16,18,20,22'",
        "Europe/Berlin, 2026-10-25, '0,2,4,6,8,10,12,14,16,18,20,22'",
        "America/New_York, 2026-03-08, '0,3,4,6,8,10,12,14,16,18,20,22'",
        "America/New_York, 2026-11-01, '0,2,4,6,8,10,12,14,16,18,20,22'",
    })
    void keepsItsLocalHours(ZoneId zone, LocalDate day, String hours) {
        assertThat(firesOf("0 0 0/2 ? * SAT,SUN *", zone, day))
                .extracting(fire -> fire.atZone(zone).getHour())
                .isEqualTo(
                        List.of(hours.split(",")).stream().map(Integer::valueOf).toList());
    }

    @Test
    void doesNotFireAgainInsideTheRepeatedHour() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        CronSchedule everyTenMinutes = CronSchedule.of("0 0/10 * * * ?", Days.WEEKEND);
        assertThat(everyTenMinutes.next(Instant.parse("2026-10-25T01:05:00Z"), berlin))
                .contains(Instant.parse("2026-10-25T02:00:00Z"));
    }

    @Test
    void passesOverADayThatTheZoneNeverHad() {
        // Samoa crossed the date line: after Thursday, 2011-12-29, came Saturday
        assertThat(CronScheduleTest.localFires(
                        "0 0 2 * * ?", Days.WEEKDAYS, ZoneId.of("Pacific/Apia"), "2011-12-29T02:00", 1))
                .containsExactly("2012-01-02T02:00");
    }

    private static List<Instant> firesOf(String expression, ZoneId zone, LocalDate day) {
        Instant justBefore = day.atStartOfDay(zone).toInstant().minusNanos(1);
        return CronSchedule.of(expression, Days.WEEKEND).nextFires(justBefore, zone, 100).stream()
                .filter(fire -> fire.atZone(zone).toLocalDate().equals(day))
                .toList();
    }
}
