package io.zenem.jira.overview;

import java.time.Clock;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Whether a copy is fresh and complete, in one answer, and what an admin should do about it. */
@ApplicationScoped
@Named("overviews")
public class Overviews {
    private static final JsonMapper JSON = new JsonMapper();
    /** Facts that are only for the list of attention. */
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

    Overviews(Clock clock) {
        this.clock = clock;
    }

    /**
     * The overview.
     *
     * @param facts the row of {@code sql/overview/facts.sql}
     * @param health the row of {@code sql/connector/health.sql}
     */
    public JsonNode answer(JsonNode facts, JsonNode health, String connectorId) {
        ObjectNode answer = facts.deepCopy();
        answer.remove(INNER);
        answer.set("reachable", health.path("reachable"));
        answer.set("inbox", health.path("inbox"));
        answer.set("changes", health.path("changes"));
        answer.set("attention", JSON.valueToTree(Attention.of(facts, health, connectorId, clock.instant())));
        return answer;
    }
}
