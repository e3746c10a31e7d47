package io.zenem.jira.job;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.zenem.jira.jira.JiraRequests;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlicePlanTest {
    private static final Instant OLDEST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-02T08:20:00Z");
    private static final Pattern FROM = Pattern.compile("created >= \"([^\"]+)\"");
    private static final Pattern TO = Pattern.compile("created < \"([^\"]+)\"");

    @Test
    void aSmallSiteIsOneSliceAfterOneRequest() {
        SlicePlan plan = plan().after(count(300));
        assertThat(plan.open()).isFalse();
        assertThat(plan.ready()).containsExactly(new SlicePlan.Slice("project = 1 ORDER BY created ASC, key ASC", 300));
    }

    @Test
    void theSlicesOfACutShareWhatWasCounted() {
        SlicePlan plan = plan().after(count(2000)).after(count(700));
        assertThat(plan.ready()).extracting(SlicePlan.Slice::issues).containsExactly(700L, 1300L);
    }

    @Test
    void withoutACountTheSearchStaysWhole() {
        assertThat(plan().after(JsonNodeFactory.instance.arrayNode()).ready()).hasSize(1);
    }

    @Test
    void aReconcileAsksForTheWholeScopesCountFirstWhichBoundsItsCensus() {
        SlicePlan plan = SlicePlan.of("project = 1 AND updated > 1", "project = 1", ZoneOffset.UTC, 1000, OLDEST, NOW);
        assertThat(plan.request(new JiraRequests()).body().orElseThrow().toString())
                .isEqualTo("{\"jql\":\"project = 1\"}");
        SlicePlan counted = plan.after(count(40_000)).after(count(10));
        assertThat(counted.ready()).hasSize(1);
        assertThat(counted.most(10)).isEqualTo(81_000);
        assertThat(counted.most(50_000)).isEqualTo(101_000);
    }

    @Property(tries = 200)
    void slicesMeetInTheSameLiteralsAndHaveOpenEnds(@ForAll @LongRange(min = 2000, max = 2_000_000) long issues) {
        SlicePlan plan = plan().after(count(issues));
        int requests = 1;
        for (long share = issues; plan.open(); requests++) {
            share = Math.max(1, share / 2);
            plan = plan.after(count(share));
        }
        assertThat(requests).isLessThanOrEqualTo(40);
        assertThat(bounds(FROM, plan)).hasSize(plan.ready().size() - 1).isEqualTo(bounds(TO, plan));
    }

    private static Set<String> bounds(Pattern pattern, SlicePlan plan) {
        return plan.ready().stream()
                .map(slice -> pattern.matcher(slice.jql()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void aRequestAsksForTheCountOfItsWindow() {
        assertThat(plan().request(new JiraRequests()).body().orElseThrow().toString())
                .isEqualTo("{\"jql\":\"project = 1\"}");
    }

    private static SlicePlan plan() {
        return SlicePlan.of("project = 1", "project = 1", ZoneId.of("Asia/Kolkata"), 1000, OLDEST, NOW);
    }

    private static JsonNode count(long count) {
        return JsonNodeFactory.instance.objectNode().put("count", count);
    }
}
