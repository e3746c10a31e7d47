package io.zenem.jira.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

import io.zenem.jira.process.RunningService;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever happened, one reconcile later the copy is Jira's truth, and the ledger accounts for every delivery at any moment. The seed is always the same; {@code -Dchaos.seed=7 -Dchaos.runs=20}
 * takes others, {@code -Dchaos.changes=5000} makes more changes ({@code bench/chaos.sh}).
 */
class ChaosIT {
    private static final int CHANGES = Integer.getInteger("chaos.changes", 400);
    private static final int ISSUES = 250;

    @TempDir
    Path folder;

    static LongStream seeds() {
        long first = Long.getLong("chaos.seed", 42);
        return LongStream.range(first, first + Long.getLong("chaos.runs", 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void oneReconcileLaterTheCopyIsExact(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> story = new ArrayList<>();
        try (ChaosSite site = new ChaosSite(ISSUES);
                CrashingDatabase database = new CrashingDatabase(folder.resolve("database"))) {
            RunningService service = RunningService.start(folder.resolve("service"), environment(database))
                    .ready();
            try {
                site.connect(service);
                RandomChanges changes = new RandomChanges(site.jira(), random);
                RandomWeather weather = new RandomWeather(site.jira().faults(), random);
                for (int i = 0; i < CHANGES; i++) {
                    story.add(changes.next());
                    if (i % 25 == 0) {
                        site.assertLedger(service);
                    }
                    // people take their time, and the service has to have some between two changes
                    LockSupport.parkNanos(random.nextInt(60_000_000));
                    switch (random.nextInt(300)) {
                        case 0, 1 -> {
                            service.kill();
                            service = service.again();
                            story.add("kill");
                        }
                        case 2 -> {
                            database.crash();
                            story.add("the database crashes");
                        }
                        case 3 -> {
                            service.close();
                            service = service.again();
                            story.add("an orderly stop");
                        }
                        case 4, 5, 6 -> ChaosSite.ask(service, "reconcile");
                        case 7, 8 -> ChaosSite.ask(service, "backfill");
                        default -> {
                            if (random.nextInt(25) == 0) {
                                story.add(weather.next());
                            }
                        }
                    }
                }
                service = service.up();
                site.jira().faults().clear().latency(Duration.ZERO);
                site.reconcile(service);
                site.awaitInbox(service);
                site.assertLedger(service);
                assertThat(site.differences(service))
                        .as(
                                "seed %s: what differs between Jira (left) and the copy (right) after%n%s",
                                seed, String.join("\n", story))
                        .isEmpty();
            } finally {
                service.close();
            }
        }
    }

    /** Short waits, so that failures of a second ago do not hold up the end. */
    private static Map<String, String> environment(CrashingDatabase database) {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("CONNECTOR_JOB_RETRY_SECONDS", "1");
        environment.put("CONNECTOR_INBOX_RETRY_SECONDS", "1");
        environment.put("CONNECTOR_JIRA_REDELIVERY_DELAY_MS", "20");
        environment.put("CONNECTOR_JIRA_REDELIVERY_MAX_MS", "200");
        environment.put(
                "CONNECTOR_JOB_INDEX_LAG_SECONDS",
                String.valueOf(RandomWeather.LONGEST_LAG.plusSeconds(1).toSeconds()));
        environment.put("CONNECTOR_SPRINTS_POINTS_DELAY_SECONDS", "2");
        return environment;
    }
}
