package io.zenem.jira.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.api.WireTime;
import io.zenem.jirasim.DemoFaults.Failure;
import io.zenem.jirasim.DemoFaults.Switch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What failed is fetched afresh and applied, or leaves with a reason; nothing is lost and nothing comes twice. */
@QuarkusTest
class ReplayTest {
    @Test
    void whatFailedInAJobIsAppliedWhenItCanBe() {
        try (Site site = Site.bare(150)) {
            List<String> broken = broken(site, 12);
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(Site.MAPPING);
            assertThat(site.awaitJob("backfill_001", "COMPLETED")
                            .path("deadLetters")
                            .asInt())
                    .isEqualTo(12);
            assertThat(letters(site, "jiraKey")).containsExactlyInAnyOrderElementsOf(broken);
            broken.forEach(site.jira()::mendIssue);
            Service.Answer accepted = site.post("/replay", "{\"jobId\": \"backfill_001\", \"limit\": 5}");
            assertThat(accepted.status()).isEqualTo(202);
            assertThat(accepted.json().path("jobId").asText()).isEqualTo("replay_001");
            JsonNode first = site.awaitJob("replay_001", "COMPLETED");
            assertThat(first.path("progress").path("upserts").asInt()).isEqualTo(5);
            assertThat(letters(site, "jiraKey")).hasSize(7);
            replay(site, "{}");
            assertThat(letters(site, "jiraKey")).isEmpty();
            site.assertExactCopy();
            assertThat(vias(site)).contains("backfill", "replay");
        }
    }

    @Test
    void theLedgerSaysWhyADeliveryIsDead() {
        try (Site site = Site.copied(30)) {
            site.post("/webhooks/register", "{}").is(200);
            String key = site.someKey("ABC", "Story");
            site.jira().breakIssue(key);
            site.jira().editIssue(key, Site.summary("cannot be mapped"));
            site.awaitWebhooks();
            JsonNode dead = site.get("/webhooks/deliveries?outcome=dead").json().path("content");
            assertThat(dead.findValuesAsText("reason"))
                    .isNotEmpty()
                    .allMatch(reason -> reason.contains("the dead letter says why"));
        }
    }

    @Test
    void whatFailsAgainStaysWithItsTriesAndItsJob() {
        try (Site site = Site.bare(60)) {
            List<String> broken = broken(site, 2);
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            site.jira().mendIssue(broken.get(0));
            replay(site, "{\"jobId\": \"backfill_001\"}");
            JsonNode letter = site.get("/dead-letters").json().path("content").path(0);
            assertThat(letters(site, "jiraKey")).containsExactly(broken.get(1));
            assertThat(letter.path("tries").asInt()).isEqualTo(2);
            assertThat(letter.path("jobId").asText()).isEqualTo("backfill_001");
            assertThat(letter.path("reason").asText()).contains("issuetype");
            site.jira().mendIssue(broken.get(1));
            replay(site, "{\"jobId\": \"backfill_001\"}");
            assertThat(letters(site, "jiraKey")).isEmpty();
            site.assertExactCopy();
        }
    }

    @Test
    void onlyTheChosenItemsAreReplayed() {
        try (Site site = Site.bare(60)) {
            List<String> broken = broken(site, 3);
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            broken.forEach(site.jira()::mendIssue);
            JsonNode chosen = site.get("/dead-letters").json().path("content").path(1);
            replay(site, "{\"items\": [\"issue/" + chosen.path("jiraId").asText() + "\", \"version/1\"]}");
            assertThat(letters(site, "jiraKey"))
                    .hasSize(2)
                    .doesNotContain(chosen.path("jiraKey").asText());
            site.post("/replay", "{\"items\": [7]}").names("items");
        }
    }

    @Test
    void onlyWhatFailedSinceIsReplayed() {
        try (Site site = Site.bare(60)) {
            broken(site, 1);
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            site.jira().forgetRequests();
            replay(site, "{\"since\": \"" + WireTime.format(Instant.now().plusSeconds(3600)) + "\"}");
            assertThat(site.jira().requests().to("POST /rest/api/:v/issue/bulkfetch"))
                    .isZero();
            assertThat(letters(site, "tries")).containsExactly("1");
            replay(site, "{\"since\": \"" + WireTime.format(Instant.now().minusSeconds(3600)) + "Z\"}");
            assertThat(letters(site, "tries")).containsExactly("2");
        }
    }

    @Test
    void theCurrentMappingIsUsed() {
        try (Site site = Site.bare(60)) {
            String key = broken(site, 1).get(0);
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            site.mapping(Site.MAPPING.replace("\"v1\"", "\"v2\""));
            site.jira().mendIssue(key);
            replay(site, "{}");
            JsonNode item =
                    site.get("/stories?key=" + key).json().path("content").path(0);
            assertThat(item.path("mappingVersion").asText()).isEqualTo("map_v2");
            assertThat(item.path("sourceMetadata").path("via").asText()).isEqualTo("replay");
            assertThat(item.path("sourceMetadata").path("jobId").asText()).isEqualTo("replay_001");
        }
    }

    @Test
    void whatIsGoneOrOutOfScopeLeavesTheDeadLettersAndTheCopy() {
        try (Site site = Site.copied(100)) {
            int before = site.copy().size();
            List<String> broken = broken(site, 3);
            broken.forEach(key -> site.jira().silently().editIssue(key, Site.summary("changed")));
            site.reconcile("{}");
            assertThat(letters(site, "jiraKey")).hasSize(3);
            assertThat(site.copy())
                    .as("what cannot be read is not taken for gone")
                    .hasSize(before);
            broken.forEach(site.jira()::mendIssue);
            site.jira().silently().delete(broken.get(0));
            site.jira().silently().move(broken.get(1), "TEAM");
            replay(site, "{}");
            assertThat(letters(site, "jiraKey")).isEmpty();
            assertThat(site.copy().values().stream()
                            .map(item -> item.path("jiraKey").asText()))
                    .doesNotContain(broken.get(0), broken.get(1))
                    .contains(broken.get(2));
            assertThat(site.get("/logs?code=DEAD_LETTER_CLOSED&jobId=replay_001")
                            .json()
                            .path("content")
                            .findValuesAsText("message"))
                    .hasSize(2)
                    .anyMatch(message -> message.contains("not_found"))
                    .anyMatch(message -> message.contains("moved"));
        }
    }

    @Test
    void aDeadDeliveryLeavesALetterForEachThingThatItNamed() {
        try (Site site = Site.live(80)) {
            String key = site.someKey("ABC", "Story");
            int version = site.jira().createVersion("ABC", "7.7", Optional.empty(), Optional.empty());
            int sprint = site.jira().createSprint(12, "Dead sprint", "");
            site.awaitWebhooks();
            site.jira().faults().turn(Switch.READS_DENIED, true);
            site.jira().editIssue(key, Map.of("customfield_10026", IntNode.valueOf(34)));
            site.jira().editVersion(version, "7.8", "");
            site.jira().editSprint(sprint, "Renamed sprint", "");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> site.get("/webhooks/status")
                                    .json()
                                    .at("/outcomes24h/dead")
                                    .asInt()
                            == 3);
            assertThat(letters(site, "entity")).containsExactlyInAnyOrder("issue", "version", "sprint");
            site.jira().faults().turn(Switch.READS_DENIED, false);
            replay(site, "{}");
            assertThat(letters(site, "entity")).isEmpty();
            site.assertExactCopy();
            assertThat(site.get("/releases?size=200").json().path("content").findValuesAsText("name"))
                    .contains("7.8");
            assertThat(site.get("/sprints?boardId=12").json().findValuesAsText("name"))
                    .contains("Renamed sprint");
        }
    }

    @Test
    void aReplayThatWasCancelledOrFailedLosesNothing() {
        try (Site site = Site.bare(400)) {
            List<String> broken = broken(site, 150);
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            broken.forEach(site.jira()::mendIssue);
            site.jira().faults().latency(Duration.ofMillis(300));
            site.post("/replay", "{}");
            assertThat(site.post("/replay", null).json().path("jobId").asText()).isEqualTo("replay_001");
            await().until(() -> letters(site, "jiraKey").size() < 150);
            site.post("/sync/jobs/replay_001/cancel", null);
            site.awaitJob("replay_001", "CANCELLED");
            site.jira().faults().latency(Duration.ZERO).onlyPaths("bulkfetch").next(Failure.SERVER_ERROR, 4);
            replay(site, "{}");
            assertThat(letters(site, "jiraKey")).isEmpty();
            site.assertExactCopy();
        }
    }

    private static List<String> broken(Site site, int count) {
        List<String> keys = site.jira().issues(0, Integer.MAX_VALUE).stream()
                .map(issue -> issue.path("key").asText())
                .filter(key -> key.startsWith("ABC-") || key.startsWith("XYZ-"))
                .filter(key -> !site.jira()
                        .issue(key)
                        .orElseThrow()
                        .at("/fields/issuetype/name")
                        .asText()
                        .equals("Epic"))
                .limit(count)
                .toList();
        keys.forEach(site.jira()::breakIssue);
        return keys;
    }

    private static JsonNode replay(Site site, String request) {
        Service.Answer accepted = site.post("/replay", request);
        assertThat(accepted.status()).as(accepted.json().toString()).isEqualTo(202);
        return site.awaitJob(accepted.json().path("jobId").asText(), "COMPLETED");
    }

    private static List<String> letters(Site site, String field) {
        List<String> values = new ArrayList<>();
        site.get("/dead-letters?size=200")
                .json()
                .path("content")
                .forEach(letter -> values.add(letter.path(field).asText()));
        return values;
    }

    private static List<String> vias(Site site) {
        return site.get("/stories?size=200").json().path("content").findValuesAsText("via");
    }
}
