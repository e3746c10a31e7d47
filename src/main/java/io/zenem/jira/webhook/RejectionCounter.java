package io.zenem.jira.webhook;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Counts deliveries that were answered 4xx by connector, minute and status until they are written down. A refusal must cost no database call, or
 * whoever knows the address could load the database without knowing the secret; for the same reason memory is bounded.
 */
@ApplicationScoped
@Named("rejections")
public class RejectionCounter {
    private static final int MOST_TALLIES = 1_000;
    /** No connector has a longer id. */
    private static final int LONGEST_ID = 63;

    private Map<Reason, Tally> tallies = new HashMap<>();

    /**
     * Counts one answer to a delivery if it is a refusal for good; that of an unknown connector (404) is nobody's. It is forgotten
     * when too many connectors and minutes wait to be written down.
     */
    public void count(String connectorId, int status, Instant now) {
        if (status >= 400 && status < 500 && status != 404 && connectorId.length() <= LONGEST_ID) {
            add(new Reason(connectorId, now.truncatedTo(ChronoUnit.MINUTES), status), new Tally(1, now));
        }
    }

    private synchronized void add(Reason reason, Tally tally) {
        if (tallies.size() < MOST_TALLIES || tallies.containsKey(reason)) {
            tallies.merge(reason, tally, Tally::plus);
        }
    }

    /**
     * What was counted since the last call, as JSON: {@code [{"connectorId": "acme", "minute": "2026-11-02T08:21:00Z",
     * "status": 401, "count": 3, "lastAt": "2026-11-02T08:21:40.250Z"}]}.
     */
    public String drain() {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        swap().forEach((reason, tally) -> rows.addObject()
                .put("connectorId", reason.connectorId())
                .put("minute", reason.minute().toString())
                .put("status", reason.status())
                .put("count", tally.count())
                .put("lastAt", tally.lastAt().toString()));
        return rows.toString();
    }

    /** Takes back what was drained and could not be written down. */
    public void keep(JsonNode drained) {
        for (JsonNode row : drained) {
            add(
                    new Reason(
                            row.path("connectorId").asText(),
                            Instant.parse(row.path("minute").asText()),
                            row.path("status").asInt()),
                    new Tally(
                            row.path("count").asInt(),
                            Instant.parse(row.path("lastAt").asText())));
        }
    }

    private synchronized Map<Reason, Tally> swap() {
        Map<Reason, Tally> counted = tallies;
        tallies = new HashMap<>();
        return counted;
    }

    private record Reason(String connectorId, Instant minute, int status) {}

    private record Tally(int count, Instant lastAt) {
        Tally plus(Tally other) {
            return new Tally(count + other.count, lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt);
        }
    }
}
