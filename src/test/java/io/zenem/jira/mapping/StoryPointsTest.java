package io.zenem.jira.mapping;

import java.math.BigDecimal;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

/** Sums of story points. */
class StoryPointsTest {
    @Property(tries = 200)
    void aSumIsWrittenAsAStorysPointsAre(
            @ForAll @IntRange(max = 10_000) int some, @ForAll @IntRange(max = 10_000) int more) {
        BigDecimal sum = StoryPoints.sum(halves(some), halves(more));
        assertThat(sum.toString()).isEqualTo((some + more) / 2 + ((some + more) % 2 == 0 ? "" : ".5"));
    }

    private static BigDecimal halves(int count) {
        return new BigDecimal("0.5").multiply(BigDecimal.valueOf(count));
    }
}
