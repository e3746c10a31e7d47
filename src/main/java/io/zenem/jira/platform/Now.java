package io.zenem.jira.platform;

import java.time.Clock;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** The time, for routes that have to remember when something began. */
@ApplicationScoped
@Named("currentTime")
public class Now {
    private final Clock clock;

    Now(Clock clock) {
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }
}
