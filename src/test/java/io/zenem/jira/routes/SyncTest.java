package io.zenem.jira.routes;

import java.time.Duration;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.Differences;
import io.zenem.jirasim.DemoFaults.Failure;
import io.zenem.jirasim.DemoFaults.Switch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Backfill and reconcile: whatever happened in between, the copy is Jira's truth afterwards. */
@QuarkusTest
class SyncTest {
    @Test
    void theFirstBackfillRunsByItselfAndCopiesEveryIssue() {
        try (Site site = Site.copied(300)) {
            site.assertExactCopy();
        }
    }

    @Test
    void aSecondBackfillWritesNothing() {
        try (Site site = Site.copied(120)) {
            String job = site.post("/sync/backfill", "{\"daysBack\": 3650}")
                    .json()
                    .path("jobId")
                    .asText();
            assertThat(site.awaitJob(job, "COMPLETED")
                            .path("progress")
                            .path("upserts")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void aBackfillSurvivesAJiraThatFailsInEveryWayThatPasses() {
        try (Site site = Site.bare(250)) {
            site.jira().faults().retryAfterSeconds(0);
            Stream.of(Failure.values())
                    .filter(Failure::passes)
                    .forEach(failure -> site.jira().faults().probability(failure, 0.02));
            site.jira().faults().onlyPaths("search");
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            site.assertExactCopy();
        }
    }

    @Test
    void aReconcileFindsWhatNoWebhookTold() {
        try (Site site = Site.copied(200)) {
            site.jira().silently().createIssue("ABC", "Story", Site.summary("new and silent"));
            site.jira().silently().editIssue(site.someKey("ABC", "Story"), Site.summary("edited in silence"));
            site.jira().silently().move(site.someKey("XYZ", "Bug"), "ABC");
            site.jira().silently().delete(site.someKey("XYZ", "Task"));
            site.reconcile("{}");
            site.assertExactCopy();
        }
    }

    @Test
    void aReconcileTellsTheDriftItFound() {
        try (Site site = Site.copied(200)) {
            site.jira().silently().createIssue("ABC", "Story", Site.summary("missed"));
            site.jira().silently().editIssue(site.someKey("ABC", "Story"), Site.summary("stale"));
            site.jira().silently().delete(site.someKey("ABC", "Sub-task"));
            JsonNode drift =
                    site.reconcile("{\"entities\": [\"epic\", \"issue\"]}").path("drift");
            assertThat(drift.toString()).isEqualTo("{\"missed\":1,\"stale\":1,\"deleted\":1}");
        }
    }

    @Test
    void aReconcileFindsWhatChangedWithoutATrace() {
        try (Site site = Site.copied(200)) {
            site.jira().silently().renameStatus("In Progress", "Doing");
            site.jira().silently().renameProjectKey("XYZ", "ZZZ");
            site.jira().silently().renameProjectKey("ZZZ", "XYZ2");
            site.jira().silently().renameProjectKey("XYZ2", "XYZ");
            site.jira().silently().renameUser(site.someReporter(), "A New Name");
            site.reconcile("{}");
            site.assertExactCopy();
        }
    }

    @Test
    void aReconcileFindsRenamedOptionsAndComponents() {
        try (Site site = Site.bare(200)) {
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(
                    Site.MAPPING.replace(
                            "\"attributes.start\"",
                            """
                    "attributes.severity": {"fieldId": "customfield_10030"}, "attributes.region": {"fieldId": "customfield_10032"},
                    "attributes.platforms": {"fieldId": "customfield_10031", "type": "array"},
                    "attributes.versions": {"fieldId": "fixVersions", "type": "array"}, "attributes.start\""""));
            site.awaitJob("backfill_001", "COMPLETED");
            site.jira().silently().renameOption("customfield_10030", "High", "Very high");
            site.jira().silently().renameOption("customfield_10031", "Web", "Browser");
            site.jira().silently().renameOption("customfield_10032", "Spain", "España");
            site.jira().silently().renameComponent(site.someText("components"), "Renamed component");
            site.reconcile("{}");
            site.assertExactCopy();
            assertThat(site.reconcile("{}").at("/progress/upserts").asInt()).isZero();
        }
    }

    @Test
    void aRenameOutlivesAReconcileThatWasCancelled() {
        try (Site site = Site.bare(200)) {
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(Site.MAPPING.replace(
                    "\"attributes.start\"", "\"attributes.state\": {\"fieldId\": \"status\"}, \"attributes.start\""));
            site.awaitJob("backfill_001", "COMPLETED");
            site.jira().silently().renameStatus("In Progress", "Doing");
            site.jira().faults().onlyPaths("search").probability(Failure.SERVER_ERROR, 1);
            String job = site.post("/sync/reconcile", "{}").json().path("jobId").asText();
            await().until(() -> !site.get("/sync/status?jobId=" + job)
                    .json()
                    .path("lastError")
                    .isNull());
            site.post("/sync/jobs/" + job + "/cancel", null);
            site.awaitJob(job, "CANCELLED");
            site.jira().faults().clear();
            site.reconcile("{\"windowDays\": 1}");
            site.assertExactCopy();
        }
    }

    @Test
    void aParentThatWasHiddenForAWhileIsItsChildrensParentAgain() {
        try (Site site = Site.copied(200)) {
            String epic = site.truth().values().stream()
                    .map(item -> item.at("/parent/jiraId").asText())
                    .filter(id -> !id.isEmpty())
                    .findFirst()
                    .orElseThrow();
            site.jira().hide(epic, true);
            site.reconcile("{\"windowDays\": 1}");
            site.assertExactCopy();
            site.jira().hide(epic, false);
            site.reconcile("{\"windowDays\": 1}");
            site.assertExactCopy();
        }
    }

    @Test
    void aProjectInTheTrashIsTheVerdictOnItsIssues() {
        try (Site site = Site.copied(60)) {
            site.jira().silently().deleteProject("XYZ");
            site.reconcile("{}");
            site.assertExactCopy();
            assertThat(site.get("/logs?code=ITEM_REMOVED")
                            .json()
                            .at("/content/0/message")
                            .asText())
                    .startsWith("project_gone: its project is in the trash");
        }
    }

    @Test
    void aReconcileDoesNotFetchWhatIsOlderThanTheHistory() {
        try (Site site = Site.bare(200)) {
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"], \"historyDays\": 200}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            int size = site.copy().size();
            assertThat(size).isBetween(1, site.truth().size() - 1);
            assertThat(site.reconcile("{}").path("drift").toString())
                    .isEqualTo("{\"missed\":0,\"stale\":0,\"deleted\":0}");
            assertThat(site.copy()).hasSize(size);
        }
    }

    @Test
    void theBoardOfAProjectOutsideTheScopeIsRefused() {
        try (Site site = Site.copied(40)) {
            Service.Answer refused = site.post("/sync/sprints", "{\"boards\": [12, 56]}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().at("/fieldErrors/boards").asText()).contains("56");
        }
    }

    @Test
    void aReconcileWithNothingToDoWritesNothing() {
        try (Site site = Site.copied(120)) {
            JsonNode job = site.reconcile("{}");
            assertThat(job.path("progress").path("upserts").asInt()).isZero();
            assertThat(job.path("drift").toString()).isEqualTo("{\"missed\":0,\"stale\":0,\"deleted\":0}");
        }
    }

    @Test
    void aDeadTokenFailsTheJobAndTouchesNothing() {
        try (Site site = Site.copied(80)) {
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

    @Test
    void aJobOutlivesOneRefusalOfGoodCredentials() {
        try (Site site = Site.copied(20)) {
            site.jira().faults().onlyPaths("search").next(Failure.UNAUTHORIZED, 1);
            site.reconcile("{}");
            assertThat(site.get("/logs?code=JOB_POSTPONED")
                            .json()
                            .at("/content/0/message")
                            .asText())
                    .contains("credentials");
        }
    }

    @Test
    void aDeadTokenIsTriedTwiceAndNotAgain() {
        try (Site site = Site.copied(20)) {
            site.jira().faults().turn(Switch.DEAD_TOKEN, true);
            site.jira().forgetRequests();
            String job = site.post("/sync/reconcile", "{}").json().path("jobId").asText();
            site.awaitJob(job, "FAILED");
            assertThat(site.jira().requests().total()).isEqualTo(2);
        }
    }

    @Test
    void aCallIsTriedAgainOnlySoOftenAndTheJobWaits() {
        try (Site site = Site.copied(20)) {
            site.jira().faults().onlyPaths("myself").probability(Failure.SERVER_ERROR, 1);
            site.jira().forgetRequests();
            String job = site.post("/sync/backfill", "{\"daysBack\": 10}")
                    .json()
                    .path("jobId")
                    .asText();
            await().atMost(Duration.ofSeconds(30)).until(() -> !site.get("/sync/status?jobId=" + job)
                    .json()
                    .path("lastError")
                    .isNull());
            JsonNode status = site.get("/sync/status?jobId=" + job).json();
            assertThat(status.path("nextAttemptAt").isNull()).isFalse();
            assertThat(status.path("waiting").asText())
                    .contains(status.path("nextAttemptAt").asText() + " UTC")
                    .contains("HTTP 500");
            assertThat(site.get("/logs?code=JOB_POSTPONED")
                            .json()
                            .at("/content/0/message")
                            .asText())
                    .contains("HTTP 500")
                    .contains("The job waits until "
                            + status.path("nextAttemptAt").asText() + " UTC");
            assertThat(site.jira().requests().to("GET /rest/api/:v/myself")).isEqualTo(6);
        }
    }

    @Test
    void theStatusNamesTheInstanceThatRunsTheJob() {
        try (Site site = Site.copied(20)) {
            site.jira().faults().latency(Duration.ofMillis(200));
            String job = site.post("/sync/reconcile", "{}").json().path("jobId").asText();
            await().atMost(Duration.ofSeconds(30)).until(() -> site.get("/sync/status?jobId=" + job)
                    .json()
                    .path("instance")
                    .asText("")
                    .matches(".+-[0-9a-f]{8}"));
            assertThat(site.awaitJob(job, "COMPLETED").path("instance").isNull())
                    .isTrue();
        }
    }

    @Test
    void aRepeatedPageTokenEndsTheWalkWithAnError() {
        try (Site site = Site.bare(400)) {
            site.jira().faults().turn(Switch.REPEATED_PAGE_TOKEN, true);
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(Site.MAPPING);
            assertThat(site.awaitJob("backfill_001", "FAILED").path("lastError").asText())
                    .contains("repeats a page token");
        }
    }

    @Test
    void aMassDisappearanceWaitsForAnAdmin() {
        try (Site site = Site.copied(300)) {
            int before = site.copy().size();
            site.jira().silently().deleteProject("XYZ");
            String job = site.post("/sync/reconcile", "{}").json().path("jobId").asText();
            assertThat(site.awaitJob(job, "NEEDS_CONFIRMATION")
                            .path("pendingDeletions")
                            .asInt())
                    .isGreaterThan(50);
            assertThat(site.copy()).hasSize(before);
            assertThat(site.post("/sync/jobs/" + job + "/confirm", null).status())
                    .isEqualTo(202);
            site.awaitJob(job, "COMPLETED");
            site.assertExactCopy();
        }
    }

    @Test
    void aScopeWithJqlCopiesWhatMatchesIt() {
        try (Site site = Site.bare(200)) {
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"], \"jql\": \"labels is not empty\"}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            var truth = site.truth();
            truth.values().removeIf(item -> item.path("labels").isEmpty());
            assertThat(Differences.between(truth, site.copy())).isEmpty();
        }
    }

    @Test
    void aFlagOfCheckboxesIsYesWhereOneIsTicked() {
        try (Site site = Site.bare(100)) {
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(
                    Site.MAPPING.replace(
                            "\"attributes.start\"",
                            "\"attributes.flagged\": {\"fieldId\": \"customfield_10035\", \"type\": \"boolean\"}, \"attributes.start\""));
            site.awaitJob("backfill_001", "COMPLETED");
            String ticked = site.jira().issues(0, 1000).stream()
                    .filter(issue -> issue.at("/fields/customfield_10035/0/value")
                            .asText()
                            .equals("Tested"))
                    .map(issue -> issue.path("key").asText())
                    .filter(key -> !site.get("/stories?key=" + key)
                            .json()
                            .path("content")
                            .isEmpty())
                    .findFirst()
                    .orElseThrow();
            assertThat(site.get("/stories?key=" + ticked).json().at("/content/0/attributes/flagged"))
                    .isEqualTo(BooleanNode.TRUE);
            site.assertExactCopy();
        }
    }
}
