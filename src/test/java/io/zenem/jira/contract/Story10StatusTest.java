package io.zenem.jira.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Site;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Story 10 of the contract: what jobs are doing and did. */
@QuarkusTest
class Story10StatusTest {
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
    void theLatestJobHasTheContractsFields() {
        String latest = site.reconcile("{}").path("jobId").asText();
        JsonNode job = site.get("/sync/status").is(200).json();
        assertThat(job.path("jobId").asText()).isEqualTo(latest);
        assertThat(job.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(job.path("startedAt").asText()).matches(Wire.TIMESTAMP);
        assertThat(job.path("progress").properties())
                .extracting(java.util.Map.Entry::getKey)
                .contains("issuesFetched", "upserts", "pages");
        assertThat(job.path("rateLimits").properties())
                .extracting(java.util.Map.Entry::getKey)
                .contains("last429At", "retryAfterSec", "events");
        assertThat(job.path("lastError").isNull()).isTrue();
    }

    @Test
    void progressTellsHowManyIssuesJiraCountedBefore() {
        JsonNode progress =
                site.get("/sync/status?jobId=backfill_001").is(200).json().path("progress");
        assertThat(progress.path("issuesExpected").asLong())
                .isPositive()
                .isLessThanOrEqualTo(progress.path("issuesFetched").asLong());
    }

    @Test
    void theHistoryIsAPageWithTheNewestFirst() {
        site.reconcile("{}");
        JsonNode page = site.get("/sync/jobs?size=1&page=0").is(200).json();
        assertThat(page.path("size").intValue()).isEqualTo(1);
        assertThat(page.path("totalPages").intValue())
                .isEqualTo(page.path("totalElements").intValue());
        assertThat(page.at("/content/0/jobId").asText()).startsWith("recon_");
    }

    @Test
    void aJobThatIsOverCanNeitherBeCancelledNorConfirmed() {
        site.post("/sync/jobs/backfill_001/cancel", null).refused(409, "INVALID_ARGUMENT");
        site.post("/sync/jobs/backfill_001/confirm", "{}").refused(409, "INVALID_ARGUMENT");
    }

    @Test
    void aJobAtWorkStops() {
        site.jira().faults().latency(java.time.Duration.ofMillis(200));
        String job = site.post("/sync/backfill", "{\"daysBack\": 3650}")
                .is(202)
                .json()
                .path("jobId")
                .asText();
        JsonNode stopped =
                site.post("/sync/jobs/" + job + "/cancel", null).is(200).json();
        assertThat(stopped.path("cancelRequested").booleanValue()).isTrue();
        site.jira().faults().latency(java.time.Duration.ZERO);
        site.awaitJob(job, "CANCELLED");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/sync/status?jobId=recon_999",
        "GET,/sync/status?jobId=%00",
        "POST,/sync/jobs/recon_999/cancel",
        "POST,/sync/jobs/recon_999/confirm"
    })
    void anUnknownJobIsNotFound(String method, String path) {
        site.call(method, path).refused(404, "INVALID_ARGUMENT");
    }

    @Test
    void aQueryNamesNoOtherJobThanThePath() {
        site.call("POST", "/sync/jobs/recon_999/cancel?jobId=backfill_001").refused(400, "INVALID_ARGUMENT");
    }

    @Test
    void aConnectorWithoutJobsSaysSo() {
        try (Site bare = Site.bare(10)) {
            JsonNode none = bare.get("/sync/status").is(200).json();
            assertThat(none.path("status").asText()).isEqualTo("NONE");
            assertThat(none.path("jobId").isNull()).isTrue();
            assertThat(none.at("/progress/issuesFetched").intValue()).isZero();
            assertThat(bare.get("/sync/jobs")
                            .is(200)
                            .json()
                            .path("totalElements")
                            .intValue())
                    .isZero();
        }
    }
}
