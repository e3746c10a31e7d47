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
    static void begin() {
        site = Site.live(60);
        sprint = play(site);
        site.awaitWebhooks();
    }

    private static int play(Site site) {
        int sprint = site.jira().createSprint(BOARD, "Counted by hand", "");
        String done = planned(site, sprint, "Done in it", 5);
        String grown = planned(site, sprint, "Estimated again", 3);
        String dropped = planned(site, sprint, "Taken out", 8);
        String moved = planned(site, sprint, "Moved away", null);
        String before = planned(site, sprint, "Taken out before", 13);
        edit(site, before, "{\"customfield_10020\": []}");
        aMomentLater();
        site.jira().startSprint(sprint, Duration.ofDays(14));
        aMomentLater();
        String late = created(site, "Came later", 2);
        site.jira().addToSprint(sprint, late);
        String born = create(
                site,
                "{\"summary\": \"Born in it\", \"customfield_10026\": 1, \"customfield_10020\": [" + sprint + "]}");
        edit(site, dropped, "{\"customfield_10020\": []}");
        edit(site, grown, "{\"customfield_10026\": 5}");
        site.jira().transition(done, "Done");
        site.jira().move(moved, "XYZ");
        aMomentLater();
        site.jira().closeSprint(sprint);
        aMomentLater();
        int next = site.jira().createSprint(BOARD, "The next", "");
        site.jira().addToSprint(next, grown);
        edit(site, done, "{\"customfield_10026\": 40}");
        site.jira().transition(born, "Done");
        return sprint;
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void everySumIsTheOneThatWasCountedByHand() {
        countedByHand(ledger());
    }

    private static void countedByHand(JsonNode ledger) {
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
        // statuses, the sprint's issues, which others changed, what they changed, who left, what these changed
        assertThat(site.jira().requests().total()).isEqualTo(6).isEqualTo(told);
    }

    @Test
    void whatWasDeletedIsSaidNotToBeKnown() {
        String gone = created(site, "Deleted", 1);
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

    /** No delivery told that it came and went, and the copy does not know that it changed. */
    @Test
    void anIssueThatCameAndWentUnseenIsInTheLedger() {
        try (Site own = Site.copied(60)) {
            int running = own.get("/sprints?state=active").json().at("/0/id").asInt();
            String key = own.someKey("XYZ", "Story");
            own.jira().silently().addToSprint(running, key);
            aMomentLater();
            own.jira().silently().editIssue(key, fields("{\"customfield_10020\": []}"));
            JsonNode lines =
                    own.get("/sprints/" + running + "/ledger").is(200).json().path("issues");
            assertThat(lines.valueStream()
                            .filter(line -> line.path("jiraKey").asText().equals(key))
                            .map(line -> line.path("outcome").asText()))
                    .containsExactly("removed");
        }
    }

    @Test
    void dataCenterHasTheSame() {
        try (Site own = Site.dataCenter(60)) {
            own.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            own.mapping(Site.MAPPING);
            own.awaitJob("backfill_001", "COMPLETED");
            own.post("/webhooks/register", "{}").is(200);
            int counted = play(own);
            own.awaitWebhooks();
            own.jira().forgetRequests();
            JsonNode ledger = own.get("/sprints/" + counted + "/ledger").is(200).json();
            countedByHand(ledger);
            assertThat(ledger.path("unknown").findValuesAsText("code"))
                    .containsExactly("START_EDITED", "REMOVED_OUTSIDE_SCOPE");
            // the two that left are read alone, after a look whether the token lives
            assertThat(own.jira().requests().total())
                    .isEqualTo(ledger.path("requests").asInt() + 2);
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

    private static String planned(Site site, int sprint, String summary, Integer points) {
        String key = created(site, summary, points);
        site.jira().addToSprint(sprint, key);
        return key;
    }

    private static String created(Site site, String summary, Integer points) {
        return create(site, "{\"summary\": \"" + summary + "\", \"customfield_10026\": " + points + "}");
    }

    private static String create(Site site, String fields) {
        return site.jira().createIssue("ABC", "Story", fields(fields)).key();
    }

    private static void edit(Site site, String key, String fields) {
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
