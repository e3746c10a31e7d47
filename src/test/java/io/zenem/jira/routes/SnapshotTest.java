package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A snapshot fills a new sink: every entity of the copy is sent once, and nothing newer is held up or overtaken. */
@QuarkusTest
class SnapshotTest {
    private static final int BACKLOG = 20;
    private static final int BATCH = 10;
    private static final String ENTITIES =
            """
            select string_agg(id, ',') from (
                select entity || '/' || jira_id as id, connector_id from jira.item
                union all select 'release/' || jira_id, connector_id from jira.release
                union all select 'sprint/' || jira_id, connector_id from jira.sprint
                union all select 'user/' || account_id, connector_id from jira.jira_user) e
            where connector_id = ?
            """;
    /** As if the job had been another instance's, which has died. */
    private static final String ANOTHERS =
            """
            with lost as (
                insert into jira.lease (name, owner, until) values ('job:' || ? || '/snapshot_001', 'dead', now())
                on conflict (name) do update set owner = excluded.owner, fence = default, until = excluded.until
                returning fence)
            update jira.job set attempt = attempt + 1, lease = fence from lost where connector_id = ? and id = 'snapshot_001'
            """;

    @Test
    void everyEntityIsSentOnceAsTheApiShowsIt() throws Exception {
        try (Site site = Site.copied(60);
                Sink sink = new Sink()) {
            drained(site);
            JsonNode accepted = site.post("/changes/snapshot", null).is(202).json();
            assertThat(accepted.path("accepted").booleanValue()).isTrue();
            assertThat(accepted.path("jobId").asText()).isEqualTo("snapshot_001");
            JsonNode job = site.awaitJob("snapshot_001", "COMPLETED");
            drained(site);
            List<JsonNode> sent = snapshots(site, sink);
            assertThat(ids(sent)).containsExactlyInAnyOrder(entities(site)).contains("story/" + shown(site));
            assertThat(sent)
                    .filteredOn(change -> change.path("jiraId").asText().equals(shown(site)))
                    .extracting(change -> change.path("item"))
                    .containsExactly(site.get("/stories?size=1").json().at("/content/0"));
            assertThat(job.at("/progress/entitiesSent").asInt()).isEqualTo(sent.size());
            assertThat(job.at("/progress/entities").asInt()).isEqualTo(sent.size());
            assertThat(job.path("requests").asInt()).isZero();
        }
    }

    @Test
    void itWaitsForRoomInTheOutboxAndKeepsTheOrderOfNewerChanges() throws Exception {
        try (Halted halted = new Halted()) {
            Site site = halted.site;
            assertThat(site.post("/changes/snapshot", "{}").is(202).json().path("jobId"))
                    .isEqualTo(halted.accepted.path("jobId"));
            String key = site.someKey("ABC", "Story");
            String id = site.jira().issue(key).orElseThrow().path("id").asText();
            site.jira().editIssue(key, Site.summary("newer than the snapshot"));
            site.awaitWebhooks();
            assertThat(pending(site)).isLessThan(BACKLOG + BATCH + 10);
            halted.goOn();
            site.awaitJob("snapshot_001", "COMPLETED");
            drained(site);
            List<JsonNode> changes = halted.sink.taken(site).stream()
                    .filter(change -> change.path("jiraId").asText().equals(id))
                    .toList();
            assertThat(changes)
                    .extracting(change -> change.path("action").asText())
                    .containsExactlyInAnyOrder("updated", "snapshot");
            assertThat(changes)
                    .extracting(change -> change.path("changeId").asInt())
                    .isSorted();
            assertThat(changes.get(1).at("/item/title").asText()).isEqualTo("newer than the snapshot");
            assertThat(ids(snapshots(site, halted.sink))).containsExactlyInAnyOrder(entities(site));
        }
    }

    @Test
    void itGoesOnFromItsCheckpointWhenItsInstanceHasDied() throws Exception {
        try (Halted halted = new Halted()) {
            Told told = new Told();
            Rows.change(ANOTHERS, halted.site.id, halted.site.id);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> told.of(halted.site.id).stream().anyMatch(line -> line.contains("taken over")));
            halted.goOn();
            halted.site.awaitJob("snapshot_001", "COMPLETED");
            drained(halted.site);
            assertThat(ids(snapshots(halted.site, halted.sink))).containsExactlyInAnyOrder(entities(halted.site));
        }
    }

    @Test
    void aCancelledOneSendsNothingMoreAndIsNoAnswerToTheNextRequest() throws Exception {
        try (Halted halted = new Halted()) {
            Site site = halted.site;
            site.post("/sync/jobs/snapshot_001/cancel", null).is(200);
            site.awaitJob("snapshot_001", "CANCELLED");
            halted.goOn();
            drained(site);
            assertThat(snapshots(site, halted.sink)).hasSizeLessThan(entities(site).length);
            assertThat(site.post("/changes/snapshot", null)
                            .is(202)
                            .json()
                            .path("jobId")
                            .asText())
                    .isEqualTo("snapshot_002");
            site.awaitJob("snapshot_002", "COMPLETED");
        }
    }

    @Test
    void whatIsGoneWhenItsTurnComesIsToldAsDeleted() throws Exception {
        try (Halted halted = new Halted()) {
            String gone = Rows.text(
                    "select max(account_id) from jira.entity_change where connector_id = ? and action = 'snapshot'",
                    halted.site.id);
            Rows.change("delete from jira.jira_user where connector_id = ? and account_id = ?", halted.site.id, gone);
            halted.goOn();
            halted.site.awaitJob("snapshot_001", "COMPLETED");
            drained(halted.site);
            assertThat(halted.sink.taken(halted.site))
                    .filteredOn(change -> change.path("jiraId").asText().equals(gone))
                    .extracting(change ->
                            change.path("action").asText() + change.path("item").asText())
                    .containsExactly("deletednull");
        }
    }

    @Test
    void aConnectorWithoutACopyHasNothingToSend() {
        try (Site site = Site.bare(10)) {
            site.post("/changes/snapshot", null).is(202);
            JsonNode job = site.awaitJob("snapshot_001", "COMPLETED");
            assertThat(job.at("/progress/entities").asInt()).isZero();
        }
    }

    /** A snapshot that waits, because another instance has the outbox and sends nothing. */
    private static final class Halted implements AutoCloseable {
        final Site site = Site.live(60);
        final Sink sink = new Sink();
        final JsonNode accepted;

        Halted() throws Exception {
            drained(site);
            // whoever was sending last gives its lease back
            await().until(() ->
                    Rows.count("select count(*) from jira.lease where name = 'outbox:' || ? and until > now()", site.id)
                            == 0);
            Rows.change(
                    """
                    insert into jira.lease (name, owner, until) values ('outbox:' || ?, 'another', now() + interval '1 hour')
                    on conflict (name) do update set owner = excluded.owner, fence = default, until = excluded.until
                    """,
                    site.id);
            accepted = site.post("/changes/snapshot", null).is(202).json();
            await().atMost(Duration.ofSeconds(30)).until(() -> pending(site) >= BACKLOG);
        }

        void goOn() throws SQLException {
            Rows.change("delete from jira.lease where name = 'outbox:' || ?", site.id);
        }

        @Override
        public void close() {
            sink.close();
            site.close();
        }
    }

    private static String shown(Site site) {
        return site.get("/stories?size=1").json().at("/content/0/jiraId").asText();
    }

    private static String[] entities(Site site) throws SQLException {
        return Rows.text(ENTITIES, site.id).split(",");
    }

    private static List<JsonNode> snapshots(Site site, Sink sink) {
        return sink.taken(site).stream()
                .filter(change -> change.path("action").asText().equals("snapshot"))
                .toList();
    }

    private static List<String> ids(List<JsonNode> changes) {
        return changes.stream()
                .map(change -> change.path("entity").asText() + "/"
                        + change.path("jiraId").asText())
                .toList();
    }

    private static void drained(Site site) {
        await().atMost(Duration.ofSeconds(60)).until(() -> pending(site) == 0);
    }

    private static int pending(Site site) throws SQLException {
        return Rows.count("select count(*) from jira.entity_change where connector_id = ?", site.id);
    }
}
