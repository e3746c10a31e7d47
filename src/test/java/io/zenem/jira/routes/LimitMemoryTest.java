package io.zenem.jira.routes;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.jira.HttpAnswer;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is remembered of Jira's limits: each answer tells of them a little differently, and several writers hear at once. */
@QuarkusTest
class LimitMemoryTest {
    private static final String ID = "limited";
    private static final String QUOTA = "\"global-app-quota\";r=%d;t=%d";

    @Inject
    ProducerTemplate camel;

    private final Instant now = Instant.now();

    @BeforeEach
    void connector() {
        Service.post(
                        "/admin/connectors",
                        """
                        {"id": "limited", "name": "x", "baseUrl": "http://127.0.0.1:1", "auth": {"type": "bearer", "token": "t"}}
                        """)
                .is(201);
    }

    @AfterEach
    void end() {
        Service.delete("/admin/connectors/" + ID + "?data=purge").is(200);
    }

    @Test
    void endsThatDifferByPartsOfASecondAreOfOneWindow() throws SQLException {
        tell(now.plusMillis(900), QUOTA.formatted(500, 600));
        aSecondPasses();
        tell(now, QUOTA.formatted(400, 600));
        assertThat(left()).isEqualTo(400);
        aSecondPasses();
        tell(now.plusMillis(900), QUOTA.formatted(450, 600));
        assertThat(left()).isEqualTo(400);
    }

    @Test
    void aLaterWindowHasItsOwnCount() throws SQLException {
        tell(now, QUOTA.formatted(5, 600));
        aSecondPasses();
        tell(now.plusSeconds(3), QUOTA.formatted(900, 600));
        assertThat(left()).isEqualTo(900);
    }

    @ParameterizedTest
    @CsvSource({"600", "300"})
    void aFloodWritesAboutOnceASecondAndLocksNothing(int seconds) throws SQLException {
        tell(now.plusMillis(900), QUOTA.formatted(500, 600));
        aSecondPasses();
        Set<String> states = new HashSet<>();
        Instant start = Instant.now();
        for (int i = 0; i < 100; i++) {
            tell(now, QUOTA.formatted(500, seconds));
            // a lock leaves its mark in xmax
            states.add(Rows.text("select xmin || ' ' || xmax from jira.rate_limit where connector_id = ?", ID));
        }
        assertThat(states)
                .hasSizeLessThanOrEqualTo(
                        2 + (int) Duration.between(start, Instant.now()).toSeconds());
    }

    @ParameterizedTest
    @CsvSource({"300, 200", "200, 300"})
    void ofTwoWritersAtOnceTheSmallerNumberStays(int first, int second) throws SQLException {
        tell(now, QUOTA.formatted(500, 600), "350");
        aSecondPasses();
        CompletableFuture<Void> one;
        CompletableFuture<Void> other;
        try (Connection connection = Rows.connection()) {
            connection.setAutoCommit(false);
            Rows.change(connection, "select from jira.rate_limit where connector_id = ? for update", ID);
            one = CompletableFuture.runAsync(() -> tell(now, QUOTA.formatted(first, 600), "" + second));
            awaitWaiting(1);
            other = CompletableFuture.runAsync(() -> tell(now, QUOTA.formatted(second, 600), "" + first));
            awaitWaiting(2);
            connection.rollback();
        }
        one.join();
        other.join();
        assertThat(left()).isEqualTo(200);
        assertThat(limits().at("/burst/remaining").asInt()).isEqualTo(200);
    }

    @Test
    void aRefusalThatDoesNotTellWhenItsWindowEndsDoesNotHideTheNextAnswer() throws SQLException {
        tell(HttpAnswer.of(429, Map.of("Retry-After", "0"), new byte[0], now, now));
        assertThat(limits().at("/burst/resetsAt").isNull()).isTrue();
        aSecondPasses();
        tell(now, Map.of("X-RateLimit-Limit", "350", "X-RateLimit-Remaining", "340"));
        assertThat(limits().at("/burst/remaining").asInt()).isEqualTo(340);
    }

    @Test
    void aBurstIsShownWhereNothingIsKnownOfTheQuota() {
        tell(now, "\"global-app-quota\";t=600", "349");
        assertThat(limits().at("/quota/remaining").isNull()).isTrue();
        assertThat(left()).isEqualTo(349);
    }

    private int left() {
        return health().path("rateLimitRemaining").asInt(-1);
    }

    private static JsonNode limits() {
        return health().path("rateLimits");
    }

    private static JsonNode health() {
        return Service.get("/admin/connectors/" + ID + "/health").is(200).json();
    }

    private static void aSecondPasses() throws SQLException {
        Rows.change("update jira.rate_limit set seen_at = seen_at - interval '2 seconds' where connector_id = ?", ID);
    }

    /** The database shows a statement's first 1,024 characters. */
    private static void awaitWaiting(int writers) {
        await().until(() -> Rows.count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and query like '%jira.connection_health as h%' and pid <> pg_backend_pid()")
                == writers);
    }

    private void tell(Instant at, String quota) {
        tell(at, Map.of("RateLimit", quota));
    }

    private void tell(Instant at, String quota, String burst) {
        tell(
                at,
                Map.of(
                        "RateLimit",
                        quota,
                        "X-RateLimit-Limit",
                        "350",
                        "X-RateLimit-Remaining",
                        burst,
                        "X-RateLimit-Reset",
                        now.plusSeconds(60).toString()));
    }

    private void tell(Instant at, Map<String, Object> headers) {
        tell(HttpAnswer.of(200, headers, new byte[0], at, at));
    }

    private void tell(HttpAnswer answer) {
        Exchange told = camel.request("direct:jira-exchange-remember", exchange -> {
            exchange.setVariable("connectorId", ID);
            exchange.setVariable("answer", answer);
        });
        assertThat(told.getException()).isNull();
    }
}
