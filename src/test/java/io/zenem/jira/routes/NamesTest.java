package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Ids decide; a name is for showing, may change at any time, and is another one in the language of whoever acts. */
@QuarkusTest
class NamesTest {
    private static final String MAPPING =
            """
            {"versionName": "names",
             "projects": {"name": {"fieldId": "summary"}, "status": {"fieldId": "status"}},
             "stories": {"title": {"fieldId": "summary"}, "status": {"fieldId": "status", "enumMap": {"In Progress": "BLOCKED"}},
               "priority": {"fieldId": "priority"}, "type": {"fieldId": "issuetype"}}}
            """;
    private static final DateTimeFormatter JIRA = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    @Test
    void aBodyInAnotherLanguageChangesNoNameNoScopeAndNoMappedStatus() {
        try (Site site = copied(Site.bare(40))) {
            String key = site.someKey("ABC", "Story");
            JsonNode before = story(site, key);
            deliver(site, key, "История");
            JsonNode story = story(site, key);
            assertThat(story.path("title").asText()).isEqualTo("Changed");
            assertThat(story.path("type").asText()).isEqualTo("Story");
            assertThat(story.path("priority")).isEqualTo(before.path("priority"));
            assertThat(story.path("status").asText()).isEqualTo("BLOCKED");
            assertThat(site.jira().requests().to("POST /rest/api/:v/issue/bulkfetch"))
                    .isZero();
        }
    }

    @Test
    void anEpicOfDataCenterIsOneInEveryLanguage() {
        try (Site site = copied(Site.dataCenter(40))) {
            String key = site.someKey("ABC", "Epic");
            deliver(site, key, "Эпик");
            JsonNode epics = site.get("/projects?key=" + key).json().path("content");
            assertThat(epics.findValuesAsText("name")).containsExactly("Changed");
        }
    }

    @Test
    void aTypeThatGotAnotherNameStaysInScopeBeforeTheNextJob() {
        try (Site site = copied(Site.bare(40))) {
            String key = site.someKey("ABC", "Story");
            site.jira().silently().renameType("Story", "User Story");
            deliver(site, key, "User Story");
            assertThat(story(site, key).path("title").asText()).isEqualTo("Changed");
        }
    }

    @Test
    void anEpicTypeOfDataCenterThatGotAnotherNameStaysOne() {
        try (Site site = copied(Site.dataCenter(40))) {
            int epics = total(site, "/projects");
            int stories = total(site, "/stories");
            String key = site.someKey("ABC", "Epic");
            site.jira().silently().renameType("Epic", "Initiative");
            site.reconcile("{}");
            deliver(site, key, "Initiative");
            assertThat(total(site, "/projects")).isEqualTo(epics).isPositive();
            assertThat(total(site, "/stories")).isEqualTo(stories);
        }
    }

    @Test
    void aTypeThatGetsAnotherNameGoesOnToBeDelivered() {
        try (Site site = copied(Site.bare(40))) {
            site.post("/webhooks/register", "{}").is(200);
            String key = site.someKey("ABC", "Story");
            site.jira().silently().renameType("Story", "User Story");
            site.jira().editIssue(key, Site.summary("Told all the same"));
            site.awaitWebhooks();
            assertThat(story(site, key).path("title").asText()).isEqualTo("Told all the same");
            site.reconcile("{}");
            assertThat(site.get("/scope").json().path("issueTypes").toString())
                    .contains("User Story")
                    .doesNotContain("\"Story\"");
        }
    }

    @Test
    void aTypeThatGetsAnotherNameGoesOnToBeDeliveredWhereTheScopeHasAConditionOfItsOwn() {
        try (Site site = Site.bare(40)) {
            site.scope(
                    "{\"projects\": [\"ABC\"], \"issueTypes\": [\"Story\"], \"jql\": \"labels is empty or labels is not empty\"}");
            site.mapping(MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            site.post("/webhooks/register", "{}").is(200);
            String key = site.someKey("ABC", "Story");
            site.jira().silently().renameType("Story", "User Story");
            site.jira().editIssue(key, Site.summary("Told all the same"));
            site.awaitWebhooks();
            assertThat(story(site, key).path("title").asText()).isEqualTo("Told all the same");
        }
    }

    @Test
    void aBackfillOutlivesATypeThatGetsAnotherNameMeanwhile() {
        try (Site site = Site.bare(300)) {
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"], \"issueTypes\": [\"Epic\", \"Story\"]}");
            site.jira().faults().latency(Duration.ofMillis(400));
            site.mapping(MAPPING);
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> site.jira().requests().to("POST /rest/api/:v/search/jql") > 1);
            site.jira().silently().renameType("Story", "User Story");
            site.jira().faults().latency(Duration.ZERO);
            site.awaitJob("backfill_001", "COMPLETED");
            assertThat(site.get("/logs").json().path("content").findValuesAsText("code"))
                    .contains("JOB_RESTARTED");
            assertThat(total(site, "/stories")).isPositive();
        }
    }

    @Test
    void anEnumMapGoesOnToMeanTheStatusThatItNamedWhenItWasSaved() {
        try (Site site = copied(Site.bare(40))) {
            String key = site.someKey("ABC", "Story");
            site.jira().silently().renameStatus("In Progress", "Doing");
            site.jira().silently().editIssue(key, Site.summary("Changed"));
            site.reconcile("{}");
            JsonNode story = story(site, key);
            assertThat(story.path("title").asText()).isEqualTo("Changed");
            assertThat(story.path("status").asText()).isEqualTo("BLOCKED");
            assertThat(site.get("/mappings/map_names")
                            .json()
                            .at("/stories/status")
                            .toString())
                    .isEqualTo("{\"enumMap\":{\"Doing\":\"BLOCKED\"},\"fieldId\":\"status\"}");
        }
    }

    @Test
    void namesThatNobodyKnewWhenTheyWereSavedAreIdsFromTheFirstBackfillOn() {
        String mapping = MAPPING.replace(
                "\"priority\": {",
                """
                "attributes.severity": {"fieldId": "customfield_10030", "type": "string", "enumMap": {"high": "H"}},
                "components": {"fieldId": "components", "enumMap": {"%s": "OPS"}}, "priority": {""");
        Site site = Site.bare(100);
        String component = site.jira().issues(0, 100).stream()
                .filter(issue -> issue.at("/fields/project/key").asText().equals("ABC"))
                .map(issue -> issue.at("/fields/components/0/name").asText())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseThrow();
        try (Site copied = copied(site, mapping.formatted(component))) {
            Map<String, JsonNode> before = copied.copy();
            assertThat(before.toString()).contains("\"H\"", "\"OPS\"");
            copied.jira().silently().renameOption("customfield_10030", "High", "Very high");
            copied.jira().silently().renameComponent(component, "Renamed");
            copied.reconcile("{}");
            assertThat(copied.copy()).as("no issue was touched").isEqualTo(before);
            for (String key : before.values().stream()
                    .map(item -> item.path("jiraKey").asText())
                    .toList()) {
                copied.jira().silently().editIssue(key, Site.summary("Changed"));
            }
            copied.reconcile("{}");
            assertThat(copied.copy().toString()).contains("\"H\"", "\"OPS\"").doesNotContain("Very high", "Renamed");
            assertThat(copied.get("/mappings/map_names").json().at("/stories").toString())
                    .contains("{\"Very high\":\"H\"}", "{\"Renamed\":\"OPS\"}");
        }
    }

    @Test
    void aStatusThatTakesTheNameOfOneThatWasMappedIsNotMapped() {
        try (Site site = copied(Site.bare(40))) {
            String other = site.someKey("ABC", "Task");
            site.jira().transition(other, "In Review");
            site.reconcile("{}");
            String key = site.someKey("ABC", "Story");
            site.jira().silently().renameStatus("In Progress", "Doing");
            site.jira().silently().renameStatus("In Review", "In Progress");
            site.jira().silently().editIssue(other, Site.summary("Changed"));
            site.reconcile("{}");
            assertThat(story(site, key).path("status").asText()).isEqualTo("BLOCKED");
            assertThat(story(site, other).path("status").asText()).isEqualTo("IN_PROGRESS");
            assertThat(story(site, other).path("title").asText()).isEqualTo("Changed");
        }
    }

    @Test
    void aTestOfTheActiveVersionDoesNotWarnOfAKeyThatFollowedARename() {
        try (Site site = copied(Site.bare(40))) {
            site.jira().silently().renameStatus("In Progress", "Doing");
            assertThat(site.post("/mappings/test", "{}")
                            .is(200)
                            .json()
                            .path("warnings")
                            .toString())
                    .doesNotContain("In Progress");
        }
    }

    @Test
    void aRenameShowsEverywhereAndNoIssueIsReadForIt() throws SQLException {
        try (Site site = copied(Site.bare(40))) {
            String key = site.someKey("ABC", "Story");
            String id = site.jira().issue(key).orElseThrow().path("id").asText();
            site.jira().silently().renameType("Story", "User Story");
            try (Heard heard = new Heard(site.id)) {
                assertThat(site.reconcile("{}").at("/progress/upserts").asInt()).isZero();
                assertThat(heard.of("story", id)).contains("updated");
                assertThat(heard.last("story").at("/item/type").asText()).isEqualTo("User Story");
            }
            assertThat(story(site, key).path("type").asText()).isEqualTo("User Story");
            assertThat(Rows.text(
                            "select type from zenem.stories where source_connection_id = ? and jira_key = ?",
                            site.id,
                            key))
                    .isEqualTo("User Story");
        }
    }

    @Test
    void aStatusThatIsRenamedToWhatAnEnumMapNamesIsMappedAgainFromWhatIsStored() throws SQLException {
        try (Site site = copied(Site.bare(40), MAPPING.replace("In Progress", "Doing"))) {
            String key = site.someKey("ABC", "Story");
            assertThat(story(site, key).path("status").asText()).isEqualTo("IN_PROGRESS");
            site.jira().silently().renameStatus("In Progress", "Doing");
            try (Heard heard = new Heard(site.id)) {
                site.reconcile("{\"windowDays\": 1}");
                heard.everything();
            }
            assertThat(story(site, key).path("status").asText()).isEqualTo("BLOCKED");
            assertThat(Rows.count(
                            "select count(*) from jira.item where connector_id = ? and entity = 'story' and 'status:3' = any (refs) and status <> 'BLOCKED'",
                            site.id))
                    .isZero();
        }
    }

    @Test
    void anIssueIsReadWhereWhatIsStoredOfItDoesNotTellWhatARenameMakesOfIt() throws SQLException {
        try (Site site = Site.bare(150)) {
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(
                    Site.MAPPING.replace(
                            "\"attributes.start\"",
                            """
                            "attributes.version": {"fieldId": "fixVersions", "type": "string", "enumMap": {"Renamed": "KNOWN"}},
                            "attributes.any": {"fieldId": "versions", "fallbackFieldIds": ["fixVersions"], "type": "string", "enumMap": {"Renamed": "KNOWN"}},
                            "attributes.start\""""));
            site.awaitJob("backfill_001", "COMPLETED");
            site.jira().silently().editVersion(Integer.parseInt(site.someText("releases")), "Renamed", "");
            site.reconcile("{}");
            await().atMost(Duration.ofSeconds(20)).untilAsserted(site::assertExactCopy);
            assertThat(Rows.count(
                            "select count(*) from jira.item where connector_id = ? and fields::text like '%KNOWN%'",
                            site.id))
                    .isPositive();
        }
    }

    @Test
    void aNameThatJiraDoesNotTranslateIsAnotherOneWithTheFirstBodyThatHasIt() {
        String mapping =
                MAPPING.replace("\"priority\": {", "\"components\": {\"fieldId\": \"components\"}, \"priority\": {");
        try (Site site = copied(Site.bare(100), mapping)) {
            site.post("/webhooks/register", "{}").is(200);
            JsonNode story = site.copy().values().stream()
                    .filter(item -> !item.path("components").path(0).isMissingNode())
                    .findFirst()
                    .orElseThrow();
            String name = story.at("/components/0").asText();
            site.jira().silently().renameComponent(name, "Renamed");
            site.jira().editIssue(story.path("jiraKey").asText(), Site.summary("Changed"));
            site.awaitWebhooks();
            assertThat(site.copy().toString())
                    .contains("\"Changed\"", "\"Renamed\"")
                    .doesNotContain("\"" + name + "\"");
        }
    }

    @Test
    void aPersonWithAnotherNameHasItInTextToo() {
        String mapping = MAPPING.replace(
                "\"priority\": {",
                "\"reporter\": {\"fieldId\": \"reporter\"}, \"attributes.by\": {\"fieldId\": \"reporter\", \"type\": \"string\"}, \"priority\": {");
        try (Site site = copied(Site.bare(40), mapping)) {
            String account = site.copy().values().stream()
                    .map(item -> item.at("/reporter/accountId").asText())
                    .filter(id -> !id.isEmpty())
                    .findFirst()
                    .orElseThrow();
            site.jira().silently().renameUser(account, "Another Name");
            site.awaitJob(
                    site.post("/discover-users", null)
                            .is(202)
                            .json()
                            .path("jobId")
                            .asText(),
                    "COMPLETED");
            assertThat(site.copy().values().stream()
                            .filter(item ->
                                    item.at("/reporter/accountId").asText().equals(account))
                            .map(item -> item.at("/attributes/by").asText()))
                    .isNotEmpty()
                    .containsOnly("Another Name");
        }
    }

    @Test
    void anIssueWhosePeopleHaveOtherNamesIsNoDrift() throws SQLException {
        try (Site site = Site.copied(40)) {
            String account = site.someReporter();
            site.jira().silently().renameUser(account, "Another Name");
            JsonNode job = site.reconcile("{\"windowDays\": 3650}");
            assertThat(job.at("/drift/stale").asInt()).isZero();
            assertThat(site.copy().values().stream()
                            .filter(item ->
                                    item.at("/reporter/accountId").asText().equals(account))
                            .map(item -> item.at("/reporter/displayName").asText()))
                    .isNotEmpty()
                    .containsOnly("Another Name");
        }
    }

    @Test
    void aNameThatIsHiddenLaterIsShownNoMore() throws SQLException {
        try (Site site = Site.copied(40)) {
            String account = site.someReporter();
            site.jira().silently().renameUser(account, "");
            site.reconcile("{\"windowDays\": 3650}");
            assertThat(site.copy().values().stream()
                            .filter(item ->
                                    item.at("/reporter/accountId").asText().equals(account))
                            .map(item -> item.at("/reporter/displayName").isNull()))
                    .isNotEmpty()
                    .containsOnly(true);
        }
    }

    private static Site copied(Site site) {
        return copied(site, MAPPING);
    }

    private static Site copied(Site site, String mapping) {
        site.jira().transition(site.someKey("ABC", "Story"), "In Progress");
        site.scope("{\"projects\": [\"ABC\"], \"issueTypes\": [\"Epic\", \"Story\", \"Task\", \"Bug\"]}");
        site.mapping(mapping);
        site.awaitJob("backfill_001", "COMPLETED");
        return site;
    }

    /** What Jira would send of an edit by somebody who uses it in another language. */
    private static void deliver(Site site, String key, String type) {
        ManualWebhook.register(site);
        site.jira().forgetRequests();
        ObjectNode issue = (ObjectNode) site.jira().issue(key).orElseThrow().deepCopy();
        ObjectNode fields = issue.withObject("/fields");
        fields.put("summary", "Changed");
        fields.put("updated", OffsetDateTime.now(ZoneOffset.UTC).format(JIRA));
        fields.withObject("/issuetype").put("name", type).remove("hierarchyLevel");
        fields.withObject("/status").put("name", "В работе");
        if (fields.path("priority").isObject()) {
            fields.withObject("/priority").put("name", "Средний");
        }
        ManualWebhook.deliver(
                site,
                "{\"webhookEvent\": \"jira:issue_updated\", \"timestamp\": %d, \"issue\": %s}"
                        .formatted(System.currentTimeMillis(), issue));
        site.awaitWebhooks();
    }

    private static JsonNode story(Site site, String key) {
        return site.get("/stories?key=" + key).is(200).json().at("/content/0");
    }

    private static int total(Site site, String path) {
        return site.get(path).json().path("totalElements").asInt();
    }
}
