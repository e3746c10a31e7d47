package io.zenem.jira.routes;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.zenem.jirasim.DemoIssue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Changes go to Kafka where its brokers are named, without a file of anybody's. */
@QuarkusTest
@TestProfile(WithKafka.Changes.class)
class KafkaChangesProfileTest {
    KafkaBroker broker;

    @Test
    void theChangesOfAnEntityComeInOrderUnderItsOwnKey() throws Exception {
        try (Site site = Site.live(20)) {
            DemoIssue issue = create(site, "first");
            site.awaitWebhooks();
            published(site);
            site.jira().editIssue(issue.key(), Site.summary("second"));
            site.awaitWebhooks();
            published(site);
            site.jira().delete(issue.key());
            site.awaitWebhooks();
            published(site);
            List<ConsumerRecord<String, byte[]>> of = broker.read(WithKafka.Changes.TOPIC).stream()
                    .filter(change -> change.key().equals(site.id + "/story/" + issue.id()))
                    .toList();
            assertThat(of)
                    .extracting(change -> json(change).path("action").asText())
                    .containsExactly("created", "updated", "deleted");
            assertThat(of)
                    .extracting(change -> json(change).at("/item/title").asText())
                    .startsWith("first", "second");
            assertThat(of)
                    .extracting(ConsumerRecord::partition)
                    .containsOnly(of.get(0).partition());
        }
    }

    @Test
    void whatChangesWhileTheBrokerIsAwayWaitsInTheOutboxAndIsLostNever() throws Exception {
        try (Site site = Site.live(20)) {
            published(site);
            Told told = new Told();
            broker.stop();
            for (int i = 0; i < 30; i++) {
                create(site, "waits");
            }
            site.awaitWebhooks();
            await().atMost(Duration.ofSeconds(30)).until(() -> lines(told, site, "wait in the outbox") == 1);
            assertThat(site.get("/health").json().at("/changes/pending").asInt())
                    .isGreaterThanOrEqualTo(30);
            assertThat(RoutesFolder.ready().path("status").asText()).isEqualTo("UP");
            broker.start();
            published(site);
            assertThat(broker.read(WithKafka.Changes.TOPIC).stream()
                            .filter(change -> change.key().startsWith(site.id + "/story/"))
                            .filter(change ->
                                    json(change).at("/item/title").asText().equals("waits"))
                            .map(ConsumerRecord::key)
                            .distinct())
                    .hasSize(30);
            assertThat(site.get("/dead-letters").json().path("totalElements").asInt())
                    .isZero();
            await().until(() -> lines(told, site, "are taken by entity-changed again") == 1);
        }
    }

    @Test
    void anEntityChangedOfOnesOwnWins(@TempDir Path files) throws Exception {
        System.setProperty("changes.sink.folder", files.toString());
        try (Site site = Site.live(20);
                RoutesFolder folder = new RoutesFolder()) {
            published(site);
            folder.example("file");
            String key = site.id + "/story/" + create(site, "into a file").id();
            site.awaitWebhooks();
            published(site);
            try (var written = Files.list(files)) {
                assertThat(written).isNotEmpty();
            }
            assertThat(broker.read(WithKafka.Changes.TOPIC))
                    .extracting(ConsumerRecord::key)
                    .doesNotContain(key);
        } finally {
            System.clearProperty("changes.sink.folder");
        }
    }

    private static DemoIssue create(Site site, String summary) {
        return site.jira().createIssue("ABC", "Story", Map.of("summary", TextNode.valueOf(summary)));
    }

    private static void published(Site site) {
        await().atMost(Duration.ofSeconds(40)).until(() -> pending(site) == 0);
    }

    private static int pending(Site site) throws SQLException {
        return Rows.count("select count(*) from jira.entity_change where connector_id = ?", site.id);
    }

    private static long lines(Told told, Site site, String part) throws Exception {
        return told.of(site.id).stream().filter(line -> line.contains(part)).count();
    }

    private static JsonNode json(ConsumerRecord<String, byte[]> change) {
        return Site.parse(new String(change.value(), StandardCharsets.UTF_8));
    }
}
