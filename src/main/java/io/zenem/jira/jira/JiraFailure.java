package io.zenem.jira.jira;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Jira did not give what was asked for. The message says what Jira said and who must do what; it never holds credentials.
 */
public abstract sealed class JiraFailure extends RuntimeException
        permits JiraUnavailable, JiraRefused, BoardWithoutSprints {
    private final int status;

    JiraFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    /** What Jira said, or did not, whatever Camel has wrapped around it. */
    public static Optional<JiraFailure> in(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .filter(JiraFailure.class::isInstance)
                .map(JiraFailure.class::cast)
                .findFirst();
    }

    /** Jira's HTTP status; 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** Whether fewer at once might be had, if Jira answers other requests: it fails, breaks off or is silent, or its answer is too large for us. */
    public abstract boolean mayBeTooMuch();

    /** How long Jira asked us to wait at least. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }
}
