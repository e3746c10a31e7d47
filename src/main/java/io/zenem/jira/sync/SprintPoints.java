package io.zenem.jira.sync;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.TokenWalk;
import io.zenem.jira.mapping.StoryPoints;

/** Planned and completed story points of an active sprint, summed over every issue that Jira finds by {@code sprint = <id>}. */
@ApplicationScoped
@Named("sprintPoints")
public class SprintPoints {
    private final JiraRequests requests;

    @Inject
    SprintPoints(JiraRequests requests) {
        this.requests = requests;
    }

    /** A sum under way. */
    public record Sum(long sprintId, BigDecimal planned, BigDecimal completed, TokenWalk walk) {
        /** Whether there is a page to ask for. */
        public boolean open() {
            return walk.open();
        }
    }

    /** Whether the mapping says which field holds story points. */
    public boolean mapped(SyncContext context) {
        return StoryPoints.fieldId(context.mapping()).isPresent();
    }

    /** The beginning of a sum. */
    public Sum begin(long sprintId) {
        return new Sum(sprintId, BigDecimal.ZERO, BigDecimal.ZERO, TokenWalk.from(Optional.empty()));
    }

    /** The next page of the sprint's issues. */
    public JiraRequest next(Sum sum, SyncContext context) {
        return requests.search(
                "sprint = " + sum.sprintId() + " ORDER BY created ASC, key ASC",
                List.of(StoryPoints.fieldId(context.mapping()).orElse("id"), "issuetype", "status"),
                JiraRequests.ISSUES_PER_PAGE,
                sum.walk().token());
    }

    /** The sum after a page; sub-tasks are left out as in Jira's own reports, completed is what is in the category done. */
    public Sum after(Sum sum, SyncContext context, JsonNode answer) {
        BigDecimal planned = sum.planned();
        BigDecimal completed = sum.completed();
        TokenWalk next = sum.walk().after(answer);
        for (JsonNode issue : answer.path("issues")) {
            JsonNode fields = issue.path("fields");
            if (!subtask(fields.path("issuetype"))) {
                BigDecimal points = StoryPoints.of(issue, context.mapping());
                planned = StoryPoints.sum(planned, points);
                completed = done(fields.path("status")) ? StoryPoints.sum(completed, points) : completed;
            }
        }
        return new Sum(sum.sprintId(), planned, completed, next);
    }

    private static boolean subtask(JsonNode type) {
        return type.path("subtask").asBoolean() || type.path("hierarchyLevel").asInt() < 0;
    }

    /** By the category's key: names are translated. */
    private static boolean done(JsonNode status) {
        return status.path("statusCategory").path("key").asText().equals("done");
    }

    /** A board's estimation field, where it estimates by another one than the mapping takes; empty text otherwise. */
    public String otherEstimate(SyncContext context, JsonNode configuration) {
        JsonNode field = configuration.path("estimation").path("field");
        String id = field.path("fieldId").asText("");
        boolean same = id.isEmpty()
                || StoryPoints.fieldId(context.mapping()).filter(id::equals).isPresent();
        return same ? "" : field.path("displayName").asText("") + " (" + id + ")";
    }
}
