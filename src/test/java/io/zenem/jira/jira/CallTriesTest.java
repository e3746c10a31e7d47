package io.zenem.jira.jira;

import java.time.Duration;
import java.time.Instant;

import io.zenem.jira.jira.CallTries.Limits;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallTriesTest {
    private static final Instant NOW = Instant.parse("2026-11-28T17:00:00Z");
    private static final Limits JOB =
            new Limits(5, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofDays(1));

    @Property
    void theNextTryComesNoSoonerThanOurBackOffAndThanJiraAsks(
            @ForAll @IntRange(min = 0, max = 4) int failed,
            @ForAll @IntRange(min = 0, max = 60) int asked,
            @ForAll @DoubleRange(min = 0, max = 1) double luck) {
        CallTries next = before(failed).after(failure(asked), JOB, luck, NOW);
        assertThat(next.open()).isTrue();
        assertThat(next.pause())
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1L << failed))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(asked))
                .isLessThanOrEqualTo(Duration.ofMillis(1200L * Math.max(1L << failed, asked)));
    }

    @Test
    void triesEnd() {
        CallTries tries = CallTries.begun(NOW);
        int count = 0;
        for (; tries.open() && count < 100; count++) {
            tries = tries.after(failure(0), JOB, 0, NOW);
        }
        assertThat(count).isEqualTo(6);
        assertThat(tries.failure()).isPresent();
    }

    @Test
    void aLongWaitAndALongTimeAreTheCallers() {
        assertThat(before(0).after(failure(61), JOB, 0, NOW).open()).isFalse();
        assertThat(before(0)
                        .after(failure(0), JOB, 0, NOW.plus(Duration.ofDays(1)))
                        .open())
                .isFalse();
    }

    @Test
    void aWaitGoesByInPartsSoShortThatACancelledJobEndsSoon() {
        CallTries tries = before(0).after(failure(60), JOB, 0, NOW);
        long waited = 0;
        for (; tries.waitMillis() > 0; tries = tries.waited()) {
            assertThat(tries.waitMillis()).isLessThanOrEqualTo(2000);
            waited += tries.waitMillis();
        }
        assertThat(waited).isEqualTo(60_000);
        assertThat(tries.open()).isTrue();
    }

    private static CallTries before(int failed) {
        CallTries tries = CallTries.begun(NOW);
        for (int i = 0; i < failed; i++) {
            tries = tries.after(failure(0), JOB, 0, NOW);
        }
        return tries;
    }

    private static JiraUnavailable failure(int asked) {
        return new JiraUnavailable(429, "no", asked == 0 ? null : Duration.ofSeconds(asked));
    }
}
