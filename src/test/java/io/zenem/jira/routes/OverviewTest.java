package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an admin asks: is the copy fresh and complete, what became of that delivery, what left the copy and why. */
@QuarkusTest
class OverviewTest {
    private static Site site;

    @BeforeAll
    static void copy() {
        site = Site.live(60);
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void theOverviewCountsTheCopyAndTellsHowFreshItIs() {
        JsonNode overview = overview();
        assertThat(overview.at("/counts/stories").asInt())
                .isEqualTo(
                        site.get("/stories?size=1").json().path("totalElements").asInt());
        assertThat(overview.at("/counts/users").asInt())
                .isEqualTo(
                        site.get("/users?size=1").json().path("totalElements").asInt());
        assertThat(overview.path("provenAt").isTextual()).isTrue();
        assertThat(overview.path("ageSeconds").asInt()).isBetween(0, 600);
        // planned at the next look at the schedules, every ten seconds
        await().atMost(Duration.ofSeconds(30))
                .until(() -> overview().at("/nextRuns/weekday").isTextual());
    }

    @Test
    void anUnregisteredWebhookNeedsAttentionAndTheActionMendsIt() {
        assertThat(codes()).doesNotContain("WEBHOOK_UNREGISTERED");
        site.call("DELETE", "/webhooks");
        act(attention(site, "WEBHOOK_UNREGISTERED")).is(200);
        assertThat(codes()).doesNotContain("WEBHOOK_UNREGISTERED");
    }

    @Test
    void valuesThatNoEnumMapNamesAreCountedAndTheActionNamesThem() {
        try (Site partly = Site.bare(60)) {
            partly.scope("{\"projects\": [\"ABC\"]}");
            partly.mapping(
                    Site.MAPPING.replace(
                            "\"title\": {\"fieldId\": \"summary\"}, \"status\": {\"fieldId\": \"status\"}",
                            "\"title\": {\"fieldId\": \"summary\"}, \"status\": {\"fieldId\": \"status\", \"enumMap\": {\"Done\": \"DONE\", \"in progress\": \"IN_PROGRESS\"}}"));
            partly.awaitJob("backfill_001", "COMPLETED");
            long items = partly.jira().issues(0, Integer.MAX_VALUE).stream()
                    .filter(issue -> issue.at("/fields/project/key").asText().equals("ABC")
                            && issue.at("/fields/status/name").asText().equals("To Do")
                            && !issue.at("/fields/issuetype/name").asText().equals("Epic"))
                    .count();
            JsonNode entry = attention(partly, "ENUM_UNMAPPED");
            assertThat(entry.path("message").asText())
                    .contains("stories.status \"To Do\" (" + items + " items, now NOT_STARTED)")
                    .doesNotContain("Done")
                    .doesNotContain("In Progress");
            act(entry).is(200);
            assertThat(partly.get("/overview").json().path("attention").findValuesAsText("code"))
                    .doesNotContain("ENUM_UNMAPPED");
            assertThat(partly.get("/mappings").json().at("/content/0/active").asBoolean())
                    .isTrue();
        }
    }

    /** What many have is met in one page of a hundred, and what few have is counted all the same. */
    @Test
    void aValueThatMoreThanAHundredItemsHaveIsToldAsSuch() throws SQLException {
        try (Site large = Site.bare(60)) {
            large.scope("{\"projects\": [\"ABC\"]}");
            large.mapping(
                    Site.MAPPING.replace(
                            "\"title\": {\"fieldId\": \"summary\"}, \"status\": {\"fieldId\": \"status\"}",
                            "\"title\": {\"fieldId\": \"summary\"}, \"status\": {\"fieldId\": \"status\", \"enumMap\": {\"Done\": \"DONE\"}}"));
            large.awaitJob("backfill_001", "COMPLETED");
            String before = attention(large, "ENUM_UNMAPPED").path("message").asText();
            Rows.change(
                    """
                    insert into jira.item (connector_id, jira_id, entity, jira_key, project_id, issue_type, fields, refs, updated, observed_at,
                        mapping_version, source, last_sync)
                    select connector_id, 1000000 + n, entity, 'ABC-' || 1000000 + n, project_id, issue_type, fields, refs, updated, observed_at,
                        mapping_version, source, last_sync
                    from (select i.* from jira.label l join jira.item i using (connector_id)
                        where i.connector_id = ? and i.entity = 'story' and l.text = 'In Progress' and i.refs @> array[l.ref] limit 1) i,
                        generate_series(1, 40000) n
                    """,
                    large.id);
            String after = attention(large, "ENUM_UNMAPPED").path("message").asText();
            assertThat(after).contains("stories.status \"In Progress\" (more than 100 items, now IN_PROGRESS)");
            assertThat(before).doesNotContain("more than");
            assertThat(counted(after)).isNotEmpty().isSubsetOf(counted(before));
        }
    }

    /** The values that a message tells with the number of their items. */
    private static List<String> counted(String message) {
        return Pattern.compile("\\S+ \"[^\"]+\" \\(\\d+ items, now \\w+\\)")
                .matcher(message)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static JsonNode attention(Site of, String code) {
        JsonNode attention = of.get("/overview").json().path("attention");
        return attention
                .valueStream()
                .filter(found -> found.path("code").asText().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " is not in " + attention));
    }

    /** Runs the action of an entry, as whoever reads it would. */
    private static Service.Answer act(JsonNode entry) {
        JsonNode action = entry.path("action");
        return Service.call(
                action.path("method").asText(),
                action.path("path").asText(),
                action.path("body").isNull() ? null : action.path("body").toString(),
                Service.token("connector-admin"));
    }

    @Test
    void everyDeliveryIsInTheLedgerWithWhatBecameOfIt() {
        String key = site.someKey("ABC", "Story");
        site.jira().editIssue(key, Site.summary("once"));
        site.awaitWebhooks();
        JsonNode found = site.get("/webhooks/deliveries?event=jira:issue_updated&key=" + key)
                .json();
        assertThat(found.path("totalElements").asInt()).isPositive();
        JsonNode delivery = found.at("/content/0");
        assertThat(delivery.path("outcome").asText()).isEqualTo("applied");
        assertThat(delivery.path("jiraKey").asText()).isEqualTo(key);
        assertThat(delivery.path("latencyMs").asLong()).isNotNegative();
        assertThat(site.get("/webhooks/deliveries/"
                                + delivery.path("deliveryId").asText())
                        .json())
                .isEqualTo(delivery);
        assertThat(site.get("/webhooks/deliveries/99999999999999999999").status())
                .isEqualTo(404);
    }

    @Test
    void theLedgerAccountsForEveryDeliveryThatWasAccepted() {
        site.jira().editIssue(site.someKey("ABC", "Story"), Site.summary("twice"));
        site.awaitWebhooks();
        int sum = List.of("applied", "stale", "out_of_scope", "ignored", "dead", "pending").stream()
                .mapToInt(outcome -> site.get("/webhooks/deliveries?outcome=" + outcome)
                        .json()
                        .path("totalElements")
                        .asInt())
                .sum();
        JsonNode status = site.get("/webhooks/status").json();
        assertThat(sum).isEqualTo(status.path("events24h").asInt());
        assertThat(site.get("/webhooks/deliveries?size=200").json().path("content"))
                .extracting(delivery -> delivery.path("receivedAt").asText())
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void completenessTellsTheShareThatWebhooksBrought() {
        site.jira().editIssue(site.someKey("ABC", "Story"), Site.summary("told"));
        site.awaitWebhooks();
        JsonNode before = site.get("/webhooks/completeness?days=1").json();
        assertThat(before.path("events"))
                .anySatisfy(event -> assertThat(event.path("event").asText()).isEqualTo("jira:issue_updated"));
        assertThat(before.path("projects"))
                .anySatisfy(project ->
                        assertThat(project.path("projectKey").asText()).isEqualTo("ABC"));
        site.jira().silently().editIssue(site.someKey("ABC", "Bug"), Site.summary("unreported"));
        site.reconcile("{}");
        JsonNode after = site.get("/webhooks/completeness?days=1").json();
        assertThat(after.path("foundByReconciles").asInt())
                .isGreaterThan(before.path("foundByReconciles").asInt());
        assertThat(after.path("share").asDouble()).isBetween(0.0, 0.999);
        assertThat(found(after, "/events", "event", "jira:issue_updated"))
                .isEqualTo(found(before, "/events", "event", "jira:issue_updated") + 1);
        assertThat(found(after, "/projects", "projectKey", "ABC"))
                .isEqualTo(found(before, "/projects", "projectKey", "ABC") + 1);
    }

    @Test
    void whatReconcilesFoundIsToldByEventAndByProject() {
        try (Site lossy = Site.live(60)) {
            lossy.jira().delete(lossy.someKey("XYZ", "Task"));
            lossy.awaitWebhooks();
            lossy.jira().silently().createIssue("ABC", "Task", Site.summary("unreported"));
            lossy.jira().silently().delete(lossy.someKey("ABC", "Sub-task"));
            lossy.jira().silently().editIssue(lossy.someKey("XYZ", "Story"), Site.summary("unreported"));
            lossy.jira().silently().createVersion("ABC", "9.9", Optional.empty(), Optional.empty());
            lossy.reconcile("{}");
            JsonNode told = lossy.get("/webhooks/completeness").json();
            assertThat(told.path("foundByReconciles").asInt()).isEqualTo(4);
            for (String event :
                    List.of("jira:issue_created", "jira:issue_updated", "jira:issue_deleted", "jira:version_created")) {
                assertThat(found(told, "/events", "event", event)).as(event).isEqualTo(1);
            }
            assertThat(found(told, "/projects", "projectKey", "ABC")).isEqualTo(2);
            assertThat(found(told, "/projects", "projectKey", "XYZ")).isEqualTo(1);
            assertThat(told.at("/projects/0").toString())
                    .startsWith("{\"projectKey\":\"XYZ\",\"applied\":1,\"foundByReconciles\":1,\"share\":0.5");
        }
    }

    private static int found(JsonNode told, String list, String name, String value) {
        return told.at(list)
                .valueStream()
                .filter(row -> row.path(name).asText().equals(value))
                .mapToInt(row -> row.path("foundByReconciles").asInt())
                .sum();
    }

    @Test
    void whatLeftTheCopyIsListedWithItsKeyAndWhy() {
        String key = site.someKey("ABC", "Task");
        site.jira().delete(key);
        site.awaitWebhooks();
        assertThat(site.get("/deletions?verdict=deleted").json().path("content"))
                .anySatisfy(deletion -> {
                    assertThat(deletion.path("jiraKey").asText()).isEqualTo(key);
                    assertThat(deletion.path("evidence").asText()).contains("webhook");
                });
    }

    @Test
    void whatAJobWouldRemoveIsListedBeforeAnybodyConfirms() {
        try (Site held = Site.copied(300)) {
            held.jira().silently().deleteProject("XYZ");
            String job = held.post("/sync/reconcile", "{}").json().path("jobId").asText();
            int pending = held.awaitJob(job, "NEEDS_CONFIRMATION")
                    .path("pendingDeletions")
                    .asInt();
            JsonNode removals =
                    held.get("/sync/jobs/" + job + "/removals?size=200").json();
            assertThat(removals.path("totalElements").asInt()).isEqualTo(pending);
            assertThat(removals.at("/content/0/title").asText()).isNotEmpty();
            assertThat(removals.path("content").findValuesAsText("kind")).contains("issue", "sprint");
            assertThat(removals.path("content")).anySatisfy(removal -> assertThat(removal.path("jiraKey")
                                    .asText() + " " + removal.path("verdict").asText())
                    .matches("XYZ-\\d+ project_gone"));
            assertThat(held.get("/overview").json().at("/attention/0/code").asText())
                    .isEqualTo("DELETIONS_WAIT");
        }
    }

    @Test
    void completenessIsProvedByJirasOwnCountOfEachProject() {
        assertThat(site.get("/coverage").json().at("/projects/0/state").asText())
                .isEqualTo("unproven");
        site.jira().forgetRequests();
        JsonNode proved = site.post("/coverage", "").json();
        assertThat(site.jira().requests().total()).as("one count a project").isEqualTo(2);
        assertThat(proved.path("complete").asBoolean()).as(proved.toString()).isTrue();
        assertThat(proved.path("projects"))
                .extracting(project -> project.path("projectKey").asText())
                .containsExactly("ABC", "XYZ");
        site.jira().silently().createIssue("ABC", "Task", Site.summary("nobody told"));
        JsonNode again = site.post("/coverage", "").json();
        assertThat(again.path("complete").asBoolean()).isFalse();
        assertThat(again.at("/projects/0/difference").asInt()).isEqualTo(1);
        assertThat(site.get("/coverage").json()).isEqualTo(again);
        site.reconcile("{}");
        assertThat(site.post("/coverage", "").json().path("complete").asBoolean())
                .isTrue();
    }

    @Test
    void whatIsRestrictedHiddenOrADeadLetterIsNeverComplete() {
        try (Site partly = Site.bare(60)) {
            partly.jira().breakIssue(partly.someKey("XYZ", "Sub-task"));
            partly.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            partly.mapping(Site.MAPPING);
            partly.awaitJob("backfill_001", "COMPLETED");
            partly.jira().silently().hide(partly.someKey("ABC", "Sub-task"), true);
            JsonNode proved = partly.post("/coverage", "").json();
            assertThat(proved.path("complete").asBoolean()).isFalse();
            assertThat(coverage(proved)).containsExactly("ABC different -1 0", "XYZ dead_letters 1 1");

            partly.jira().silently().deleteProject("XYZ");
            partly.reconcile("{}");
            JsonNode hidden = partly.post("/coverage", "").json();
            assertThat(hidden.path("complete").asBoolean()).isFalse();
            assertThat(coverage(hidden).get(0)).isEqualTo("ABC complete 0 0");
            assertThat(coverage(hidden).get(1)).startsWith("null hidden ");
            assertThat(partly.get("/deletions?verdict=not_found")
                            .json()
                            .at("/content/0/evidence")
                            .asText())
                    .contains("no longer visible to the account");
        }
    }

    private static List<String> coverage(JsonNode answer) {
        return answer.path("projects")
                .valueStream()
                .map(project -> project.path("projectKey").asText() + " "
                        + project.path("state").asText() + " "
                        + project.path("difference").asText() + " "
                        + project.path("deadLetters").asText())
                .toList();
    }

    @Test
    void whatCanBeChosenAtJiraComesInPages() {
        assertThat(site.get("/site/projects?search=abc")
                        .json()
                        .at("/content/0/key")
                        .asText())
                .isEqualTo("ABC");
        JsonNode boards = site.get("/site/boards?size=1").json();
        assertThat(boards.path("content")).hasSize(1);
        assertThat(site.get("/site/issue-types?search=epic").json().path("content"))
                .isNotEmpty()
                .allSatisfy(
                        type -> assertThat(type.path("hierarchyLevel").asInt()).isEqualTo(1));
        assertThat(site.get("/site/statuses?search=done")
                        .json()
                        .at("/content/0/category")
                        .asText())
                .isEqualTo("done");
    }

    @Test
    void aDataCenterGivesAllItsProjectsAndTheyAreSearchedHere() {
        try (Site dataCenter = Site.dataCenter(20)) {
            JsonNode found = dataCenter.get("/site/projects?search=abc&size=1").json();
            assertThat(found.at("/content/0/key").asText()).isEqualTo("ABC");
            assertThat(found.path("totalElements").asInt())
                    .isLessThan(dataCenter
                            .get("/site/projects")
                            .json()
                            .path("totalElements")
                            .asInt());
        }
    }

    private static JsonNode overview() {
        return site.get("/overview").json();
    }

    private static List<String> codes() {
        return overview().path("attention").findValuesAsText("code");
    }
}
