package io.zenem.jira.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
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

    private List<String> lines(String text) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(text)).toList();
        }
    }
}
