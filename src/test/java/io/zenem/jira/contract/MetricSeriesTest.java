package io.zenem.jira.contract;

import java.sql.SQLException;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Rows;
import io.zenem.jira.routes.Service;
import io.zenem.jira.routes.Site;
import io.zenem.jirasim.DemoFaults.Failure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What happened over time. */
@QuarkusTest
class MetricSeriesTest {
    private static Site site;

    @BeforeAll
    static void copy() {
        site = Site.live(60);
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({"1h, minute, 60", "24h, hour, 24", "7d, day, 7"})
    void aRangeHasItsSteps(String range, String step, int steps) {
        JsonNode answer = series(range);
        assertThat(answer.path("range").asText()).isEqualTo(range);
        assertThat(answer.path("step").asText()).isEqualTo(step);
        assertThat(answer.path("series")).hasSize(steps);
        assertThat(answer.path("series"))
                .extracting(one -> one.path("at").asText())
                .isSorted();
    }

    @Test
    void everyDeliveryIsCountedByItsOutcomeInEachRange() {
        for (String key : new String[] {site.someKey("ABC", "Story"), site.someKey("XYZ", "Story")}) {
            site.jira().comment(key, "counted");
        }
        Service.call("POST", "/webhooks/jira/" + site.id, "{}", null).is(401);
        site.awaitWebhooks();
        site.get("/webhooks/status");
        int applied = site.get("/webhooks/deliveries?outcome=applied&size=1")
                .json()
                .path("totalElements")
                .asInt();
        assertThat(applied).isPositive();
        for (String range : new String[] {"1h", "24h", "7d"}) {
            assertThat(sum(range, "deliveries", "applied")).as(range).isEqualTo(applied);
            assertThat(sum(range, "deliveries", "rejected")).as(range).isPositive();
        }
        JsonNode day = series("7d").at("/series/6");
        assertThat(day.path("delayP50Ms").asLong()).isPositive();
        assertThat(day.path("delayP95Ms").asLong())
                .isGreaterThanOrEqualTo(day.path("delayP50Ms").asLong());
    }

    @Test
    void everyRequestToJiraIsCountedByItsStatusThoseThatWereRefusedToo() {
        // with a job's end everything that was counted is written
        site.reconcile("{\"windowDays\": 1}");
        int before = calls("1h");
        int limited = sum("1h", "jiraCalls", "429");
        site.jira().forgetRequests();
        site.jira().faults().next(Failure.TOO_MANY_REQUESTS, 1);
        site.reconcile("{\"windowDays\": 1}");
        int asked = (int) site.jira().requests().total();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(calls("1h")).isEqualTo(before + asked));
        assertThat(sum("1h", "jiraCalls", "429")).isEqualTo(limited + 1);
        assertThat(series("7d").at("/series/6/limited").asInt()).isEqualTo(limited + 1);
    }

    @Test
    void whatSeveralInstancesCountedAddsUpAndOfWhatTheySawTheWorstCounts() throws SQLException {
        for (String counted : new String[] {"{7, 5, 900, 3}", "{4, 1, 40, 9}"}) {
            add("interval '3 hours'", counted);
        }
        JsonNode hour = series("24h").at("/series/20");
        assertThat(hour.at("/jiraCalls/5xx").asInt()).isEqualTo(11);
        assertThat(hour.at("/deliveries/stale").asInt()).isEqualTo(6);
        assertThat(hour.at("/limitLeft/burst").asInt()).isEqualTo(40);
        assertThat(hour.path("inbox").asInt()).isEqualTo(9);
    }

    @Test
    void ofDelaysTheHalfAndTheLastTwentiethAreTold() throws SQLException {
        Rows.change(
                "select jira.add_metrics(?, now() - interval '2 days', '{delay.8,delay.64,delay.512}', '{50,45,5}')",
                site.id);
        JsonNode day = series("7d").at("/series/4");
        assertThat(day.path("delayP50Ms").asInt()).isEqualTo(8);
        assertThat(day.path("delayP95Ms").asInt()).isEqualTo(64);
    }

    @Test
    void theInboxIsLookedAtThoughNothingHappens() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> series("1h").at("/series/59/inbox").isInt()
                        || series("1h").at("/series/58/inbox").isInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"range=1d", "range=", "range=1h&range=24h"})
    void anotherRangeIsRefused(String query) {
        if (query.equals("range=")) {
            assertThat(site.get("/metrics?" + query)
                            .is(200)
                            .json()
                            .path("range")
                            .asText())
                    .isEqualTo("1h");
        } else {
            site.get("/metrics?" + query).refused(400, "INVALID_ARGUMENT");
        }
    }

    @Test
    void aViewerMayReadIt() {
        Service.call("GET", "/admin/connectors/" + site.id + "/metrics", null, Service.token("connector-viewer"))
                .is(200);
    }

    private static void add(String ago, String counted) throws SQLException {
        Rows.change(
                "select jira.add_metrics(?, now() - " + ago + ", '{call.5xx,delivery.stale,limit.burst,inbox}', '"
                        + counted + "')",
                site.id);
    }

    private static JsonNode series(String range) {
        return site.get("/metrics?range=" + range).is(200).json();
    }

    private static int sum(String range, String what, String name) {
        return series(range)
                .path("series")
                .valueStream()
                .mapToInt(one -> one.path(what).path(name).asInt())
                .sum();
    }

    private static int calls(String range) {
        return series(range)
                .path("series")
                .valueStream()
                .flatMap(one -> one.path("jiraCalls").valueStream())
                .mapToInt(JsonNode::asInt)
                .sum();
    }
}
