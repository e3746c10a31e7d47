package io.zenem.jira.sync;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraFailure;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.PageSize;
import io.zenem.jira.jira.PagedWalk;
import io.zenem.jira.jira.TokenWalk;
import io.zenem.jira.mapping.StoryPoints;

/**
 * The points of a sprint while its issues are walked through. A sum without some of them, or with one twice, would be wrong: it is whole
 * or not known.
 *
 * @param counted the ids of issues that are in the sum
 * @param incomplete whether Jira repeats itself, or cannot give an issue
 */
public record SprintSum(
        long sprintId,
        SyncContext context,
        BigDecimal planned,
        BigDecimal completed,
        Set<String> counted,
        TokenWalk walk,
        PageSize size,
        boolean incomplete)
        implements PagedWalk<SprintSum> {
    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    static SprintSum of(long sprintId, SyncContext context) {
        return new SprintSum(
                sprintId,
                context,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                Set.of(),
                TokenWalk.from(Optional.empty()),
                PageSize.of(JiraRequests.ISSUES_PER_PAGE),
                false);
    }

    @Override
    public boolean open() {
        return walk.open() && !incomplete;
    }

    @Override
    public JiraRequest request(JiraRequests requests) {
        return requests.search(
                "sprint = " + sprintId + " ORDER BY created ASC, key ASC",
                Stream.concat(StoryPoints.fieldIds(context.mapping()).stream(), Stream.of("issuetype", "status"))
                        .toList(),
                size.now(),
                walk.token());
    }

    /** The sum after a page; sub-tasks are left out as in Jira's own reports, completed is what is in the category done. */
    @Override
    public SprintSum after(JsonNode answer) {
        BigDecimal sum = planned;
        BigDecimal done = completed;
        TokenWalk next = walk.after(answer);
        Set<String> ids = new HashSet<>(counted);
        for (JsonNode issue : answer.path("issues")) {
            JsonNode fields = issue.path("fields");
            if (!subtask(fields.path("issuetype")) && ids.add(issue.path("id").asText())) {
                BigDecimal points = StoryPoints.of(issue, context.mapping(), context.site());
                sum = StoryPoints.sum(sum, points);
                done = done(fields.path("status")) ? StoryPoints.sum(done, points) : done;
            }
        }
        return new SprintSum(sprintId, context, sum, done, ids, next, size.after(), next.incomplete());
    }

    /** Where one issue cannot be had, the sum is not known. */
    @Override
    public SprintSum smaller(JiraFailure failure) {
        Optional<PageSize> fewer = size.smaller();
        return new SprintSum(sprintId, context, planned, completed, counted, walk, fewer.orElse(size), fewer.isEmpty());
    }

    @Override
    public boolean answered() {
        return incomplete;
    }

    /** The ids of the issues that are in the sum, in their order, with commas; empty text where an issue does not tell its sprints. */
    public String members() {
        return StoryPoints.sprintFieldIds(context.mapping(), context.site()).isEmpty()
                ? ""
                : counted.stream()
                        .filter(id -> ID.matcher(id).matches())
                        .map(Long::valueOf)
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(","));
    }

    private static boolean subtask(JsonNode type) {
        return type.path("subtask").asBoolean() || type.path("hierarchyLevel").asInt() < 0;
    }

    /** By the category's key: names are translated. */
    private static boolean done(JsonNode status) {
        return status.path("statusCategory").path("key").asText().equals("done");
    }

    @Override
    public String title() {
        return "issues of sprint " + sprintId + ", whose points stay as they were";
    }
}
