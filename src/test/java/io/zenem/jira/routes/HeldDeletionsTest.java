package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Failure;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What waits for an admin's word, and what that word is good for. */
@QuarkusTest
class HeldDeletionsTest {
    @Test
    void whatIsBackWhenTheAdminConfirmsStays() {
        try (Site site = Site.copied(300)) {
            int sprints = site.get("/sprints").json().size();
            site.jira().silently().archiveProject("XYZ");
            String job = held(site, "/sync/reconcile");
            site.jira().silently().restoreProject("XYZ");
            confirm(site, job);
            site.assertExactCopy();
            assertThat(site.get("/sprints").json()).hasSize(sprints);
        }
    }

    @Test
    void sprintsAndVersionsOfWhatVanishedWaitTogetherWithTheIssues() {
        try (Site site = Site.copied(300)) {
            int sprints = site.get("/sprints").json().size();
            int releases = releases(site);
            site.jira().silently().deleteProject("XYZ");
            String job = held(site, "/sync/reconcile");
            JsonNode status = site.get("/sync/status?jobId=" + job).json();
            assertThat(status.at("/drift/deleted").asInt()).isZero();
            assertThat(status.path("lastError").asText())
                    .contains(" issues and ")
                    .contains(" versions and ")
                    .contains(" sprints would be removed");
            int items = items(site);
            site.awaitJob(site.post("/sync/versions", "{}").json().path("jobId").asText(), "COMPLETED");
            assertThat(site.get("/sprints").json()).hasSize(sprints);
            assertThat(releases(site)).isEqualTo(releases);
            confirm(site, job);
            site.assertExactCopy();
            assertThat(site.get("/sprints").json().size()).isBetween(1, sprints - 51);
            assertThat(releases(site)).isBetween(1, releases - 1);
            int gone =
                    items - items(site) + sprints - site.get("/sprints").json().size() + releases - releases(site);
            assertThat(status.path("pendingDeletions").asInt()).isEqualTo(gone);
            assertThat(site.get("/sync/status?jobId=" + job)
                            .json()
                            .at("/drift/deleted")
                            .asInt())
                    .isEqualTo(gone);
        }
    }

    @Test
    void aSyncOfSprintsHoldsBackTooWhenABoardVanishes() {
        try (Site site = Site.copied(20)) {
            int sprints = site.get("/sprints").json().size();
            site.jira().silently().deleteProject("XYZ");
            String job = held(site, "/sync/sprints");
            assertThat(site.get("/sprints").json()).hasSize(sprints);
            confirm(site, job);
            assertThat(site.get("/sprints").json().size()).isBetween(1, sprints - 51);
        }
    }

    @Test
    void aSyncOfVersionsHoldsBackTooWhenAProjectVanishes() {
        try (Site site = withVersions(60)) {
            int releases = releases(site);
            site.jira().silently().deleteProject("NEW");
            String job = held(site, "/sync/versions");
            assertThat(releases(site)).isEqualTo(releases);
            confirm(site, job);
            assertThat(releases(site)).isEqualTo(releases - 60);
        }
    }

    @Test
    void aConfirmationIsGoodForNoMoreThanWhatTheAdminSaw() {
        try (Site site = Site.copied(300)) {
            JsonNode sprints = site.get("/sprints?boardId=12").json();
            site.jira().silently().archiveProject("XYZ");
            String job = held(site, "/sync/reconcile");
            Map<String, JsonNode> others = new TreeMap<>(site.copy());
            others.values().removeIf(item -> item.path("jiraKey").asText().startsWith("XYZ-"));
            site.jira().silently().archiveProject("ABC");
            confirm(site, job);
            assertThat(site.copy().keySet()).isEqualTo(others.keySet());
            assertThat(site.get("/sprints?boardId=12").json()).hasSameSizeAs(sprints);
        }
    }

    @Test
    void whatAReconcileHoldsNoSyncOfSprintsRemoves() {
        try (Site site = Site.copied(300)) {
            int sprints = site.get("/sprints").json().size();
            site.jira().silently().archiveProject("XYZ");
            held(site, "/sync/reconcile");
            site.put("/settings", "{\"deletionGuardPercent\": 100}").is(200);
            site.awaitJob(site.post("/sync/sprints", "{}").json().path("jobId").asText(), "COMPLETED");
            assertThat(site.get("/sprints").json()).hasSize(sprints);
        }
    }

    @Test
    void whatASyncOfVersionsHoldsNoReconcileRemovesBeforeTheAdminAnswers() {
        try (Site site = withVersions(60)) {
            int releases = releases(site);
            site.jira().silently().deleteProject("NEW");
            String job = held(site, "/sync/versions");
            site.reconcile("{}");
            assertThat(releases(site)).isEqualTo(releases);
            assertThat(site.get("/logs?code=DELETIONS_WAIT")
                            .json()
                            .at("/content/0/message")
                            .asText())
                    .contains("60 versions")
                    .contains(job);
            confirm(site, job);
            assertThat(releases(site)).isEqualTo(releases - 60);
        }
    }

    @Test
    void anAnswerToOneOfTwoQuestionsIsDoneThoughTheOtherWaits() {
        try (Site site = Site.copied(300)) {
            int sprints = site.get("/sprints").json().size();
            site.jira().silently().archiveProject("XYZ");
            String job = held(site, "/sync/sprints");
            held(site, "/sync/reconcile");
            confirm(site, job);
            assertThat(site.get("/sprints").json().size()).isBetween(1, sprints - 51);
        }
    }

    @Test
    void whatWasSeenAgainSinceNoQuestionHoldsBackAnyMore() {
        try (Site site = Site.copied(20)) {
            int sprints = site.get("/sprints").json().size();
            site.jira().silently().archiveProject("XYZ");
            held(site, "/sync/sprints");
            site.jira().silently().restoreProject("XYZ");
            site.reconcile("{}");
            assertThat(site.get("/sprints").json()).hasSize(sprints);
            site.put("/settings", "{\"deletionGuardPercent\": 100}").is(200);
            site.jira().silently().deleteProject("XYZ");
            site.reconcile("{}");
            assertThat(site.get("/sprints").json().size()).isBetween(1, sprints - 51);
        }
    }

    @Test
    void versionsOfAProjectThatWasSeenAgainAreNotHeldBackAnyMore() {
        try (Site site = withVersions(60)) {
            int releases = releases(site);
            site.jira().silently().archiveProject("NEW");
            held(site, "/sync/versions");
            site.jira().silently().restoreProject("NEW");
            site.reconcile("{}");
            site.jira().silently().deleteProject("NEW");
            site.reconcile("{}");
            assertThat(releases(site)).isEqualTo(releases - 60);
        }
    }

    @Test
    void sprintsOfABoardThatAnotherJobSeesAgainBeforeTheirRemovalStay() throws SQLException {
        try (Site site = Site.copied(20)) {
            int sprints = site.get("/sprints").json().size();
            site.put("/settings", "{\"deletionGuardPercent\": 100}").is(200);
            site.jira().silently().archiveProject("XYZ");
            // it has missed the board, and asks in vain for the issues that it missed
            site.jira().faults().onlyPaths("bulkfetch").probability(Failure.SERVER_ERROR, 1);
            String job = site.post("/sync/reconcile", "{}").json().path("jobId").asText();
            await().atMost(Duration.ofSeconds(30)).until(() -> !site.get("/sync/status?jobId=" + job)
                    .json()
                    .path("lastError")
                    .isNull());
            site.jira().silently().restoreProject("XYZ");
            site.awaitJob(site.post("/sync/sprints", "{}").json().path("jobId").asText(), "COMPLETED");
            site.jira().faults().clear();
            Rows.change("update jira.job set run_after = now() where connector_id = ? and id = ?", site.id, job);
            site.awaitJob(job, "COMPLETED");
            assertThat(site.get("/sprints").json()).hasSize(sprints);
        }
    }

    /** A site with a project of versions and nothing else. */
    private static Site withVersions(int versions) {
        Site site = Site.bare(20);
        site.jira().silently().addProject("NEW", "New", false);
        for (int i = 0; i < versions; i++) {
            site.jira().silently().createVersion("NEW", "1." + i, Optional.empty(), Optional.empty());
        }
        site.scope("{\"projects\": [\"ABC\", \"NEW\"]}");
        site.mapping(Site.MAPPING);
        site.awaitJob("backfill_001", "COMPLETED");
        return site;
    }

    private static String held(Site site, String path) {
        String job = site.post(path, "{}").json().path("jobId").asText();
        int pending = site.awaitJob(job, "NEEDS_CONFIRMATION")
                .path("pendingDeletions")
                .asInt();
        assertThat(pending).isGreaterThan(50);
        assertThat(site.get("/sync/jobs/" + job + "/removals")
                        .json()
                        .path("totalElements")
                        .asInt())
                .isEqualTo(pending);
        return job;
    }

    private static void confirm(Site site, String job) {
        assertThat(site.post("/sync/jobs/" + job + "/confirm", null).status()).isEqualTo(202);
        site.awaitJob(job, "COMPLETED");
    }

    private static int items(Site site) {
        return site.get("/projects").json().path("totalElements").asInt()
                + site.get("/stories").json().path("totalElements").asInt();
    }

    private static int releases(Site site) {
        return site.get("/releases").json().path("totalElements").asInt();
    }
}
