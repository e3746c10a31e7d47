package io.zenem.jira.routes;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker in the tests' own process, which lets nobody in without a password, and whoever has it to everything that a test does not
 * {@link #refuse}. A test may stop and start it again: the same address, with all that it had.
 */
public final class KafkaBroker implements AutoCloseable {
    static final int PARTITIONS = 3;
    /** How the service is told to log in: SASL, mechanism PLAIN. */
    static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"zenem\" password=\"a password of Kafka's\"";

    private final Properties settings = new Properties();
    private final String address;
    private KafkaRaftServer server;

    /** Starts one with nothing in it. */
    public KafkaBroker() {
        try {
            Path folder = Files.createTempDirectory("kafka");
            int port = freePort();
            int controller = freePort();
            address = "127.0.0.1:" + port;
            settings.putAll(Map.of(
                    "process.roles", "broker,controller",
                    "node.id", "1",
                    "controller.quorum.voters", "1@127.0.0.1:" + controller,
                    "controller.listener.names", "CONTROLLER",
                    "listeners", "CLIENT://" + address + ",CONTROLLER://127.0.0.1:" + controller,
                    "log.dirs", folder.toString(),
                    "auto.create.topics.enable", "false",
                    "offsets.topic.num.partitions", "1",
                    "offsets.topic.replication.factor", "1",
                    "group.initial.rebalance.delay.ms", "0"));
            settings.putAll(Map.of(
                    "inter.broker.listener.name",
                    "CLIENT",
                    "listener.security.protocol.map",
                    "CLIENT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                    "sasl.enabled.mechanisms",
                    "PLAIN",
                    "sasl.mechanism.inter.broker.protocol",
                    "PLAIN",
                    "listener.name.client.plain.sasl.jaas.config",
                    LOGIN + " user_zenem=\"a password of Kafka's\";",
                    "authorizer.class.name",
                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                    "allow.everyone.if.no.acl.found",
                    "true",
                    // its own controller
                    "super.users",
                    "User:ANONYMOUS"));
            new Formatter()
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(folder.toString()))
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setPrintStream(new PrintStream(PrintStream.nullOutputStream()))
                    .run();
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public String address() {
        return address;
    }

    void start() {
        server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
    }

    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** All that a topic has, partition by partition. */
    public List<ConsumerRecord<String, byte[]>> read(String topic) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(client(), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    public void create(String topic) {
        try (Admin admin = admin()) {
            done(admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all());
        }
    }

    /** Lets the service no longer read as a member of a group. */
    public void refuse(String group) {
        try (Admin admin = admin()) {
            done(admin.createAcls(List.of(acl(group))).all());
        }
    }

    /** Lets it read again. */
    public void allow(String group) {
        try (Admin admin = admin()) {
            done(admin.deleteAcls(List.of(acl(group).toFilter())).all());
        }
    }

    private static AclBinding acl(String group) {
        return new AclBinding(
                new ResourcePattern(ResourceType.GROUP, group, PatternType.LITERAL),
                new AccessControlEntry("User:zenem", "*", AclOperation.READ, AclPermissionType.DENY));
    }

    /** How many partitions each member of a group has. */
    public List<Integer> shares(String group) {
        try (Admin admin = admin()) {
            return done(admin.describeConsumerGroups(List.of(group)).all()).get(group).members().stream()
                    .map(member -> member.assignment().topicPartitions().size())
                    .toList();
        }
    }

    /** Up to where a group has told that it read, of all partitions together. */
    public long committed(String group) {
        try (Admin admin = admin()) {
            return done(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).values().stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        }
    }

    private static <T> T done(KafkaFuture<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    Admin admin() {
        return Admin.create(client());
    }

    /** For {@code bench/kafka.sh}: one in a process of its own, until that is ended; prints the variables that a service needs. */
    public static void main(String[] args) {
        KafkaBroker broker = new KafkaBroker();
        broker.create("zenem.jira.deliveries");
        broker.environment().forEach((name, value) -> System.out.println(name + "=" + value));
    }

    /** What tells a service of its own process that this broker is in front of its inbox. */
    public Map<String, String> environment() {
        return Map.of(
                "CONNECTOR_INBOX_KAFKA_BROKERS",
                address,
                "CAMEL_COMPONENT_KAFKA_SECURITY_PROTOCOL",
                "SASL_PLAINTEXT",
                "CAMEL_COMPONENT_KAFKA_SASL_MECHANISM",
                "PLAIN",
                "CAMEL_COMPONENT_KAFKA_SASL_JAAS_CONFIG",
                LOGIN + ";");
    }

    /** What a client has to know. */
    Map<String, Object> client() {
        return Map.of(
                "bootstrap.servers",
                address,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN + ";");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Stops it for good. */
    @Override
    public void close() {
        stop();
    }
}
