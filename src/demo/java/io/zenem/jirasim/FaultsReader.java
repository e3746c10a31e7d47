package io.zenem.jirasim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads faults as the control API takes them. */
final class FaultsReader {
    private static final int MOST = 1_000_000_000;

    private FaultsReader() {}

    /** The names of a kind of faults, with commas between. */
    static <E extends Enum<E>> String names(Class<E> kind) {
        return Arrays.stream(kind.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }

    /** Sets what the control API's JSON names and leaves the rest; where anything is wrong, all stays as it was. */
    static void read(DemoFaults faults, JsonNode body) {
        List<Runnable> changes = new ArrayList<>();
        body.properties().forEach(entry -> readOne(changes, faults, entry.getKey(), entry.getValue()));
        changes.forEach(Runnable::run);
    }

    private static void readOne(List<Runnable> changes, DemoFaults faults, String name, JsonNode value) {
        switch (name) {
            case "next" ->
                each(DemoFaults.Failure.class, name, value, (failure, times) -> {
                    int count = whole(name, times);
                    changes.add(() -> faults.next(failure, count));
                });
            case "probability" ->
                each(DemoFaults.Failure.class, name, value, (failure, chance) -> {
                    double share = chance(name, chance);
                    changes.add(() -> faults.probability(failure, share));
                });
            case "switches" ->
                each(DemoFaults.Switch.class, name, value, (which, on) -> {
                    must(on.isBoolean(), name + " are true or false");
                    changes.add(() -> faults.turn(which, on.booleanValue()));
                });
            case "deliveries" ->
                each(DemoFaults.Delivery.class, name, value, (fate, chance) -> {
                    double share = chance(name, chance);
                    changes.add(() -> faults.deliveries(fate, share));
                });
            case "onlyPaths" -> {
                must(value.isTextual(), name + " is a text");
                changes.add(() -> faults.onlyPaths(value.textValue()));
            }
            default -> {
                IntConsumer setter = setter(faults, name);
                int number = whole(name, value);
                changes.add(() -> setter.accept(number));
            }
        }
    }

    private static IntConsumer setter(DemoFaults faults, String name) {
        return switch (name) {
            case "retryAfterSeconds" -> faults::retryAfterSeconds;
            case "latencyMs" -> millis -> faults.latency(Duration.ofMillis(millis));
            case "indexLagMs" -> millis -> faults.indexLag(Duration.ofMillis(millis));
            case "clockAheadMs" -> millis -> faults.clockAhead(Duration.ofMillis(millis));
            case "webhookDelayMs" -> millis -> faults.webhookDelay(Duration.ofMillis(millis));
            case "webhookRetryDelayMs" -> millis -> faults.webhookRetryDelay(Duration.ofMillis(millis));
            default ->
                throw new IllegalArgumentException("Unknown fault '" + name + "'; known are "
                        + faults.toJson().properties().stream()
                                .map(Map.Entry::getKey)
                                .collect(Collectors.joining(", "))
                        + ".");
        };
    }

    private static <E extends Enum<E>> void each(
            Class<E> kind, String name, JsonNode value, BiConsumer<E, JsonNode> reader) {
        must(value.isObject(), name + " is an object with " + names(kind));
        value.properties().forEach(entry -> {
            E one = Arrays.stream(kind.getEnumConstants())
                    .filter(known -> known.name().equals(entry.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Unknown in " + name + ": '" + entry.getKey() + "'; known are " + names(kind) + "."));
            reader.accept(one, entry.getValue());
        });
    }

    private static int whole(String name, JsonNode value) {
        boolean fits = value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0;
        must(fits && value.intValue() <= MOST, name + " takes whole numbers from 0");
        return value.intValue();
    }

    private static double chance(String name, JsonNode value) {
        must(
                value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1,
                name + " takes chances from 0 to 1");
        return value.doubleValue();
    }

    private static void must(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what + ".");
        }
    }
}
