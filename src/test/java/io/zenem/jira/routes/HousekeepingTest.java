package io.zenem.jira.routes;

import java.io.IOException;
import java.sql.SQLException;

import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Failure;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What nobody needs any more goes. */
@QuarkusTest
class HousekeepingTest {
    private static final String CENSUS = "select count(*) from jira.census where connector_id = ?";

    @Test
    void theCensusOfAJobThatEndedGoes() throws SQLException, IOException {
        try (Site site = Site.copied(20)) {
            Rows.change(
                    "insert into jira.census (connector_id, job_id, jira_id, recent) values (?, 'backfill_001', 1, true)",
                    site.id);
            Rows.run("failure/housekeeping.sql");
            assertThat(Rows.count(CENSUS, site.id)).isZero();
        }
    }

    @Test
    void theCensusOfAJobThatIsNotOverStays() throws SQLException, IOException {
        try (Site site = Site.copied(20)) {
            site.jira().faults().onlyPaths("search").probability(Failure.SERVER_ERROR, 1);
            String job = site.post("/sync/reconcile", "{}").json().path("jobId").asText();
            await().until(() -> !site.get("/sync/status?jobId=" + job)
                    .json()
                    .path("lastError")
                    .isNull());
            Rows.change(
                    "insert into jira.census (connector_id, job_id, jira_id, recent) values (?, ?, 1, true)",
                    site.id,
                    job);
            Rows.run("failure/housekeeping.sql");
            assertThat(Rows.count(CENSUS, site.id)).isEqualTo(1);
        }
    }

    @Test
    void theLogOfAConnectorWhoseDataIsKeptGoesToo() throws SQLException, IOException {
        try (Site site = Site.copied(20)) {
            Rows.change("update jira.log_entry set at = at - interval '31 days' where connector_id = ?", site.id);
            Service.delete("/admin/connectors/" + site.id + "?data=keep").is(200);
            Rows.run("failure/housekeeping.sql");
            assertThat(Rows.count(
                            "select count(*) from jira.log_entry where connector_id = ? and code = 'JOB_COMPLETED'",
                            site.id))
                    .isZero();
        }
    }
}
