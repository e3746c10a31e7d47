package io.zenem.jira.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.jboss.logging.Logger;

/**
 * Reports that Jira does not give the points of a connector's active sprints in two lines, one when it begins and one when it ends: each
 * sprint is tried again every minute.
 */
@ApplicationScoped
@Named("pointsOutages")
public class PointsOutages {
    private static final Logger LOG = Logger.getLogger(PointsOutages.class);
    /** A sprint that nobody tried for so long was closed or removed, or another instance sums it. */
    private static final Duration GIVEN_UP = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<String, Map<Long, Instant>> failing = new HashMap<>();

    PointsOutages(Clock clock) {
        this.clock = clock;
    }

    /** Jira did not give the points of a sprint. */
    public synchronized void failed(String connectorId, long sprintId, Throwable failure) {
        Map<Long, Instant> sprints = failing(connectorId);
        if (sprints.isEmpty()) {
            LOG.warnf(
                    "The points of active sprints of %s cannot be read and are tried again every minute: %s",
                    connectorId, failure.getMessage());
        }
        sprints.put(sprintId, clock.instant());
    }

    /** The points of a sprint were summed. */
    public synchronized void summed(String connectorId, long sprintId) {
        Map<Long, Instant> sprints = failing(connectorId);
        boolean failed = sprints.remove(sprintId) != null;
        if (failed && sprints.isEmpty()) {
            LOG.infof("The points of active sprints of %s are read again.", connectorId);
        }
    }

    private Map<Long, Instant> failing(String connectorId) {
        Map<Long, Instant> sprints = failing.computeIfAbsent(connectorId, unused -> new HashMap<>());
        sprints.values().removeIf(last -> last.isBefore(clock.instant().minus(GIVEN_UP)));
        return sprints;
    }
}
