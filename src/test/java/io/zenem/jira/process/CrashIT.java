package io.zenem.jira.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged service is killed at the worst moments: nothing that was accepted is lost, nothing is done twice. */
class CrashIT {
    @TempDir
    Path data;

    @Test
    void aBackfillGoesOnFromItsCheckpoint() throws Exception {
        try (CopiedSite site = new CopiedSite(2000)) {
            site.jira().faults().latency(Duration.ofMillis(150));
            RunningService first = RunningService.start(data, Map.of()).ready();
            site.connect(first);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> site.job(first, "backfill_001")
                                    .at("/progress/pages")
                                    .asInt()
                            > 10);
            first.kill();
            try (RunningService second = RunningService.start(data, Map.of()).ready()) {
                site.awaitJob(second, "backfill_001");
                site.assertExactCopy(second);
                int pages =
                        site.job(second, "backfill_001").at("/progress/pages").asInt();
                // what was in flight when it died is asked for again: at most one page of each of the eight walks
                assertThat(site.jira().requests().to("POST /rest/api/:v/search/jql"))
                        .isLessThan(pages + 20);
            }
        }
    }

    @Test
    void acceptedDeliveriesAreAppliedAfterwards() throws Exception {
        try (CopiedSite site = new CopiedSite(300)) {
            RunningService first = RunningService.start(data, Map.of()).ready();
            site.connect(first);
            site.awaitJob(first, "backfill_001");
            site.register(first);
            // Jira accepts our calls and never answers, so that the deliveries stay running until the end
            site.jira().faults().onlyPaths("bulkfetch").latency(Duration.ofSeconds(30));
            for (JsonNode issue : site.jira().issues(0, 200)) {
                site.jira().editIssue(issue.path("key").asText(), Map.of("summary", TextNode.valueOf("changed")));
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> site.jira().pendingDeliveries() == 0);
            assertThat(site.webhooks(first).path("pending").asInt()).isPositive();
            first.kill();
            site.jira().faults().clear();
            try (RunningService second = RunningService.start(data, Map.of()).ready()) {
                site.awaitInbox(second);
                site.assertExactCopy(second);
                JsonNode status = site.webhooks(second);
                assertThat(status.path("outcomes24h")
                                .valueStream()
                                .mapToInt(JsonNode::asInt)
                                .sum())
                        .isEqualTo(status.path("events24h").asInt())
                        .isEqualTo(site.jira().deliveries().size());
            }
        }
    }

    @Test
    void aReplayGoesOnAndEndsEachFailureOnce() throws Exception {
        try (CopiedSite site = new CopiedSite(500)) {
            List<String> broken = site.breakSome(250);
            RunningService first = RunningService.start(data, Map.of()).ready();
            site.connect(first);
            site.awaitJob(first, "backfill_001");
            assertThat(site.deadLetters(first)).isEqualTo(250);
            broken.subList(5, 250).forEach(site.jira()::mendIssue);
            site.jira().faults().onlyPaths("bulkfetch").latency(Duration.ofMillis(700));
            first.post("/admin/connectors/crash/replay", "{}");
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> site.deadLetters(first) < 250);
            assertThat(site.deadLetters(first)).isGreaterThan(5);
            first.kill();
            site.jira().faults().clear();
            try (RunningService second = RunningService.start(data, Map.of()).ready()) {
                site.awaitJob(second, "replay_001");
                // nothing was applied a second time, and nothing was given up that still fails
                assertThat(site.job(second, "replay_001")
                                .at("/progress/upserts")
                                .asInt())
                        .isEqualTo(245);
                assertThat(site.deadLetters(second)).isEqualTo(5);
                broken.subList(0, 5).forEach(site.jira()::mendIssue);
                second.post("/admin/connectors/crash/replay", "{}");
                site.awaitJob(second, "replay_002");
                assertThat(site.deadLetters(second)).isZero();
                site.assertExactCopy(second);
            }
        }
    }

    @Test
    void aMigrationIsMadeAgain() throws Exception {
        for (String moment :
                List.of("Current version of schema", "to version \"004", "repeatable migration \"counts")) {
            RunningService first = RunningService.start(data, Map.of());
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(1))
                    .pollDelay(Duration.ZERO)
                    .until(() -> first.log().contains(moment) || first.log().contains("started in"));
            first.kill();
        }
        try (CopiedSite site = new CopiedSite(60);
                RunningService last = RunningService.start(data, Map.of()).ready()) {
            site.connect(last);
            site.awaitJob(last, "backfill_001");
            site.assertExactCopy(last);
        }
    }
}
