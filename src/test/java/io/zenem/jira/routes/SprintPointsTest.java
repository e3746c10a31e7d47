package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Failure;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The points of active sprints. */
@QuarkusTest
class SprintPointsTest {
    @Test
    void aBoardThatEstimatesByAnotherFieldIsTold() {
        try (Site site = Site.bare(100)) {
            site.scope("{\"projects\": [\"ABC\"]}");
            site.mapping(Site.MAPPING.replace(
                    "\"storyPoints\": {\"fieldId\": \"customfield_10026\"}",
                    "\"storyPoints\": {\"fieldId\": \"customfield_10040\"}"));
            site.awaitJob("backfill_001", "COMPLETED");
            JsonNode warnings = site.get("/logs?code=ESTIMATE_DIFFERS").json().path("content");
            assertThat(warnings.findValuesAsText("message"))
                    .contains(
                            "Board 12 estimates by Story Points (customfield_10026); the points of its sprints are those of the mapped field.");
            assertThat(warnings.at("/0/level").asText()).isEqualTo("WARN");
        }
    }

    @Test
    void aBoardThatEstimatesByTheMappedFieldIsNotWorthAWord() {
        try (Site site = Site.copied(100)) {
            assertThat(site.get("/logs?code=ESTIMATE_DIFFERS")
                            .json()
                            .path("totalElements")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void whatASumMayNotHaveSeenIsSummedOnceMore() throws SQLException {
        try (Site site = Site.copied(40)) {
            site.jira().forgetRequests();
            changedNow(site);
            await().atMost(Duration.ofSeconds(20)).until(() -> due(site) == 0);
            assertThat(site.jira().requests().to("POST /rest/api/:v/search/jql"))
                    .isEqualTo(2);
        }
    }

    @Test
    void aSprintOfWhichOnlyTheStartIsReportedHasPoints() {
        try (Site site = Site.copied(40)) {
            site.post("/webhooks/register", "{}").is(200);
            int sprint = site.jira().silently().createSprint(12, "Unreported", "");
            String key = site.jira()
                    .createIssue("ABC", "Story", Map.of("customfield_10026", IntNode.valueOf(7)))
                    .key();
            site.jira().addToSprint(sprint, key);
            site.jira().startSprint(sprint, Duration.ofDays(14));
            await().until(() -> site.points(sprint, "planned") == 7);
        }
    }

    @Test
    void nothingIsDueForAConnectorThatWasRemoved() throws SQLException {
        try (Site site = Site.copied(40)) {
            site.jira().faults().probability(Failure.SERVER_ERROR, 1);
            changedNow(site);
            Service.delete("/admin/connectors/" + site.id + "?data=keep").is(200);
            assertThat(due(site)).isZero();
        }
    }

    @Test
    void pointsFollowWebhooksWhereNeitherSprintsNorStatesOfStoriesAreMapped() {
        try (Site site = unmapped(Site.bare(100))) {
            follows(site);
            assertThat(site.get("/stories?size=1").json().at("/content/0").has("sprints"))
                    .isFalse();
        }
    }

    @Test
    void pointsFollowWebhooksOfDataCenterToo() {
        try (Site site = unmapped(Site.dataCenter(100))) {
            follows(site);
        }
    }

    @Test
    void aRowThatDoesNotTellItsSprintsComesRightWithTheNextReconcile() throws SQLException {
        try (Site site = unmapped(Site.bare(100))) {
            int sprint = sprint(site);
            int planned = site.points(sprint, "planned");
            String key = added(site, sprint);
            await().until(() -> site.points(sprint, "planned") == planned + 100);
            Rows.change(
                    "update jira.item set refs = '{}', observed_at = now() - interval '1 day' where connector_id = ?",
                    site.id);
            site.reconcile("{\"windowDays\": 1, \"jql\": \"key = ABC-1\"}");
            site.jira().editIssue(key, Map.of("customfield_10020", NullNode.instance));
            await().until(() -> site.points(sprint, "planned") == planned);
        }
    }

    /** Into a sprint, with other points, to its end, out again. */
    private static void follows(Site site) {
        int sprint = sprint(site);
        int planned = site.points(sprint, "planned");
        String key = added(site, sprint);
        await().until(() -> site.points(sprint, "planned") == planned + 100);
        site.jira().editIssue(key, Map.of("customfield_10026", IntNode.valueOf(40)));
        await().until(() -> site.points(sprint, "planned") == planned + 40);
        int completed = site.points(sprint, "completed");
        site.jira().transition(key, "Done");
        await().until(() -> site.points(sprint, "completed") == completed + 40);
        site.jira().editIssue(key, Map.of("customfield_10020", NullNode.instance));
        await().until(() -> site.points(sprint, "planned") == planned);
    }

    private static String added(Site site, int sprint) {
        String key = site.jira()
                .createIssue("ABC", "Story", Map.of("customfield_10026", IntNode.valueOf(100)))
                .key();
        site.jira().addToSprint(sprint, key);
        site.awaitWebhooks();
        return key;
    }

    private static int sprint(Site site) {
        return site.get("/sprints?state=active").json().at("/0/id").asInt();
    }

    private static Site unmapped(Site site) {
        site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
        site.mapping(
                """
                {"versionName": "v1", "projects": {"name": {"fieldId": "summary"}, "status": {"fieldId": "status"}},
                 "stories": {"title": {"fieldId": "summary"}, "storyPoints": {"fieldId": "customfield_10026", "type": "number"}}}
                """);
        site.awaitJob("backfill_001", "COMPLETED");
        site.post("/webhooks/register", "{}").is(200);
        return site;
    }

    private static void changedNow(Site site) throws SQLException {
        Rows.change(
                """
                insert into jira.points_due (connector_id, sprint_id, due_at)
                select connector_id, jira_id, now() from jira.sprint where connector_id = ? and state = 'active' order by jira_id limit 1
                """,
                site.id);
    }

    private static int due(Site site) throws SQLException {
        return Rows.count("select count(*) from jira.points_due where connector_id = ?", site.id);
    }
}
