package io.zenem.jira.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.zenem.jira.chaos.CrashingDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** SIGTERM: what is running is finished, the rest is given back, and the door is closed last. */
class StopIT {
    /** With leases this long only what is given back can be gone on with during a test. */
    private static final Map<String, String> LONG_LEASES = Map.of(
            "CONNECTOR_LEASE_SECONDS",
            "600",
            // a clock that is always about to fire
            "CONNECTOR_SCHEDULE_TICK_CRON",
            "* * * * * ?");

    @TempDir
    Path data;

    @Test
    void aRollingRestartLosesNoDeliveryAndRepeatsNoWork() throws Exception {
        try (CrashingDatabase database = new CrashingDatabase(data.resolve("database"));
                LoadBalancer balancer = new LoadBalancer();
                CopiedSite site = new CopiedSite(1000)) {
            Map<String, String> environment = new HashMap<>(LONG_LEASES);
            environment.putAll(database.environment());
            environment.put("CONNECTOR_PUBLIC_URL", balancer.url());
            RunningService first = RunningService.start(data.resolve("first"), environment);
            RunningService second = RunningService.start(data.resolve("second"), environment);
            balancer.before(first.ready().url(), second.ready().url());
            site.connect(first);
            site.awaitJob(second, "backfill_001");
            site.register(second);
            site.jira().faults().latency(Duration.ofSeconds(1));
            site.jira().forgetRequests();
            String job = site.backfill(first);
            try (PatientEditor editor = new PatientEditor(site.jira())) {
                first.close();
                RunningService firstAgain = first.again().ready();
                assertThat(site.job(firstAgain, job).path("status").asText()).isEqualTo("RUNNING");
                second.close();
                try (firstAgain;
                        RunningService secondAgain = second.again().ready()) {
                    int edits = editor.stop();
                    site.jira().faults().latency(Duration.ZERO);
                    site.awaitJob(secondAgain, job);
                    site.awaitInbox(firstAgain);
                    site.assertExactCopy(secondAgain);
                    assertThat(site.jira().deliveries()).hasSize(edits).allMatch(delivery -> delivery.status() == 202);
                    assertThat(site.webhooks(firstAgain).path("events24h").asInt())
                            .isEqualTo(edits);
                    assertThat(site.jira().requests().to("POST /rest/api/:v/search/jql"))
                            .as("no page is asked for twice")
                            .isLessThanOrEqualTo(site.job(firstAgain, job)
                                            .at("/progress/pages")
                                            .asInt()
                                    + 4);
                }
            }
            assertThat(complaints(first)).isEmpty();
            assertThat(complaints(second)).isEmpty();
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
                assertThat(site.deliveriesGivenUp())
                        .as("deliveries that Jira gave up, because the next instance took too long")
                        .isEmpty();
                site.assertExactCopy(second);
            }
        }
    }

    /** Warnings and errors, without the server's about connections that were made while it closed and about a machine that is busy. */
    private static List<String> complaints(RunningService service) throws IOException {
        return service.log()
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .filter(line -> !line.contains("Failed to register an accepted channel"))
                .filter(line -> !line.contains("BlockedThreadChecker"))
                .toList();
    }
}
