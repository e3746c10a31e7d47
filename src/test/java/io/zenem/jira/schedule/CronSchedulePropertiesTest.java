package io.zenem.jira.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class CronSchedulePropertiesTest {
    @Property
    void firesLaterAndOnAnAllowedDay(
            @ForAll("expressions") String expression,
            @ForAll Days days,
            @ForAll("zones") ZoneId zone,
            @ForAll("moments") Instant after) {
        Instant fire = CronSchedule.of(expression, days).next(after, zone).orElseThrow();
        assertThat(fire).isAfter(after);
        assertThat(days.contain(fire.atZone(zone).getDayOfWeek())).isTrue();
    }

    @Property(tries = 200)
    void missesNothingBetweenTwoFires(
            @ForAll("expressions") String expression,
            @ForAll Days days,
            @ForAll("zones") ZoneId zone,
            @ForAll("moments") Instant after) {
        CronSchedule schedule = CronSchedule.of(expression, days);
        List<Instant> fires = schedule.nextFires(after, zone, 3);
        assertThat(fires).isSorted().doesNotHaveDuplicates();
        assertThat(schedule.next(fires.get(2).minusMillis(1), zone)).contains(fires.get(2));
        assertThat(schedule.next(fires.get(1), zone)).contains(fires.get(2));
    }

    @Property(tries = 500)
    void answersAnyTextWithAScheduleOrAMessage(@ForAll("texts") String text) {
        Optional<String> refusal = Optional.empty();
        try {
            CronSchedule.of(text, Days.WEEKEND).next(Instant.EPOCH, ZoneId.of("Europe/Berlin"));
        } catch (IllegalArgumentException refused) {
            refusal = Optional.ofNullable(refused.getMessage());
            assertThat(refusal).isPresent();
        }
    }

    @Provide
    Arbitrary<String> expressions() {
        Arbitrary<String> minute = Arbitraries.integers().between(0, 59).map(Object::toString);
        Arbitrary<String> hour = Arbitraries.integers().between(0, 23).map(Object::toString);
        return Combinators.combine(
                        Arbitraries.of("0", "30", "5"),
                        Arbitraries.oneOf(minute, Arbitraries.of("*", "0/15", "5,50", "10-20")),
                        Arbitraries.oneOf(hour, Arbitraries.of("*", "0/2", "1-3", "22-4")),
                        Arbitraries.of(
                                "* * ?", "? * SAT", "? * MON-FRI", "1 * ?", "L MAR,OCT ?", "? 3-11 MON#1 2000-2199"))
                .as((second, minutes, hours, days) -> String.join(" ", second, minutes, hours, days));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "Europe/Berlin",
                        "America/New_York",
                        "America/Nuuk",
                        "Africa/Cairo",
                        "Australia/Lord_Howe",
                        "Asia/Kolkata",
                        "UTC",
                        "+14:00")
                .map(ZoneId::of);
    }

    /** Many of them near a clock change. */
    @Provide
    Arbitrary<Instant> moments() {
        Arbitrary<Instant> any =
                Arbitraries.longs().between(1_000_000_000L, 4_000_000_000L).map(Instant::ofEpochSecond);
        Arbitrary<Instant> nearChange = Combinators.combine(
                        Arbitraries.of(
                                "2026-03-29T01:00:00Z",
                                "2026-10-25T01:00:00Z",
                                "2026-03-08T07:00:00Z",
                                "2026-11-01T06:00:00Z",
                                "2026-04-23T22:00:00Z",
                                "2026-04-04T15:00:00Z"),
                        Arbitraries.longs().between(-90_000_000, 90_000_000))
                .as((change, millis) -> Instant.parse(change).plusMillis(millis));
        return Arbitraries.oneOf(any, nearChange);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> field = Arbitraries.strings()
                .withChars("0123456789*/,-?LW#MONJA")
                .ofMinLength(1)
                .ofMaxLength(6);
        return field.list().ofMinSize(5).ofMaxSize(8).map(fields -> String.join(" ", fields));
    }
}
