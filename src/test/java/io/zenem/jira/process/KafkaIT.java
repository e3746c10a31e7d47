package io.zenem.jira.process;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.zenem.jira.chaos.CrashingDatabase;
import io.zenem.jira.routes.KafkaBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Kafka in front of the inbox, and instances that are killed: nothing that was accepted is lost, nothing is done twice. */
class KafkaIT {
    private static final String GROUP = "zenem-jira-connector";
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String WAITING = "wait_event_type = 'Lock' and query like '-- The inbox writer%'";

    @TempDir
    Path folder;

    private KafkaBroker broker;
    private CrashingDatabase database;
    private CopiedSite site;

    @BeforeEach
    void start() throws Exception {
        broker = new KafkaBroker();
        broker.create("zenem.jira.deliveries");
        database = new CrashingDatabase(folder.resolve("database"));
        site = new CopiedSite(200);
    }

    @AfterEach
    void stop() {
        site.close();
        database.close();
        broker.close();
    }

    /** @param written whether the inbox has the deliveries when their reader dies; Kafka was told nothing either way */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoDiesBeforeKafkaIsToldIsFollowedByOneWhoReadsAgain(boolean written) throws Exception {
        RunningService first = copying("first");
        try (Connection holder = connection()) {
            holder.setAutoCommit(false);
            run(holder, "lock table jira.delivery in exclusive mode");
            edit(0, 60);
            await().atMost(LONG)
                    .until(() -> number(holder, "select count(*) from pg_stat_activity where " + WAITING) == 1);
            first.kill();
            if (!written) {
                run(holder, "select pg_terminate_backend(pid) from pg_stat_activity where " + WAITING);
            }
            // what still waits now is written, for nobody
            holder.rollback();
        }
        try (RunningService second = first.again().ready()) {
            awaitAllOnce(second);
            assertThat(site.webhooks(second).path("duplicates24h").asInt() > 0).isEqualTo(written);
        }
    }

    @Test
    void instancesShareTheTopicAndTakeOverFromOneThatDies() throws Exception {
        try (RunningService first = copying("first")) {
            RunningService second = RunningService.start(folder.resolve("second"), environment())
                    .ready();
            await().atMost(LONG)
                    .until(() -> broker.shares(GROUP).size() == 2
                            && broker.shares(GROUP).stream().allMatch(partitions -> partitions > 0));
            edit(0, 60);
            second.kill();
            edit(60, 60);
            awaitAllOnce(first);
        }
    }

    /** An instance that has copied the site and gets its deliveries. */
    private RunningService copying(String name) throws Exception {
        RunningService service =
                RunningService.start(folder.resolve(name), environment()).ready();
        site.connect(service);
        site.awaitJob(service, "backfill_001");
        site.register(service);
        return service;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.putAll(broker.environment());
        // as little as a broker allows
        environment.put("CONNECTOR_INBOX_KAFKA_SESSION_MS", "6000");
        return environment;
    }

    /** Changes issues; Jira delivers each change once, and is told 202. */
    private void edit(int from, int count) {
        for (JsonNode issue : site.jira().issues(from, count)) {
            site.jira().editIssue(issue.path("key").asText(), Map.of("summary", TextNode.valueOf("changed")));
        }
        await().atMost(LONG).until(() -> site.jira().pendingDeliveries() == 0);
        assertThat(site.jira().deliveries()).allMatch(delivery -> delivery.status() == 202);
    }

    private void awaitAllOnce(RunningService service) throws Exception {
        int sent = site.jira().deliveries().size();
        await().atMost(LONG)
                .until(() -> site.webhooks(service).path("events24h").asInt() == sent
                        && site.webhooks(service).path("pending").asInt() == 0);
        assertThat(site.webhooks(service).at("/outcomes24h/applied").asInt()).isEqualTo(sent);
        site.assertExactCopy(service);
        await("Kafka is told of all").atMost(LONG).until(() -> broker.committed(GROUP) == sent);
    }

    private Connection connection() throws SQLException {
        Map<String, String> where = database.environment();
        return DriverManager.getConnection(
                where.get("QUARKUS_DATASOURCE_JDBC_URL"),
                where.get("QUARKUS_DATASOURCE_USERNAME"),
                where.get("QUARKUS_DATASOURCE_PASSWORD"));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
