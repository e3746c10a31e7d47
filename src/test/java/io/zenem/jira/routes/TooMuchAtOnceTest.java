package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Failure;
import io.zenem.jirasim.DemoFaults.TooMuch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Pages that Jira cannot make, or that are too large for us, and issues that it cannot give at all. */
@QuarkusTest
class TooMuchAtOnceTest {
    private static final TooMuch MORE_THAN_25 = (path, asked, answer) ->
            asked.path("maxResults").asInt() > 25 && asked.path("fields").size() > 1;

    @Test
    void aJiraThatGivesTwentyFiveIssuesAtOnceIsAskedForNoMore() {
        try (Site site = Site.bare(300)) {
            site.jira().faults().tooMuch(MORE_THAN_25);
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(Site.MAPPING);
            JsonNode job = site.awaitJob("backfill_001", "COMPLETED");
            site.assertExactCopy();
            assertThat(job.at("/progress/deadLetters").asInt()).isZero();
            assertThat(searches(site)).isLessThan(60);
        }
    }

    @Test
    void soIsADataCenterWithItsOffsets() {
        try (Site site = Site.dataCenter(300)) {
            site.jira().faults().tooMuch(MORE_THAN_25);
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(DataCenterTest.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            site.assertExactCopy();
        }
    }

    @Test
    void censusListsAndReadsByIdAreAskedForLessToo() {
        try (Site site = Site.copied(200)) {
            site.jira().silently().createIssue("ABC", "Story", Site.summary("new"));
            site.jira().silently().renameStatus("In Progress", "Doing");
            site.jira()
                    .faults()
                    .tooMuch((path, asked, answer) -> asked.path("maxResults").asInt() > 70)
                    .tooMuch((path, asked, answer) ->
                            asked.path("issueIdsOrKeys").size() > 9)
                    .tooMuch((path, asked, answer) -> path.contains("maxResults=50") && path.contains("startAt="))
                    .tooMuch((path, asked, answer) -> path.contains("maxResults=1000"));
            site.reconcile("{}");
            site.assertExactCopy();
            String discovery =
                    site.post("/discover-users", null).json().path("jobId").asText();
            assertThat(site.awaitJob(discovery, "COMPLETED")
                            .at("/progress/usersFetched")
                            .asInt())
                    .isEqualTo(20);
        }
    }

    @Test
    void anIssueThatCannotBeHadIsADeadLetterUntilItCan() {
        try (Site site = Site.bare(150)) {
            String bad = cannotGiveOne(site);
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            assertOnlyDead(site, bad);
            assertThat(site.jira().requests().total()).isLessThan(200);
            site.jira().faults().clear();
            site.awaitJob(site.post("/replay", "{}").json().path("jobId").asText(), "COMPLETED");
            site.assertExactCopy();
        }
    }

    @Test
    void onDataCenterToo() {
        try (Site site = Site.dataCenter(150)) {
            String bad = cannotGiveOne(site);
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(DataCenterTest.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            assertOnlyDead(site, bad);
        }
    }

    @Test
    void oneThatCannotBeHadHoldsUpNoOtherDelivery() {
        try (Site site = Site.live(60)) {
            String other = site.someKey("ABC", "Story");
            String bad = cannotGiveOne(site);
            site.jira().editIssue(bad, Site.summary("not to be had"));
            site.jira().editIssue(other, Site.summary("as always"));
            site.awaitWebhooks();
            assertThat(site.copy().get(idOf(site, other)).path("title").asText())
                    .isEqualTo("as always");
            assertThat(deadLetters(site)).containsExactly(bad);
        }
    }

    @Test
    void oneThatCannotBeHadYetIsReadAgainAndItsBatchDoesNotWaitForIt() throws SQLException {
        try (Site site = Site.live(60)) {
            String other = site.someKey("ABC", "Story");
            String bad = cannotGiveOne(site, 6);
            lease(site, "now() + interval '1 hour'");
            site.jira().editIssue(bad, Site.summary("not to be had yet"));
            site.jira().editIssue(other, Site.summary("as always"));
            await().atMost(Duration.ofSeconds(30)).until(() -> site.jira().pendingDeliveries() == 0);
            lease(site, "now()");
            site.awaitWebhooks();
            site.assertExactCopy();
            assertThat(deadLetters(site)).isEmpty();
            assertThat(Rows.text(
                            "select string_agg(issue_id || ' ' || (attempts > 0), ',' order by finished_at) from jira.delivery where connector_id = ?",
                            site.id))
                    .isEqualTo(idOf(site, other) + " false," + bad + " true");
        }
    }

    /** Until then nobody drains the inbox. */
    private static void lease(Site site, String until) throws SQLException {
        Rows.change(
                "insert into jira.lease (name, owner, until) values ('inbox:' || ?, '', " + until
                        + ") on conflict (name) do update set owner = '', fence = default, until = excluded.until",
                site.id);
    }

    @Test
    void anIssueThatIsTooLargeForUsIsADeadLetter() {
        try (Site site = Site.copied(30)) {
            String key = site.someKey("ABC", "Sub-task");
            String id = idOf(site, key);
            site.jira().silently().editIssue(key, Map.of("summary", TextNode.valueOf("x".repeat(21_000_000))));
            site.jira().silently().createIssue("ABC", "Story", Site.summary("beside it"));
            JsonNode drift = site.reconcile("{}").path("drift");
            assertThat(drift.path("missed").asInt()).isEqualTo(1);
            assertThat(deadLetters(site)).containsExactly(id);
            assertThat(site.get("/dead-letters").json().at("/content/0/reason").asText())
                    .contains("max-answer-bytes");
        }
    }

    @Test
    void aJiraThatFailsAltogetherPostponesTheJobAndNothingIsDead() throws SQLException {
        try (Site site = Site.copied(60)) {
            site.jira().silently().editIssue(site.someKey("ABC", "Story"), Site.summary("later"));
            site.jira().faults().onlyPaths("search/jql").probability(Failure.SERVER_ERROR, 1);
            String job = postponed(site);
            assertThat(searches(site)).isLessThan(40);
            site.jira().faults().clear();
            Rows.change("update jira.job set run_after = now() where connector_id = ? and id = ?", site.id, job);
            site.awaitJob(job, "COMPLETED");
            assertThat(deadLetters(site)).isEmpty();
            site.assertExactCopy();
        }
    }

    @Test
    void readsByIdThatAllFailLeaveNothingDead() throws SQLException {
        try (Site site = Site.copied(60)) {
            for (int i = 0; i < 3; i++) {
                site.jira().silently().delete(site.someKey("XYZ", "Bug"));
            }
            site.jira().faults().onlyPaths("bulkfetch").probability(Failure.BAD_GATEWAY, 1);
            String job = postponed(site);
            assertThat(site.jira().requests().to("POST /rest/api/:v/issue/bulkfetch"))
                    .isLessThan(20);
            site.jira().faults().clear();
            Rows.change("update jira.job set run_after = now() where connector_id = ? and id = ?", site.id, job);
            site.awaitJob(job, "COMPLETED");
            assertThat(deadLetters(site)).isEmpty();
            site.assertExactCopy();
        }
    }

    /** An issue without children, which Jira can name but not give, whatever it is asked by. */
    private static String cannotGiveOne(Site site) {
        return cannotGiveOne(site, Integer.MAX_VALUE);
    }

    /** The same until it was asked for alone so often. */
    private static String cannotGiveOne(Site site, int times) {
        String id = idOf(site, site.someKey("ABC", "Sub-task"));
        AtomicInteger alone = new AtomicInteger();
        site.jira()
                .faults()
                .tooMuch((path, asked, answer) -> answer.contains("\"id\":\"" + id + "\"")
                        && !path.contains("role")
                        && (asked.path("fields").size() > 2 || path.contains("/issue/" + id))
                        && (asked.path("issueIdsOrKeys").size() == 1 ? alone.incrementAndGet() : alone.get()) <= times);
        return id;
    }

    private static void assertOnlyDead(Site site, String bad) {
        Set<String> expected = site.truth().keySet();
        expected.remove(bad);
        assertThat(site.copy().keySet()).isEqualTo(expected);
        assertThat(deadLetters(site)).containsExactly(bad);
    }

    private static String postponed(Site site) {
        site.jira().forgetRequests();
        String job = site.post("/sync/reconcile", "{\"windowDays\": 1}")
                .json()
                .path("jobId")
                .asText();
        await().atMost(Duration.ofSeconds(30)).until(() -> !site.get("/sync/status?jobId=" + job)
                .json()
                .path("lastError")
                .isNull());
        return job;
    }

    private static long searches(Site site) {
        return site.jira().requests().to("POST /rest/api/:v/search/jql");
    }

    private static String idOf(Site site, String key) {
        return site.jira().issue(key).orElseThrow().path("id").asText();
    }

    private static Iterable<String> deadLetters(Site site) {
        return site.get("/dead-letters").json().path("content").findValuesAsText("jiraId");
    }
}
