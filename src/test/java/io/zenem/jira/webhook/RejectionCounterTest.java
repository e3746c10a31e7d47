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
        rejections.count("acme", NOW);
        rejections.count("acme", NOW.minusSeconds(5));
        rejections.count("acme", NOW.plusSeconds(20));
        rejections.count("beta", NOW);
        assertThat(drained())
                .extracting(JsonNode::toString)
                .containsExactlyInAnyOrder(
                        row("acme", "2026-11-02T08:21:00Z", 2, "2026-11-02T08:21:40.250Z"),
                        row("acme", "2026-11-02T08:22:00Z", 1, "2026-11-02T08:22:00.250Z"),
                        row("beta", "2026-11-02T08:21:00Z", 1, "2026-11-02T08:21:40.250Z"));
    }

    @Test
    void givesEachCountOnce() {
        rejections.count("acme", NOW);
        assertThat(rejections.drain()).contains("acme");
        assertThat(rejections.drain()).isEqualTo("[]");
    }

    @Test
    void losesNoneOfManyThreadsCounts() throws JsonProcessingException {
        IntStream.range(0, 5_000).parallel().forEach(i -> rejections.count("acme", NOW));
        assertThat(drained().get(0).path("count").intValue()).isEqualTo(5_000);
    }

    @Test
    void keepsNoMoreThanTenThousandTallies() throws JsonProcessingException {
        IntStream.range(0, 10_001).forEach(i -> rejections.count("connector-" + i, NOW));
        rejections.count("connector-0", NOW);
        JsonNode rows = drained();
        assertThat(rows).hasSize(10_000);
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
                {"connectorId":"%s","minute":"%s","count":%d,"lastAt":"%s"}"""
                .formatted(connector, minute, count, lastAt);
    }
}
