package io.zenem.jira.routes;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.zenem.jira.webhook.HmacSignature;
import io.zenem.jira.webhook.ReceiverMemory;
import org.apache.camel.CamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Deliveries come into the inbox by way of Kafka where its brokers are named, and the door answers as it always does. */
@QuarkusTest
@TestProfile(WithKafka.Inbox.class)
class KafkaInboxProfileTest {
    private static final String SECRET = "a secret of the admin's own";
    private static final String GROUP = "zenem-jira-connector";
    private static final Duration LONG = Duration.ofSeconds(40);

    KafkaBroker broker;

    @Inject
    CamelContext camel;

    @Inject
    ReceiverMemory memory;

    @Test
    void whatJiraTellsOfAnIssueComesInOrderUnderOneKeyAndIsApplied() {
        try (Site site = Site.live(30)) {
            String key = site.someKey("ABC", "Story");
            String id = site.jira().issue(key).orElseThrow().path("id").asText();
            for (String text : List.of("first", "second", "third")) {
                site.jira().editIssue(key, Site.summary(text));
                await().atMost(LONG).until(() -> site.jira().pendingDeliveries() == 0);
            }
            await().atMost(LONG).until(() -> finished(site) >= 3);
            site.assertExactCopy();
            List<ConsumerRecord<String, byte[]>> records = records(site);
            assertThat(records)
                    .extracting(ConsumerRecord::key)
                    .containsOnly(site.id + "/issue/" + id)
                    .hasSize(3);
            assertThat(bodies(site))
                    .satisfiesExactly(
                            body -> assertThat(body).contains("first"),
                            body -> assertThat(body).contains("second"),
                            body -> assertThat(body).contains("third"));
            assertThat(records.get(0).headers())
                    .extracting(header -> header.key())
                    .containsExactlyInAnyOrder("connector", "identifier");
        }
    }

    @Test
    void theDoorAnswersAsItDoesWithoutKafkaAndKeepsNothingOfWhatItRefuses() throws SQLException {
        try (Site site = manual()) {
            String body = ignored(1);
            accepted(site, body);
            assertThat(answer(site, body, "another secret").status()).isEqualTo(401);
            assertThat(answer(site, "[]", SECRET).status()).isEqualTo(400);
            assertThat(answer("nobody-" + site.id, body, SECRET).status()).isEqualTo(404);
            site.put("/settings", "{\"webhooksEnabled\": false}").is(200);
            await().atMost(LONG).until(() -> answer(site, ignored(2), SECRET).status() == 410);
            site.put("/settings", "{\"webhooksEnabled\": true}").is(200);
            await().atMost(LONG).until(() -> answer(site, ignored(3), SECRET).status() == 202);
            site.post("/webhooks/register", "{\"mode\": \"manual\", \"secret\": \"another secret of the admin's\"}")
                    .is(200);
            assertThat(answer(site, ignored(4), "another secret of the admin's").status())
                    .isEqualTo(202);
            await().atMost(LONG)
                    .until(() -> answer(site, "{\"old\": true}", SECRET).status() == 401);
            List<String> kept = bodies(site);
            assertThat(kept).contains(body).doesNotContain("[]");
            await().atMost(LONG)
                    .until(() -> rows(site, "true") == Set.copyOf(kept).size());
        }
    }

    @Test
    void aDeliveryTooLargeForAMessageGoesIntoTheInboxAtOnce() throws SQLException {
        try (Site site = manual()) {
            accepted(site, "{\"webhookEvent\": \"test\", \"large\": \"" + "x".repeat(1_100_000) + "\"}");
            assertThat(rows(site, "true")).isEqualTo(1);
            assertThat(records(site)).isEmpty();
        }
    }

    @Test
    void theDoorDoesWithoutTheDatabaseForWhomItKnows() throws SQLException {
        try (Site site = manual()) {
            await().atMost(LONG)
                    .until(() ->
                            memory.hook(site.id) != null && memory.hook(site.id).get("secret") != null);
            try (Connection holder = Rows.connection()) {
                holder.setAutoCommit(false);
                // nobody reads a secret now
                Rows.change(holder, "lock table jira.webhook in access exclusive mode");
                for (int i = 1; i <= 20; i++) {
                    accepted(site, ignored(i));
                }
                holder.rollback();
            }
            await().atMost(LONG).until(() -> rows(site, "true") == 20);
        }
    }

    @Test
    void noMoreIsReadThanCanBeWritten() throws SQLException, JMException {
        try (Site site = manual()) {
            accepted(site, ignored(0));
            await().atMost(LONG).until(() -> rows(site, "true") == 1);
            try (Connection holder = Rows.connection()) {
                holder.setAutoCommit(false);
                Rows.change(holder, "lock table jira.delivery in exclusive mode");
                double before = consumed();
                for (int i = 1; i <= 200; i++) {
                    accepted(site, ignored(i));
                }
                await().during(Duration.ofSeconds(1)).atMost(LONG).until(() -> consumed() - before <= 100);
                holder.rollback();
                await().atMost(LONG).until(() -> rows(site, "true") == 201);
                assertThat(consumed() - before).isGreaterThanOrEqualTo(200);
            }
        }
    }

    @Test
    void nothingThatWasAcceptedIsLostWhenTheBrokerStopsAndComesBack() throws IOException {
        try (Site site = manual()) {
            Told told = new Told();
            accepted(site, ignored(0));
            broker.stop();
            Service.Answer refused = answer(site, ignored(1), SECRET);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.http().headers().firstValue("Retry-After")).isPresent();
            assertThat(RoutesFolder.ready().path("status").asText()).isEqualTo("UP");
            broker.start();
            for (int i = 1; i <= 20; i++) {
                String body = ignored(i);
                await().atMost(LONG).until(() -> answer(site, body, SECRET).status() == 202);
            }
            await().atMost(LONG).until(() -> rows(site, "true") == 21);
            assertThat(told.all())
                    .filteredOn(line -> line.contains("Kafka takes"))
                    .hasSize(2);
        }
    }

    @Test
    void aRefusalOfKafkasIsToldUntilItEndsAndLosesNothing() throws Exception {
        try (Site site = manual()) {
            Told told = new Told();
            broker.refuse(GROUP);
            await().atMost(LONG).until(() -> refusal().contains("GroupAuthorizationException"));
            accepted(site, ignored(1));
            broker.allow(GROUP);
            await().atMost(LONG).until(() -> rows(site, "true") == 1);
            await().atMost(Duration.ofMinutes(2)).until(() -> refusal().isEmpty());
            assertThat(told.all())
                    .filteredOn(line -> line.contains("this instance read deliveries"))
                    .hasSize(2);
        }
    }

    /** What readiness says while the service is up all the same. */
    private static String refusal() {
        for (JsonNode check : RoutesFolder.ready().path("checks")) {
            if (check.path("name").asText().equals("Deliveries from Kafka")) {
                assertThat(check.path("status").asText()).isEqualTo("UP");
                return check.at("/data/refused").asText();
            }
        }
        throw new AssertionError("no check");
    }

    @Test
    void whatIsNoDeliveryOfOursIsSetAsideAndHoldsUpNobody() throws Exception {
        try (Site site = manual()) {
            Told told = new Told();
            String body = ignored(1);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            byte[] name = site.id.getBytes(StandardCharsets.UTF_8);
            byte[] id = "one".getBytes(StandardCharsets.UTF_8);
            byte[] unreadable = {(byte) 0xFF, 0};
            send(Map.of(), bytes);
            send(Map.of("connector", name, "identifier", id), null);
            send(Map.of("connector", unreadable, "identifier", id), bytes);
            send(Map.of("connector", name, "identifier", unreadable), bytes);
            send(Map.of("connector", name, "identifier", id), unreadable);
            send(Map.of("connector", "gone".getBytes(StandardCharsets.UTF_8), "identifier", id), bytes);
            send(Map.of("connector", name, "identifier", id), bytes);
            await().atMost(LONG).until(() -> rows(site, "identifier = 'one'") == 1);
            accepted(site, ignored(2));
            await().atMost(LONG).until(() -> rows(site, "true") == 2);
            assertThat(told.all())
                    .filteredOn(line -> line.contains("is set aside"))
                    .hasSize(5)
                    .noneMatch(line -> line.contains("webhookEvent"));
        }
    }

    @Test
    void whatIsReadAgainAfterADeathBetweenTheInboxAndKafkaIsThereOnce() throws Exception {
        try (Site site = manual()) {
            for (int i = 0; i < 30; i++) {
                accepted(site, ignored(i));
            }
            await().atMost(LONG).until(() -> finished(site) == 30);
            // as whoever died before they could tell Kafka leaves it
            camel.getRouteController().stopRoute("webhook-kafka-read");
            Map<TopicPartition, OffsetAndMetadata> beginning = IntStream.range(0, KafkaBroker.PARTITIONS)
                    .boxed()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(WithKafka.Inbox.TOPIC, partition),
                            partition -> new OffsetAndMetadata(0)));
            try (Admin admin = broker.admin()) {
                // it takes a moment until the group is empty
                await().atMost(LONG).ignoreExceptions().until(() -> {
                    admin.alterConsumerGroupOffsets(GROUP, beginning).all().get();
                    return true;
                });
            }
            camel.getRouteController().startRoute("webhook-kafka-read");
            await().atMost(LONG).until(() -> rows(site, "duplicates > 0") == 30);
            assertThat(rows(site, "true")).isEqualTo(30);
            assertThat(finished(site)).isEqualTo(30);
        }
    }

    private static Site manual() {
        Site site = Site.copied(10);
        site.post("/webhooks/register", "{\"mode\": \"manual\", \"secret\": \"" + SECRET + "\"}")
                .is(200);
        return site;
    }

    /** A delivery about nothing that is copied. */
    private static String ignored(int number) {
        return "{\"webhookEvent\": \"test\", \"number\": " + number + "}";
    }

    private static void accepted(Site site, String body) {
        answer(site, body, SECRET).is(202);
    }

    private static Service.Answer answer(Site site, String body, String secret) {
        return answer(site.id, body, secret);
    }

    private static Service.Answer answer(String connector, String body, String secret) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return Service.send(HttpRequest.newBuilder(URI.create(Service.url() + "/webhooks/jira/" + connector))
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature", HmacSignature.sign(bytes, secret))
                .POST(BodyPublishers.ofByteArray(bytes))
                .build());
    }

    private static int rows(Site site, String condition) throws SQLException {
        return Rows.count("select count(*) from jira.delivery where connector_id = ? and " + condition, site.id);
    }

    private static int finished(Site site) throws SQLException {
        return rows(site, "outcome is not null and event is distinct from 'reread'");
    }

    private List<ConsumerRecord<String, byte[]>> records(Site site) {
        return broker.read(WithKafka.Inbox.TOPIC).stream()
                .filter(record -> record.key() != null && record.key().startsWith(site.id + "/"))
                .toList();
    }

    private List<String> bodies(Site site) {
        return records(site).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Messages that the service's consumer was handed out so far. */
    private static double consumed() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        double consumed = 0;
        for (ObjectName client : server.queryNames(
                new ObjectName("kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*"), null)) {
            consumed += (double) server.getAttribute(client, "records-consumed-total");
        }
        return consumed;
    }

    /** A message of somebody else's, all in one partition. */
    private void send(Map<String, byte[]> headers, byte[] body) throws Exception {
        try (KafkaProducer<String, byte[]> stranger =
                new KafkaProducer<>(broker.client(), new StringSerializer(), new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> message = new ProducerRecord<>(WithKafka.Inbox.TOPIC, 0, null, body);
            headers.forEach((name, value) -> message.headers().add(name, value));
            stranger.send(message).get();
        }
    }
}
