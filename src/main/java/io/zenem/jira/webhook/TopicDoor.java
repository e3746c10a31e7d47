package io.zenem.jira.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.jboss.logging.Logger;

/**
 * What the door knows of Kafka. While it takes nothing, one delivery a second waits to see whether it is back and all others are answered at
 * once, and the log has a line when that begins and one when it ends.
 */
@ApplicationScoped
@Named("topicDoor")
public class TopicDoor {
    private static final Logger LOG = Logger.getLogger(TopicDoor.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final Clock clock;
    private Optional<Instant> awaySince = Optional.empty();
    private Instant nextTry = Instant.MIN;

    TopicDoor(Clock clock) {
        this.clock = clock;
    }

    /** Refuses a delivery while Kafka is away, but for one now and then. */
    public synchronized void enter() {
        if (awaySince.isPresent()) {
            if (clock.instant().isBefore(nextTry)) {
                throw unavailable();
            }
            nextTry = clock.instant().plus(BETWEEN_TRIES);
        }
    }

    /** Kafka has a delivery. */
    public synchronized void took() {
        awaySince.ifPresent(since -> LOG.infof(
                "Kafka takes deliveries again, after %d s.",
                Duration.between(since, clock.instant()).toSeconds()));
        awaySince = Optional.empty();
    }

    /** Kafka has not said that it has a delivery; it is answered 503, and Jira sends it again. */
    public synchronized void refused(Throwable failure) {
        if (awaySince.isEmpty()) {
            awaySince = Optional.of(clock.instant());
            LOG.errorf("Kafka takes no deliveries, which are answered 503 until it does: %s", root(failure));
        }
        nextTry = clock.instant().plus(BETWEEN_TRIES);
        throw unavailable();
    }

    private static InboxUnavailable unavailable() {
        return new InboxUnavailable("The inbox could not be written; send it again later.");
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
