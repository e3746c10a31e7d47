package io.zenem.jira.job;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.connector.SyncContext;

/** What an admin may ask for about sprints: all boards in scope, or some of them, which only Jira may know. */
@ApplicationScoped
@Named("sprintRequests")
public class SprintRequests {

    /** A sync of sprints, in canonical form; 400 with every wrong field. */
    public JobDraft read(ApiRequest request, SyncContext context) {
        RequestFields fields = request.optionalFields();
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        job.putArray("entities").add("sprint");
        List<Long> boards = fields.ids("boards").orElse(List.of());
        boolean includeCompleted = fields.bool("includeCompleted").orElse(false);
        String outside = boards.stream()
                .filter(board -> context.scope()
                        .boards()
                        .map(chosen -> !chosen.contains(board))
                        .orElse(false))
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        if (!outside.isEmpty()) {
            fields.error("boards", "not in the connector's scope: " + outside);
        }
        if (!boards.isEmpty()) {
            new TreeSet<>(boards).forEach(job.putArray("boards")::add);
        }
        fields.check();
        return new JobDraft(job.put("includeCompleted", includeCompleted));
    }

    /** The boards that only Jira can confirm: all of them where the scope names none. */
    public ArrayNode boardsToCheck(JobDraft draft, SyncContext context) {
        ArrayNode ids = JsonNodeFactory.instance.arrayNode();
        if (context.scope().boards().isEmpty()) {
            draft.boards().forEach(ids::add);
        }
        return ids;
    }

    /** The request as it is queued; 400 with the boards that Jira does not know or that are of projects outside the scope. */
    public JobRequest fitting(JobDraft draft, JsonNode boards, SyncContext context) {
        Optional<String> foreign = ids(boards, board -> foreign(board, context))
                .map(ids -> "of projects outside the scope: " + ids + "; name them in the scope's boards first");
        Optional<String> unknown = ids(boards, board -> board.path("missing").asBoolean())
                .map(ids -> "unknown to Jira, or hidden from this account: " + ids);
        return draft.checked(
                "sprints",
                "boards",
                Stream.of(unknown, foreign).flatMap(Optional::stream).collect(Collectors.joining("; ")));
    }

    private static boolean foreign(JsonNode board, SyncContext context) {
        JsonNode project = board.at("/location/projectId");
        return project.canConvertToLong() && !context.scope().projectIds().contains(project.asLong());
    }

    private static Optional<String> ids(JsonNode boards, Predicate<JsonNode> which) {
        return Optional.of(boards.valueStream()
                        .filter(which)
                        .map(board -> board.path("id").asText())
                        .collect(Collectors.joining(", ")))
                .filter(ids -> !ids.isEmpty());
    }
}
