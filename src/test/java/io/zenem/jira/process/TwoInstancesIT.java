package io.zenem.jira.process;

import java.nio.file.Files;
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

/** Two instances on one PostgreSQL: both take deliveries, each job runs on one of them, and moves when that one dies. */
class TwoInstancesIT {
    @TempDir
    Path folder;

    @Test
    void aJobMovesWhenItsInstanceDiesAndDeliveriesAreAppliedOnce() throws Exception {
        try (CopiedSite site = new CopiedSite(2000);
                RunningService host =
                        RunningService.start(folder.resolve("host"), Map.of()).ready();
                RunningService other = RunningService.start(folder.resolve("other"), databaseOf("host"))
                        .ready()) {
            site.jira().faults().latency(Duration.ofMillis(150));
            site.connect(other);
            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            site.job(host, "backfill_001").at("/progress/pages").asInt() > 5);
            other.kill();
            site.awaitJob(host, "backfill_001");
            site.jira().faults().clear();
            site.assertExactCopy(host);
            try (RunningService third = RunningService.start(folder.resolve("third"), databaseOf("host"))
                    .ready()) {
                site.register(third);
                List<JsonNode> issues = site.jira().issues(0, 300);
                for (JsonNode issue : issues) {
                    site.jira().editIssue(issue.path("key").asText(), Map.of("summary", TextNode.valueOf("changed")));
                }
                site.awaitInbox(host);
                site.assertExactCopy(host);
                JsonNode status = site.webhooks(host);
                assertThat(status.at("/outcomes24h/applied").asInt())
                        .isEqualTo(status.path("events24h").asInt());
            }
        }
    }

    /** Where the instance over another folder has its embedded PostgreSQL: the port is the fourth line of its pid file. */
    private Map<String, String> databaseOf(String instance) throws Exception {
        String port = Files.readAllLines(
                        folder.resolve(instance).resolve("postgresql").resolve("postmaster.pid"))
                .get(3)
                .strip();
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "postgres");
    }
}
