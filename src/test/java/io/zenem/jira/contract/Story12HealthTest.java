package io.zenem.jira.contract;

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Service;
import io.zenem.jira.routes.Site;
import io.zenem.jirasim.DemoFaults;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Story 12 of the contract: the connection as it was last seen. */
@QuarkusTest
class Story12HealthTest {
    private static Site site;

    @BeforeAll
    static void copy() {
        site = Site.copied(10);
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void itHasTheContractsFields() {
        JsonNode health = site.get("/health").is(200).json();
        assertThat(health.path("reachable").booleanValue()).isTrue();
        assertThat(health.path("lastSuccessAt").asText()).matches(Wire.TIMESTAMP);
        assertThat(health.path("lastErrorAt").isNull()).isTrue();
        assertThat(health.path("httpStatus").intValue()).isEqualTo(200);
        assertThat(health.path("rateLimitRemaining").isInt()).isTrue();
        assertThat(health.path("errorCode").isNull()).isTrue();
        assertThat(health.path("message").asText()).isEqualTo("OK");
    }

    @Test
    void aProbeAsksJiraNowAndTellsWhatItSaid() {
        try (Site other = Site.bare(10)) {
            other.jira().faults().turn(DemoFaults.Switch.DEAD_TOKEN, true);
            JsonNode health = other.get("/health?probe=true").is(200).json();
            assertThat(health.path("reachable").booleanValue()).isFalse();
            assertThat(health.path("lastErrorAt").asText()).matches(Wire.TIMESTAMP);
            assertThat(health.path("httpStatus").intValue()).isEqualTo(401);
            assertThat(health.path("errorCode").asText()).isNotBlank();
        }
    }

    @Test
    void eachLimitIsToldByItself() {
        try (Site other = Site.bare(10)) {
            other.post("/test", null).is(200);
            other.jira().faults().retryAfterSeconds(600).next(DemoFaults.Failure.QUOTA_SPENT, 1);
            other.get("/fields").is(502);
            JsonNode limits = other.get("/health").is(200).json().path("rateLimits");
            assertThat(limits.at("/burst/remaining").asInt()).isPositive();
            assertThat(limits.at("/burst/events").asInt(-1)).isZero();
            assertThat(limits.at("/quota/remaining").asInt(-1)).isZero();
            assertThat(limits.at("/quota/allowed").asInt()).isEqualTo(100_000);
            assertThat(limits.at("/quota/resetsAt").asText()).matches(Wire.TIMESTAMP);
            assertThat(limits.at("/quota/retryAfterSec").asInt()).isEqualTo(600);
            assertThat(limits.path("perIssueWrite").isNull()).isTrue();
        }
    }

    @Test
    void whoIsToldToAskLessWasHeard() {
        try (Site other = Site.bare(10)) {
            other.jira().faults().retryAfterSeconds(600).next(DemoFaults.Failure.TOO_MANY_REQUESTS, 1);
            JsonNode health = other.get("/health?probe=true").is(200).json();
            assertThat(health.path("reachable").booleanValue()).isTrue();
            assertThat(health.path("httpStatus").intValue()).isEqualTo(429);
            assertThat(health.path("message").asText()).contains("jira-burst-based", "wait 10 minutes");
        }
    }

    @Test
    void aProbeTellsHowTheWebhookIsAtJiraAndChangesNothing() {
        try (Site other = Site.live(10)) {
            other.jira().webhooks().all().forEach(hook -> other.jira()
                    .webhooks()
                    .remove(hook.id()));
            JsonNode health = other.get("/health?probe=true").is(200).json();
            assertThat(health.at("/webhook/state").asText()).isEqualTo("missing");
            assertThat(health.at("/webhook/checkedAt").asText()).matches(Wire.TIMESTAMP);
            // and the monitor follows without being asked
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> other.jira().webhooks().all().size() == 1);
        }
    }

    @Test
    void ofWebhooksThatAreSwitchedOffHealthAndStatusSayTheSame() {
        try (Site other = Site.live(10)) {
            other.put("/settings", "{\"webhooksEnabled\": false}").is(200);
            assertThat(other.get("/health").json().at("/webhook/state").asText())
                    .isEqualTo("disabled")
                    .isEqualTo(
                            other.get("/webhooks/status").json().path("state").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"probe=yes", "probe=1", "probe=true&probe=true"})
    void aBadProbeIsAnInvalidArgument(String query) {
        site.get("/health?" + query).refused(400, "INVALID_ARGUMENT");
    }

    @Test
    void beforeJiraWasAskedNothingIsClaimed() {
        Service.post(
                        "/admin/connectors",
                        """
                        {"id": "untouched", "name": "x", "baseUrl": "http://127.0.0.1:1", "auth": {"type": "bearer", "token": "t"}}
                        """)
                .is(201);
        JsonNode health =
                Service.get("/admin/connectors/untouched/health").is(200).json();
        assertThat(health.path("reachable").booleanValue()).isFalse();
        assertThat(health.path("lastSuccessAt").isNull()).isTrue();
        Service.delete("/admin/connectors/untouched?data=purge").is(200);
    }
}
