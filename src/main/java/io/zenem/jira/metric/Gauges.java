package io.zenem.jira.metric;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;

/**
 * Shows what one statement reads of the database now and then: the same on every instance, so {@code max} over all of them is the
 * whole. What a look no longer finds is no longer shown.
 */
@ApplicationScoped
@Named("gauges")
public class Gauges {

    private final Map<String, MultiGauge> gauges = new ConcurrentHashMap<>();
    private final MeterRegistry registry;
    private final Clock clock;
    private volatile Instant readAt;

    Gauges(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.readAt = clock.instant();
        Gauge.builder("zenem.jira.state.read.timestamp.seconds", () -> readAt.getEpochSecond())
                .description("When what the gauges show was last read; an old one means that the database is away")
                .register(registry);
    }

    /** Shows these values and no others: {@code [{"name": "zenem.jira.inbox.depth", "labels": {"connector": "acme"}, "value": 3}]}. */
    public void show(JsonNode state) {
        Map<String, List<Row<?>>> rows = new HashMap<>();
        gauges.keySet().forEach(name -> rows.put(name, new ArrayList<>()));
        for (JsonNode value : state) {
            rows.computeIfAbsent(value.path("name").asText(), name -> new ArrayList<>())
                    .add(Row.of(labels(value), value.path("value").asDouble()));
        }
        rows.forEach((name, values) -> gauges.computeIfAbsent(name, this::gauge).register(values, true));
        readAt = clock.instant();
    }

    private MultiGauge gauge(String name) {
        return MultiGauge.builder(name)
                .description("Read from the database, the same on every instance")
                .register(registry);
    }

    private static Tags labels(JsonNode value) {
        Stream<Tag> labels = value.path("labels").properties().stream()
                .map(label -> Tag.of(label.getKey(), label.getValue().asText()));
        return Tags.of(labels.toList());
    }
}
