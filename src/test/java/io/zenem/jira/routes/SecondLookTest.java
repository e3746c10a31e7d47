package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Duration;

import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Failure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** When a job that Jira refused its credentials looks again. */
@QuarkusTest
class SecondLookTest {
    private static final String WAIT = "connector.job.credential-retry-seconds";

    @BeforeEach
    void waitAsInProduction() {
        System.setProperty(WAIT, "10");
    }

    @AfterEach
    void waitNoLonger() {
        System.clearProperty(WAIT);
    }

    @Test
    void aDoubtThatProgressRefutedIsNotAskedAboutAgain() throws SQLException {
        try (Site site = Site.copied(20)) {
            String job = postponed(site);
            site.jira().faults().clear().onlyPaths("myself").probability(Failure.UNAUTHORIZED, 1);
            again(site, job, "failures = 0, context = context || '{\"doubtful\": true}'");
            site.awaitJob(job, "COMPLETED");
        }
    }

    @Test
    void itComesSoonHoweverOftenJiraWasAwayBefore() throws SQLException {
        try (Site site = Site.copied(20)) {
            String job = postponed(site);
            site.jira().faults().clear().onlyPaths("bulkfetch").probability(Failure.UNAUTHORIZED, 1);
            again(site, job, "failures = 4");
            assertThat(secondsToWait(site, job, 5)).isBetween(1, 10);
        }
    }

    @Test
    void whereTheCredentialsAreGoodAllTheSameTheJobWaitsAsForAnyFailure() throws SQLException {
        try (Site site = Site.copied(20)) {
            String job = postponed(site);
            site.jira().faults().clear().onlyPaths("bulkfetch").probability(Failure.UNAUTHORIZED, 1);
            again(site, job, "failures = 1, context = context || '{\"doubtful\": true}'");
            assertThat(secondsToWait(site, job, 2)).isBetween(40, 60);
        }
    }

    /** A reconcile that waits because Jira was away. */
    private static String postponed(Site site) throws SQLException {
        site.jira().silently().delete(site.someKey("ABC", "Story"));
        site.jira().faults().onlyPaths("bulkfetch").probability(Failure.SERVER_ERROR, 1);
        String job = site.post("/sync/reconcile", "{}").json().path("jobId").asText();
        awaitFailures(site, job, 1);
        return job;
    }

    private static void again(Site site, String job, String as) throws SQLException {
        Rows.change(
                "update jira.job set run_after = now(), " + as + " where connector_id = ? and id = ?", site.id, job);
    }

    private static int secondsToWait(Site site, String job, int failures) throws SQLException {
        awaitFailures(site, job, failures);
        return Rows.count(
                "select extract(epoch from run_after - now())::int from jira.job where connector_id = ? and id = ?",
                site.id,
                job);
    }

    private static void awaitFailures(Site site, String job, int failures) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Rows.count(
                                "select failures from jira.job j where connector_id = ? and id = ? and not jira.leased(j) union all select 0",
                                site.id,
                                job)
                        == failures);
    }
}
