package io.zenem.jira.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two instances on one PostgreSQL, the embedded one of the first: both take deliveries, each job runs on one of them and moves when
 * that one dies, and what is for all of them together is. {@link StopIT} has two on an external one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoInstancesIT {
    private static final int LIMIT = 20;
    private static final Map<String, String> SETTINGS = Map.of(
            "CONNECTOR_JIRA_REQUESTS_PER_SECOND", String.valueOf(LIMIT), "CONNECTOR_SCHEDULE_TICK_CRON", "* * * * * ?");

    @TempDir
    static Path folder;

    private RunningService host;
    private RunningService other;

    @BeforeAll
    void start() throws Exception {
        host = RunningService.start(folder.resolve("host"), SETTINGS).ready();
        other = RunningService.start(folder.resolve("other"), sharing("host")).ready();
    }

    @AfterAll
    void stop() {
        other.close();
        host.close();
    }

    @Test
    void aJobMovesWhenItsInstanceDiesAndDeliveriesAreAppliedOnce() throws Exception {
        try (CopiedSite site = new CopiedSite(2000)) {
            site.jira().faults().latency(Duration.ofMillis(150));
            site.connect(other);
            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            site.job(host, "backfill_001").at("/progress/pages").asInt() > 5);
            other.kill();
            site.awaitJob(host, "backfill_001");
            site.jira().faults().clear();
            site.assertExactCopy(host);
            other = other.again().ready();
            site.register(other);
            for (JsonNode issue : site.jira().issues(0, 300)) {
                site.jira().editIssue(issue.path("key").asText(), Map.of("summary", TextNode.valueOf("changed")));
            }
            site.awaitInbox(host);
            site.assertExactCopy(host);
            JsonNode status = site.webhooks(host);
            int events = status.path("events24h").asInt();
            assertThat(status.at("/outcomes24h/applied").asInt()).isEqualTo(events);
            // what both counted adds up, and stays when one of them is gone
            assertThat(site.applied(host)).isEqualTo(events);
            other.kill();
            other = other.again().ready();
            assertThat(site.applied(other)).isEqualTo(events);
        }
    }

    @Test
    void togetherTheyKeepTheLimitOfRequests() throws Exception {
        try (CopiedSite site = new CopiedSite(10, "limits")) {
            site.create(host);
            Instant end = Instant.now().plusSeconds(3);
            List<CompletableFuture<Void>> callers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                RunningService instance = i % 2 == 0 ? host : other;
                callers.add(CompletableFuture.runAsync(
                        () -> {
                            while (Instant.now().isBefore(end)) {
                                site.probe(instance);
                            }
                        },
                        task -> new Thread(task).start()));
            }
            callers.forEach(CompletableFuture::join);
            // the first and the last one may be longer on their way than others
            assertThat(site.requestsASecond()).isBetween(LIMIT / 2.0, LIMIT * 1.25);
        }
    }

    @Test
    void eachScheduleFiresOnce() throws Exception {
        try (CopiedSite site = new CopiedSite(10, "schedules")) {
            site.connect(host);
            site.awaitJob(host, "backfill_001");
            site.settings(other, "{\"reconcileEntities\": [\"version\"]}");
            for (int fires = 1; fires <= 3; fires++) {
                makeDue("schedules");
                int expected = fires;
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> site.scheduledJobs(other).size() == expected);
                site.awaitJob(other, "recon_00" + fires);
            }
            // both instances have looked since
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> site.scheduledJobs(other).size() == 3);
        }
    }

    /** Both instances find the connector's schedules due at their next look. */
    private void makeDue(String connector) throws Exception {
        Map<String, String> database = sharing("host");
        try (Connection connection = DriverManager.getConnection(
                        database.get("QUARKUS_DATASOURCE_JDBC_URL"),
                        database.get("QUARKUS_DATASOURCE_USERNAME"),
                        database.get("QUARKUS_DATASOURCE_PASSWORD"));
                PreparedStatement due = connection.prepareStatement(
                        "update jira.settings set weekday_next = now(), weekend_next = now() where connector_id = ?")) {
            due.setString(1, connector);
            assertThat(due.executeUpdate()).isEqualTo(1);
        }
    }

    /** Where the instance over another folder has its embedded PostgreSQL: the port is the fourth line of its pid file. */
    private Map<String, String> sharing(String instance) throws Exception {
        String port = Files.readAllLines(
                        folder.resolve(instance).resolve("postgresql").resolve("postmaster.pid"))
                .get(3)
                .strip();
        Map<String, String> environment = new HashMap<>(SETTINGS);
        environment.putAll(Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "QUARKUS_DATASOURCE_USERNAME",
                "zenem",
                "QUARKUS_DATASOURCE_PASSWORD",
                Files.readString(folder.resolve(instance).resolve("postgresql-password"))));
        return environment;
    }
}
