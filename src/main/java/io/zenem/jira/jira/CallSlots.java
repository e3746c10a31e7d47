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
     * Milliseconds until the call may go.
     *
     * @param slot null where the connector was removed meanwhile
     * @throws JiraUnavailable where the pause is longer than {@link #longestMillis}
     */
    public long waitMillis(Map<String, Object> slot, JiraRequest request) {
        if (slot == null) {
            return 0;
        }
        if (pause(slot) > longestMillis(request) && !(request.waiting() == Waiting.PROBE && doubtful(slot))) {
            throw paused(slot, Duration.ofMillis(pause(slot)));
        }
        return ((Number) slot.get("wait_millis")).longValue();
    }

    /** The next part of a wait, short enough for a job that is cancelled meanwhile to end soon. */
    public long part(long waitMillis) {
        return Math.min(waitMillis, CallTries.LONGEST_PART.toMillis());
    }

    /** What is left of a wait after its next part. */
    public long left(long waitMillis) {
        return waitMillis - part(waitMillis);
    }

    /** Whether calls wait because of a wait that Jira cannot mean. */
    public boolean doubtful(Map<String, Object> slot) {
        return pause(slot) > 0
                && slot.get("asked_seconds") instanceof Number asked
                && !RetryAfter.believed(Duration.ofSeconds(asked.longValue()));
    }

    private static long pause(Map<String, Object> slot) {
        return ((Number) slot.get("pause_millis")).longValue();
    }

    private JiraUnavailable paused(Map<String, Object> slot, Duration left) {
        boolean outage = Integer.valueOf(503).equals(slot.get("last_status"));
        return new JiraUnavailable(
                outage ? 503 : 429,
                (outage ? "Jira is unavailable (HTTP 503)" : "Jira's rate limit is reached")
                        + (doubtful(slot)
                                ? "; it asked us to wait more than an hour, which it cannot mean: it is asked again in "
                                        + RetryAfter.words(left) + ", or at once by POST /admin/connectors/"
                                        + slot.get("id") + "/test."
                                : "; it asked us to wait, for another " + RetryAfter.words(left) + "."),
                left);
    }
}
