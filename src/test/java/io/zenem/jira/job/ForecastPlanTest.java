package io.zenem.jira.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a job will ask, from counts alone. */
class ForecastPlanTest {
    private static final Instant NOW = Instant.parse("2026-11-02T08:20:00Z");

    @Test
    void aBackfillOfAThousandIssuesReadsTenPages() {
        assertThat(plan(1000, "backfill", "epic", "issue").stages())
                .containsExactly(
                        Map.entry("prepare", 8L),
                        Map.entry("issues", 10L),
                        Map.entry("catch-up", 1L),
                        Map.entry("census", 1L));
    }

    @Test
    void aReconcileWalksThroughAllIdsAndNothingTwice() {
        ForecastPlan plan = ForecastPlan.of(counts(5, "reconcile", 12_000, Map.of(), "epic", "issue"));
        assertThat(plan.stages()).containsEntry("issues", 1L).containsEntry("census", 3L);
    }

    @Test
    void whatNobodyCanCountCostsWhatItCostTheLastTime() {
        Map<String, Long> before = Map.of("versions", 7L, "sprints", 90L, "check", 3L);
        assertThat(ForecastPlan.of(counts(0, "reconcile", 0, before, "version", "sprint"))
                        .stages())
                .containsExactly(
                        Map.entry("prepare", 6L),
                        Map.entry("versions", 7L),
                        Map.entry("sprints", 90L),
                        Map.entry("check", 3L));
    }

    @Test
    void peopleOfDataCenterAreReadOneByOne() {
        ForecastPlan.Counts cloud = counts(10, "backfill", 10, Map.of(), "issue");
        ForecastPlan.Counts own = new ForecastPlan.Counts(
                cloud.job(), 10, 10, 10, false, cloud.projects(), 0, true, false, 0, 0, 120, Map.of(), 1000);
        assertThat(ForecastPlan.of(own).stages()).containsEntry("users", 123L);
    }

    @Property
    void moreIssuesNeverCostLess(@ForAll @LongRange(max = 3_000_000) long issues, @ForAll @IntRange(max = 9) int more) {
        ForecastPlan some = plan(issues, "backfill", "epic", "issue");
        ForecastPlan several = plan(issues + 10_000L * more, "backfill", "epic", "issue");
        assertThat(several.requests()).isGreaterThanOrEqualTo(some.requests());
        assertThat(several.points()).isGreaterThanOrEqualTo(some.points());
    }

    @Property
    void noIssueIsForgottenAndNoPageIsLessThanHalfFullOnAverage(
            @ForAll @LongRange(min = 1, max = 5_000_000) long issues) {
        long pages = plan(issues, "backfill", "issue").stages().get("issues");
        assertThat(pages * 100).isGreaterThanOrEqualTo(issues);
        assertThat(pages).isLessThanOrEqualTo(issues / 100 + 32);
    }

    /** The plan that the job makes, where Jira counts issues that were created evenly. */
    @Property(tries = 100)
    void theSlicesAreThoseThatTheJobWouldCut(@ForAll @LongRange(max = 2_000_000) long issues) {
        SlicePlan plan = SlicePlan.of("a", "a", ZoneOffset.UTC, 1000, NOW.minus(Duration.ofDays(4096)), NOW);
        int asked = 0;
        while (plan.open()) {
            SlicePlan.Window next = plan.pending().get(0);
            double share = Duration.between(next.from(), next.to()).toSeconds()
                    / (double) Duration.ofDays(4096).toSeconds();
            plan = plan.after(JsonNodeFactory.instance.objectNode().put("count", Math.round(issues * share)));
            asked++;
        }
        List<Long> even = SlicePlan.evenly(issues, 1000);
        assertThat(even).hasSameSizeAs(plan.ready()).hasSize(asked);
        assertThat(even.stream().mapToLong(Long::longValue).sum()).isEqualTo(issues);
    }

    @Property
    void aJobWaitsForPointsOnlyWhereTheyAreMissing(
            @ForAll @LongRange(max = 1_000_000) long cost, @ForAll @LongRange(max = 65_000) long left) {
        long wait = Forecast.hours(cost, left, 65_000, 600);
        assertThat(wait == 0).isEqualTo(cost <= left);
        assertThat(wait).isLessThanOrEqualTo(600 + cost / 65_000 * 3600);
    }

    @Property
    void theProjectsPartsAreTogetherTheWholeAndAPageEachAtMost(
            @ForAll List<@IntRange(max = 100_000) Integer> projects,
            @ForAll @LongRange(min = 1, max = 2000) long pages) {
        long all = projects.stream().mapToLong(Integer::longValue).sum();
        long parts = projects.stream()
                .mapToLong(issues -> Forecast.part(pages, issues, all))
                .sum();
        assertThat(parts).isBetween(all == 0 ? 0 : pages, pages + projects.size());
    }

    private static ForecastPlan plan(long issues, String kind, String... entities) {
        return ForecastPlan.of(counts(issues, kind, issues, Map.of(), entities));
    }

    private static ForecastPlan.Counts counts(
            long found, String kind, long whole, Map<String, Long> before, String... entities) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        List.of(entities).forEach(request.putArray("entities")::add);
        JobRun job = new JobRun("acme", "", kind, "prepare", request, 0, NOW, false, false, false);
        List<String> keys = new ArrayList<>(
                IntStream.range(0, 3).mapToObj(number -> "P" + number).toList());
        return new ForecastPlan.Counts(job, found, whole, whole, false, keys, 0, false, false, 0, 0, 0, before, 1000);
    }
}
