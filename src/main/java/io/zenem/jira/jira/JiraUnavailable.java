package io.zenem.jira.jira;

import java.time.Duration;
import java.util.Optional;

/** A passing failure (429, 5xx, no or a broken answer): the same call may succeed later. */
public final class JiraUnavailable extends JiraFailure {
    private final transient Duration retryAfter;

    public JiraUnavailable(int status, String message) {
        this(status, message, null);
    }

    /** With the wait that Jira asked for.
     *
     * @param retryAfter Jira's Retry-After, or null when it gave none */
    public JiraUnavailable(int status, String message, Duration retryAfter) {
        super(status, message);
        this.retryAfter = retryAfter;
    }

    /** Everything but a limit of requests or a pause that Jira asks for, which smaller requests do not shorten. */
    @Override
    public boolean mayBeTooMuch() {
        return status() != 429 && retryAfter == null;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
