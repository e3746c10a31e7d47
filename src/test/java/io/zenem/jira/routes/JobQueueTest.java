package io.zenem.jira.routes;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.lease.Leases;
import io.zenem.jirasim.DemoFaults.Failure;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Which job runs when. */
@QuarkusTest
class JobQueueTest {
    private static final String ANOTHERS =
            """
            insert into jira.job (connector_id, id, kind, number, request, trigger, run_after)
            values (?, 'backfill_002', 'backfill', 2, '{"daysBack": 1}', 'admin', now() + interval '1 hour')
            """;

    @Inject
    Leases leases;

    @Inject
    ProducerTemplate camel;

    @Test
    void ofTwoInstancesThatSeeAScheduleDueOneFiresIt() throws SQLException {
        try (Site site = Site.copied(10)) {
            Rows.change(
                    "update jira.settings set weekday_next = now() - interval '1 minute' where connector_id = ?",
                    site.id);
            String seen = Rows.text(
                    """
                    select json_build_object('connectorId', s.connector_id, 'timeZone', c.time_zone, 'reconcileWeekdayCron', s.weekday_cron,
                        'reconcileWeekendCron', s.weekend_cron, 'weekdayNext', s.weekday_next, 'weekendNext', s.weekend_next)
                    from jira.settings s join jira.connector c on c.id = s.connector_id where c.id = ?""",
                    site.id);
            camel.sendBody("direct:schedule-move", Map.of("schedule", seen));
            site.awaitJob("recon_001", "COMPLETED");
            // its job is over, so that no equal one is in the way of the second instance's
            camel.sendBody("direct:schedule-move", Map.of("schedule", seen));
            assertThat(site.get("/sync/jobs").json().path("content").findValuesAsText("trigger"))
                    .containsOnlyOnce("schedule");
        }
    }

    @Test
    void whatMustCoverThePresentWaitsBehindAnEqualJobRunning() {
        try (Site site = Site.live(20)) {
            site.jira().faults().latency(Duration.ofMillis(300));
            site.post("/webhooks/rotate", "{}").is(200);
            site.awaitJob("recon_001", "RUNNING");
            site.post("/webhooks/rotate", "{}").is(200);
            site.awaitJob("recon_002", "QUEUED");
            // one that has not begun will cover this one's present too
            site.post("/webhooks/rotate", "{}").is(200);
            assertThat(site.get("/sync/jobs").json().path("totalElements").asInt())
                    .isEqualTo(3);
            site.jira().faults().latency(Duration.ZERO);
            site.awaitJob("recon_001", "COMPLETED");
            site.awaitJob("recon_002", "COMPLETED");
        }
    }

    @Test
    void aJobThatIsCancelledEndsWithinSecondsThoughJiraAskedItToWaitAndIsNoAnswerToAnEqualRequest() {
        try (Site site = Site.copied(20)) {
            site.jira().faults().retryAfterSeconds(50).probability(Failure.TOO_MANY_REQUESTS, 1);
            String job = site.post("/sync/reconcile", "{}").json().path("jobId").asText();
            await().until(() -> site.get("/health").json().path("retryAt").isTextual());
            site.post("/sync/jobs/" + job + "/cancel", null).is(200);
            String next = site.post("/sync/reconcile", "{}")
                    .is(202)
                    .json()
                    .path("jobId")
                    .asText();
            assertThat(next).isNotEqualTo(job);
            await().atMost(Duration.ofSeconds(10)).until(() -> status(site, job).equals("CANCELLED"));
            site.awaitJob(next, "RUNNING");
            site.post("/sync/jobs/" + next + "/cancel", null).is(200);
            site.awaitJob(next, "CANCELLED");
        }
    }

    @Test
    void twoInstancesThatClaimInOneMomentBeginOneHeavyJob() throws SQLException {
        try (Site site = Site.copied(20);
                Connection other = Rows.connection()) {
            Rows.change(ANOTHERS, site.id);
            other.setAutoCommit(false);
            // another instance is in the middle of its statement
            Rows.change(
                    other,
                    """
                    with lease as (
                        insert into jira.lease (name, owner, until) values ('job:' || ?, 'another', now() + interval '1 hour') returning fence)
                    update jira.job set status = 'RUNNING', lease = fence from lease where connector_id = ? and id = 'backfill_002'
                    """,
                    site.id,
                    site.id);
            String job = site.post("/sync/reconcile", "{}").json().path("jobId").asText();
            await().during(Duration.ofSeconds(1)).until(() -> status(site, job).equals("QUEUED"));
            other.commit();
            await().during(Duration.ofSeconds(1)).until(() -> status(site, job).equals("QUEUED"));
            Rows.change(
                    "update jira.job set status = 'CANCELLED' where connector_id = ? and id = 'backfill_002'", site.id);
            Rows.change("delete from jira.lease where name = 'job:' || ?", site.id);
            site.awaitJob(job, "COMPLETED");
        }
    }

    @Test
    void aJobWhoseConnectorIsRemovedEndsWithoutAStackTrace() throws IOException {
        Told told = new Told();
        try (Site site = Site.bare(500)) {
            site.jira().faults().latency(Duration.ofMillis(150));
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(Site.MAPPING);
            // most of the time now a page is on its way, and nobody to be written for when it comes
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> site.get("/sync/status?jobId=backfill_001")
                                    .json()
                                    .at("/progress/pages")
                                    .asInt()
                            > 0);
            Service.delete("/admin/connectors/" + site.id + "?data=purge").is(200);
            await().atMost(Duration.ofSeconds(20)).until(() -> !leases.held().contains("job:" + site.id));
            // it begins, and it ends
            assertThat(told.of(site.id)).hasSizeLessThanOrEqualTo(2).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    private static String status(Site site, String job) {
        return site.get("/sync/status?jobId=" + job).json().path("status").asText();
    }
}
