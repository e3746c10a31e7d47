package io.zenem.jira.sync;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.BoardWithoutSprints;
import io.zenem.jira.jira.JiraId;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraUnavailable;
import io.zenem.jira.jira.JiraUser;
import io.zenem.jira.jira.ListWalk;

/** Versions, sprints, boards and people: what issues refer to, and what changes without any issue's updated. */
@ApplicationScoped
@Named("dimensions")
public class Dimensions {
    private static final JsonMapper JSON = new JsonMapper();

    private final JiraRequests requests;

    Dimensions(JiraRequests requests) {
        this.requests = requests;
    }

    /** The scope's projects that the account sees, narrowed to those of a request where it names some. */
    public List<Long> projects(SyncContext context, JsonNode request) {
        List<Long> wanted = ids(request.path("projectIds"));
        return context.scope().visibleProjects().keySet().stream()
                .filter(id -> wanted.isEmpty() || wanted.contains(id))
                .sorted()
                .toList();
    }

    /** One project's versions, all of them unless the list is incomplete, for {@code sql/sync/keep_releases.sql}. */
    public String releases(SyncContext context, String via, String origin, long projectId, ListWalk list) {
        String projectKey = context.scope().visibleProjects().getOrDefault(projectId, "");
        ObjectNode page = page(context, via, origin, list.askedAt().orElseThrow())
                .put("projectId", projectId)
                .put("projectKey", projectKey);
        DimensionRows releases = new DimensionRows(page, "releases");
        list.values()
                .forEach(version ->
                        releases.release(version, projectKey, context.site().connectorZone()));
        return page.put("complete", releases.whole() && !list.incomplete()).toString();
    }

    /** Whether a refusal proves that a version or sprint is gone. */
    public boolean gone(Throwable failure) {
        return failure instanceof JiraRefused refused && refused.status() == 404 && refused.provesAbsence();
    }

    /** Asks for one version or sprint by its id. */
    public JiraRequest request(Dimension dimension) {
        return dimension.version() ? requests.version(dimension.jiraId()) : requests.sprint(dimension.jiraId());
    }

    /** One version or sprint that was read by its id, for the statement that keeps such. */
    public String read(SyncContext context, Dimension dimension, JsonNode answer, Instant askedAt) {
        ObjectNode page = page(context, dimension.via(), dimension.origin(), askedAt);
        return dimension.version() ? release(context, page, answer) : sprint(page, answer);
    }

    private static String release(SyncContext context, ObjectNode page, JsonNode version) {
        long projectId = JiraId.of(version.path("projectId")).orElse(0);
        String projectKey = context.scope().visibleProjects().getOrDefault(projectId, "");
        page.put("projectId", projectId).put("projectKey", projectKey).put("complete", false);
        DimensionRows releases = new DimensionRows(page, "releases");
        if (context.scope().projectIds().contains(projectId)) {
            releases.release(version, projectKey, context.site().connectorZone());
        }
        return page.toString();
    }

    /**
     * The boards whose sprints are read.
     *
     * @param start when they began to be looked for: what was seen since is not gone
     * @param unsearched the projects whose boards have to be looked for; none where the boards are named
     * @param ids of the boards to be read, as far as they are known
     * @param all whether a board that is not read is gone: only where all boards of the scope were looked for, and every list came
     */
    public record SprintBoards(Instant start, List<Long> unsearched, List<Long> ids, boolean all) {}

    /** The boards of a sync of sprints: the request's or the scope's own, else those that are to be found for its projects. */
    public SprintBoards boards(SyncContext context, JsonNode request, Instant start) {
        boolean wholeScope =
                request.path("boards").isEmpty() && request.path("projects").isEmpty();
        if (!request.path("boards").isEmpty()) {
            return new SprintBoards(start, List.of(), ids(request.path("boards")), wholeScope);
        }
        return context.scope()
                .boards()
                .map(named -> new SprintBoards(start, List.of(), named, wholeScope))
                .orElseGet(() -> new SprintBoards(start, projects(context, request), List.of(), wholeScope));
    }

    /** The same with what Jira told of the projects' boards, a list of {@link #listed} each, or null. */
    public SprintBoards found(SprintBoards boards, JsonNode lists) {
        if (boards.unsearched().isEmpty()) {
            return boards;
        }
        boolean whole = lists.valueStream()
                .noneMatch(list -> list.isNull() || list.valueStream().anyMatch(JsonNode::isNull));
        List<Long> named = lists.valueStream()
                .flatMap(JsonNode::valueStream)
                .flatMapToLong(board -> JiraId.of(board.path("id")).stream())
                .distinct()
                .sorted()
                .boxed()
                .toList();
        return new SprintBoards(boards.start(), List.of(), named, boards.all() && whole);
    }

    /** The boards of a project; null stands for those that an incomplete list may lack, and for one without an id. */
    public JsonNode listed(ListWalk list) {
        boolean whole = !list.incomplete()
                && list.values().valueStream().allMatch(board -> JiraId.of(board.path("id"))
                        .isPresent());
        return whole ? list.values() : list.values().addNull();
    }

    private static List<Long> ids(JsonNode array) {
        return array.valueStream().map(JsonNode::asLong).toList();
    }

    /** One board's sprints, all of them unless the list is incomplete, for {@code sql/sync/keep_sprints.sql}. */
    public String sprints(
            SyncContext context, String via, String origin, long boardId, ListWalk list, JsonNode request) {
        ObjectNode page = page(context, via, origin, list.askedAt().orElseThrow())
                .put("boardId", boardId)
                .put("complete", true)
                .put("includeClosed", request.path("includeCompleted").asBoolean(true));
        DimensionRows sprints = new DimensionRows(page, "sprints");
        list.values().forEach(sprints::sprint);
        return page.put("whole", sprints.whole() && !list.incomplete()).toString();
    }

    private static String sprint(ObjectNode page, JsonNode sprint) {
        page.put("complete", false).put("includeClosed", true);
        new DimensionRows(page, "sprints").sprint(sprint);
        return page.toString();
    }

    /**
     * What became of a board, for {@code sql/sync/sprints_gone.sql}: its id where its sprints were read, {@code null} where it has none
     * (kanban), and an object where Jira did not give them, because nothing of such a board is gone, whatever else is.
     *
     * @param failure why its sprints were not read, else null
     */
    public JsonNode boardRead(long boardId, Throwable failure) {
        if (failure == null) {
            return JSON.getNodeFactory().numberNode(boardId);
        }
        return failure instanceof BoardWithoutSprints
                ? JSON.getNodeFactory().nullNode()
                : JSON.createObjectNode().put("hidden", boardId);
    }

    /** Asks for people by account id, a row's JSON array. */
    public JiraRequest peopleRequest(JsonNode row) {
        return requests.users(row.valueStream().map(JsonNode::asText).toList());
    }

    /** People as they are now, a page or a bare array of them, for {@code sql/sync/keep_people.sql}. */
    public String people(JsonNode answer, Instant askedAt) {
        ArrayNode people = JSON.createArrayNode();
        JsonNode users = answer.isArray() ? answer : answer.path("values");
        if (!users.isArray()) {
            // only a whole answer proves that whom it leaves out is gone
            throw new JiraUnavailable(200, "Jira answered without a list of users.");
        }
        users.forEach(user -> people.addObject()
                .put("accountId", JiraUser.id(user))
                .put("observedAt", askedAt.toString())
                .put("displayName", user.path("displayName").asText(""))
                .put("email", JiraUser.email(user).orElse(null))
                .put("read", true)
                .put("active", user.path("active").asBoolean(true))
                .put("accountType", user.path("accountType").asText("unknown")));
        return people.toString();
    }

    private static ObjectNode page(SyncContext context, String via, String origin, Instant askedAt) {
        ObjectNode page = JSON.createObjectNode()
                .put("connectorId", context.connectorId())
                .put("observedAt", askedAt.toString())
                .put("mappingVersion", context.mappingVersion());
        page.putObject("source").put("via", via).put(via.equals("webhook") ? "deliveryId" : "jobId", origin);
        if (!via.equals("webhook")) {
            page.put("jobId", origin);
        }
        return page;
    }
}
