package io.zenem.jira.routes;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every row says how it came: with which job or which delivery. */
@QuarkusTest
class LineageTest {
    @Test
    void aReleaseAndASprintNameTheDeliveryThatBroughtThem() {
        try (Site site = Site.live(20)) {
            site.jira().createVersion("ABC", "first", Optional.empty(), Optional.empty());
            site.awaitWebhooks();
            site.jira().createVersion("ABC", "second", Optional.empty(), Optional.empty());
            site.awaitWebhooks();
            site.jira().createSprint(12, "third", "");
            site.awaitWebhooks();
            long first = delivery(site.get("/releases?size=200").json().path("content"), "first");
            long second = delivery(site.get("/releases?size=200").json().path("content"), "second");
            long third = delivery(site.get("/sprints?state=future").json(), "third");
            assertThat(first).isPositive().isLessThan(second);
            assertThat(second).isLessThan(third);
        }
    }

    @Test
    void aUserSaysWhatBroughtIt() {
        try (Site site = Site.live(20)) {
            String account = site.someReporter();
            JsonNode source = user(site, account).path("sourceMetadata");
            assertThat(source.path("jiraId").asText()).isEqualTo(account);
            assertThat(source.path("self").asText())
                    .endsWith("/rest/api/3/user?accountId=" + account.replace(":", "%3A"));
            assertThat(source.path("via").asText()).isEqualTo("backfill");
            assertThat(source.path("jobId").asText()).isEqualTo("backfill_001");
            site.jira().renameUser(account, "Renamed Person");
            site.awaitWebhooks();
            JsonNode renamed = user(site, account);
            assertThat(renamed.at("/sourceMetadata/via").asText()).isEqualTo("webhook");
            assertThat(renamed.at("/sourceMetadata/deliveryId").asText()).matches("\\d+");
            assertThat(renamed.path("sourceConnectionId").asText()).isEqualTo(site.id);
            assertThat(renamed.path("mappingVersion").asText()).isEqualTo("map_v1");
            site.jira().silently().renameUser(account, "Renamed Again");
            assertJob(site, account, site.reconcile("{\"windowDays\": 1}"), "reconcile");
            site.post("/discover-users", null).is(202);
            assertJob(site, account, site.awaitJob("users_001", "COMPLETED"), "discover-users");
        }
    }

    private static void assertJob(Site site, String account, JsonNode job, String kind) {
        JsonNode source = user(site, account).path("sourceMetadata");
        assertThat(source.path("via").asText()).isEqualTo(kind);
        assertThat(source.path("jobId").asText()).isEqualTo(job.path("jobId").asText());
    }

    private static JsonNode user(Site site, String account) {
        return site.get("/users?search=" + account)
                .is(200)
                .json()
                .path("content")
                .path(0);
    }

    private static long delivery(JsonNode rows, String name) {
        for (JsonNode row : rows) {
            if (row.path("name").asText().equals(name)) {
                assertThat(row.at("/sourceMetadata/via").asText()).isEqualTo("webhook");
                return Long.parseLong(row.at("/sourceMetadata/deliveryId").asText());
            }
        }
        throw new AssertionError("No " + name + " in " + rows);
    }
}
