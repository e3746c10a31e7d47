package io.zenem.jira.routes;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One version is active; rows that another one made are counted, and a backfill brings them up. */
@QuarkusTest
class MappingVersionTest {
    @Inject
    DataSource database;

    private static final String WITH_EFFORT = Site.MAPPING
            .replace("\"v1\"", "\"v2\"")
            .replace(
                    "\"attributes.start\"",
                    "\"attributes.effort\": {\"fieldId\": \"customfield_10040\", \"type\": \"number\"}, \"attributes.start\"");

    @Test
    void aSwitchTellsHowManyRowsAreStale() {
        try (Site site = Site.copied(80)) {
            int rows = site.copy().size();
            assertThat(stale(site)).isZero();
            JsonNode saved = site.put("/mappings", WITH_EFFORT).json();
            assertThat(saved.path("versionId").asText()).isEqualTo("map_v2");
            assertThat(saved.path("active").asBoolean()).isTrue();
            assertThat(saved.path("staleItems").asInt()).isEqualTo(rows);
            assertThat(stale(site)).isEqualTo(rows);
            assertThat(site.post("/mappings/map_v1/activate", null)
                            .json()
                            .path("staleItems")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void aBackfillBringsEveryRowUpOtherwiseUnchangedOnesToo() {
        try (Site site = Site.copied(150)) {
            site.mapping(WITH_EFFORT);
            backfill(site);
            site.assertExactCopy();
            assertThat(versions(site)).containsExactly("map_v2");
            assertThat(stale(site)).isZero();
            assertThat(site.copy().values()).anySatisfy(item -> assertThat(
                            item.path("attributes").path("effort").isNumber())
                    .isTrue());
        }
    }

    @Test
    void aNewVersionOfTheSameRulesIsBroughtUpTooAndToldToNobody() throws SQLException {
        try (Site site = Site.copied(60)) {
            long told = lastChange();
            site.mapping(Site.MAPPING.replace("\"v1\"", "\"v2\""));
            backfill(site);
            assertThat(lastChange()).isEqualTo(told);
            assertThat(versions(site)).containsExactly("map_v2");
            assertThat(stale(site)).isZero();
        }
    }

    @Test
    void thePointsOfActiveSprintsAreSummedAgainByAnotherField() {
        try (Site site = Site.copied(60)) {
            JsonNode before =
                    site.get("/sprints?boardId=12&state=active").json().path(0);
            site.mapping(Site.MAPPING.replace("\"v1\"", "\"v2\"").replace("customfield_10026", "customfield_10040"));
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                JsonNode sprint =
                        site.get("/sprints?boardId=12&state=active").json().path(0);
                assertThat(sprint.path("storyPoints")).isNotEqualTo(before.path("storyPoints"));
                assertThat(sprint.path("mappingVersion").asText()).isEqualTo("map_v2");
            });
        }
    }

    @Test
    void goingBackAndABackfillMakeTheOldRowsAgain() {
        try (Site site = Site.copied(60)) {
            var before = site.copy();
            site.mapping(WITH_EFFORT);
            backfill(site);
            assertThat(site.copy()).isNotEqualTo(before);
            site.post("/mappings/map_v1/activate", null);
            backfill(site);
            assertThat(site.copy()).isEqualTo(before);
            assertThat(versions(site)).containsExactly("map_v1");
        }
    }

    @Test
    void aReconcileLeavesTheRowsItDoesNotReadCountedAndRight() {
        try (Site site = Site.copied(150)) {
            site.mapping(WITH_EFFORT);
            site.jira().silently().editIssue(site.someKey("ABC", "Story"), Site.summary("changed after the switch"));
            site.reconcile("{\"windowDays\": 7}");
            int stale = stale(site);
            assertThat(stale).isPositive().isLessThan(site.copy().size());
            assertThat(site.truth().keySet()).isEqualTo(site.copy().keySet());
            backfill(site);
            site.assertExactCopy();
            assertThat(stale(site)).isZero();
        }
    }

    @Test
    void aBackfillAtWorkBeginsAnewWithTheVersionThatBecameActive() {
        try (Site site = Site.bare(300)) {
            site.jira().faults().latency(Duration.ofMillis(150));
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(Site.MAPPING);
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> site.get("/sync/status?jobId=backfill_001")
                                    .json()
                                    .path("progress")
                                    .path("pages")
                                    .asInt()
                            > 0);
            site.mapping(WITH_EFFORT);
            site.jira().faults().latency(Duration.ZERO);
            site.awaitJob("backfill_001", "COMPLETED");
            site.assertExactCopy();
            assertThat(versions(site)).containsExactly("map_v2");
            assertThat(site.get("/sync/jobs").json().path("totalElements").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void aSwitchWaitsForThePageInHandAndNotThePageForTheSwitch() throws Exception {
        try (Site site = Site.copied(10);
                Connection page = Rows.connection()) {
            Rows.change(
                    "update jira.job set status = 'RUNNING', run_after = now() + interval '1 hour' where connector_id = ?",
                    site.id);
            page.setAutoCommit(false);
            Rows.change(page, "select from jira.job where connector_id = ? for update", site.id);
            CompletableFuture<Integer> saved = CompletableFuture.supplyAsync(
                    () -> site.put("/mappings", WITH_EFFORT).status());
            await().until(() -> Rows.count(
                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%with restarted as%'")
                    == 1);
            Rows.change(page, "set local lock_timeout = '2s'");
            Rows.change(page, "update jira.job_slice set pages = pages + 1 where connector_id = ?", site.id);
            page.commit();
            assertThat(saved.get()).isEqualTo(200);
        }
    }

    @Test
    void aVersionIsReadAsItWasSaved() {
        try (Site site = Site.copied(10)) {
            JsonNode version = site.get("/mappings/map_v1").json();
            assertThat(version.path("active").asBoolean()).isTrue();
            assertThat(version.path("stories")
                            .path("storyPoints")
                            .path("fieldId")
                            .asText())
                    .isEqualTo("customfield_10026");
            assertThat(site.get("/mappings/map_v2").status()).isEqualTo(404);
            assertThat(site.post("/mappings/map_v2/activate", null).status()).isEqualTo(404);
            assertThat(stale(site)).isZero();
        }
    }

    private static void backfill(Site site) {
        String job = site.post("/sync/backfill", "{\"daysBack\": 3650}")
                .json()
                .path("jobId")
                .asText();
        site.awaitJob(job, "COMPLETED");
    }

    private long lastChange() throws SQLException {
        try (Connection connection = database.getConnection();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery(
                                "select pg_sequence_last_value(pg_get_serial_sequence('jira.entity_change', 'id')::regclass)")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static int stale(Site site) {
        return site.get("/mappings").json().path("staleItems").asInt(-1);
    }

    private static Set<String> versions(Site site) {
        Set<String> versions = new TreeSet<>();
        for (String kind : List.of("/projects", "/stories", "/releases")) {
            versions.addAll(site.get(kind + "?size=200").json().path("content").findValuesAsText("mappingVersion"));
        }
        versions.addAll(site.get("/sprints").json().findValuesAsText("mappingVersion"));
        return versions;
    }
}
