package io.zenem.jira.sync;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.mapping.FieldRule;

/** Planned and completed story points of an active sprint, summed over every issue that Jira finds by {@code sprint = <id>}. */
@ApplicationScoped
@Named("sprintPoints")
public class SprintPoints {
    private final JiraRequests requests;

    @Inject
    SprintPoints(JiraRequests requests) {
        this.requests = requests;
    }

    /**
     * A sum under way.
     *
     * @param open whether there is a page to ask for
     */
    public record Sum(
            long sprintId,
            String field,
            Optional<String> token,
            Set<String> used,
            BigDecimal planned,
            BigDecimal completed,
            boolean open) {}

    /** Whether the mapping says which field holds story points. */
    public boolean mapped(SyncContext context) {
        return context.mapping().stories().containsKey("storyPoints");
    }

    /** The beginning of a sum. */
    public Sum begin(SyncContext context, long sprintId) {
        String field = Optional.ofNullable(context.mapping().stories().get("storyPoints"))
                .map(FieldRule::fieldId)
                .orElse("");
        return new Sum(sprintId, field, Optional.empty(), Set.of(), BigDecimal.ZERO, BigDecimal.ZERO, true);
    }

    /** The next page of the sprint's issues. */
    public JiraRequest next(Sum sum) {
        return requests.search(
                "sprint = " + sum.sprintId() + " ORDER BY created ASC, key ASC",
                List.of(sum.field(), "issuetype", "status"),
                JiraRequests.ISSUES_PER_PAGE,
                sum.token());
    }

    /** The sum after a page; sub-tasks are left out as in Jira's own reports, completed is what is in the category done. */
    public Sum after(Sum sum, JsonNode answer) {
        BigDecimal planned = sum.planned();
        BigDecimal completed = sum.completed();
        for (JsonNode issue : answer.path("issues")) {
            JsonNode fields = issue.path("fields");
            JsonNode points = fields.path(sum.field());
            if (points.isNumber() && !fields.path("issuetype").path("subtask").asBoolean()) {
                planned = planned.add(points.decimalValue());
                if (fields.path("status")
                        .path("statusCategory")
                        .path("key")
                        .asText()
                        .equals("done")) {
                    completed = completed.add(points.decimalValue());
                }
            }
        }
        Optional<String> token = Optional.ofNullable(answer.get("nextPageToken"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
        Set<String> used = new HashSet<>(sum.used());
        sum.token().ifPresent(used::add);
        if (token.filter(used::contains).isPresent()) {
            throw new JiraRefused(200, "Jira's search repeats a page token; the walk would never end.", false);
        }
        return new Sum(sum.sprintId(), sum.field(), token, used, planned, completed, token.isPresent());
    }
}
