package io.zenem.jira.contract;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Service;
import io.zenem.jira.routes.Site;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A sprint that was begun, grew, shrank, had an issue moved away and one estimated again, and was closed: its ledger against a count by hand. */
@QuarkusTest
class SprintLedgerTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int BOARD = 12;

    private static Site site;
    private static int sprint;

    @BeforeAll
    static void play() {
        site = Site.live(60);
        sprint = site.jira().createSprint(BOARD, "Counted by hand", "");
        String done = planned("Done in it", 5);
        String grown = planned("Estimated again", 3);
        String dropped = planned("Taken out", 8);
        String moved = planned("Moved away", null);
        String before = planned("Taken out before", 13);
        edit(before, "{\"customfield_10020\": []}");
        site.jira().startSprint(sprint, Duration.ofDays(14));
        aMomentLater();
        String late = created("Came later", 2);
        site.jira().addToSprint(sprint, late);
        String born = create(
                "{\"summary\": \"Born in it\", \"customfield_10026\": 1, \"customfield_10020\": [" + sprint + "]}");
        edit(dropped, "{\"customfield_10020\": []}");
        edit(grown, "{\"customfield_10026\": 5}");
        site.jira().transition(done, "Done");
        site.jira().move(moved, "XYZ");
        aMomentLater();
        site.jira().closeSprint(sprint);
        aMomentLater();
        int next = site.jira().createSprint(BOARD, "The next", "");
        site.jira().addToSprint(next, grown);
        edit(done, "{\"customfield_10026\": 40}");
        site.jira().transition(born, "Done");
        site.awaitWebhooks();
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void everySumIsTheOneThatWasCountedByHand() {
        JsonNode ledger = ledger();
        assertThat(ledger.path("state").asText()).isEqualTo("closed");
        sum(ledger, "committed", 4, "16");
        sum(ledger, "added", 2, "3");
        sum(ledger, "removed", 1, "8");
        sum(ledger, "completed", 1, "5");
        sum(ledger, "carriedOver", 4, "8");
        assertThat(ledger.path("reestimated").decimalValue()).isEqualByComparingTo("2");
        assertThat(ledger.path("issues")).hasSize(6);
    }

    @Test
    void eachIssueHasItsOutcomeItsPointsAndItsTimes() {
        JsonNode done = issue("Done in it");
        assertThat(done.path("outcome").asText()).isEqualTo("completed");
        assertThat(done.path("completedAt").asText()).matches(Wire.TIMESTAMP);
        assertThat(done.path("pointsOut").asInt()).isEqualTo(5);
        JsonNode dropped = issue("Taken out");
        assertThat(dropped.path("outcome").asText()).isEqualTo("removed");
        assertThat(dropped.path("removedAt").asText()).matches(Wire.TIMESTAMP);
        assertThat(dropped.at("/changes/0/what").asText()).isEqualTo("removed");
        JsonNode grown = issue("Estimated again");
        assertThat(grown.path("pointsIn").asInt()).isEqualTo(3);
        assertThat(grown.path("pointsOut").asInt()).isEqualTo(5);
        assertThat(grown.at("/changes/0/what").asText()).isEqualTo("estimated");
        assertThat(issue("Moved away").path("jiraKey").asText()).startsWith("XYZ-");
        assertThat(issue("Came later").path("committed").asBoolean()).isFalse();
        assertThat(issue("Born in it").path("outcome").asText()).isEqualTo("carried_over");
    }

    /** Whoever began a sprint before the demo site began has no changelog; then what is in it was there. */
    @Test
    void aRunningSprintIsCountedUntilNow() {
        int running = site.get("/sprints?state=active").json().at("/0/id").asInt();
        JsonNode ledger = site.get("/sprints/" + running + "/ledger").is(200).json();
        assertThat(ledger.path("completed").path("issues").asInt()
                        + ledger.path("carriedOver").path("issues").asInt())
                .isEqualTo(ledger.path("issues").size()
                        - ledger.path("removed").path("issues").asInt());
        assertThat(ledger.path("unknown").findValuesAsText("code")).contains("START_EDITED");
    }

    @Test
    void itAsksAFewRequestsOfJira() {
        site.jira().forgetRequests();
        int told = ledger().path("requests").asInt();
        // statuses, the sprint's issues, what others changed, who left, what these changed
        assertThat(site.jira().requests().total()).isEqualTo(5).isEqualTo(told);
    }

    @Test
    void whatWasDeletedIsSaidNotToBeKnown() {
        String gone = created("Deleted", 1);
        site.awaitWebhooks();
        site.jira().delete(gone);
        site.awaitWebhooks();
        assertThat(ledger().path("unknown").findValuesAsText("code")).contains("ISSUES_GONE");
    }

    @Test
    void aSprintThatHasNotBegunIsAConflictAndOneThatIsNotThereIsNotFound() {
        int future = site.jira().createSprint(BOARD, "Some day", "");
        site.awaitWebhooks();
        site.get("/sprints/" + future + "/ledger").refused(409, "INVALID_ARGUMENT");
        site.get("/sprints/99999999/ledger").refused(404, "INVALID_ARGUMENT");
        site.get("/sprints/none/ledger").refused(404, "INVALID_ARGUMENT");
    }

    @Test
    void aViewerMayReadIt() {
        Service.call(
                        "GET",
                        "/admin/connectors/" + site.id + "/sprints/" + sprint + "/ledger",
                        null,
                        Service.token("connector-viewer"))
                .is(200);
    }

    @Test
    void dataCenterHasNone() {
        try (Site own = Site.dataCenter(60)) {
            own.scope("{\"projects\": [\"ABC\"]}");
            own.mapping(Site.MAPPING);
            own.awaitJob("backfill_001", "COMPLETED");
            int running = own.get("/sprints?state=active").json().at("/0/id").asInt();
            own.get("/sprints/" + running + "/ledger").refused(409, "INVALID_ARGUMENT");
        }
    }

    private static JsonNode ledger() {
        return site.get("/sprints/" + sprint + "/ledger").is(200).json();
    }

    private static JsonNode issue(String title) {
        String id = site.jira().issues(0, Integer.MAX_VALUE).stream()
                .filter(issue -> issue.path("fields").path("summary").asText().equals(title))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        return ledger().path("issues")
                .valueStream()
                .filter(line -> line.path("jiraId").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void sum(JsonNode ledger, String name, int issues, String points) {
        assertThat(ledger.path(name).path("issues").asInt())
                .as(name + " " + ledger)
                .isEqualTo(issues);
        assertThat(ledger.path(name).path("points").decimalValue())
                .as(name)
                .isEqualByComparingTo(new BigDecimal(points));
    }

    private static String planned(String summary, Integer points) {
        String key = created(summary, points);
        site.jira().addToSprint(sprint, key);
        return key;
    }

    private static String created(String summary, Integer points) {
        return create("{\"summary\": \"" + summary + "\", \"customfield_10026\": " + points + "}");
    }

    private static String create(String fields) {
        return site.jira().createIssue("ABC", "Story", fields(fields)).key();
    }

    private static void edit(String key, String fields) {
        site.jira().editIssue(key, fields(fields));
    }

    private static Map<String, JsonNode> fields(String json) {
        try {
            return JSON.convertValue(
                    JSON.readTree(json),
                    JSON.getTypeFactory().constructMapType(Map.class, String.class, JsonNode.class));
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    /** Until the clock goes on: of two changes in one millisecond nobody can tell which was first. */
    private static void aMomentLater() {
        Instant now = Instant.now();
        await().until(() -> Instant.now().isAfter(now.plusMillis(5)));
    }
}
