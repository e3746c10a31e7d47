package io.zenem.jira.webhook;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Counts refused deliveries by connector and minute until they are written down. A refusal must cost no database call, or
 * whoever knows the address could load the database without knowing the secret; for the same reason memory is bounded.
 */
@ApplicationScoped
@Named("rejections")
public class RejectionCounter {
    private static final int MOST_TALLIES = 10_000;

    private Map<Minute, Tally> tallies = new HashMap<>();

    /** Counts one refusal; forgotten when too many connectors and minutes wait to be written down. */
    public synchronized void count(String connectorId, Instant now) {
        Minute minute = new Minute(connectorId, now.truncatedTo(ChronoUnit.MINUTES));
        if (tallies.size() < MOST_TALLIES || tallies.containsKey(minute)) {
            tallies.merge(minute, new Tally(1, now), Tally::plus);
        }
    }

    /**
     * What was counted since the last call, as JSON: {@code [{"connectorId": "acme", "minute": "2026-11-02T08:21:00Z",
     * "count": 3, "lastAt": "2026-11-02T08:21:40.250Z"}]}.
     */
    public String drain() {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        swap().forEach((minute, tally) -> rows.addObject()
                .put("connectorId", minute.connectorId())
                .put("minute", minute.start().toString())
                .put("count", tally.count())
                .put("lastAt", tally.lastAt().toString()));
        return rows.toString();
    }

    private synchronized Map<Minute, Tally> swap() {
        Map<Minute, Tally> counted = tallies;
        tallies = new HashMap<>();
        return counted;
    }

    private record Minute(String connectorId, Instant start) {}

    private record Tally(int count, Instant lastAt) {
        Tally plus(Tally other) {
            return new Tally(count + other.count, lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt);
        }
    }
}
