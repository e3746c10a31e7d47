package io.zenem.jira.sync;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.connector.Warning;
import io.zenem.jira.mapping.StoryPoints;

/** Planned and completed story points of an active sprint, summed over every issue that Jira finds by {@code sprint = <id>}. */
@ApplicationScoped
@Named("sprintPoints")
public class SprintPoints {
    /** Whether the mapping says which field holds story points. */
    public boolean mapped(SyncContext context) {
        return !StoryPoints.fieldIds(context.mapping()).isEmpty();
    }

    /** The beginning of a sum. */
    public SprintSum begin(long sprintId, SyncContext context) {
        return SprintSum.of(sprintId, context);
    }

    /** Where Jira refuses the search for a sprint's issues. */
    public Warning unknown(long sprintId, Throwable refused) {
        return new Warning(
                "POINTS_UNKNOWN", "The points of sprint " + sprintId + " are not known: " + refused.getMessage());
    }

    /** The boards that own one of the sprints, rows of {@code sql/sync/sprints_active.sql}. */
    public List<Object> boards(List<Map<String, Object>> sprints) {
        return sprints.stream()
                .map(sprint -> sprint.get("board_id"))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Where a board estimates by another field than the mapping takes. */
    public List<Warning> warnings(SyncContext context, long boardId, JsonNode configuration) {
        JsonNode field = configuration.path("estimation").path("field");
        String id = field.path("fieldId").asText("");
        if (id.isEmpty() || StoryPoints.fieldIds(context.mapping()).contains(id)) {
            return List.of();
        }
        return List.of(new Warning(
                "ESTIMATE_DIFFERS",
                "Board " + boardId + " estimates by "
                        + field.path("displayName").asText("") + " (" + id
                        + "); the points of its sprints are those of the mapped field."));
    }
}
