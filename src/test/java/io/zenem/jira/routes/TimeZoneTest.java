package io.zenem.jira.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Switch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The zone of the account's profile may be newer than this Java. */
@QuarkusTest
class TimeZoneTest {
    @Test
    void aZoneThatIsNotKnownCostsAWarningAndNoIssue() {
        try (Site site = Site.bare(250)) {
            copiedInANewZone(site);
            site.jira().silently().editIssue(site.someKey("ABC", "Story"), Site.summary("edited in silence"));
            site.jira().silently().createIssue("ABC", "Story", Site.summary("new and silent"));
            site.reconcile("{\"windowDays\": 1}");
            site.assertExactCopy();
            JsonNode warning = site.get("/logs?code=TIME_ZONE_UNKNOWN").json().at("/content/0");
            assertThat(warning.path("level").asText()).isEqualTo("WARN");
            assertThat(warning.path("message").asText()).contains("Atlantis/New_Town");
            site.post("/webhooks/register", "{}").is(200);
        }
    }

    @Test
    void norDoesItAtADataCenter() {
        try (Site site = Site.dataCenter(250)) {
            copiedInANewZone(site);
        }
    }

    private static void copiedInANewZone(Site site) {
        site.jira().faults().turn(Switch.NEW_TIME_ZONE, true);
        site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
        site.mapping(Site.MAPPING);
        site.awaitJob("backfill_001", "COMPLETED");
        site.assertExactCopy();
    }
}
