package io.zenem.jira.platform;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Asks for another process where the embedded PostgreSQL died and could not be started again for a minute. */
@Liveness
@ApplicationScoped
class EmbeddedDatabaseLives implements HealthCheck {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Clock clock;

    EmbeddedDatabaseLives(Clock clock) {
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        boolean dead = EmbeddedDatabase.awaySince()
                .filter(since -> since.plus(LONG).isBefore(clock.instant()))
                .isPresent();
        return HealthCheckResponse.named("Embedded PostgreSQL").status(!dead).build();
    }
}
