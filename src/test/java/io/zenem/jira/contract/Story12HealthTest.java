package io.zenem.jira.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.demo.DemoFaults;
import io.zenem.jira.routes.Service;
import io.zenem.jira.routes.Site;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

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
