package io.zenem.jira.routes;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.lease.Leases;
import io.zenem.jirasim.DemoIssue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a sink does not take holds up nobody but itself, and is lost never. */
@QuarkusTest
class ChangesOutTest {
    @Inject
    Leases leases;

    @Test
    void oneRefusedChangeHoldsUpItsOwnEntityOnlyAndNothingIsSentTwice() throws Exception {
        try (Site site = Site.live(60);
                Sink sink = new Sink()) {
            drained(site);
            DemoIssue refused = create(site, "refused");
            String id = String.valueOf(refused.id());
            sink.answers(change -> change.path("jiraId").asText().equals(id) ? 400 : 200);
            site.jira().editIssue(refused.key(), Site.summary("refused again"));
            for (int i = 0; i < 20; i++) {
                create(site, "taken");
            }
            site.awaitWebhooks();
            await().until(() -> ids(sink.taken(site)).size() >= 20);
            await().untilAsserted(() -> assertThat(letters(site)).contains("change story/" + id + " " + refused.key()));
            await().until(() -> pending(site) == 0);
            assertThat(ids(sink.taken(site))).doesNotHaveDuplicates().doesNotContain(id);
            sink.answers(change -> 200);
            site.awaitJob(
                    site.post("/replay", "{}").is(202).json().path("jobId").asText(), "COMPLETED");
            await().until(() -> ids(sink.taken(site)).contains(id));
            assertThat(letters(site)).isEmpty();
        }
    }

    @Test
    void whatCameBackIsNotDeletedByAReplayOfItsRefusedDeletion() throws Exception {
        try (Site site = Site.bare(20);
                Sink sink = new Sink()) {
            site.scope("{\"projects\": [\"ABC\"]}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            site.post("/webhooks/register", "{}").is(200);
            drained(site);
            sink.answers(change -> change.path("action").asText().equals("deleted") ? 400 : 200);
            DemoIssue moved = site.jira().move(site.someKey("ABC", "Story"), "XYZ");
            site.reconcile("{}");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> letters(site).toString().contains("change story/" + moved.id()));
            site.jira().move(moved.key(), "ABC");
            site.awaitWebhooks();
            drained(site);
            assertThat(letters(site)).isEmpty();
            assertThat(sink.taken(site))
                    .filteredOn(change -> change.path("jiraId").asText().equals(String.valueOf(moved.id())))
                    .extracting(change -> change.path("action").asText())
                    .endsWith("created");
        }
    }

    @Test
    void manyRefusedChangesAmongOthersAreNoOutage() throws Exception {
        try (Site site = Site.live(20);
                Sink sink = new Sink()) {
            drained(site);
            sink.answers(change -> change.toString().contains("no good") ? 422 : 200);
            for (int i = 0; i < 15; i++) {
                create(site, "no good");
                create(site, "good");
            }
            site.awaitWebhooks();
            await().atMost(Duration.ofSeconds(30)).until(() -> letters(site).size() == 15);
            drained(site);
            assertThat(ids(sink.taken(site))).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(15);
        }
    }

    @Test
    void theChangesOfAnEntityComeInOrderWhateverIsRefusedMeanwhile() throws Exception {
        try (Site site = Site.live(20);
                Sink sink = new Sink()) {
            drained(site);
            sink.answers(change -> sink.offered(site).size() % 3 == 0 ? 200 : 500);
            DemoIssue issue = create(site, "first");
            site.awaitWebhooks();
            site.jira().editIssue(issue.key(), Site.summary("second"));
            site.awaitWebhooks();
            site.jira().delete(issue.key());
            site.awaitWebhooks();
            await().until(() -> pending(site) == 0);
            assertThat(sink.taken(site))
                    .filteredOn(change -> change.path("jiraId").asText().equals(String.valueOf(issue.id())))
                    .extracting(change -> change.path("action").asText())
                    .isSubsetOf("created", "updated", "deleted")
                    .doesNotHaveDuplicates()
                    .endsWith("deleted");
        }
    }

    @Test
    void whileASinkTakesNothingItIsAskedRarelyAndNothingIsGivenUp() throws Exception {
        try (Site site = Site.live(20);
                Sink sink = new Sink()) {
            drained(site);
            Told told = new Told();
            sink.answers(change -> 503);
            for (int i = 0; i < 30; i++) {
                create(site, "waits");
            }
            site.awaitWebhooks();
            await().atMost(Duration.ofSeconds(20)).until(() -> lines(told, site, "wait in the outbox") == 1);
            JsonNode changes = site.get("/health").json().path("changes");
            assertThat(changes.path("pending").asInt()).isGreaterThanOrEqualTo(30);
            assertThat(changes.path("oldestAt").isNull()).isFalse();
            int offered = sink.offered(site).size();
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> sink.offered(site).size() <= offered + 50);
            sink.answers(change -> 200);
            await().atMost(Duration.ofSeconds(20)).until(() -> pending(site) == 0);
            assertThat(ids(sink.taken(site))).hasSizeGreaterThanOrEqualTo(30).doesNotHaveDuplicates();
            assertThat(letters(site)).isEmpty();
            await().until(() -> lines(told, site, "are taken by entity-changed again") == 1);
            assertThat(lines(told, site, "wait in the outbox")).isEqualTo(1);
        }
    }

    @Test
    void aSinkThatHangsForOneConnectorHoldsUpNoOther() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (Site hanging = Site.live(20);
                Site other = Site.live(20);
                Sink sink = new Sink()) {
            drained(hanging);
            drained(other);
            sink.answers(change -> change.path("connectorId").asText().equals(hanging.id) ? held(end) : 200);
            create(hanging, "hangs");
            hanging.awaitWebhooks();
            await().until(() -> !sink.offered(hanging).isEmpty());
            String id = String.valueOf(create(other, "goes").id());
            other.awaitWebhooks();
            await().until(() -> ids(sink.taken(other)).contains(id));
            end.countDown();
        }
    }

    @Test
    void whoHasLostTheLeaseOfAnOutboxSendsNothingMore() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (Site site = Site.live(20);
                Sink sink = new Sink()) {
            drained(site);
            sink.answers(change -> held(end));
            for (int i = 0; i < 5; i++) {
                create(site, "one of five");
            }
            site.awaitWebhooks();
            await().until(() -> !sink.offered(site).isEmpty());
            Rows.change(
                    "update jira.lease set owner = 'another', fence = default, until = now() + interval '1 hour' where name = 'outbox:' || ?",
                    site.id);
            // the next heartbeat tells
            await().atMost(Duration.ofSeconds(20)).until(() -> !leases.held().contains("outbox:" + site.id));
            end.countDown();
            await().during(Duration.ofSeconds(1)).until(() -> sink.offered(site).size() == 1);
            Rows.change("delete from jira.lease where name = 'outbox:' || ?", site.id);
            await().until(() -> pending(site) == 0);
        } finally {
            end.countDown();
        }
    }

    private static int held(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 200;
    }

    private static DemoIssue create(Site site, String summary) {
        return site.jira().createIssue("ABC", "Story", Map.of("summary", TextNode.valueOf(summary)));
    }

    private static void drained(Site site) {
        await().atMost(Duration.ofSeconds(30)).until(() -> pending(site) == 0);
    }

    private static int pending(Site site) throws SQLException {
        return Rows.count("select count(*) from jira.entity_change where connector_id = ?", site.id);
    }

    private static List<String> ids(List<JsonNode> changes) {
        return changes.stream().map(change -> change.path("jiraId").asText()).toList();
    }

    private static List<String> letters(Site site) {
        return site.get("/dead-letters")
                .json()
                .path("content")
                .valueStream()
                .map(letter -> letter.path("entity").asText() + " "
                        + letter.path("jiraId").asText() + " "
                        + letter.path("jiraKey").asText())
                .toList();
    }

    private static long lines(Told told, Site site, String part) throws IOException {
        return told.of(site.id).stream().filter(line -> line.contains(part)).count();
    }
}
