package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The threads that a job's calls hold while Jira is slow: those of the bounded pools, and no others. */
@QuarkusTest
class JobThreadsTest {
    private final Map<String, Set<String>> callers = new HashMap<>();

    @Test
    void callsThatHadToWaitForTheirTurnAreStillMadeByThePoolThatBoundsThem() {
        try (Site site = Site.bare(300)) {
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.jira().faults().latency(Duration.ofMillis(100));
            site.mapping(Site.MAPPING);
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> look(site).equals("COMPLETED"));
            assertThat(callers.get("issues")).isNotEmpty().allMatch(name -> name.startsWith("slice-"));
            assertThat(callers.get("sprints")).isNotEmpty().allMatch(name -> name.startsWith("job-"));
        }
    }

    /** Notes who is in a call, sees to it that the next one has to wait, and tells how the job is. */
    private String look(Site site) throws SQLException {
        Rows.change(
                "update jira.call_slot set taken_at = clock_timestamp() + interval '50 ms' where connector_id = ?",
                site.id);
        String stage = stage(site);
        Set<String> now = new HashSet<>();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            boolean calls =
                    Stream.of(stack).anyMatch(frame -> frame.getClassName().endsWith(".CallDeadline"));
            if (calls && thread.getName().matches("job-.*|slice-.*|.*Delay.*")) {
                now.add(thread.getName());
            }
        });
        if (stage.equals(stage(site))) {
            callers.computeIfAbsent(stage, first -> new HashSet<>()).addAll(now);
        }
        return Rows.text("select status from jira.job where connector_id = ? and id = 'backfill_001'", site.id);
    }

    private static String stage(Site site) throws SQLException {
        return Rows.text("select stage from jira.job where connector_id = ? and id = 'backfill_001'", site.id);
    }
}
