package io.zenem.jira.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.TextNode;
import io.zenem.jira.chaos.CrashingDatabase;
import io.zenem.jira.process.Collector.Span;
import io.zenem.jira.routes.KafkaBroker;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two instances that tell a collector of their spans, by the variables of OpenTelemetry: one over HTTP, the other one over gRPC. */
class TracesIT {
    private static final String TOPIC = "zenem.jira.deliveries";

    @TempDir
    Path folder;

    @Test
    void aDeliveryIsOneTraceAlsoThroughKafkaAndOnAnotherInstance() throws Exception {
        try (KafkaBroker broker = new KafkaBroker();
                CrashingDatabase database = new CrashingDatabase(folder.resolve("database"));
                Collector collector = new Collector();
                CopiedSite site = new CopiedSite(30)) {
            broker.create(TOPIC);
            Map<String, String> environment = new HashMap<>(database.environment());
            environment.putAll(broker.environment());
            environment.put("OTEL_SDK_DISABLED", "false");
            environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url());
            Map<String, String> door = new HashMap<>(environment);
            door.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
            // what it takes is applied by the other one
            door.put("CONNECTOR_INBOX_DRAIN_MS", "3600000");
            try (RunningService first =
                            RunningService.start(folder.resolve("first"), door).ready();
                    RunningService second = RunningService.start(folder.resolve("second"), environment)
                            .ready()) {
                site.connect(first);
                site.awaitJob(second, "backfill_001");
                site.register(first);
                site.jira()
                        .editIssue(
                                site.jira().issues(0, 1).get(0).path("key").asText(),
                                Map.of("summary", TextNode.valueOf("changed")));
                Span received = span(collector, "webhook-receive", "http");
                Span applied = span(collector, "drain-batch", "grpc");
                assertThat(applied.trace()).isEqualTo(received.trace());
                assertThat(applied.parent()).isEqualTo(received.id());
                assertThat(broker.read(TOPIC))
                        .extracting(TracesIT::traceparent)
                        .containsExactly("00-" + received.trace() + "-" + received.id() + "-01");
                await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(collector.spans())
                        .filteredOn(span -> span.trace().equals(received.trace()))
                        .extracting(Span::name)
                        .contains("page-keep", "change-message"));
            }
        }
    }

    private static Span span(Collector collector, String name, String protocol) {
        return await(name + " by " + protocol)
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> collector.spans().stream()
                                .filter(span -> span.name().equals(name)
                                        && span.protocol().equals(protocol))
                                .toList(),
                        (List<Span> found) -> !found.isEmpty())
                .get(0);
    }

    private static String traceparent(ConsumerRecord<String, byte[]> message) {
        return new String(message.headers().lastHeader("traceparent").value(), UTF_8);
    }
}
