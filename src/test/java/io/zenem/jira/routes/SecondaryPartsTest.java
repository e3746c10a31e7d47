package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What Jira does not give besides issues costs its own part, which is told, and removes nothing. */
@QuarkusTest
class SecondaryPartsTest {
    /** Every list of Jira's that a sync can do without. */
    private static final List<String> PATHS = List.of(
            "/board?project",
            "/board/12/sprint",
            "/board/12/configuration",
            "/version?",
            "/user/bulk",
            "/field",
            "/issuetype",
            "/status",
            "/priority",
            "/project/search");

    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN, 0",
        "NOT_FOUND, 1",
        "PAGE_UNAVAILABLE, 2",
        "UNPROCESSABLE, 0",
        "SERVER_ERROR, 1",
        "GATEWAY_TIMEOUT, 2",
        "RESET, 0",
        "HTML_PAGE, 1",
        "OTHER_JSON, 2"
    })
    void noPartHoldsUpTheIssuesHoweverItFails(Failure failure, int first) {
        try (Site site = Site.copied(40)) {
            JsonNode sprints = site.get("/sprints").json();
            JsonNode releases = site.get("/releases?size=200").json().path("content");
            // each failure with every third path, and every path with three failures
            for (int i = first; i < PATHS.size(); i += 3) {
                String path = PATHS.get(i);
                site.jira().silently().editIssue(site.someKey("ABC", "Story"), Site.summary("changed " + path));
                site.jira().faults().clear().onlyPaths(path).probability(failure, 1);
                JsonNode job = site.reconcile("{}");
                // what projects are there is then asked one by one; an empty configuration is one without an estimate
                boolean dispensable = path.equals("/project/search")
                        || (failure == Failure.OTHER_JSON && path.endsWith("configuration"));
                assertThat(job.path("incomplete").isEmpty())
                        .as(path + ": " + job)
                        .isEqualTo(dispensable);
                site.assertExactCopy();
                assertThat(ids(site.get("/sprints").json())).isEqualTo(ids(sprints));
                assertThat(site.get("/releases?size=200").json().path("content"))
                        .hasSameSizeAs(releases);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"BAD_REQUEST", "UNPROCESSABLE", "SERVER_ERROR"})
    void aBoardThatCannotListItsSprintsCostsItsOwnSprintsOnly(Failure failure) {
        try (Site site = Site.bare(40)) {
            int status =
                    Map.of(Failure.BAD_REQUEST, 400, Failure.UNPROCESSABLE, 422).getOrDefault(failure, 500);
            site.jira().faults().onlyPaths("/board/12/sprint").probability(failure, 1);
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"], \"boards\": [12, 56]}");
            site.mapping(Site.MAPPING);
            JsonNode job = site.awaitJob("backfill_001", "COMPLETED");
            assertThat(job.path("incomplete"))
                    .isEqualTo(Site.parse(
                            "[{\"entity\": \"sprint\", \"board\": 12, \"httpStatus\": %d}]".formatted(status)));
            assertThat(site.get("/sync/jobs").json().at("/content/0/incomplete"))
                    .isEqualTo(job.path("incomplete"));
            assertThat(site.get("/sprints?boardId=56").json()).isNotEmpty();
            assertThat(site.get("/logs?code=BOARD_SKIPPED&level=WARN")
                            .json()
                            .at("/content/0/message")
                            .asText())
                    .contains("Board 12 is skipped, and nothing of it is removed")
                    .contains("HTTP " + status)
                    .contains("access to Jira Software");
            site.assertExactCopy();
        }
    }

    @Test
    void aBoardWithABrokenFilterKeepsItsSprints() {
        try (Site site = Site.copied(40)) {
            JsonNode sprints = site.get("/sprints?boardId=12").json();
            site.jira().faults().onlyPaths("/board/12/sprint").probability(Failure.BAD_REQUEST, 1);
            site.reconcile("{}");
            assertThat(ids(sprints)).isNotEmpty();
            assertThat(ids(site.get("/sprints?boardId=12").json())).isEqualTo(ids(sprints));
        }
    }

    @Test
    void aBoardThatTellsNeitherItsSprintsNorItsTypeFailsNoJob() {
        try (Site site = Site.copied(40)) {
            JsonNode sprints = site.get("/sprints?boardId=12").json();
            site.jira().faults().onlyPaths("/board/12").probability(Failure.BAD_REQUEST, 1);
            assertThat(site.reconcile("{}").path("incomplete").toString()).contains("\"board\":12");
            assertThat(ids(site.get("/sprints?boardId=12").json())).isEqualTo(ids(sprints));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"FORBIDDEN", "NOT_FOUND", "PAGE_UNAVAILABLE"})
    void aSiteWithoutJiraSoftwareHasNoBoards(Failure failure) {
        try (Site site = Site.bare(40)) {
            withoutSoftware(site, failure);
        }
    }

    @Test
    void aDataCenterWithoutJiraSoftwareHasNoBoards() {
        try (Site site = Site.dataCenter(40)) {
            withoutSoftware(site, Failure.PAGE_UNAVAILABLE);
        }
    }

    private static void withoutSoftware(Site site, Failure failure) {
        site.jira().faults().onlyPaths("/rest/agile/").probability(failure, 1);
        site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
        site.mapping(Site.MAPPING);
        site.jira().forgetRequests();
        JsonNode job = site.awaitJob("backfill_001", "COMPLETED");
        // one request for each project, whose answer decides it
        assertThat(site.jira().requests().to("GET /rest/agile/1.0/board")).isEqualTo(2);
        assertThat(job.path("incomplete")).hasSize(1);
        assertThat(site.get("/logs?code=BOARDS_HIDDEN&level=WARN").json().path("content"))
                .hasSize(1);
        assertThat(site.copy()).hasSameSizeAs(site.truth());
        assertThat(site.get("/releases").json().path("content")).isNotEmpty();
        assertThat(site.get("/sprints").json()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sync/sprints", "/sync/versions", "/sync/backfill"})
    void everyKindOfJobEndsWithoutThePart(String kind) {
        try (Site site = Site.copied(40)) {
            int sprints = site.get("/sprints").json().size();
            site.jira()
                    .faults()
                    .onlyPaths(kind.endsWith("sprints") ? "/sprint" : "/version?")
                    .probability(Failure.BAD_GATEWAY, 1);
            String body = kind.endsWith("backfill") ? "{\"daysBack\": 3650}" : "{}";
            String id = site.post(kind, body).json().path("jobId").asText();
            assertThat(site.awaitJob(id, "COMPLETED")
                            .at("/incomplete/0/httpStatus")
                            .asInt())
                    .isEqualTo(502);
            assertThat(site.get("/sprints").json()).hasSize(sprints);
        }
    }

    @Test
    void aScopeIsSavedThoughListsThatItDoesNotNeedAreRefused() {
        try (Site site = Site.bare(20)) {
            for (String path : List.of("/field", "/issuetype", "/status", "/rest/agile/")) {
                site.jira().faults().clear().onlyPaths(path).probability(Failure.FORBIDDEN, 1);
                site.put("/scope", "{\"projects\": [\"ABC\"], \"issueTypes\": [\"Story\"]}")
                        .is(200);
            }
            Service.Answer refused = site.put("/scope", "{\"projects\": [\"ABC\"], \"boards\": [12]}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().at("/fieldErrors/boards").asText()).contains("12");
        }
    }

    @Test
    void issuesLoseADeletedSprintAndVersionThoughNoListTellsOfIt() {
        try (Site site = Site.copied(60)) {
            site.jira().silently().deleteSprint(Integer.parseInt(site.someText("sprints")));
            site.jira().silently().deleteVersion(Integer.parseInt(site.someText("releases")));
            site.jira().faults().onlyPaths("/sprint?").probability(Failure.UNPROCESSABLE, 1);
            site.reconcile("{}");
            site.jira().faults().onlyPaths("/version?");
            site.jira().silently().deleteVersion(Integer.parseInt(site.someText("releases")));
            site.reconcile("{}");
            site.assertExactCopy();
        }
    }

    @Test
    void aRefusedLoginIsNoPartsOwn() {
        try (Site site = Site.copied(20)) {
            site.jira().faults().onlyPaths("/board/12/sprint").probability(Failure.UNAUTHORIZED, 1);
            String job = site.post("/sync/sprints", "{}").json().path("jobId").asText();
            awaitWaiting(site, job, "credentials");
            assertThat(site.get("/sync/status?jobId=" + job).json().path("incomplete"))
                    .isEmpty();
        }
    }

    @Test
    void anOutageOfTheSiteIsNoPartsOwn() throws SQLException {
        try (Site site = Site.copied(20)) {
            site.jira().faults().onlyPaths("/rest/").probability(Failure.SERVER_ERROR, 1);
            String job = site.post("/sync/sprints", "{}").json().path("jobId").asText();
            awaitWaiting(site, job, "HTTP 500");
            Rows.change(
                    "update jira.job set stage = 'sprints', last_error = null, run_after = now() where connector_id = ? and id = ?",
                    site.id,
                    job);
            awaitWaiting(site, job, "HTTP 500");
            site.jira().faults().clear();
            Rows.change("update jira.job set run_after = now() where connector_id = ? and id = ?", site.id, job);
            assertThat(site.awaitJob(job, "COMPLETED").path("incomplete")).isEmpty();
        }
    }

    private static void awaitWaiting(Site site, String job, String why) {
        await().atMost(Duration.ofSeconds(30)).until(() -> site.get("/sync/status?jobId=" + job)
                .json()
                .path("waiting")
                .asText()
                .contains(why));
    }

    @Test
    void whatIsReadAgainIsNotIncomplete() {
        try (Site site = Site.copied(20)) {
            site.jira().faults().onlyPaths("/board/12/sprint").probability(Failure.UNPROCESSABLE, 1);
            site.reconcile("{}");
            site.jira().faults().clear();
            assertThat(site.reconcile("{}").path("incomplete")).isEmpty();
        }
    }

    private static List<String> ids(JsonNode sprints) {
        return sprints.findValuesAsText("id");
    }
}
