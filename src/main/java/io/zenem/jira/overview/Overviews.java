package io.zenem.jira.overview;

import java.time.Clock;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Whether a copy is fresh and complete, in one answer, and what an admin should do about it. */
@ApplicationScoped
@Named("overviews")
public class Overviews {
    private static final JsonMapper JSON = new JsonMapper();
    /** What is only for the list of attention. */
    private static final List<String> INNER = List.of(
            "scopeSaved",
            "mappingActive",
            "webhooksEnabled",
            "olderItems",
            "vanishedFields",
            "unmapped",
            "unmatchedUsers",
            "waiting",
            "lastJob");

    private final Clock clock;

    @Inject
    Overviews(Clock clock) {
        this.clock = clock;
    }

    /**
     * The overview.
     *
     * @param facts the row of {@code sql/overview/facts.sql}
     * @param health the row of {@code sql/connector/health.sql}
     */
    public JsonNode answer(String facts, Object health, String connectorId) throws JsonProcessingException {
        JsonNode known = JSON.readTree(facts);
        JsonNode connection = JSON.readTree(health.toString());
        ObjectNode answer = known.deepCopy();
        answer.remove(INNER);
        answer.set("reachable", connection.path("reachable"));
        answer.set("inbox", connection.path("inbox"));
        answer.set("changes", connection.path("changes"));
        answer.set("attention", JSON.valueToTree(Attention.of(known, connection, connectorId, clock.instant())));
        return answer;
    }
}
