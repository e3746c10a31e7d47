package io.zenem.jira.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IndexWaitTest {
    private static final Instant ASKED = Instant.parse("2026-11-29T12:00:00Z");
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Property
    void searchesWhenTheIndexShowsWhatWasJustBefore(
            @ForAll @IntRange(max = 60_000) int lag,
            @ForAll @IntRange(max = 3_000) int told,
            @ForAll @IntRange(max = 60) int measured) {
        Instant searches = searches(Duration.ofMillis(lag), Duration.ofMillis(told), Duration.ofSeconds(measured));
        assertThat(searches).isAfterOrEqualTo(ASKED.plusMillis(lag));
        // a look more than it took, which is a third of it and a second at least, and what was told before
        assertThat(Duration.between(ASKED, searches).toMillis())
                .isLessThanOrEqualTo(Math.max(measured * 1000L, lag * 4L / 3 + 2L * (told + 2_000)));
    }

    @Test
    void neverWaitsLongerThanTheLongest() {
        assertThat(searches(Duration.ofHours(1), Duration.ZERO, Duration.ofSeconds(2)))
                .isEqualTo(ASKED.plus(LONGEST));
    }

    @Test
    void whatIsNeverShownIsNoMeasure() {
        IndexWait wait = reported(Duration.ofSeconds(1), Duration.ofSeconds(2), true);
        assertThat(wait.look(Map.of(), ASKED.plus(LONGEST)))
                .isEqualTo(new IndexWait.Look(false, ASKED.plus(LONGEST), Optional.empty(), false));
    }

    @Test
    void whatWasToldLongAgoAndIsShownSaysNothing() {
        IndexWait wait = reported(Duration.ofSeconds(30), Duration.ofSeconds(2), false);
        assertThat(wait.look(Map.of(1L, ASKED), ASKED.plusSeconds(1)))
                .isEqualTo(new IndexWait.Look(false, ASKED.plusSeconds(2), Optional.empty(), true));
    }

    @Test
    void ofWhatTheFirstLookShowsTheAgeIsABoundAndNoMeasure() {
        Optional<Duration> age = Optional.of(Duration.ofSeconds(4));
        assertThat(reported(Duration.ofSeconds(3), Duration.ofSeconds(2), false)
                        .look(Map.of(1L, ASKED), ASKED.plusSeconds(1)))
                .isEqualTo(new IndexWait.Look(false, ASKED.plusSeconds(4), age, true));
        assertThat(reported(Duration.ofSeconds(3), Duration.ofSeconds(2), true)
                        .look(Map.of(1L, ASKED), ASKED.plusSeconds(1)))
                .isEqualTo(new IndexWait.Look(false, ASKED.plusSeconds(4), age, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 40})
    void anIndexSoLateIsWaitedForAndNotMuchLonger(int seconds) {
        // two seconds are the shortest wait; a look more than it took is a third of it at most
        assertThat(searches(Duration.ofSeconds(seconds), Duration.ofMillis(200), Duration.ofSeconds(2)))
                .isBetween(
                        ASKED.plusSeconds(Math.max(2, seconds)), ASKED.plusSeconds(Math.max(2, seconds * 4 / 3 + 2)));
    }

    @Test
    void theSecondOfAChangeIsAllThatDataCentersIndexTells() {
        IndexWait wait = reported(Duration.ofMillis(1_300), Duration.ofSeconds(2), false);
        assertThat(wait.look(Map.of(1L, ASKED.minusSeconds(2)), ASKED).again()).isFalse();
        assertThat(wait.look(Map.of(1L, ASKED.minusSeconds(3)), ASKED).again()).isTrue();
    }

    @Test
    void anIssueAsItWasBeforeIsNotShown() {
        IndexWait wait = reported(Duration.ofSeconds(1), Duration.ofSeconds(2), false);
        assertThat(wait.look(Map.of(1L, ASKED.minusSeconds(9)), ASKED).again()).isTrue();
        assertThat(wait.look(Map.of(), ASKED).again()).isTrue();
        assertThat(wait.look(Map.of(1L, ASKED.minusSeconds(1)), ASKED).again()).isFalse();
    }

    /** When a reconcile searches, of an index that is so late. */
    private static Instant searches(Duration lag, Duration toldBefore, Duration measured) {
        Instant now = ASKED.plusSeconds(1);
        IndexWait.Look look = new IndexWait.Look(false, now, Optional.empty(), false);
        boolean late = false;
        do {
            IndexWait wait = reported(toldBefore, measured, late);
            boolean shown = !now.isBefore(wait.reported().get(0).receivedAt().plus(lag));
            look = wait.look(shown ? Map.of(1L, ASKED) : Map.of(), now);
            late = look.again();
            now = look.until();
        } while (look.again());
        return look.until();
    }

    private static IndexWait reported(Duration before, Duration measured, boolean late) {
        Instant at = ASKED.minus(before);
        return new IndexWait(
                ASKED, measured, LONGEST, false, late, List.of(new IndexWait.Reported(1, at, at)), Duration.ZERO);
    }
}
