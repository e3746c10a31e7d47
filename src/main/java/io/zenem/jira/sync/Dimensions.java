package io.zenem.jira.sync;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jira.jira.JiraUnavailable;

/** Versions, sprints, boards and people: what issues refer to, and what changes without any issue's updated. */
@ApplicationScoped
@Named("dimensions")
public class Dimensions {
    private static final JsonMapper JSON = new JsonMapper();

    private final JiraRequests requests;

    @Inject
    Dimensions(JiraRequests requests) {
        this.requests = requests;
    }

    /** The scope's projects that the account sees, narrowed to those of a request where it names some. */
    public List<Long> projects(SyncContext context, JsonNode request) {
        TreeSet<Long> wanted = new TreeSet<>();
        request.path("projectIds").forEach(id -> wanted.add(id.asLong()));
        return context.scope().visibleProjects().entrySet().stream()
                .map(Map.Entry::getKey)
                .filter(id -> wanted.isEmpty() || wanted.contains(id))
                .sorted()
                .toList();
    }

    /** One project's versions, complete, for {@code sql/sync/keep_releases.sql}. */
    public String releases(
            SyncContext context, String via, String origin, long projectId, JsonNode versions, Instant askedAt) {
        ObjectNode page =
                page(context, via, origin, askedAt).put("projectId", projectId).put("complete", true);
        page.put("projectKey", context.scope().visibleProjects().getOrDefault(projectId, ""));
        ArrayNode releases = page.putArray("releases");
        versions.forEach(version -> release(releases, version, context.site().connectorZone()));
        return page.toString();
    }

    /** One version that was read by its id. */
    public String release(SyncContext context, String via, String origin, JsonNode version, Instant askedAt) {
        long projectId = version.path("projectId").asLong();
        ObjectNode page =
                page(context, via, origin, askedAt).put("projectId", projectId).put("complete", false);
        page.put("projectKey", context.scope().visibleProjects().getOrDefault(projectId, ""));
        ArrayNode releases = page.putArray("releases");
        if (context.scope().projectIds().contains(projectId)) {
            release(releases, version, context.site().connectorZone());
        }
        return page.toString();
    }

    private static void release(ArrayNode releases, JsonNode version, ZoneId zone) {
        releases.addObject()
                .put("jiraId", version.path("id").asLong())
                .put("name", version.path("name").asText(""))
                .put("description", text(version, "description"))
                .put("released", version.path("released").asBoolean())
                .put("archived", version.path("archived").asBoolean())
                .put("startDate", date(version.path("startDate"), zone))
                .put("releaseDate", date(version.path("releaseDate"), zone))
                .put("self", version.path("self").asText(""));
    }

    /** A day; the documentation once shows epoch milliseconds where Jira sends {@code yyyy-MM-dd}. */
    private static String date(JsonNode value, ZoneId zone) {
        if (value.isTextual() && value.textValue().length() == 10) {
            return value.textValue();
        }
        return JiraTime.parse(value)
                .map(at -> at.atZone(zone).toLocalDate().toString())
                .orElse(null);
    }

    /** The boards to be read: the scope's own, else those that were found for its projects. */
    public List<Long> boards(SyncContext context, JsonNode request, JsonNode found) {
        if (!request.path("boards").isEmpty()) {
            return ids(request.path("boards"));
        }
        return context.scope().boards().orElseGet(() -> {
            TreeSet<Long> ids = new TreeSet<>();
            found.forEach(list -> list.forEach(board -> ids.add(board.path("id").asLong())));
            return new ArrayList<>(ids);
        });
    }

    /** Whether boards have to be looked for. */
    public boolean hasToFindBoards(SyncContext context, JsonNode request) {
        return request.path("boards").isEmpty() && context.scope().boards().isEmpty();
    }

    private static List<Long> ids(JsonNode array) {
        List<Long> ids = new ArrayList<>();
        array.forEach(id -> ids.add(id.asLong()));
        return ids;
    }

    /** One board's sprints, complete, for {@code sql/sync/keep_sprints.sql}. */
    public String sprints(
            SyncContext context,
            String via,
            String origin,
            long boardId,
            JsonNode list,
            JsonNode request,
            Instant askedAt) {
        ObjectNode page = page(context, via, origin, askedAt)
                .put("boardId", boardId)
                .put("complete", true)
                .put("includeClosed", request.path("includeCompleted").asBoolean(true));
        ArrayNode sprints = page.putArray("sprints");
        list.forEach(sprint -> sprint(sprints, sprint));
        return page.toString();
    }

    /** One sprint that was read by its id. */
    public String sprint(SyncContext context, String via, String origin, JsonNode sprint, Instant askedAt) {
        ObjectNode page =
                page(context, via, origin, askedAt).put("complete", false).put("includeClosed", true);
        sprint(page.putArray("sprints"), sprint);
        return page.toString();
    }

    private static void sprint(ArrayNode sprints, JsonNode sprint) {
        ObjectNode kept = sprints.addObject()
                .put("jiraId", sprint.path("id").asLong())
                .put("name", sprint.path("name").asText(""))
                .put("state", sprint.path("state").asText("").toLowerCase(Locale.ROOT))
                .put("goal", text(sprint, "goal"))
                .put("startDate", instant(sprint.path("startDate")))
                .put("endDate", instant(sprint.path("endDate")))
                .put("completeDate", instant(sprint.path("completeDate")))
                .put("self", sprint.path("self").asText(""));
        // Jira need not tell on which board a sprint was made
        if (sprint.path("originBoardId").canConvertToExactIntegral()) {
            kept.put("boardId", sprint.path("originBoardId").longValue());
        }
    }

    /** The account ids of a row's JSON array. */
    public List<String> accounts(Object row) throws JsonProcessingException {
        List<String> accounts = new ArrayList<>();
        JSON.readTree((String) row).forEach(account -> accounts.add(account.asText()));
        return accounts;
    }

    /** A board whose sprints were read. */
    public JsonNode readBoard(long boardId) {
        return JSON.getNodeFactory().numberNode(boardId);
    }

    /** Stands for a board whose sprints were not read: nothing of one that is hidden is gone, whatever else is. */
    public JsonNode passedOver(long boardId, Throwable refusal) {
        return hidden(refusal)
                ? JSON.createObjectNode().put("hidden", boardId)
                : JSON.getNodeFactory().nullNode();
    }

    /** Whether a refusal means that the board has no sprints (kanban: 400), is no longer there, or not for this account (403). */
    public boolean boardPassedOver(Throwable refusal) {
        return refusal instanceof JiraRefused refused
                && (refused.status() == 400 || refused.provesAbsence() || hidden(refused));
    }

    private static boolean hidden(Throwable refusal) {
        return refusal instanceof JiraRefused refused && refused.status() == 403;
    }

    /** How loud the log is about a board that is passed over: a kanban board is as it should be, any other is not. */
    public String boardSkipLevel(Throwable refusal) {
        return refusal instanceof JiraRefused refused && refused.status() == 400 ? "INFO" : "WARN";
    }

    /** What the log adds about a board that is passed over. */
    public String boardSkipEffect(Throwable refusal) {
        return hidden(refusal) ? ", and nothing of it is removed" : "";
    }

    /** Whether a refusal only means that the account may not see boards (no Jira Software licence: 403). */
    public boolean boardsHidden(Throwable refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof JiraRefused refused) {
                return refused.status() == 403 || refused.status() == 404;
            }
        }
        return false;
    }

    /** Asks for people by account id. */
    public JiraRequest peopleRequest(List<String> accounts) {
        return requests.users(accounts);
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
                .put("accountId", user.path("accountId").asText(""))
                .put("observedAt", askedAt.toString())
                .put("displayName", user.path("displayName").asText(""))
                .put("email", text(user, "emailAddress"))
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

    private static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isTextual() ? value.textValue() : null;
    }

    private static String instant(JsonNode value) {
        Optional<Instant> at = JiraTime.parse(value);
        return at.map(Instant::toString).orElse(null);
    }
}
