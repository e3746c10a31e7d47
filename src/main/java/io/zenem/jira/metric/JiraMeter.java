package io.zenem.jira.metric;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Times this instance's requests to Jira by connector and class of status; those for tokens are among them. */
@ApplicationScoped
public class JiraMeter {
    private final MeterProvider<Timer> requests;
    private final MeterProvider<Timer> pauses;

    JiraMeter(MeterRegistry registry) {
        requests = Timer.builder("zenem.jira.requests")
                .description("Requests to Jira, from the first byte out to the last byte in")
                .serviceLevelObjectives(
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30))
                .withRegistry(registry);
        pauses = Timer.builder("zenem.jira.pauses")
                .description("Waits that Jira asked for, which all instances keep")
                .withRegistry(registry);
    }

    /**
     * One request.
     *
     * @param connectorId empty where there is no connector yet
     * @param status 0 where no answer came
     */
    public void asked(String connectorId, int status, Duration took) {
        requests.withTags("connector", connectorId.isEmpty() ? "-" : connectorId, "status", statusClass(status))
                .record(took);
    }

    /** A wait that an answer asked for. */
    public void paused(String connectorId, Duration wait) {
        pauses.withTags("connector", connectorId).record(wait);
    }

    static String statusClass(int status) {
        return status == 0 ? "none" : status == 429 ? "429" : status / 100 + "xx";
    }
}
