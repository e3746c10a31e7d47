package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Jira's index shows changes seconds late; a reconcile sees what happened before it was asked for all the same. */
@QuarkusTest
@TestProfile(IndexLagProfileTest.Patient.class)
class IndexLagProfileTest {
    /** As in production, but for the lengths. */
    public static class Patient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "connector.job.index-wait-seconds",
                    "4",
                    "connector.job.index-wait-min-seconds",
                    "2",
                    "connector.job.index-wait-max-seconds",
                    "120");
        }
    }

    @Test
    void aReconcileWaitsUntilTheIndexHasCaughtUp() {
        try (Site site = Site.copied(100)) {
            site.jira().faults().indexLag(Duration.ofSeconds(3));
            changeSilently(site);
            site.reconcile("{}");
            site.assertExactCopy();
            assertThat(lag(site).path("waitSeconds").asInt()).isEqualTo(4);
            assertThat(lag(site).path("samples").asInt()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void whatWebhooksToldTellsHowLateTheIndexIs(int seconds) {
        try (Site site = Site.live(50)) {
            site.jira().faults().indexLag(Duration.ofSeconds(seconds));
            site.jira().editIssue(site.someKey("ABC", "Task"), Site.summary("told by a webhook"));
            site.awaitWebhooks();
            changeSilently(site);
            site.reconcile("{}");
            site.assertExactCopy();
            assertThat(lag(site).path("samples").asInt()).isEqualTo(1);
            assertThat(lag(site).path("p99Ms").asInt()).isBetween(seconds * 1000, 92_682);
        }
    }

    /** The site's clock is moved ahead and all that the service noted is moved back, as if so much time had passed. */
    @Test
    void anIndexFortySecondsLateIsWaitedForInSeveralLooks() throws SQLException {
        try (Site site = Site.live(50)) {
            site.jira().faults().indexLag(Duration.ofSeconds(40));
            site.jira().editIssue(site.someKey("ABC", "Task"), Site.summary("told by a webhook"));
            site.awaitWebhooks();
            changeSilently(site);
            String job = site.post("/sync/reconcile", "{}").json().path("jobId").asText();
            for (int passed = 10; passed <= 30; passed += 10) {
                await().atMost(Duration.ofSeconds(60)).until(() -> pass(site, job, 10));
                site.jira().faults().clockAhead(Duration.ofSeconds(passed));
            }
            site.awaitJob(job, "COMPLETED");
            site.assertExactCopy();
            assertThat(lag(site).path("p99Ms").asInt()).isBetween(40_000, 92_682);
            assertThat(lag(site).path("waitSeconds").asInt()).isBetween(40, 93);
        }
    }

    @Test
    void whatTheFirstLooksShowIsWaitedForAsLongAsTheLeastOfThem() throws SQLException {
        try (Site site = Site.bare(1)) {
            noted(site, "shown.4096", 5);
            assertThat(lag(site).path("waitSeconds").asInt()).isEqualTo(5);
            noted(site, "shown.1448", 1);
            assertThat(lag(site).path("waitSeconds").asInt()).isEqualTo(2);
            assertThat(lag(site).path("samples").asInt()).isEqualTo(6);
            noted(site, "lag.11585", 1);
            assertThat(lag(site).path("waitSeconds").asInt()).isEqualTo(12);
        }
    }

    private static void noted(Site site, String name, long times) throws SQLException {
        Rows.change("select jira.add_metrics(?, now(), array[?], array[?::bigint])", site.id, name, times);
    }

    /** Time passes for what the service noted, once the job has looked at the index and is put back; true too where it went on. */
    private static boolean pass(Site site, String job, int seconds) throws SQLException {
        return Rows.count(
                        """
                        with waiting as (
                            update jira.job set created_at = created_at - s.passed, started_at = started_at - s.passed, run_after = run_after - s.passed
                            from (select make_interval(secs => ?) as passed) s
                            where connector_id = ? and id = ? and stage = 'index-wait' and jsonb_exists(context, 'indexLate')
                              and run_after > now() + interval '500 milliseconds'
                            returning connector_id, s.passed
                        ), copied as (
                            update jira.item i set observed_at = i.observed_at - w.passed from waiting w where i.connector_id = w.connector_id
                        ), told as (
                            update jira.delivery d set received_at = d.received_at - w.passed from waiting w where d.connector_id = w.connector_id
                        )
                        select (select count(*) from waiting)
                            + (select count(*) from jira.job where connector_id = ? and id = ? and stage not in ('prepare', 'index-wait'))
                        """,
                        seconds,
                        site.id,
                        job,
                        site.id,
                        job)
                > 0;
    }

    /** Jira answers 400 to a list of ids where one of them is gone. */
    @Test
    void whereJiraRefusesTheLookTheUsualWaitCounts() {
        try (Site site = Site.live(50)) {
            String gone = site.someKey("ABC", "Sub-task");
            site.jira().editIssue(gone, Site.summary("told by a webhook"));
            site.awaitWebhooks();
            site.jira().faults().indexLag(Duration.ofSeconds(3));
            site.jira().silently().delete(gone);
            changeSilently(site);
            site.reconcile("{}");
            site.assertExactCopy();
            assertThat(lag(site).path("samples").asInt()).isZero();
        }
    }

    @Test
    void anAdminCanFixTheWait() {
        try (Site site = Site.live(20)) {
            assertThat(site.put("/settings", "{\"indexWaitSeconds\": 1}").status())
                    .isEqualTo(200);
            site.jira().editIssue(site.someKey("ABC", "Story"), Site.summary("told by a webhook"));
            site.awaitWebhooks();
            site.reconcile("{}");
            assertThat(lag(site).path("fixed").asBoolean()).isTrue();
            assertThat(lag(site).path("waitSeconds").asInt()).isEqualTo(1);
            assertThat(lag(site).path("samples").asInt()).isZero();
        }
    }

    private static void changeSilently(Site site) {
        site.jira().silently().createIssue("ABC", "Story", Site.summary("not in the index yet"));
        site.jira().silently().editIssue(site.someKey("ABC", "Story"), Site.summary("old in the index"));
        site.jira().silently().delete(site.someKey("XYZ", "Task"));
    }

    private static JsonNode lag(Site site) {
        return site.get("/health").json().path("indexLag");
    }
}
