package io.zenem.jira.process;

import java.io.IOException;
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

/** SIGTERM: what is in hand is finished, the rest is given back, and the door is closed last. */
class StopIT {
    /** With leases this long only what is given back can be gone on with during a test. */
    private static final Map<String, String> LONG_LEASES =
            Map.of("CONNECTOR_JOB_LEASE_SECONDS", "600", "CONNECTOR_INBOX_LEASE_SECONDS", "600");

    @TempDir
    Path data;

    @Test
    void aJobIsGivenBackAndGoesOnWhereItWas() throws Exception {
        try (CopiedSite site = new CopiedSite(2000)) {
            site.jira().faults().latency(Duration.ofMillis(150));
            RunningService first = RunningService.start(data, LONG_LEASES).ready();
            site.connect(first);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> site.job(first, "backfill_001")
                                    .at("/progress/pages")
                                    .asInt()
                            > 5);
            first.close();
            assertThat(complaints(first)).isEmpty();
            try (RunningService second = first.again().ready()) {
                site.awaitJob(second, "backfill_001");
                site.assertExactCopy(second);
                int pages =
                        site.job(second, "backfill_001").at("/progress/pages").asInt();
                assertThat(site.jira().requests().to("POST /rest/api/:v/search/jql"))
                        .as("no page is asked for twice")
                        .isLessThanOrEqualTo(pages + 2);
            }
        }
    }

    @Test
    void deliveriesAreTakenUntilTheEndAndAppliedByTheNext() throws Exception {
        try (CopiedSite site = new CopiedSite(300)) {
            RunningService first = RunningService.start(data, LONG_LEASES).ready();
            site.connect(first);
            site.awaitJob(first, "backfill_001");
            site.register(first);
            site.jira()
                    .faults()
                    .latency(Duration.ofSeconds(2))
                    // Jira tries again minutes later, when the next instance is there
                    .webhookRetryDelay(Duration.ofSeconds(5));
            Thread stop = new Thread(first::close);
            int edits = 0;
            for (JsonNode issue : site.jira().issues(0, 120)) {
                site.jira().editIssue(issue.path("key").asText(), Map.of("summary", TextNode.valueOf("changed")));
                if (++edits == 60) {
                    await().atMost(Duration.ofMinutes(1))
                            .until(() -> site.jira().pendingDeliveries() == 0);
                    stop.start();
                }
            }
            stop.join();
            assertThat(complaints(first)).isEmpty();
            site.jira().faults().latency(Duration.ZERO);
            try (RunningService second = first.again().ready()) {
                site.awaitInbox(second);
                site.assertExactCopy(second);
            }
        }
    }

    /** Warnings and errors, without the server's about connections that were made while it closed. */
    private static List<String> complaints(RunningService service) throws IOException {
        return service.log()
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .filter(line -> !line.contains("Failed to register an accepted channel"))
                .toList();
    }
}
