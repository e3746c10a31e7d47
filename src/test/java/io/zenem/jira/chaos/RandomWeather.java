package io.zenem.jira.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.zenem.jirasim.DemoFaults;
import io.zenem.jirasim.DemoFaults.Delivery;
import io.zenem.jirasim.DemoFaults.Failure;
import io.zenem.jirasim.DemoFaults.Switch;

/** What goes wrong at a Jira site, at random: each kind of failure on its own or with others, for a while. */
final class RandomWeather {
    private static final List<Switch> SWITCHES = List.of(
            Switch.DEAD_TOKEN,
            Switch.REPEATED_PAGE_TOKEN,
            Switch.ADMIN_DENIED,
            Switch.COUNT_UNAVAILABLE,
            Switch.SHORT_SEARCH_PAGES,
            Switch.WRONG_SIGNATURE,
            Switch.SPRINT_OBJECTS_IN_WEBHOOKS,
            Switch.SILENT_SUBTASK_DELETION,
            Switch.READS_DENIED,
            Switch.UNREADABLE_BY_ID,
            Switch.MISSING_UPDATED);
    /** How long the search may lag behind; a reconcile waits longer than this. */
    static final Duration LONGEST_LAG = Duration.ofMillis(1500);

    private final DemoFaults faults;
    private final Random random;

    RandomWeather(DemoFaults faults, Random random) {
        this.faults = faults;
        this.random = random;
    }

    /** Changes what goes wrong and tells it. */
    String next() {
        faults.clear()
                .retryAfterSeconds(random.nextInt(2))
                .indexLag(LONGEST_LAG.multipliedBy(random.nextInt(3)).dividedBy(2))
                .latency(Duration.ofMillis(random.nextInt(30)));
        for (Delivery fate : Delivery.values()) {
            faults.deliveries(fate, random.nextDouble() * 0.4);
        }
        for (Failure failure : Failure.values()) {
            if (failure.passes() && random.nextInt(4) == 0) {
                faults.probability(failure, random.nextDouble() * (failure == Failure.SLOW_BODY ? 0.02 : 0.15));
            }
        }
        if (random.nextInt(2) == 0) {
            faults.turn(SWITCHES.get(random.nextInt(SWITCHES.size())), true);
        }
        return "weather";
    }
}
