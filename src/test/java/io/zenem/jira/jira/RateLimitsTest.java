package io.zenem.jira.jira;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitsTest {
    private static final Instant NOW = Instant.parse("2026-03-26T15:30:00Z");

    @Test
    void aBurstIsNoQuota() {
        JsonNode limits = of(
                200,
                Map.of(
                        "x-ratelimit-limit",
                        "350",
                        "X-RateLimit-Remaining",
                        "349",
                        "X-RateLimit-Reset",
                        "2026-03-26T15:31Z"));
        assertThat(limits).hasSize(1);
        assertThat(limits.path(0).toString())
                .isEqualTo("{\"kind\":\"burst\",\"hit\":false,\"allowed\":350,\"remaining\":349,"
                        + "\"resetsAt\":\"2026-03-26T15:31:00Z\"}");
    }

    @Test
    void aResetThatNoDatabaseKnowsIsNotRemembered() {
        assertThat(of(200, Map.of("X-RateLimit-Limit", "350", "X-RateLimit-Reset", "+999999999-12-31T23:59:59Z"))
                        .path(0)
                        .has("resetsAt"))
                .isFalse();
    }

    @Test
    void aQuotaIsKnownByItsSizeWhereItIsNotNamed() {
        assertThat(of(200, Map.of("X-RateLimit-Limit", "65000", "X-RateLimit-Remaining", "4500"))
                        .at("/0/kind")
                        .asText())
                .isEqualTo("quota");
    }

    @Test
    void aSpentQuotaResetsWhenTheWaitIsOver() {
        JsonNode quota = of(
                        429,
                        Map.of(
                                "Retry-After",
                                "1800",
                                "X-RateLimit-Limit",
                                "100000",
                                "RateLimit-Reason",
                                "jira-quota-global-based"))
                .path(0);
        assertThat(quota.path("kind").asText()).isEqualTo("quota");
        assertThat(quota.path("remaining").asInt(-1)).isZero();
        assertThat(quota.path("resetsAt").asText()).isEqualTo("2026-03-26T16:00:00Z");
        assertThat(quota.path("hit").asBoolean()).isTrue();
    }

    @Test
    void oneAnswerTellsOfBothAndOfTheQuotasTheOneWithLessLeftCounts() {
        JsonNode limits = of(
                200,
                Map.of(
                        "X-RateLimit-Limit", "350",
                        "X-RateLimit-Remaining", "12",
                        "RateLimit-Policy", "\"global-app-quota\";q=65000;w=3600, \"tenant-quota\";q=150000;w=3600",
                        "RateLimit", "\"tenant-quota\";r=900;t=600, \"global-app-quota\";r=300;t=1800"));
        assertThat(limits).extracting(limit -> limit.path("kind").asText()).containsExactly("burst", "quota");
        assertThat(limits.at("/1/reason").asText()).isEqualTo("global-app-quota");
        assertThat(limits.at("/1/allowed").asInt()).isEqualTo(65_000);
        assertThat(limits.at("/1/remaining").asInt()).isEqualTo(300);
        assertThat(limits.at("/1/resetsAt").asText()).isEqualTo("2026-03-26T16:00:00Z");
    }

    @Test
    void writesOfOneIssueHaveALimitOfTheirOwn() {
        assertThat(of(429, Map.of("RateLimit-Reason", "jira-per-issue-on-write"))
                        .at("/0/kind")
                        .asText())
                .isEqualTo("perIssueWrite");
    }

    @Test
    void whatIsNotEnforcedYetOrSaysNothingIsNoLimit() {
        assertThat(of(200, Map.of("Beta-RateLimit", "\"q\";r=1;t=1", "RateLimit", "nonsense")))
                .isEmpty();
        assertThat(of(200, Map.of("X-RateLimit-Limit", "many"))).isEmpty();
    }

    private static JsonNode of(int status, Map<String, Object> headers) {
        return RateLimits.of(HttpAnswer.of(status, headers, new byte[0], NOW, NOW));
    }
}
