package io.zenem.jira.demo;

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads faults as the control API takes them. */
final class FaultsReader {
    private FaultsReader() {}

    /** Sets what the control API's JSON names and leaves the rest. */
    static void read(DemoFaults faults, JsonNode body) {
        body.properties().forEach(entry -> readOne(faults, entry.getKey(), entry.getValue()));
    }

    private static void readOne(DemoFaults faults, String name, JsonNode value) {
        switch (name) {
            case "next" ->
                value.properties()
                        .forEach(f -> faults.next(
                                DemoFaults.Failure.valueOf(f.getKey()),
                                f.getValue().asInt()));
            case "probability" ->
                value.properties()
                        .forEach(f -> faults.probability(
                                DemoFaults.Failure.valueOf(f.getKey()),
                                f.getValue().asDouble()));
            case "switches" ->
                value.properties()
                        .forEach(f -> faults.turn(
                                DemoFaults.Switch.valueOf(f.getKey()),
                                f.getValue().asBoolean()));
            case "deliveries" ->
                value.properties()
                        .forEach(f -> faults.deliveries(
                                DemoFaults.Delivery.valueOf(f.getKey()),
                                f.getValue().asDouble()));
            case "onlyPaths" -> faults.onlyPaths(value.asText());
            case "retryAfterSeconds" -> faults.retryAfterSeconds(value.asInt());
            case "latencyMs" -> faults.latency(Duration.ofMillis(value.asLong()));
            case "indexLagMs" -> faults.indexLag(Duration.ofMillis(value.asLong()));
            case "webhookDelayMs" -> faults.webhookDelay(Duration.ofMillis(value.asLong()));
            case "webhookRetryDelayMs" -> faults.webhookRetryDelay(Duration.ofMillis(value.asLong()));
            default -> throw new IllegalArgumentException("Unknown fault '" + name + "'");
        }
    }
}
