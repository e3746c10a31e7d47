package io.zenem.jira.jira;

import java.time.Duration;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether a call waits for its slot, which may lie behind a pause that an earlier answer of Jira imposed on everybody. */
@ApplicationScoped
@Named("callSlots")
public class CallSlots {
    private final Duration longestWait;
    private final Duration longestInteractive;

    CallSlots(
            @ConfigProperty(name = "connector.jira.max-wait-seconds") int seconds,
            @ConfigProperty(name = "connector.jira.interactive-max-wait-seconds") int interactiveSeconds) {
        this.longestWait = Duration.ofSeconds(seconds);
        this.longestInteractive = Duration.ofSeconds(interactiveSeconds);
    }

    /** The longest pause, in milliseconds, for which a thread, or whoever waits for the answer, is kept. */
    public long longestMillis(JiraRequest request) {
        return (request.waiting() == Waiting.LONG ? longestWait : longestInteractive).toMillis();
    }

    /**
     * The slot that a call has.
     *
     * @param row of {@code sql/jira/slot.sql}; null where the connector was removed meanwhile
     * @throws JiraUnavailable where the pause is longer than {@link #longestMillis}
     */
    public CallSlot taken(Map<String, Object> row, JiraRequest request) {
        if (row == null) {
            return new CallSlot(0, false);
        }
        Duration pause = Duration.ofMillis(((Number) row.get("pause_millis")).longValue());
        boolean doubtful = !pause.isZero()
                && row.get("asked_seconds") instanceof Number asked
                && !RetryAfter.believed(Duration.ofSeconds(asked.longValue()));
        if (pause.toMillis() > longestMillis(request) && !(request.waiting() == Waiting.PROBE && doubtful)) {
            throw paused(row, pause, doubtful);
        }
        return new CallSlot(((Number) row.get("wait_millis")).longValue(), doubtful);
    }

    private static JiraUnavailable paused(Map<String, Object> row, Duration left, boolean doubtful) {
        boolean outage = Integer.valueOf(503).equals(row.get("last_status"));
        return new JiraUnavailable(
                outage ? 503 : 429,
                (outage ? "Jira is unavailable (HTTP 503)" : "Jira's rate limit is reached")
                        + (doubtful
                                ? "; it asked us to wait more than an hour, which it cannot mean: it is asked again in "
                                        + RetryAfter.words(left) + ", or at once by POST /admin/connectors/"
                                        + row.get("id") + "/test."
                                : "; it asked us to wait, for another " + RetryAfter.words(left) + "."),
                left);
    }
}
