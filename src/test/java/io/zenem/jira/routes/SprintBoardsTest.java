package io.zenem.jira.routes;

import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Switch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Boards that the account may not see, and sprints that do not say whose they are. */
@QuarkusTest
class SprintBoardsTest {
    @Test
    void aBoardThatMayNotBeReadIsPassedOverAndKeepsItsSprints() {
        try (Site site = Site.copied(60)) {
            Map<String, Long> before = owners(site);
            site.jira().silently().delete(site.someKey("ABC", "Sub-task"));
            site.jira().faults().turn(Switch.SPRINTS_DENIED, true);
            assertThat(site.reconcile("{}").at("/drift/deleted").asInt()).isEqualTo(1);
            site.assertExactCopy();
            assertThat(owners(site)).isEqualTo(before);
            JsonNode warning =
                    site.get("/logs?code=BOARD_SKIPPED&level=WARN").json().at("/content/0/message");
            assertThat(warning.asText())
                    .contains("is skipped, and nothing of it is removed")
                    .contains("grant the account access to Jira Software");
        }
    }

    @Test
    void aSprintThatDoesNotNameItsBoardKeepsTheOneThatIsKnown() {
        try (Site site = Site.live(60)) {
            Map<String, Long> before = owners(site);
            site.jira().faults().turn(Switch.SPRINTS_WITHOUT_ORIGIN, true);
            site.jira().editSprint(Integer.parseInt(site.someText("sprints")), "Renamed sprint", "a goal");
            site.awaitWebhooks();
            assertThat(site.get("/sprints").json().findValuesAsText("name")).contains("Renamed sprint");
            assertThat(owners(site)).isEqualTo(before);
            site.awaitJob(site.post("/sync/sprints", "{}").json().path("jobId").asText(), "COMPLETED");
            assertThat(owners(site)).isEqualTo(before);
        }
    }

    @Test
    void aSprintThatNamesNoBoardBelongsToOneThatListsIt() {
        try (Site site = Site.bare(20)) {
            site.jira().faults().turn(Switch.SPRINTS_WITHOUT_ORIGIN, true);
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            assertThat(owners(site).values()).isNotEmpty().doesNotContain(0L);
        }
    }

    private static Map<String, Long> owners(Site site) {
        Map<String, Long> owners = new TreeMap<>();
        site.get("/sprints")
                .json()
                .forEach(sprint -> owners.put(
                        sprint.path("id").asText(), sprint.path("boardId").asLong()));
        return owners;
    }
}
