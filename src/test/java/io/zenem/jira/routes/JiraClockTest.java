package io.zenem.jira.routes;

import java.time.Duration;

import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Jira's clock is not ours: what a webhook says and what a read says are put in order all the same. */
@QuarkusTest
class JiraClockTest {
    private static final String ADA = "712020:5f0c3c2e-0002-4000-8000-000000000002";

    @ParameterizedTest
    @ValueSource(ints = {90, -90, 0})
    void whatWasReadIsNotOverwrittenByALateDelivery(int ahead) {
        try (Site site = siteWithClock(ahead)) {
            // an event of half a minute ago, which arrives after the read
            site.jira().faults().clockAhead(Duration.ofSeconds(ahead - 30)).webhookDelay(Duration.ofSeconds(2));
            site.jira().renameUser(ADA, "Ada Late");
            site.jira().faults().clockAhead(Duration.ofSeconds(ahead)).deliveries(DemoFaults.Delivery.LOST, 1);
            site.jira().renameUser(ADA, "Ada Now");
            site.awaitJob(
                    site.post("/discover-users", null).json().path("jobId").asText(), "COMPLETED");
            assertThat(name(site)).isEqualTo("Ada Now");
            site.awaitWebhooks();
            assertThat(name(site)).isEqualTo("Ada Now");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {90, -90, 0})
    void whatHappenedAfterAReadIsTaken(int ahead) {
        try (Site site = siteWithClock(ahead)) {
            site.jira().faults().deliveries(DemoFaults.Delivery.LOST, 1);
            site.jira().renameUser(ADA, "Ada Now");
            site.awaitJob(
                    site.post("/discover-users", null).json().path("jobId").asText(), "COMPLETED");
            // an event as of half a minute later
            site.jira().faults().deliveries(DemoFaults.Delivery.LOST, 0).clockAhead(Duration.ofSeconds(ahead + 30));
            site.jira().renameUser(ADA, "Ada Later");
            await().untilAsserted(() -> assertThat(name(site)).isEqualTo("Ada Later"));
        }
    }

    private static Site siteWithClock(int ahead) {
        Site site = Site.bare(10);
        site.jira().faults().clockAhead(Duration.ofSeconds(ahead));
        site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
        site.mapping(Site.MAPPING);
        site.awaitJob("backfill_001", "COMPLETED");
        site.post("/webhooks/register", "{}").is(200);
        return site;
    }

    private static String name(Site site) {
        return site.get("/users?search=" + ADA)
                .json()
                .at("/content/0/displayName")
                .asText();
    }
}
