package io.zenem.jira.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

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
                    .contains(" issues, ")
                    .contains(" sprints and ")
                    .contains(" releases would be removed");
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

    private static String held(Site site, String path) {
        String job = site.post(path, "{}").json().path("jobId").asText();
        assertThat(site.awaitJob(job, "NEEDS_CONFIRMATION")
                        .path("pendingDeletions")
                        .asInt())
                .isGreaterThan(50);
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
