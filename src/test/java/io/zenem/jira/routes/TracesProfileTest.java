package io.zenem.jira.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.zenem.jirasim.DemoFaults.Failure;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** With tracing on: what became of a delivery, from the door to the message, and what a job did. */
@QuarkusTest
@TestProfile(TracesProfileTest.On.class)
class TracesProfileTest {
    private static final AttributeKey<String> CONNECTOR = AttributeKey.stringKey("zenem.connector");
    private static final AttributeKey<String> JOB = AttributeKey.stringKey("zenem.job");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    /** All that a span may tell: names of ours, numbers, classes, and where Jira is. */
    private static final Set<String> TOLD = Set.of(
            "zenem.connector",
            "zenem.job",
            "zenem.stage",
            "messaging.message.id",
            "messaging.batch.message_count",
            "http.request.method",
            "http.response.status_code",
            "url.template",
            "server.address",
            "db.system.name",
            "error.type");

    /** What another instance, or this one before it was started again, received. */
    private static final String ELSEWHERE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static final String ELSEWHERE_TOO = "00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-01";

    /** As an operator switches it on, with an exporter that keeps the spans here. */
    public static class On implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("otel.sdk.disabled", "false", "quarkus.otel.traces.exporter", "none");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(RecordedSpans.class);
        }
    }

    @Inject
    RecordedSpans recorded;

    @ConfigProperty(name = "quarkus.log.file.path")
    Path log;

    @Test
    void aDeliveryIsOneTreeDownToItsMessage() {
        try (Site site = Site.copied(20)) {
            ManualWebhook.register(site);
            deliverAChange(site, "changed");
            SpanData message = awaitSpan(site, "change-message");
            List<SpanData> trace = trace(message);
            assertThat(trace)
                    .filteredOn(span -> !span.getParentSpanContext().isValid())
                    .extracting(SpanData::getName)
                    .containsExactly("webhook-receive");
            assertThat(trace)
                    .filteredOn(span -> span.getParentSpanContext().isValid())
                    .allMatch(span ->
                            trace.stream().anyMatch(other -> other.getSpanId().equals(span.getParentSpanId())));
            assertThat(path(trace, message))
                    .containsExactly("webhook-receive", "drain-batch", "page-keep", "change-message");
            assertThat(trace)
                    .extracting(SpanData::getName)
                    .contains("page/upsert.sql", "page/publish.sql", "webhook/finish.sql");
        }
    }

    @Test
    void aCallToJiraTellsMethodPathStatusAndHost() {
        try (Site site = Site.copied(20)) {
            ManualWebhook.register(site);
            deliverAChange(site, "changed");
            List<SpanData> trace = trace(awaitSpan(site, "change-message"));
            assertThat(trace)
                    .filteredOn(span -> span.getName().equals("POST /rest/api/3/issue/bulkfetch"))
                    .hasSize(1)
                    .allSatisfy(call -> {
                        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
                        assertThat(call.getAttributes().get(STATUS)).isEqualTo(200);
                        assertThat(call.getAttributes().get(AttributeKey.stringKey("server.address")))
                                .isEqualTo("127.0.0.1");
                    });
        }
    }

    @Test
    void anotherInstanceGoesOnWithTheTraceOfTheDelivery() throws SQLException {
        try (Site site = Site.copied(20)) {
            Rows.change(deliveries(1), site.id, "one", ELSEWHERE);
            SpanData batch = awaitSpan(site, "drain-batch");
            assertThat(ELSEWHERE).contains(batch.getTraceId(), batch.getParentSpanId());
        }
    }

    @Test
    void whatWasReceivedInSeveralTracesIsABatchWithALinkToEach() throws SQLException {
        try (Site site = Site.copied(20)) {
            Rows.change(deliveries(2), site.id, "one", ELSEWHERE, site.id, "other", ELSEWHERE_TOO);
            SpanData batch = awaitSpan(site, "drain-batch");
            assertThat(batch.getParentSpanContext().isValid()).isFalse();
            assertThat(batch.getLinks())
                    .extracting(LinkData::getSpanContext)
                    .allMatch(context -> (ELSEWHERE + ELSEWHERE_TOO).contains(context.getTraceId()))
                    .hasSize(2);
        }
    }

    @Test
    void aJobIsATraceOfItsOwn() {
        try (Site site = Site.copied(20)) {
            SpanData attempt = awaitSpan(site, "job-run");
            assertThat(attempt.getParentSpanContext().isValid()).isFalse();
            assertThat(attempt.getAttributes().get(JOB)).isEqualTo("backfill_001");
            SpanData page = trace(attempt).stream()
                    .filter(span -> span.getName().equals("page-keep"))
                    .findFirst()
                    .orElseThrow();
            assertThat(path(trace(attempt), page))
                    .containsExactly("job-run", "job-stage", "job-issues-page", "page-keep");
            assertThat(trace(attempt)).noneMatch(span -> span.getName().endsWith(".sql"));
        }
    }

    @Test
    void aTryThatFailedIsASpanThatFailed() {
        try (Site site = Site.copied(20)) {
            site.jira().faults().next(Failure.SERVER_ERROR, 1);
            site.reconcile("{}");
            assertThat(spans(site))
                    .filteredOn(span -> span.getStatus().getStatusCode() == StatusCode.ERROR)
                    .extracting(span -> span.getAttributes().get(STATUS))
                    .contains(500L);
        }
    }

    @Test
    void aLineOfTheLogNamesConnectorAndTrace() throws IOException {
        try (Site site = Site.copied(20)) {
            SpanData attempt = awaitSpan(site, "job-run");
            try (Stream<String> lines = Files.lines(log)) {
                assertThat(lines.filter(line -> line.contains("backfill_001 of " + site.id)))
                        .isNotEmpty()
                        .allMatch(line -> line.contains("[" + site.id + "] [" + attempt.getTraceId() + "]"));
            }
        }
    }

    @Test
    void noSpanHasASecretAQueryOrATextOfAnIssue() {
        try (Site site = Site.copied(20)) {
            ManualWebhook.register(site);
            site.jira().faults().next(Failure.SERVER_ERROR, 2);
            deliverAChange(site, "words that only an issue has");
            awaitSpan(site, "change-message");
            site.reconcile("{}");
            assertThat(recorded.all()).isNotEmpty().allSatisfy(span -> {
                assertThat(span.toString())
                        .doesNotContain(
                                "words that", "demo-token", "a secret of", "project in", "?", "Basic ", "sha256=");
                assertThat(span.getAttributes().asMap().keySet())
                        .extracting(AttributeKey::getKey)
                        .isSubsetOf(TOLD);
                assertThat(span.getEvents()).isEmpty();
                assertThat(span.getStatus().getDescription()).isEmpty();
            });
        }
    }

    private static void deliverAChange(Site site, String summary) {
        String key = site.someKey("ABC", "Story");
        String id = site.jira().issue(key).orElseThrow().path("id").asText();
        site.jira().editIssue(key, Site.summary(summary));
        ManualWebhook.deliver(site, "{\"issue\": {\"id\": \"" + id + "\"}}");
        site.awaitWebhooks();
    }

    /** Deliveries that ask for issues which are in the copy, each with the trace in which it came. */
    private static String deliveries(int count) {
        return "insert into jira.delivery (connector_id, identifier, issue_id, event, traceparent) values "
                + String.join(", ", Collections.nCopies(count, "(?, ?, 1, 'reread', ?)"));
    }

    private SpanData awaitSpan(Site site, String name) {
        await(name).atMost(Duration.ofSeconds(30)).until(() -> spans(site).stream()
                .anyMatch(span -> span.getName().equals(name)));
        return spans(site).stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<SpanData> spans(Site site) {
        return recorded.all().stream()
                .filter(span -> site.id.equals(span.getAttributes().get(CONNECTOR)))
                .toList();
    }

    private List<SpanData> trace(SpanData one) {
        return recorded.all().stream()
                .filter(span -> span.getTraceId().equals(one.getTraceId()))
                .toList();
    }

    /** The names of the spans around one, and its own. */
    private static List<String> path(List<SpanData> trace, SpanData span) {
        List<String> names = trace.stream()
                .filter(other -> other.getSpanId().equals(span.getParentSpanId()))
                .findFirst()
                .map(around -> path(trace, around))
                .orElse(List.of());
        return Stream.concat(names.stream(), Stream.of(span.getName())).toList();
    }
}
