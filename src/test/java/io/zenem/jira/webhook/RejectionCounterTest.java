package io.zenem.jira.webhook;

import java.time.Instant;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RejectionCounterTest {
    private static final Instant NOW = Instant.parse("2026-11-02T08:21:40.250Z");

    private final RejectionCounter rejections = new RejectionCounter();

    @Test
    void countsByConnectorAndMinute() throws JsonProcessingException {
        rejections.count("acme", 401, NOW);
        rejections.count("acme", 401, NOW.minusSeconds(5));
        rejections.count("acme", 401, NOW.plusSeconds(20));
        rejections.count("beta", 401, NOW);
        assertThat(drained())
                .extracting(JsonNode::toString)
                .containsExactlyInAnyOrder(
                        row("acme", "2026-11-02T08:21:00Z", 2, "2026-11-02T08:21:40.250Z"),
                        row("acme", "2026-11-02T08:22:00Z", 1, "2026-11-02T08:22:00.250Z"),
                        row("beta", "2026-11-02T08:21:00Z", 1, "2026-11-02T08:21:40.250Z"));
    }

    @Test
    void countsRefusalsOfKnownConnectorsOnly() {
        IntStream.of(202, 404, 500, 503).forEach(status -> rejections.count("acme", status, NOW));
        rejections.count("a".repeat(64), 401, NOW);
        assertThat(rejections.drain()).isEqualTo("[]");
        IntStream.of(400, 401, 408, 410, 413, 415).forEach(status -> rejections.count("acme", status, NOW));
        assertThat(rejections.drain().split("connectorId", -1)).hasSize(7);
    }

    @Test
    void givesEachCountOnce() {
        rejections.count("acme", 401, NOW);
        assertThat(rejections.drain()).contains("acme");
        assertThat(rejections.drain()).isEqualTo("[]");
    }

    @Test
    void countsOnWhatCouldNotBeWritten() throws JsonProcessingException {
        rejections.count("acme", 401, NOW);
        JsonNode unwritten = drained();
        rejections.count("acme", 401, NOW.minusSeconds(5));
        rejections.keep(unwritten);
        rejections.keep(new ObjectMapper().createArrayNode());
        assertThat(drained())
                .extracting(JsonNode::toString)
                .containsExactly(row("acme", "2026-11-02T08:21:00Z", 2, "2026-11-02T08:21:40.250Z"));
    }

    @Test
    void losesNoneOfManyThreadsCounts() throws JsonProcessingException {
        IntStream.range(0, 5_000).parallel().forEach(i -> rejections.count("acme", 401, NOW));
        assertThat(drained().get(0).path("count").intValue()).isEqualTo(5_000);
    }

    @Test
    void keepsNoMoreThanAThousandTallies() throws JsonProcessingException {
        IntStream.range(0, 1_001).forEach(i -> rejections.count("connector-" + i, 401, NOW));
        rejections.count("connector-0", 401, NOW);
        JsonNode rows = drained();
        assertThat(rows).hasSize(1_000);
        assertThat(rows)
                .filteredOn(row -> row.path("connectorId").asText().equals("connector-0"))
                .singleElement()
                .returns(2, row -> row.path("count").intValue());
    }

    private JsonNode drained() throws JsonProcessingException {
        return new ObjectMapper().readTree(rejections.drain());
    }

    private static String row(String connector, String minute, int count, String lastAt) {
        return """
                {"connectorId":"%s","minute":"%s","status":401,"count":%d,"lastAt":"%s"}"""
                .formatted(connector, minute, count, lastAt);
    }
}
