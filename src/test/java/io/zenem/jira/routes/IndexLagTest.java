package io.zenem.jira.routes;

import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Jira's index shows changes seconds late; a reconcile sees what happened before it was asked for all the same. */
@QuarkusTest
@TestProfile(IndexLagTest.Patient.class)
class IndexLagTest {
    /** As in production, but for the lengths. */
    public static class Patient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("connector.job.index-wait-seconds", "4", "connector.job.index-wait-max-seconds", "60");
        }
    }

    @Test
    void aReconcileWaitsUntilTheIndexHasCaughtUp() {
        try (Site site = Site.copied(100)) {
            site.jira().faults().indexLag(Duration.ofSeconds(3));
            changeSilently(site);
            site.reconcile("{}");
            site.assertExactCopy();
            assertThat(lag(site).path("waitSeconds").asInt()).isEqualTo(4);
            assertThat(lag(site).path("samples").asInt()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6})
    void whatWebhooksToldTellsHowLateTheIndexIs(int seconds) {
        try (Site site = Site.live(50)) {
            site.jira().faults().indexLag(Duration.ofSeconds(seconds));
            site.jira().editIssue(site.someKey("ABC", "Task"), Site.summary("told by a webhook"));
            site.awaitWebhooks();
            changeSilently(site);
            site.reconcile("{}");
            site.assertExactCopy();
            assertThat(lag(site).path("samples").asInt()).isEqualTo(1);
            assertThat(lag(site).path("p99Ms").asInt()).isBetween(seconds * 1000, 60_000);
        }
    }

    @Test
    void anAdminCanFixTheWait() {
        try (Site site = Site.live(20)) {
            assertThat(site.put("/settings", "{\"indexWaitSeconds\": 1}").status())
                    .isEqualTo(200);
            site.jira().editIssue(site.someKey("ABC", "Story"), Site.summary("told by a webhook"));
            site.awaitWebhooks();
            site.reconcile("{}");
            assertThat(lag(site).path("fixed").asBoolean()).isTrue();
            assertThat(lag(site).path("waitSeconds").asInt()).isEqualTo(1);
            assertThat(lag(site).path("samples").asInt()).isZero();
        }
    }

    private static void changeSilently(Site site) {
        site.jira().silently().createIssue("ABC", "Story", Site.summary("not in the index yet"));
        site.jira().silently().editIssue(site.someKey("ABC", "Story"), Site.summary("old in the index"));
        site.jira().silently().delete(site.someKey("XYZ", "Task"));
    }

    private static JsonNode lag(Site site) {
        return site.get("/health").json().path("indexLag");
    }
}
