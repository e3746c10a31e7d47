package io.zenem.jira.routes;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.webhook.HmacSignature;
import io.zenem.jirasim.DemoFaults.Delivery;
import io.zenem.jirasim.DemoFaults.Failure;
import io.zenem.jirasim.DemoFaults.Switch;
import io.zenem.jirasim.DemoIssue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** From a delivery to the copy. */
@QuarkusTest
class WebhookTest {
    private static final String SECRET = "a secret of the admin's own";

    @Test
    void everyKindOfChangeArrives() {
        try (Site site = Site.live(150)) {
            changeEverything(site);
            site.awaitWebhooks();
            site.assertExactCopy();
        }
    }

    @Test
    void aProjectThatComesBackFromTheArchiveIsBackInTheCopyAndInTheFilter() {
        try (Site site = Site.live(150)) {
            site.put("/settings", "{\"deletionGuardPercent\": 100}").is(200);
            site.jira().archiveProject("XYZ");
            site.awaitWebhooks();
            site.awaitJob("recon_001", "COMPLETED");
            site.assertExactCopy();
            site.jira().restoreProject("XYZ");
            site.awaitWebhooks();
            site.awaitJob("recon_002", "COMPLETED");
            site.assertExactCopy();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> site.jira().webhooks().all().get(0).jql().contains("10011"));
        }
    }

    @Test
    void whatChangedWhileWebhooksWereOffIsFetchedWhenTheyAreOnAgain() throws SQLException {
        try (Site site = Site.live(20)) {
            site.put("/settings", "{\"webhooksEnabled\": false}").is(200);
            Rows.change("update jira.webhook set good_at = now() - interval '10 days' where connector_id = ?", site.id);
            site.jira().editIssue(site.someKey("ABC", "Story"), Site.summary("refused"));
            site.awaitWebhooks();
            site.put("/settings", "{\"webhooksEnabled\": true}").is(200);
            assertThat(site.awaitJob("recon_001", "COMPLETED")
                            .at("/request/windowDays")
                            .asInt())
                    .isEqualTo(11);
            site.assertExactCopy();
        }
    }

    @Test
    void bodiesAloneSufficeWhereNoMappedFieldDiffersInThem() {
        try (Site site = Site.live(150)) {
            site.mapping(Site.MAPPING.replaceAll("\"description\": \\{\"fieldId\": \"description\"}, ", ""));
            String job = site.post("/sync/backfill", "{\"daysBack\": 3650}")
                    .json()
                    .path("jobId")
                    .asText();
            site.awaitJob(job, "COMPLETED");
            site.jira().forgetRequests();
            site.jira().editIssue(site.someKey("ABC", "Story"), Map.of("customfield_10026", IntNode.valueOf(21)));
            site.jira().transition(site.someKey("ABC", "Bug"), "Done");
            site.awaitWebhooks();
            site.assertExactCopy();
            assertThat(site.jira().requests().to("POST /rest/api/:v/issue/bulkfetch"))
                    .isZero();
        }
    }

    @Test
    void lostRepeatedAndReorderedDeliveriesAreHarmlessAfterAReconcile() {
        try (Site site = Site.live(150)) {
            site.jira()
                    .faults()
                    .deliveries(Delivery.LOST, 0.2)
                    .deliveries(Delivery.DUPLICATED, 0.3)
                    .deliveries(Delivery.REORDERED, 0.5);
            for (int i = 0; i < 5; i++) {
                changeEverything(site);
            }
            site.awaitWebhooks();
            site.reconcile("{}");
            site.assertExactCopy();
        }
    }

    @Test
    void thePointsOfAnActiveSprintFollowItsIssues() {
        try (Site site = Site.live(150)) {
            JsonNode sprint = site.get("/sprints?state=active").json().path(0);
            int planned = site.points(sprint.path("id").asInt(), "planned");
            DemoIssue added =
                    site.jira().createIssue("ABC", "Story", Map.of("customfield_10026", IntNode.valueOf(100)));
            site.jira().addToSprint(sprint.path("id").asInt(), added.key());
            await().until(() -> site.points(sprint.path("id").asInt(), "planned") == planned + 100);
            int completed = site.points(sprint.path("id").asInt(), "completed");
            site.jira().transition(added.key(), "Done");
            await().until(() -> site.points(sprint.path("id").asInt(), "completed") == completed + 100);
            site.jira().delete(added.key());
            await().until(() -> site.points(sprint.path("id").asInt(), "planned") == planned);
        }
    }

    @Test
    void whatJiraCannotReadIsSetAsideAndNotRemoved() {
        try (Site site = Site.live(100)) {
            String key = site.jira().issues(0, 100).stream()
                    .filter(issue -> issue.path("id").asLong() % 7 == 0)
                    .map(issue -> issue.path("key").asText())
                    .filter(name -> !name.startsWith("TEAM"))
                    .findFirst()
                    .orElseThrow();
            site.jira().faults().turn(Switch.UNREADABLE_BY_ID, true);
            site.jira().editIssue(key, Site.summary("cannot be read"));
            site.awaitWebhooks();
            assertThat(site.get("/webhooks/status")
                            .json()
                            .at("/outcomes24h/dead")
                            .asInt())
                    .isEqualTo(1);
            assertThat(site.copy()).hasSameSizeAs(site.truth());
            site.jira().faults().turn(Switch.UNREADABLE_BY_ID, false);
            site.reconcile("{}");
            site.assertExactCopy();
        }
    }

    @Test
    void aNameThatIssuesShowAsTextFollowsItsEvent() {
        try (Site site = Site.bare(150)) {
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(
                    Site.MAPPING.replace(
                            "\"attributes.start\"",
                            """
                    "attributes.lead": {"fieldId": "reporter"}, "attributes.iterations": {"fieldId": "customfield_10020", "type": "array"},
                    "attributes.versions": {"fieldId": "fixVersions", "type": "array"}, "attributes.start\""""));
            site.awaitJob("backfill_001", "COMPLETED");
            assertThat(site.post("/webhooks/register", "{}").status()).isEqualTo(200);
            site.jira().editVersion(Integer.parseInt(site.someText("releases")), "Renamed version", "");
            site.jira().editSprint(Integer.parseInt(site.someText("sprints")), "Renamed sprint", "a goal");
            site.jira().renameUser(site.someReporter(), "Renamed Person");
            site.awaitWebhooks();
            await().atMost(Duration.ofSeconds(20)).untilAsserted(site::assertExactCopy);
        }
    }

    @Test
    void whatHasTheNumberOfARenamedVersionAndIsNoneKeepsItsName() throws SQLException {
        try (Site site = Site.live(100)) {
            String version = site.someText("releases");
            Rows.change(
                    "insert into jira.label (connector_id, ref, text) values (?, 'component:' || ?, 'A component')",
                    site.id,
                    version);
            site.jira().editVersion(Integer.parseInt(version), "Renamed version", "");
            site.awaitWebhooks();
            assertThat(Rows.text(
                            "select text from jira.label where connector_id = ? and ref = 'component:' || ?",
                            site.id,
                            version))
                    .isEqualTo("A component");
        }
    }

    @Test
    void whatIsReadAgainWithoutAWebhookIsRemovedWithItsVerdict() throws SQLException {
        try (Site site = Site.bare(60)) {
            site.scope("{\"projects\": [\"ABC\"]}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            String moved = site.someKey("ABC", "Story");
            String retired = site.someKey("ABC", "Task");
            site.jira().silently().move(moved, "XYZ");
            site.jira().silently().delete(retired);
            Rows.change(
                    """
                    insert into jira.delivery (connector_id, identifier, event, issue_id)
                    select connector_id, 'reread:' || jira_id, 'reread', jira_id from jira.item
                    where connector_id = ? and jira_key in (?, ?)
                    """,
                    site.id,
                    moved,
                    retired);
            site.awaitWebhooks();
            JsonNode gone = site.get("/deletions?verdict=moved").json().path("content");
            // its sub-tasks moved with it
            assertThat(gone.findValuesAsText("jiraKey")).contains(moved);
            assertThat(gone.findValuesAsText("evidence"))
                    .allSatisfy(evidence -> assertThat(evidence).startsWith("it lives under XYZ-"));
            JsonNode lost = site.get("/deletions?verdict=not_found").json().path("content");
            assertThat(lost.findValuesAsText("jiraKey")).contains(retired);
            assertThat(lost.findValuesAsText("evidence"))
                    .allSatisfy(evidence -> assertThat(evidence).startsWith("Jira does not find it by id"));
        }
    }

    @Test
    void whatTheServiceAsksOfItselfIsNoEventOfJiras() throws SQLException {
        try (Site site = Site.copied(20)) {
            Rows.change(
                    "insert into jira.delivery (connector_id, identifier, event, outcome) values (?, 'reread:1', 'reread', 'applied')",
                    site.id);
            JsonNode status = site.get("/webhooks/status").json();
            assertThat(status.path("lastEventAt").isNull()).isTrue();
            assertThat(status.path("events24h").asInt()).isZero();
        }
    }

    @Test
    void whileJiraIsAwayTheWholeInboxWaits() throws SQLException {
        try (Site site = Site.live(20)) {
            site.jira().faults().onlyPaths("bulkfetch").probability(Failure.SERVER_ERROR, 1);
            site.jira().editIssue(site.someKey("ABC", "Story"), Site.summary("waits"));
            // the inbox is leased to nobody until its deliveries are tried again
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Rows.count(
                                    """
                                    select count(*) from jira.delivery d join jira.lease l on l.name = 'inbox:' || d.connector_id
                                    where d.connector_id = ? and d.outcome is null and l.until = d.run_after
                                    """,
                                    site.id)
                            == 1);
            site.jira().faults().clear();
            site.awaitWebhooks();
            site.assertExactCopy();
        }
    }

    @Test
    void aSlowJiraHoldsUpItsOwnConnectorOnly() {
        try (Site slow = Site.live(20);
                Site quick = Site.live(20)) {
            slow.jira().faults().latency(Duration.ofSeconds(8));
            slow.jira().editIssue(slow.someKey("ABC", "Story"), Site.summary("waits for Jira"));
            await().until(() ->
                    slow.get("/webhooks/status").json().path("pending").asInt() == 1);
            String key = quick.someKey("ABC", "Story");
            quick.jira().editIssue(key, Site.summary("is there at once"));
            await().atMost(Duration.ofSeconds(5)).until(() -> quick.get("/stories?key=" + key)
                    .json()
                    .at("/content/0/title")
                    .asText()
                    .equals("is there at once"));
            assertThat(slow.get("/webhooks/status").json().path("pending").asInt())
                    .isEqualTo(1);
            slow.jira().faults().clear();
        }
    }

    private static void changeEverything(Site site) {
        var jira = site.jira();
        String story = site.someKey("ABC", "Story");
        jira.createIssue("ABC", "Bug", Site.summary("created \"quoted\" \\ :#${body} ? 😀"));
        jira.editIssue(story, Site.summary("edited"));
        jira.transition(story, "In Progress");
        jira.comment(story, "hello");
        jira.move(site.someKey("XYZ", "Story"), "ABC");
        jira.delete(site.someKey("ABC", "Bug"));
        jira.retype(site.someKey("ABC", "Task"), "Epic");
    }

    @Test
    void versionsAndSprintsAreTheirOwnEntities() {
        try (Site site = Site.live(100)) {
            int version =
                    site.jira().createVersion("ABC", "9.9", Optional.empty(), Optional.of(LocalDate.of(2027, 1, 31)));
            int sprint = site.jira().createSprint(12, "Sprint of the test", "a goal");
            site.awaitWebhooks();
            assertThat(site.get("/releases?size=200").json().path("content").findValuesAsText("releaseDate"))
                    .contains("2027-01-31");
            assertThat(site.get("/sprints?boardId=12").json().findValuesAsText("name"))
                    .contains("Sprint of the test");
            site.jira().deleteVersion(version);
            site.jira().deleteSprint(sprint);
            site.awaitWebhooks();
            assertThat(site.get("/releases?size=200").json().path("content").findValuesAsText("name"))
                    .doesNotContain("9.9");
            assertThat(site.get("/sprints?boardId=12").json().findValuesAsText("name"))
                    .doesNotContain("Sprint of the test");
        }
    }

    @Test
    void registeringTwiceLeavesOneWebhook() {
        try (Site site = Site.live(20)) {
            assertThat(site.post("/webhooks/register", "{}").status()).isEqualTo(200);
            assertThat(site.get("/webhooks/status").json().path("registered").asBoolean())
                    .isTrue();
            site.jira().editIssue(site.someKey("ABC", "Story"), Site.summary("once"));
            site.awaitWebhooks();
            assertThat(site.jira().deliveries()).hasSize(1);
        }
    }

    @Test
    void theSameDeliveryTwentyTimesIsAppliedOnce() {
        try (Site site = manual()) {
            byte[] body = event("{\"webhookEvent\": \"sprint_closed\", \"timestamp\": 1, \"sprint\": {\"id\": 1}}");
            for (int i = 0; i < 20; i++) {
                assertThat(deliver(site, body, HmacSignature.sign(body, SECRET), "same")
                                .status())
                        .isEqualTo(202);
            }
            JsonNode status = site.get("/webhooks/status").json();
            assertThat(status.path("events24h").asInt()).isEqualTo(1);
            assertThat(status.path("duplicates24h").asInt()).isEqualTo(19);
        }
    }

    @Test
    void aWrongOrMissingSignatureIsRefusedAndCounted() {
        try (Site site = manual()) {
            byte[] body = event("{\"webhookEvent\": \"jira:issue_updated\"}");
            assertThat(deliver(site, body, HmacSignature.sign(body, "another secret"), "1")
                            .status())
                    .isEqualTo(401);
            assertThat(deliver(site, body, "", "2").status()).isEqualTo(401);
            // the timer may be writing what it counted at this moment
            await().until(() ->
                    site.get("/webhooks/status").json().path("rejected24h").asInt() == 2);
            assertThat(site.get("/webhooks/status").json().path("events24h").asInt())
                    .isZero();
        }
    }

    @Test
    void anObjectWithoutAnEventIsAcceptedAndEndsInTheLedger() {
        try (Site site = manual()) {
            byte[] body =
                    event("{\"transition\": {\"workflowId\": 41200, \"to_status\": \"Review\"}, \"comment\": \"\"}");
            assertThat(deliver(site, body, HmacSignature.sign(body, SECRET), "1")
                            .status())
                    .isEqualTo(202);
            site.awaitWebhooks();
            assertThat(site.get("/webhooks/status")
                            .json()
                            .at("/outcomes24h/ignored")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void whatIsNoDeliveryIsRefused() {
        try (Site site = manual()) {
            byte[] noJson = event("hello");
            assertThat(deliver(site, noJson, HmacSignature.sign(noJson, SECRET), "1")
                            .status())
                    .isEqualTo(400);
            byte[] large = new byte[30 * 1024 * 1024];
            assertThat(deliver(site, large, HmacSignature.sign(large, SECRET), "2")
                            .status())
                    .isEqualTo(413);
            site.put("/settings", "{\"webhooksEnabled\": false}");
            assertThat(deliver(site, noJson, HmacSignature.sign(noJson, SECRET), "3")
                            .status())
                    .isEqualTo(410);
        }
        byte[] body = event("{}");
        assertThat(post("/webhooks/jira/nobody", body, HmacSignature.sign(body, SECRET), "4")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatComesLateOfAPersonDoesNotUndoWhatIsKnown() {
        try (Site site = manual()) {
            String ada = site.get("/users?search=Ada%20Example")
                    .json()
                    .at("/content/0/accountId")
                    .asText();
            long now = System.currentTimeMillis();
            renamed(site, ada, "Newest", now);
            renamed(site, ada, "Older", now - 60_000);
            site.awaitWebhooks();
            assertThat(site.get("/users?search=" + ada)
                            .json()
                            .at("/content/0/displayName")
                            .asText())
                    .isEqualTo("Newest");
            renamed(site, ada, "Older still", now - 3_600_000);
            site.awaitWebhooks();
            assertThat(site.get("/users?search=" + ada)
                            .json()
                            .at("/content/0/displayName")
                            .asText())
                    .isEqualTo("Newest");
        }
    }

    private static void renamed(Site site, String account, String name, long at) {
        byte[] body = event(
                "{\"webhookEvent\": \"user_updated\", \"timestamp\": %d, \"user\": {\"accountId\": \"%s\", \"displayName\": \"%s\", \"active\": true, \"accountType\": \"atlassian\"}}"
                        .formatted(at, account, name));
        assertThat(deliver(site, body, HmacSignature.sign(body, SECRET), name).status())
                .isEqualTo(202);
    }

    private static Site manual() {
        Site site = Site.copied(20);
        assertThat(site.post("/webhooks/register", "{\"mode\": \"manual\", \"secret\": \"" + SECRET + "\"}")
                        .status())
                .isEqualTo(200);
        return site;
    }

    private static byte[] event(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static Service.Answer deliver(Site site, byte[] body, String signature, String identifier) {
        return post("/webhooks/jira/" + site.id, body, signature, identifier);
    }

    private static Service.Answer post(String path, byte[] body, String signature, String identifier) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(Service.url() + path))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("X-Atlassian-Webhook-Identifier", identifier);
        if (!signature.isEmpty()) {
            request.header("X-Hub-Signature", signature);
        }
        return Service.send(request.POST(BodyPublishers.ofByteArray(body)).build());
    }
}
