package io.zenem.jira.metric;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what this instance applied; {@code sum} over all instances is the whole. Labels are bounded: a connector, never an issue. */
@ApplicationScoped
@Named("meters")
public class Meters {
    private static final JsonMapper JSON = new JsonMapper();

    private final MeterProvider<Counter> deliveries;
    private final MeterProvider<Counter> items;

    @Inject
    Meters(MeterRegistry registry) {
        deliveries = Counter.builder("zenem.jira.deliveries.finished")
                .description("Deliveries that this instance applied, by what became of them")
                .withRegistry(registry);
        items = Counter.builder("zenem.jira.items")
                .description("Issues that this instance read, by what became of them")
                .withRegistry(registry);
    }

    /** Counts deliveries, the ledger's outcomes: {@code [{"id": 1, "outcome": "applied"}]}; one delivery may have several. */
    public void finished(String connectorId, String outcomes) throws JsonProcessingException {
        Map<Long, String> byId = new HashMap<>();
        for (JsonNode outcome : JSON.readTree(outcomes)) {
            // the ledger takes the first in the alphabet too
            byId.merge(
                    outcome.path("id").asLong(),
                    outcome.path("outcome").asText(),
                    (one, other) -> one.compareTo(other) <= 0 ? one : other);
        }
        byId.values().forEach(outcome -> deliveries
                .withTags("connector", connectorId, "outcome", outcome)
                .increment());
    }

    /** Counts a page that was applied: {@code {"written": 3, "stale": 1, "failed": 0}}. */
    public void kept(String connectorId, String counts) throws JsonProcessingException {
        JsonNode page = JSON.readTree(counts);
        for (String outcome : new String[] {"written", "stale", "failed"}) {
            items.withTags("connector", connectorId, "outcome", outcome)
                    .increment(page.path(outcome).asInt());
        }
    }
}
