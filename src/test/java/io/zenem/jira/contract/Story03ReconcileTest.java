package io.zenem.jira.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Site;
import io.zenem.jirasim.DemoFaults.Failure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Story 3 of the contract: a reconcile by hand. */
@QuarkusTest
class Story03ReconcileTest {
    private static Site site;

    @BeforeAll
    static void copy() {
        site = Site.copied(10);
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void theContractsRequestIsQueuedAndItsStatusTold() {
        JsonNode accepted = site.post(
                        "/sync/reconcile",
                        """
                        { "windowDays": 7, "entities": ["epic","issue"], "jql": "project in (ABC,XYZ)" }
                        """)
                .is(202)
                .json();
        assertThat(accepted.path("jobId").asText()).matches("recon_\\d{3}");
        assertThat(accepted.path("status").asText()).isEqualTo("QUEUED");
        JsonNode job = site.awaitJob(accepted.path("jobId").asText(), "COMPLETED");
        assertThat(job.path("progress").path("pages").intValue()).isPositive();
        assertThat(job.path("progress").path("issuesFetched").isInt()).isTrue();
        assertThat(job.path("progress").path("upserts").isInt()).isTrue();
        assertThat(job.path("lastError").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"windowDays\": null, \"entities\": null, \"jql\": null}"})
    void whatIsLeftOpenComesFromTheSettings(String body) {
        String job =
                site.post("/sync/reconcile", body).is(202).json().path("jobId").asText();
        assertThat(site.get("/sync/status?jobId=" + job).json().path("request").toString())
                .contains("\"windowDays\":7")
                .contains("epic", "issue", "version", "sprint");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'windowDays': 0} | windowDays",
                "{'windowDays': 3651} | windowDays",
                "{'windowDays': 7.0} | windowDays",
                "{'entities': ['epic', 'user']} | entities",
                "{'entities': ['Epic']} | entities",
                "{'jql': 'colour = red'} | jql",
                "{'jql': 'project = ABC ORDER BY key'} | jql",
                "{'jql': 'labels = x) or (project = TEAM'} | jql",
                "{'jql': 'labels = x', 'entities': ['version', 'sprint']} | jql"
            })
    void aWrongFieldIsNamed(String body, String field) {
        site.post("/sync/reconcile", body.replace('\'', '"')).names(field);
    }

    @Test
    void whatOnlyJiraCanTellIsAskedOfItWhereTheRestIsRight() {
        site.post("/sync/reconcile", "{\"windowDays\": 0, \"jql\": \"colour = red\", \"x\": 1}")
                .names("windowDays", "x");
        site.post("/sync/reconcile", "{\"windowDays\": 1, \"jql\": \"colour = red\"}")
                .names("jql");
    }

    @Test
    void aConditionWithoutEpicsAndIssuesInTheSettingsIsNamed() {
        try (Site other = Site.copied(10)) {
            other.put("/settings", "{\"reconcileEntities\": [\"version\"]}").is(200);
            other.post("/sync/reconcile", "{\"jql\": \"labels = x\"}").names("jql");
            other.post("/sync/reconcile", "{\"jql\": \"labels = x\", \"entities\": [\"epic\", \"version\"]}")
                    .is(202);
        }
    }

    @Test
    void itIsQueuedWhileJiraIsDown() {
        try (Site down = Site.copied(10)) {
            down.jira().faults().probability(Failure.SERVER_ERROR, 1);
            down.post("/sync/reconcile", "{\"windowDays\": 1}").is(202);
            down.jira().faults().clear();
        }
    }

    @Test
    void withoutScopeAndMappingItIsAConflict() {
        try (Site bare = Site.bare(10)) {
            bare.post("/sync/reconcile", "{}").refused(409, "INVALID_ARGUMENT");
        }
    }
}
