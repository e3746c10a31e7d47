package io.zenem.jira.sample;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraUnavailable;
import io.zenem.jira.jira.Json;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SampleWalkTest {
    private static final JiraRequests REQUESTS = new JiraRequests();

    @Test
    void aRarePartLeavesItsShareToTheOthers() {
        SampleWalk walk = SampleWalk.of(List.of("epics", "stories"), List.of("summary"), 100);
        assertThat(asked(walk)).contains("epics", "\"maxResults\":50");
        walk = walk.after(page(0, 5, ""));
        assertThat(asked(walk)).contains("stories", "\"maxResults\":95");
        walk = walk.after(page(100, 95, "more"));
        assertThat(walk.open()).isFalse();
        assertThat(walk.issues()).hasSize(100);
    }

    @Test
    void whatIsStillWantedComesFromPartsThatHaveMore() {
        SampleWalk walk = SampleWalk.of(List.of("epics", "stories"), List.of("summary"), 100)
                .after(page(0, 50, "more"))
                .after(page(100, 3, ""));
        assertThat(asked(walk)).contains("epics", "\"maxResults\":50", "\"nextPageToken\":\"more\"");
        assertThat(walk.after(page(50, 20, "")).open()).isFalse();
    }

    @Test
    void aRepeatedTokenOrAnEmptyPageEndsAPart() {
        SampleWalk walk = SampleWalk.of(List.of("all"), List.of("summary"), 500).after(page(0, 100, "same"));
        assertThat(walk.after(page(100, 100, "same")).open()).isFalse();
        assertThat(walk.after(page(100, 0, "other")).open()).isFalse();
    }

    @Test
    void anAnswerThatIsNoListMayPass() {
        SampleWalk walk = SampleWalk.of(List.of("all"), List.of("summary"), 5);
        assertThatThrownBy(() -> walk.after(Json.of("{}"))).isInstanceOf(JiraUnavailable.class);
    }

    @Property(tries = 200)
    void everyWalkEndsWithAsManyAsThereAre(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 300) Integer> parts,
            @ForAll @IntRange(min = 1, max = 500) int size,
            @ForAll @IntRange(min = 40, max = 100) int most) {
        SampleWalk walk = SampleWalk.of(
                IntStream.range(0, parts.size()).mapToObj(String::valueOf).toList(), List.of(), size);
        while (walk.open()) {
            JsonNode request = walk.request(REQUESTS).body().orElseThrow();
            int part = request.path("jql").asInt();
            int from = request.path("nextPageToken").asInt(0);
            int count = Math.min(Math.min(request.path("maxResults").asInt(), most), parts.get(part) - from);
            boolean more = from + count < parts.get(part);
            walk = walk.after(page(part * 1000 + from, count, more ? String.valueOf(from + count) : ""));
        }
        int there = parts.stream().mapToInt(Integer::intValue).sum();
        assertThat(walk.issues().size()).isLessThanOrEqualTo(Math.min(size, there));
        assertThat(walk.requests()).isLessThanOrEqualTo(25);
        if (walk.requests() < 25) {
            assertThat(walk.issues()).hasSize(Math.min(size, there));
        }
    }

    private static String asked(SampleWalk walk) {
        JiraRequest request = walk.request(REQUESTS);
        return request.body().orElseThrow().toString();
    }

    private static JsonNode page(int firstId, int count, String next) {
        String issues = IntStream.range(firstId, firstId + count)
                .mapToObj(id -> "{'id':'" + id + "'}")
                .collect(Collectors.joining(","));
        return Json.of("{'issues':[" + issues + "]" + (next.isEmpty() ? "" : ",'nextPageToken':'" + next + "'") + "}");
    }
}
