package io.zenem.jira.metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what this instance applied; {@code sum} over all instances is the whole. Labels are bounded: a connector, never an issue. */
@ApplicationScoped
@Named("meters")
public class Meters {

    private final MeterProvider<Counter> deliveries;
    private final MeterProvider<Counter> items;

    Meters(MeterRegistry registry) {
        deliveries = Counter.builder("zenem.jira.deliveries.finished")
                .description("Deliveries that this instance applied, by what became of them")
                .withRegistry(registry);
        items = Counter.builder("zenem.jira.items")
                .description("Issues that this instance read, by what became of them")
                .withRegistry(registry);
    }

    /** Counts deliveries, the ledger's outcomes: {@code [{"id": 1, "outcome": "applied"}]}; one delivery may have several. */
    public void finished(String connectorId, JsonNode outcomes) {
        Map<Long, String> byId = new HashMap<>();
        for (JsonNode outcome : outcomes) {
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
    public void kept(String connectorId, JsonNode counts) {
        for (String outcome : List.of("written", "stale", "failed")) {
            items.withTags("connector", connectorId, "outcome", outcome)
                    .increment(counts.path(outcome).asInt());
        }
    }
}
