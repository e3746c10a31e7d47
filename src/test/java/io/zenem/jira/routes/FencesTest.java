package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Instant;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.job.JobRun;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An attempt that is over, because another instance took its job over or somebody ended it, writes nothing any more. */
@QuarkusTest
class FencesTest {
    private static final int ATTEMPT = 7;
    private static final String JOB = "backfill_001";

    @Inject
    ProducerTemplate camel;

    @ParameterizedTest
    @CsvSource({"RUNNING,7,2", "RUNNING,8,0", "CANCELLED,7,0"})
    void noPageOfTheCensus(String status, int attempt, int noted) throws SQLException {
        try (Site site = Site.copied(10)) {
            job(site, status, attempt);
            Exchange answer = camel.request(
                    "sql:classpath:sql/sync/keep_census.sql?outputType=SelectOne", page -> page.getMessage()
                            .setBody(
                                    """
                                    {"connectorId": "%s", "jobId": "%s", "attempt": %d, "ids": [1, 2], "recent": true,
                                     "slice": {"stage": "census", "number": 0, "done": false}}
                                    """
                                            .formatted(site.id, JOB, ATTEMPT)));
            assertThat(answer.getMessage().getBody(String.class)).contains("\"running\" : " + (noted > 0));
            assertThat(Rows.count("select count(*) from jira.census where connector_id = ? and jira_id <= 2", site.id))
                    .isEqualTo(noted);
        }
    }

    @ParameterizedTest
    @CsvSource({"RUNNING,7,1", "RUNNING,8,0", "CANCELLED,7,0"})
    void noPlanOfWalks(String status, int attempt, int planned) throws SQLException {
        try (Site site = Site.copied(10)) {
            job(site, status, attempt);
            Rows.change("update jira.job set context = '{}' where connector_id = ?", site.id);
            camel.request("sql:classpath:sql/job/slices_insert.sql", plan -> {
                plan.setVariable("connectorId", site.id);
                plan.setVariable("job", attempt(site));
                plan.getMessage().setBody("[{\"stage\": \"another\", \"number\": 0, \"spec\": {}}]");
            });
            assertThat(Rows.count(
                            "select count(*) from jira.job_slice where connector_id = ? and stage = 'another'",
                            site.id))
                    .isEqualTo(planned);
            assertThat(Rows.count(
                            "select count(*) from jira.job where connector_id = ? and jsonb_exists(context, 'planned')",
                            site.id))
                    .isEqualTo(planned);
        }
    }

    private static void job(Site site, String status, int attempt) throws SQLException {
        Rows.change(
                "update jira.job set status = ?, attempt = ?, run_after = now() + interval '1 hour' where connector_id = ?",
                status,
                attempt,
                site.id);
    }

    private static JobRun attempt(Site site) {
        return new JobRun(
                site.id,
                JOB,
                "backfill",
                "prepare",
                Site.parse("{\"entities\": [\"epic\", \"issue\"]}"),
                ATTEMPT,
                Instant.now(),
                false,
                false,
                false);
    }
}
