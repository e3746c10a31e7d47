package io.zenem.jira.sync;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.connector.SyncContext;
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

    /** A board's estimation field, where it estimates by another one than the mapping takes; empty text otherwise. */
    public String otherEstimate(SyncContext context, JsonNode configuration) {
        JsonNode field = configuration.path("estimation").path("field");
        String id = field.path("fieldId").asText("");
        boolean same = id.isEmpty() || StoryPoints.fieldIds(context.mapping()).contains(id);
        return same ? "" : field.path("displayName").asText("") + " (" + id + ")";
    }
}
