package io.zenem.jira.routes;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Failure;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The copy follows its scope. */
@QuarkusTest
class ScopeChangeTest {
    private static final String BOTH = "{\"projects\": [\"ABC\", \"XYZ\"]}";

    @Test
    void noBoardsMeansEveryBoard() {
        try (Site site = Site.bare(20)) {
            site.scope("{\"projects\": [\"ABC\"], \"boards\": []}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            assertThat(site.get("/sprints").json()).isNotEmpty();
            assertThat(site.get("/scope").json().has("boards")).isFalse();
        }
    }

    @Test
    void aProjectWithoutBoardsHasNoSprints() {
        try (Site site = Site.bare(20)) {
            site.jira().silently().addProject("NEW", "New", false);
            site.jira().silently().createIssue("NEW", "Story", Site.summary("the first one"));
            site.scope("{\"projects\": [\"NEW\"]}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            assertThat(site.copy()).hasSize(1);
            assertThat(site.get("/sprints").json()).isEmpty();
        }
    }

    @Test
    void aKanbanBoardIsPassedOverWithAnEntryThatAlarmsNobody() {
        try (Site site = Site.copied(10)) {
            JsonNode entries = site.get("/logs?code=BOARD_SKIPPED").json().path("content");
            assertThat(entries).hasSize(1);
            assertThat(entries.path(0).path("level").asText()).isEqualTo("INFO");
        }
    }

    @Test
    void aReconcileAtWorkBeginsAnewWithTheScopeThatWasSaved() {
        try (Site site = Site.copied(300)) {
            site.put("/settings", "{\"deletionGuardPercent\": 100}").is(200);
            // it has read every issue and cannot come to its end
            site.jira().faults().onlyPaths("bulkfetch").probability(Failure.SERVER_ERROR, 1);
            String job = reconcile(site);
            await().atMost(Duration.ofSeconds(30)).until(() -> !site.get("/sync/status?jobId=" + job)
                    .json()
                    .path("lastError")
                    .isNull());
            site.scope("{\"projects\": [\"ABC\"]}");
            assertThat(reconcile(site)).isEqualTo(job);
            site.jira().faults().clear();
            site.awaitJob(job, "COMPLETED");
            assertThat(site.copy().values())
                    .isNotEmpty()
                    .allMatch(item -> item.path("jiraKey").asText().startsWith("ABC-"));
        }
    }

    @Test
    void aWiderScopeIsFetchedByItself() {
        try (Site site = Site.bare(150)) {
            site.scope("{\"projects\": [\"ABC\"]}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            site.scope(BOTH);
            assertThat(site.awaitJob("recon_001", "COMPLETED").path("trigger").asText())
                    .isEqualTo("scope");
            site.assertExactCopy();
        }
    }

    @Test
    void theReconcileOfANewScopeIsQueuedInTheMomentThatTheScopeIsStored() throws SQLException {
        try (Site site = Site.copied(20);
                Connection other = Rows.connection()) {
            site.put("/settings", "{\"deletionGuardPercent\": 100}").is(200);
            other.setAutoCommit(false);
            // the request comes to its next statement and no further, as if its instance had died there
            Rows.change(other, "select from jira.site where connector_id = ? for update", site.id);
            CompletableFuture<Service.Answer> saving =
                    CompletableFuture.supplyAsync(() -> site.put("/scope", "{\"projects\": [\"ABC\"]}"));
            site.awaitJob("recon_001", "RUNNING");
            assertThat(saving).isNotDone();
            other.rollback();
            saving.join().is(200);
            site.awaitJob("recon_001", "COMPLETED");
        }
    }

    @Test
    void aFirstBackfillThatTheSavingDidNotComeToIsMadeUp() throws SQLException {
        try (Site site = Site.bare(20)) {
            site.scope("{\"projects\": [\"ABC\"]}");
            // what an instance leaves that died when it had stored a mapping
            Rows.change(
                    "insert into jira.mapping_version (connector_id, id, version_name, mapping, active) values (?, 'map_v1', 'v1', ?::jsonb, true)",
                    site.id,
                    Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
        }
    }

    @Test
    void theSameScopeAgainQueuesNothing() {
        try (Site site = Site.copied(10)) {
            site.scope(BOTH);
            assertThat(site.get("/sync/jobs").json().path("totalElements").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void completenessLeavesOutWhatNoWebhookCouldTell() {
        try (Site site = Site.live(150)) {
            site.put("/settings", "{\"deletionGuardPercent\": 100}").is(200);
            site.jira().editIssue(site.someKey("ABC", "Story"), Site.summary("told by webhook"));
            site.awaitWebhooks();
            site.scope("{\"projects\": [\"ABC\", \"XYZ\", \"TEAM\"]}");
            assertThat(site.awaitJob("recon_001", "COMPLETED")
                            .at("/drift/missed")
                            .asInt())
                    .isPositive();
            site.jira().silently().archiveProject("XYZ");
            assertThat(site.reconcile("{}").at("/drift/deleted").asInt()).isPositive();
            site.jira().silently().restoreProject("XYZ");
            assertThat(site.reconcile("{}").at("/drift/missed").asInt()).isPositive();
            assertThat(completeness(site)).isEqualTo(1);
            site.jira().silently().createIssue("ABC", "Story", Site.summary("told by nobody"));
            site.reconcile("{}");
            assertThat(completeness(site)).isEqualTo(0.5);
        }
    }

    private static double completeness(Site site) {
        return site.get("/webhooks/status").json().path("completeness7d").asDouble();
    }

    private static String reconcile(Site site) {
        return site.post("/sync/reconcile", "{\"windowDays\": 3650}")
                .is(202)
                .json()
                .path("jobId")
                .asText();
    }
}
