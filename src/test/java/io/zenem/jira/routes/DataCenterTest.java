package io.zenem.jira.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jirasim.DemoFaults.Switch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A Jira Data Center: another API, another search, people with names; the same exact copy. */
@QuarkusTest
class DataCenterTest {
    /** Stories hang on epics by the epic link there; {@code parent} is a sub-task's alone. */
    static final String MAPPING = Site.MAPPING.replace(
            "\"parent\": {\"fieldId\": \"parent\"}", "\"parent\": {\"fieldId\": \"customfield_10014\"}");

    @Test
    void aTestOfTheConnectionTellsWhichJiraItIsAndWhoWeAre() {
        try (Site site = Site.dataCenter(10)) {
            JsonNode told = site.post("/test", null).is(200).json();
            assertThat(told.path("deploymentType").asText()).isEqualTo("Server");
            assertThat(told.path("version").asText()).isEqualTo("9.12.2");
            assertThat(told.path("timeZone").asText()).isEqualTo("Asia/Kolkata");
            assertThat(told.at("/account/accountId").asText()).isEqualTo("JIRAUSER10100");
            assertThat(told.path("missingPermissions")).isEmpty();
        }
    }

    @Test
    void theFirstBackfillCopiesEveryIssue() {
        try (Site site = copied(300)) {
            site.assertExactCopy();
            assertThat(site.copy()).hasSizeGreaterThan(200);
            JsonNode story = site.get("/stories?size=1").json().at("/content/0/sourceMetadata");
            assertThat(story.path("self").asText())
                    .endsWith("/rest/api/2/issue/" + story.path("jiraId").asText());
        }
    }

    @Test
    void aReconcileFindsWhatNoWebhookToldAndTellsTheDrift() {
        try (Site site = copied(200)) {
            site.jira().silently().createIssue("ABC", "Story", Site.summary("missed"));
            site.jira().silently().editIssue(site.someKey("ABC", "Story"), Site.summary("stale"));
            site.jira().silently().delete(site.someKey("ABC", "Sub-task"));
            assertThat(site.reconcile("{}").path("drift").toString())
                    .isEqualTo("{\"missed\":1,\"stale\":1,\"deleted\":1}");
            site.assertExactCopy();
            assertThat(site.reconcile("{}").at("/progress/upserts").asInt()).isZero();
        }
    }

    /** Data Center says 403 of an issue that is there and not for the account. */
    @Test
    void whatIsHiddenLeavesTheCopyWithoutFailingTheJob() {
        try (Site site = copied(60)) {
            String one = site.someKey("ABC", "Story");
            site.jira().silently().hide(one, true);
            assertThat(site.reconcile("{}").at("/drift/deleted").asInt()).isEqualTo(1);
            site.assertExactCopy();
            site.jira().silently().hide(one, false);
            assertThat(site.reconcile("{}").at("/drift/missed").asInt()).isEqualTo(1);
            site.assertExactCopy();
        }
    }

    /** No other event tells of it there, and the story's own comes only where something else of it changes. */
    @Test
    void aChangedEpicLinkArrivesThoughTheTimeOfChangesIsNotMapped() {
        try (Site site = Site.dataCenter(50)) {
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(MAPPING.replaceAll("(, )?\"updatedAt\": \\{\"fieldId\": \"updated\"}", ""));
            site.awaitJob("backfill_001", "COMPLETED");
            site.post("/webhooks/register", "{}").is(200);
            String story = site.jira()
                    .createIssue("ABC", "Story", Site.summary("hangs on an epic"))
                    .key();
            for (String epic : List.of("One", "Another")) {
                String key = site.jira()
                        .createIssue("ABC", "Epic", Site.summary(epic))
                        .key();
                site.jira().editIssue(story, Map.of("customfield_10014", TextNode.valueOf(key)));
                site.awaitWebhooks();
                assertThat(site.get("/stories?key=" + story)
                                .json()
                                .at("/content/0/parent/jiraKey")
                                .asText())
                        .isEqualTo(key);
            }
            site.assertExactCopy();
        }
    }

    @Test
    void aReconcileFindsWhatChangedWithoutATrace() {
        try (Site site = copied(200)) {
            site.jira().silently().renameStatus("In Progress", "Doing");
            site.jira().silently().renameComponent(site.someText("components"), "Renamed component");
            site.jira().silently().renameUser(site.someReporter(), "A New Name");
            site.jira().silently().move(site.someKey("XYZ", "Bug"), "ABC");
            site.reconcile("{}");
            site.assertExactCopy();
        }
    }

    /** Its search tells whole seconds of when an issue was updated, its webhooks and reads by id tell milliseconds. */
    @Test
    void whatAWebhookBroughtIsStillComparedWithTheSearch() {
        try (Site site = copied(60)) {
            site.post("/webhooks/register", "{}").is(200);
            String story = site.someKey("ABC", "Story");
            site.jira().editIssue(story, Site.summary("told"));
            site.awaitWebhooks();
            Instant updated = JiraTime.parse(
                            site.jira().issue(story).orElseThrow().at("/fields/updated"))
                    .orElseThrow();
            // the next change is of the same second
            site.jira().faults().clockAhead(Duration.between(Instant.now(), updated));
            site.jira().silently().editIssue(story, Site.summary("not told"));
            site.jira().faults().clockAhead(Duration.ZERO);
            site.reconcile("{}");
            site.assertExactCopy();
        }
    }

    @Test
    void anIndexThatLagsHidesNoChangeFromAWebhook() {
        try (Site site = copied(100)) {
            site.jira().faults().indexLag(Duration.ofMinutes(10));
            assertThat(site.post("/webhooks/register", "{}").status()).isEqualTo(200);
            site.jira().createIssue("ABC", "Story", Site.summary("not in the index yet"));
            site.jira().editIssue(site.someKey("XYZ", "Story"), Site.summary("not in the index either"));
            site.awaitWebhooks();
            site.assertExactCopy();
        }
    }

    @Test
    void manyIssuesThatTheSearchShowsAsTheyWereAreReadAlone() {
        try (Site site = copied(60)) {
            site.post("/webhooks/register", "{}").is(200);
            site.jira().faults().indexLag(Duration.ofMinutes(10));
            site.jira().faults().webhookDelay(Duration.ofSeconds(1));
            for (int i = 0; i < 13; i++) {
                site.jira().createIssue("ABC", "Story", Site.summary("new " + i));
            }
            site.copy().values().stream().limit(25).forEach(item -> site.jira()
                    .editIssue(item.path("jiraKey").asText(), Site.summary("changed")));
            site.awaitWebhooks();
            site.assertExactCopy();
        }
    }

    @Test
    void aBackfillIsExactWhileIssuesLeave() {
        try (Site site = Site.dataCenter(400)) {
            site.jira().faults().latency(Duration.ofMillis(20));
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(MAPPING);
            for (int i = 0; i < 20; i++) {
                site.jira().silently().delete(site.someKey(i % 2 == 0 ? "ABC" : "XYZ", "Bug"));
            }
            site.awaitJob("backfill_001", "COMPLETED");
            assertThat(site.copy().keySet()).containsAll(site.truth().keySet());
        }
    }

    @Test
    void whatNoLongerMatchesTheScopesConditionLeavesTheCopy() {
        try (Site site = Site.dataCenter(100)) {
            String story = site.someKey("ABC", "Story");
            site.jira().editIssue(story, labels("zenem"));
            site.scope("{\"projects\": [\"ABC\"], \"jql\": \"labels = zenem\"}");
            site.mapping(MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            assertThat(site.get("/stories?key=" + story)
                            .json()
                            .path("totalElements")
                            .asInt())
                    .isEqualTo(1);
            site.jira().silently().editIssue(story, labels("other"));
            site.reconcile("{}");
            assertThat(site.get("/stories?key=" + story)
                            .json()
                            .path("totalElements")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void anArchivedProjectIsTheVerdictOnItsIssues() {
        try (Site site = copied(60)) {
            site.jira().silently().archiveProject("XYZ");
            site.reconcile("{}");
            site.assertExactCopy();
            assertThat(site.get("/logs?code=ITEM_REMOVED")
                            .json()
                            .at("/content/0/message")
                            .asText())
                    .contains("archive");
        }
    }

    @Test
    void webhooksBringEveryKindOfChange() {
        try (Site site = copied(150)) {
            site.post("/webhooks/register", "{}").is(200);
            site.jira().createIssue("ABC", "Story", Site.summary("new"));
            site.jira().editIssue(site.someKey("ABC", "Story"), Site.summary("edited"));
            site.jira().transition(site.someKey("ABC", "Bug"), "Done");
            site.jira().comment(site.someKey("XYZ", "Story"), "a comment");
            site.jira().move(site.someKey("XYZ", "Bug"), "ABC");
            site.jira().delete(site.someKey("ABC", "Task"));
            site.awaitWebhooks();
            site.assertExactCopy();
            assertThat(site.reconcile("{}").path("drift").toString())
                    .isEqualTo("{\"missed\":0,\"stale\":0,\"deleted\":0}");
            site.jira().renameUser(site.someReporter(), "A New Name");
            site.awaitWebhooks();
            site.assertExactCopy();
        }
    }

    @Test
    void theWebhookIsWrittenOnceCheckedAndRemoved() {
        try (Site site = copied(20)) {
            site.post("/webhooks/register", "{}").is(200);
            site.post("/webhooks/register", "{}").is(200);
            assertThat(site.jira().webhooks().all()).singleElement().satisfies(hook -> {
                assertThat(hook.jql()).contains("project in");
                assertThat(hook.events()).contains("jira:issue_updated").doesNotContain("project_soft_deleted");
            });
            assertThat(site.post("/webhooks/check", null)
                            .is(200)
                            .json()
                            .path("state")
                            .asText())
                    .isEqualTo("ok");
            site.call("DELETE", "/webhooks").is(200);
            assertThat(site.jira().webhooks().all()).isEmpty();
        }
    }

    @Test
    void peopleAreDiscoveredByTheirKeysAndMappedByEmail() {
        try (Site site = copied(100)) {
            site.put("/zenem-users", "{\"users\": [{\"email\": \"ada@demo.example\", \"name\": \"Ada\"}]}")
                    .is(200);
            String job = site.post("/discover-users", null)
                    .is(202)
                    .json()
                    .path("jobId")
                    .asText();
            site.awaitJob(job, "COMPLETED");
            JsonNode ada = site.get("/users?search=ada").json().path("content").path(0);
            assertThat(ada.path("accountId").asText()).startsWith("JIRAUSER");
            assertThat(ada.path("zenemEmail").asText()).isEqualTo("ada@demo.example");
            assertThat(site.get("/users").json().path("totalElements").asInt()).isEqualTo(20);
        }
    }

    @Test
    void whoLeftJiraStaysWhileItemsHangOnHim() {
        try (Site site = copied(100)) {
            String busy = site.someReporter();
            site.jira().silently().removeUser(busy);
            String job = site.post("/discover-users", null)
                    .is(202)
                    .json()
                    .path("jobId")
                    .asText();
            site.awaitJob(job, "COMPLETED");
            JsonNode gone =
                    site.get("/users?search=" + busy).json().path("content").path(0);
            assertThat(gone.path("goneAt").isTextual()).as(gone.toString()).isTrue();
        }
    }

    @Test
    void versionsAndSprintsFollow() {
        try (Site site = copied(150)) {
            int version = site.jira().silently().createVersion("ABC", "9.0", Optional.empty(), Optional.empty());
            int sprint = site.jira().silently().createSprint(12, "Next one", "");
            site.reconcile("{}");
            assertThat(site.get("/releases?size=200").json().path("content").findValuesAsText("jiraId"))
                    .contains(String.valueOf(version));
            JsonNode active =
                    site.get("/sprints?boardId=12&state=active").json().path(0);
            assertThat(active.at("/storyPoints/planned").isNumber())
                    .as(active.toString())
                    .isTrue();
            assertThat(active.path("startDate").isTextual()).isTrue();
            assertThat(site.get("/sprints?boardId=12&state=future").json().findValuesAsText("id"))
                    .contains(String.valueOf(sprint));
        }
    }

    @Test
    void fieldsAreDiscoveredWithSamplesAndAMappingIsTried() {
        try (Site site = Site.dataCenter(120)) {
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            JsonNode fields = site.get("/fields?includeSamples=true&sampleCount=5")
                    .is(200)
                    .json();
            JsonNode points = field(fields, "customfield_10026");
            assertThat(points.path("samples").size()).isBetween(3, 5);
            assertThat(field(fields, "customfield_10014").path("samples").size())
                    .isPositive();
            JsonNode trial = site.post(
                            "/mappings/test",
                            "{\"sampleSize\": 50, \"projects\": [\"ABC\"], \"mapping\": " + MAPPING + "}")
                    .is(200)
                    .json();
            assertThat(trial.path("sampled").asInt()).isEqualTo(50);
            assertThat(trial.path("coveragePct").asInt()).isPositive();
        }
    }

    @Test
    void aTokenThatIsNotAcceptedFailsTheJobAndTouchesNothing() {
        try (Site site = copied(60)) {
            var before = site.copy();
            site.jira().faults().turn(Switch.DEAD_TOKEN, true);
            String job = site.post("/sync/backfill", "{\"daysBack\": 10}")
                    .json()
                    .path("jobId")
                    .asText();
            assertThat(site.awaitJob(job, "FAILED").path("lastError").asText()).contains("credentials");
            assertThat(site.copy()).isEqualTo(before);
        }
    }

    private static Map<String, JsonNode> labels(String label) {
        return Map.of("labels", JsonNodeFactory.instance.arrayNode().add(label));
    }

    private static JsonNode field(JsonNode fields, String id) {
        for (JsonNode field : fields) {
            if (field.path("id").asText().equals(id)) {
                return field;
            }
        }
        throw new AssertionError("No field " + id);
    }

    static Site copied(int issues) {
        Site site = Site.dataCenter(issues);
        site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
        site.mapping(MAPPING);
        site.awaitJob("backfill_001", "COMPLETED");
        return site;
    }
}
