package io.zenem.jira.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Whether Kafka lets this instance read deliveries. Where it does not (the group or the topic lacks an ACL, a password was changed) they wait
 * in the topic, and nobody would notice: the log has a line when that begins and one when it ends, readiness names the reason and is up all
 * the same, because deliveries are taken, and a metric is 1.
 */
@Startup
@Default
@Readiness
@ApplicationScoped
public class TopicReading implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(TopicReading.class);
    /** Longer than Kafka's clients take from one refusal to the next: a heartbeat (3 s), or a request's time-out. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    private final Clock clock;
    private Optional<Refusal> refusal = Optional.empty();

    private record Refusal(String reason, Instant since, Instant last) {}

    TopicReading(Clock clock, MeterRegistry registry) {
        this.clock = clock;
        Gauge.builder(
                        "zenem.jira.inbox.kafka.refused",
                        this,
                        reading -> reading.reason().isPresent() ? 1 : 0)
                .description("1 while Kafka does not let this instance read deliveries")
                .register(registry);
    }

    /** Kafka has refused to give messages, or to be told how far they were read. */
    public synchronized void refused(Exception failure) {
        Instant now = clock.instant();
        String reason = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        if (refusal.isEmpty()) {
            LOG.errorf(
                    "Kafka does not let this instance read deliveries, which wait in the topic until it does: %s",
                    reason);
        }
        refusal = Optional.of(new Refusal(reason, refusal.map(Refusal::since).orElse(now), now));
    }

    /** Kafka has not refused; often enough in a row, it lets this instance read again. */
    public synchronized void allowed() {
        refusal.filter(known -> known.last().plus(QUIET).isBefore(clock.instant()))
                .ifPresent(known -> {
                    LOG.infof(
                            "Kafka lets this instance read deliveries again, after %d s.",
                            Duration.between(known.since(), known.last()).toSeconds());
                    refusal = Optional.empty();
                });
    }

    private synchronized Optional<String> reason() {
        return refusal.map(Refusal::reason);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("Deliveries from Kafka").up();
        reason().ifPresent(reason -> answer.withData("refused", reason));
        return answer.build();
    }
}
