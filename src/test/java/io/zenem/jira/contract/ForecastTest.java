package io.zenem.jira.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Service;
import io.zenem.jira.routes.Site;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a job would cost: as told before it is asked for, and as Jira counts it. */
@QuarkusTest
class ForecastTest {
    private static final Percentage TEN = Percentage.withPercentage(10);

    private static Site site;

    @BeforeAll
    static void copy() {
        site = Site.copied(1000);
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "backfill | {}",
                "backfill | {'daysBack': 200}",
                "backfill | {'daysBack': 3000, 'entities': ['issue']}",
                "reconcile | {'windowDays': 30}",
                "reconcile | {'windowDays': 3650, 'entities': ['epic', 'issue']}",
                "reconcile | {'windowDays': 3650, 'jql': 'project = ABC'}",
                "reconcile | {'entities': ['version', 'sprint']}"
            })
    void aJobTakesTheRequestsThatWereForecastWithinTenPercent(String kind, String body) {
        String json = body.replace('\'', '"');
        JsonNode told = forecast(kind, json);
        site.jira().forgetRequests();
        String job =
                site.post("/sync/" + kind, json).is(202).json().path("jobId").asText();
        site.awaitJob(job, "COMPLETED");
        long asked = site.jira().requests().total();
        assertThat(told.path("requests").asLong())
                .as(told + " and " + status(job))
                .isCloseTo(asked, TEN);
    }

    @Test
    void theStatusTellsWhatJiraWasAskedTheHistoryToo() {
        site.jira().forgetRequests();
        String job = site.reconcile("{\"windowDays\": 2}").path("jobId").asText();
        long asked = site.jira().requests().total();
        assertThat(status(job).path("requests").asLong()).isEqualTo(asked);
        assertThat(status(job)
                        .path("requestsByStage")
                        .valueStream()
                        .mapToInt(JsonNode::asInt)
                        .sum())
                .isEqualTo((int) asked);
        assertThat(site.get("/sync/jobs?size=1")
                        .json()
                        .at("/content/0/requests")
                        .asLong())
                .isEqualTo(asked);
    }

    @Test
    void theIssuesAreThoseThatTheJobReadsAndTheProjectsAreTheirParts() {
        JsonNode told = forecast("backfill", "{}");
        int issues = told.path("issues").asInt();
        assertThat(issues)
                .isEqualTo(
                        site.get("/stories?size=1").json().path("totalElements").asInt()
                                + site.get("/projects?size=1")
                                        .json()
                                        .path("totalElements")
                                        .asInt());
        assertThat(told.path("projects"))
                .extracting(project -> project.path("projectKey").asText())
                .containsExactly("ABC", "XYZ");
        assertThat(told.path("projects")
                        .valueStream()
                        .mapToInt(project -> project.path("issues").asInt())
                        .sum())
                .isEqualTo(issues);
        assertThat(told.path("shareOfHour").asDouble()).isBetween(0.0000001, 0.01);
    }

    @Test
    void itAsksForAFewCountsAndQueuesNothing() {
        String jobs = site.get("/sync/jobs").json().path("totalElements").asText();
        site.jira().forgetRequests();
        forecast("reconcile", "{\"jql\": \"project = ABC\"}");
        assertThat(site.jira().requests().total()).isEqualTo(1 + 2 + 2);
        assertThat(site.get("/sync/jobs").json().path("totalElements").asText()).isEqualTo(jobs);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'daysBack': 3} | kind",
                "{'kind': 'sprints'} | kind",
                "{'kind': 'backfill', 'daysBack': 0} | daysBack",
                "{'kind': 'backfill', 'windowDays': 7} | windowDays",
                "{'kind': 'reconcile', 'daysBack': 7} | daysBack",
                "{'kind': 'reconcile', 'jql': 'colour = red'} | jql",
                "{'kind': 'reconcile', 'jql': 'labels = x', 'entities': ['sprint']} | jql"
            })
    void aWrongFieldIsNamedAsTheJobsOwnCallNamesIt(String body, String field) {
        site.post("/sync/forecast", body.replace('\'', '"')).names(field);
    }

    @Test
    void itIsForAdmins() {
        Service.call(
                        "POST",
                        "/admin/connectors/" + site.id + "/sync/forecast",
                        "{\"kind\": \"backfill\"}",
                        Service.token("connector-viewer"))
                .refused(403, "FORBIDDEN");
    }

    @Test
    void withoutScopeAndMappingItIsAConflict() {
        try (Site bare = Site.bare(10)) {
            bare.post("/sync/forecast", "{\"kind\": \"backfill\"}").refused(409, "INVALID_ARGUMENT");
        }
    }

    private static JsonNode forecast(String kind, String body) {
        String with = body.equals("{}")
                ? "{\"kind\": \"" + kind + "\"}"
                : body.replaceFirst("\\{", "{\"kind\": \"" + kind + "\", ");
        return site.post("/sync/forecast", with).is(200).json();
    }

    private static JsonNode status(String job) {
        return site.get("/sync/status?jobId=" + job).json();
    }
}
