package io.zenem.jira.routes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.Differences;
import io.zenem.jirasim.DemoFaults.Switch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Scopes that take less than their projects: by a condition of their own, or by how far back they go. */
@QuarkusTest
class NarrowScopeTest {
    @Test
    void aConditionIsEvaluatedToTheLastPage() {
        try (Site site = Site.bare(200)) {
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"], \"jql\": \"labels is not empty\"}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            assertThat(site.post("/webhooks/register", "{}").status()).isEqualTo(200);
            site.jira().faults().turn(Switch.SHORT_SEARCH_PAGES, true);
            Map<String, JsonNode> labels =
                    Map.of("labels", JsonNodeFactory.instance.arrayNode().add("late"));
            site.jira().issues(0, 30).forEach(issue -> site.jira()
                    .editIssue(issue.path("key").asText(), labels));
            site.awaitWebhooks();
            assertThat(Differences.between(labelled(site), site.copy())).isEmpty();
            site.jira().issues(0, 60).forEach(issue -> site.jira()
                    .silently()
                    .editIssue(issue.path("key").asText(), labels));
            site.reconcile("{}");
            assertThat(Differences.between(labelled(site), site.copy())).isEmpty();
        }
    }

    private static Map<String, JsonNode> labelled(Site site) {
        Map<String, JsonNode> labelled = new TreeMap<>(site.truth());
        labelled.values().removeIf(item -> item.path("labels").isEmpty());
        return labelled;
    }

    @Test
    void aBackfillReachesBehindTheHistory() {
        try (Site site = Site.bare(200)) {
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"], \"historyDays\": 30}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            int few = site.copy().size();
            assertThat(few).isLessThan(site.truth().size() / 2);
            backfill(site, "{\"daysBack\": 3000}");
            site.assertExactCopy();
            assertThat(site.reconcile("{}").path("drift").toString())
                    .isEqualTo("{\"missed\":0,\"stale\":0,\"deleted\":0}");
        }
    }

    @Test
    void aBackfillBringsAWindowLongAgoAndReconcilesLeaveItAlone() {
        try (Site site = Site.bare(200)) {
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"], \"historyDays\": 30}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            Instant now = site.jira().now().truncatedTo(ChronoUnit.SECONDS);
            Instant from = now.minus(400, ChronoUnit.DAYS);
            Instant to = now.minus(200, ChronoUnit.DAYS);
            backfill(site, "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(from, to));
            Map<String, JsonNode> window = new TreeMap<>(site.truth());
            window.values().removeIf(item -> {
                Instant updated = Instant.parse(item.path("updatedAt").asText() + "Z");
                return updated.isBefore(from) || updated.isAfter(to);
            });
            assertThat(window).isNotEmpty();
            assertThat(site.copy().keySet()).containsAll(window.keySet());
            site.reconcile("{}");
            assertThat(site.copy().keySet()).containsAll(window.keySet());
        }
    }

    @Test
    void anArchivedProjectTakesItsReleasesAlong() {
        try (Site site = Site.copied(60)) {
            assertThat(releases(site)).contains("XYZ", "ABC");
            site.jira().silently().archiveProject("XYZ");
            site.reconcile("{}");
            assertThat(releases(site)).contains("ABC").doesNotContain("XYZ");
        }
    }

    private static List<String> releases(Site site) {
        return site.get("/releases?size=200").json().path("content").findValuesAsText("projectKey");
    }

    private static void backfill(Site site, String request) {
        Service.Answer accepted = site.post("/sync/backfill", request);
        assertThat(accepted.status()).as(accepted.json().toString()).isEqualTo(202);
        site.awaitJob(accepted.json().path("jobId").asText(), "COMPLETED");
    }
}
