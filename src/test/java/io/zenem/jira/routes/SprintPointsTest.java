package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
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
    void nothingIsDueForAConnectorThatWasRemoved() throws SQLException {
        try (Site site = Site.copied(40)) {
            site.jira().faults().probability(Failure.SERVER_ERROR, 1);
            changedNow(site);
            Service.delete("/admin/connectors/" + site.id + "?data=keep").is(200);
            assertThat(due(site)).isZero();
        }
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
