package io.zenem.jira.jira;

import java.time.Duration;
import java.util.Map;

/**
 * When a call may go, which may be behind a pause that an earlier answer of Jira imposed on everybody.
 *
 * @param left milliseconds until then
 * @param doubtful whether it lies behind a wait that Jira cannot mean
 */
public record CallSlot(long left, boolean doubtful) {
    static CallSlot of(Map<String, Object> row, JiraRequest request, Duration longest) {
        Duration pause = Duration.ofMillis(((Number) row.get("pause_millis")).longValue());
        boolean doubtful = !pause.isZero()
                && row.get("asked_seconds") instanceof Number asked
                && !RetryAfter.believed(Duration.ofSeconds(asked.longValue()));
        if (pause.compareTo(longest) > 0 && !(request.waiting() == Waiting.PROBE && doubtful)) {
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

    /** The next part of the wait, short enough for a job that is cancelled meanwhile to end soon. */
    public long waitMillis() {
        return Math.min(left, CallTries.LONGEST_PART.toMillis());
    }

    public CallSlot waited() {
        return new CallSlot(left - waitMillis(), doubtful);
    }
}
