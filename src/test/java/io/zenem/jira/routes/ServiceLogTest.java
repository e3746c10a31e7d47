package io.zenem.jira.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.metric.CallCounts;
import io.zenem.jirasim.DemoFaults.Failure;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an operator reads in the service's own log. */
@QuarkusTest
class ServiceLogTest {
    @ConfigProperty(name = "quarkus.log.file.path")
    Path log;

    @Test
    void eachJobHasALineAtItsBeginAndAtItsEnd() throws Exception {
        try (Site site = Site.copied(20)) {
            assertThat(lines("backfill_001 of " + site.id))
                    .satisfiesExactly(
                            begin -> assertThat(begin).contains("INFO", "begins: backfill, from stage"),
                            end -> assertThat(end).contains("INFO", "is done: ", "issues fetched"));
        }
    }

    @Test
    void aLineSaysWhichConnectorItIsAbout() throws Exception {
        try (Site site = Site.copied(20)) {
            assertThat(lines("backfill_001 of " + site.id))
                    .hasSize(2)
                    .allMatch(line -> line.contains("[" + site.id + "]"));
        }
    }

    @Test
    void aJobThatWasLeftOverIsSaidToBeTakenOver() throws Exception {
        try (Site site = Site.copied(20)) {
            Rows.change(
                    """
                    with lease as (
                        insert into jira.lease (name, owner, until) values ('job:' || ?, 'gone', now() - interval '1 second') returning fence)
                    update jira.job set status = 'RUNNING', lease = fence from lease where connector_id = ?
                    """,
                    site.id,
                    site.id);
            await().untilAsserted(() -> assertThat(lines("backfill_001 of " + site.id + " begins, taken over"))
                    .hasSize(1));
        }
    }

    @Test
    void whatFailedIsSummedUp() throws Exception {
        try (Site site = Site.copied(20)) {
            for (int i = 0; i < 3; i++) {
                Rows.change(
                        "insert into jira.dead_letter (connector_id, entity, jira_id, reason) values (?, 'story', ?, 'no')",
                        site.id,
                        String.valueOf(-i));
            }
            await().untilAsserted(() -> assertThat(lines("3 of " + site.id)).isNotEmpty());
        }
    }

    @Test
    void anOutageOfJiraIsTwoLinesForThePointsOfAllSprints() throws Exception {
        try (Site site = Site.copied(100)) {
            site.jira().faults().probability(Failure.SERVER_ERROR, 1);
            site.jira().forgetRequests();
            for (int turn = 1; turn <= 2; turn++) {
                pointsAreDue(site);
                long before = site.jira().requests().total();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> site.jira().requests().total() > before
                                && !lines(site, "cannot be read").isEmpty());
                awaitQuiet(site);
            }
            site.jira().faults().clear();
            pointsAreDue(site);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(lines(site, "are read again"))
                    .hasSize(1));
            assertThat(lines(site, "The points of active sprints")).hasSize(2);
            assertThat(lines(site, "failed and will be tried again")).isEmpty();
        }
    }

    @Test
    void aConnectorThatIsBeingRemovedHoldsUpNoCountAndIsNoWarning() throws Exception {
        Site gone = Site.copied(20);
        try (Site other = Site.copied(20);
                Connection removal = Rows.connection()) {
            removal.setAutoCommit(false);
            Rows.change(removal, "delete from jira.connector where id = ?", gone.id);
            CallCounts counts = Arc.container().instance(CallCounts.class).get();
            counts.asked(gone.id, "", "", 200);
            counts.asked(other.id, "", "", 503);
            await().atMost(Duration.ofSeconds(60)).until(() -> counted(other) == 1);
            Rows.run("metric/sample.sql");
            removal.commit();
            assertThat(lines(gone, "failed and will be tried again")).isEmpty();
        } finally {
            gone.close();
        }
    }

    private static int counted(Site site) throws SQLException {
        return Rows.count(
                "select coalesce(sum(value), 0)::int from jira.metric where connector_id = ? and width = 86400 and name = 'call.5xx'",
                site.id);
    }

    private static void pointsAreDue(Site site) throws SQLException {
        Rows.change(
                """
                insert into jira.points_due (connector_id, sprint_id, due_at)
                select connector_id, jira_id, now() from jira.sprint where connector_id = ? and state = 'active'
                on conflict (connector_id, sprint_id) do update set due_at = excluded.due_at
                """,
                site.id);
    }

    /** Until nothing was asked for a while. */
    private static void awaitQuiet(Site site) {
        AtomicLong last = new AtomicLong(-1);
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(60)).until(() -> {
            long now = site.jira().requests().total();
            return last.getAndSet(now) == now;
        });
    }

    private List<String> lines(Site site, String text) throws IOException {
        return lines(text).stream().filter(line -> line.contains(site.id)).toList();
    }

    private List<String> lines(String text) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(text)).toList();
        }
    }
}
