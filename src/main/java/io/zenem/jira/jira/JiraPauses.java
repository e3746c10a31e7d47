package io.zenem.jira.jira;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The wait that an earlier answer of Jira imposed on everybody, on this instance or another. */
@ApplicationScoped
@Named("jiraPauses")
public class JiraPauses {
    private final Duration longestWait;

    @Inject
    JiraPauses(@ConfigProperty(name = "connector.jira.max-wait-seconds") int seconds) {
        this.longestWait = Duration.ofSeconds(seconds);
    }

    /**
     * Milliseconds to wait before the next call.
     *
     * @throws JiraUnavailable where that is longer than a thread should be kept
     */
    public long millis(Map<String, Object> access) {
        long pause = ((Number) access.get("paused_ms")).longValue();
        if (pause > longestWait.toMillis()) {
            throw paused(Integer.valueOf(503).equals(access.get("last_status")), Duration.ofMillis(pause));
        }
        return pause == 0 ? 0 : pause + ThreadLocalRandom.current().nextLong(pause / 5 + 1);
    }

    private static JiraUnavailable paused(boolean outage, Duration left) {
        return new JiraUnavailable(
                outage ? 503 : 429,
                (outage ? "Jira is unavailable (HTTP 503)" : "Jira's rate limit is reached")
                        + "; it asked us to wait, for another " + RetryAfter.words(left) + ".",
                left);
    }
}
