package io.zenem.jira.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.BoardWithoutSprints;
import io.zenem.jira.jira.JiraFailure;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraUnavailable;
import io.zenem.jira.jira.PagedWalk;

/** What a sync can do without, and what it means where Jira does not give it: issues, credentials and the site itself are no such parts. */
@ApplicationScoped
@Named("jobParts")
public class JobParts {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int NO_SUCH_PATH = 404;
    private static final int FORBIDDEN = 403;
    private static final int OK = 200;
    private static final String NO_BOARDS = "Sprints are not synced, and nothing of them is removed";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final String SOFTWARE =
            "see that the account has access to Jira Software and may browse the board's projects";

    /** The boards of a project. */
    public JobPart boards(SyncContext context, long projectId) {
        String key = context.scope().visibleProjects().getOrDefault(projectId, "");
        return new JobPart(
                "boards",
                projectId,
                "BOARDS_HIDDEN",
                "Sprints of " + key + " are not synced, and nothing of them is removed",
                SOFTWARE,
                entity("sprint").put("project", key));
    }

    /** The sprints of a board. */
    public JobPart sprints(long boardId) {
        return new JobPart(
                "sprints",
                boardId,
                "BOARD_SKIPPED",
                "Board " + boardId + " is skipped, and nothing of it is removed",
                SOFTWARE,
                entity("sprint").put("board", boardId));
    }

    /** The story points of an active sprint. */
    public JobPart points(long sprintId) {
        return new JobPart(
                "points",
                sprintId,
                "POINTS_UNKNOWN",
                "The points of sprint " + sprintId + " stay as they were",
                "see that the account may browse the sprint's projects",
                entity("sprint").put("sprint", sprintId));
    }

    /** A board's configuration. */
    public JobPart estimate(long boardId) {
        return list(
                boardId,
                "BOARD_CONFIGURATION_UNKNOWN",
                "By which field board " + boardId + " estimates is not known",
                SOFTWARE,
                entity("board").put("board", boardId));
    }

    /** The versions of a project. */
    public JobPart versions(SyncContext context, long projectId) {
        String key = context.scope().visibleProjects().getOrDefault(projectId, "");
        return new JobPart(
                "versions",
                projectId,
                "VERSIONS_SKIPPED",
                "Versions of " + key + " are not synced, and nothing of them is removed",
                "see that the account may browse the project",
                entity("version").put("project", key));
    }

    /** People whom the copy's items name. */
    public JobPart people() {
        return someone("people");
    }

    /** All people of the site. */
    public JobPart userList() {
        return someone("user-list");
    }

    /** People whom the site's list lacks. */
    public JobPart unlisted() {
        return someone("unlisted");
    }

    /** People by their addresses. */
    public JobPart lookup() {
        return someone("lookup");
    }

    private static JobPart someone(String kind) {
        return new JobPart(
                kind,
                0,
                "USERS_SKIPPED",
                "Not all people are synced, and nobody of them is removed",
                "see that the account has the global permission \"Browse users and groups\"",
                entity("user"));
    }

    /** One of the site's lists (field, issueType, status, priority); what it said before goes on to count. */
    public JobPart siteList(String name) {
        return new JobPart(
                "site-list",
                0,
                "LIST_SKIPPED",
                "The site's list " + name + " is not read; what it said before goes on to count",
                "see that the account has access to Jira",
                entity(name));
    }

    /** One request whose answer nobody misses. */
    public JobPart dispensable() {
        return list(0, "", "", "", entity(""));
    }

    private static JobPart list(long id, String code, String without, String grant, ObjectNode shown) {
        return new JobPart("list", id, code, without, grant, shown);
    }

    private static ObjectNode entity(String name) {
        return NODES.objectNode().put("entity", name);
    }

    /** What Jira said, or did not, whatever Camel has wrapped around it. */
    public JiraFailure failure(Throwable thrown) {
        return JiraFailure.in(thrown).orElseThrow(() -> new IllegalStateException(thrown));
    }

    /** Fails with what is not the part's own: the credentials, and the limit of requests, which holds for everything. */
    public void requireOwnFailure(JiraFailure failure) {
        boolean credentials = failure instanceof JiraRefused refused && refused.ofCredentials();
        if (credentials || failure.status() == TOO_MANY_REQUESTS) {
            throw failure;
        }
    }

    /** Whether a board's sprints failed as those of a board without any do, so that its type has to be asked for. */
    public boolean mayLackSprints(JobPart part, JiraFailure failure) {
        return part.kind().equals("sprints") && failure instanceof JiraRefused refused && refused.mayLackSprints();
    }

    /** What the failure means, now that the board is known: for a scrum board it is a failure, whatever Jira says. */
    public JiraFailure ofBoard(JiraRefused refused, JsonNode board) {
        return board.path("type").asText("scrum").equals("scrum") ? refused : new BoardWithoutSprints(refused);
    }

    /** Whether the site itself may be the reason, so that it has to be asked: anything but a no in Jira's own words. */
    public boolean unclear(JiraFailure failure) {
        return !(failure instanceof BoardWithoutSprints
                || (failure instanceof JiraRefused refused && refused.inJirasWords()));
    }

    /** One of the site's lists as Jira answered it; a list never is empty. */
    public JsonNode listed(JsonNode answer) {
        if (!answer.isArray() || answer.isEmpty()) {
            throw new JiraUnavailable(200, "Jira answered with something else than a list.");
        }
        return answer;
    }

    /** Stands for what Jira did not give. */
    public JsonNode nothing() {
        return NODES.nullNode();
    }

    /** What is said of a part that Jira did not give. */
    public Incomplete incomplete(JobPart part, JiraFailure failure) {
        boolean lasting = failure instanceof JiraUnavailable;
        if (failure instanceof BoardWithoutSprints) {
            String kanban = "Board " + part.shown().path("board").asText() + " is skipped: " + failure.getMessage();
            return new Incomplete(part.kind(), "INFO", part.code(), kanban, null, false);
        }
        String without = part.without();
        ObjectNode shown = part.shown().deepCopy();
        if (part.kind().equals("boards") && withoutSoftware(failure)) {
            // it is the same with every project
            shown.remove("project");
            without = NO_BOARDS;
        }
        shown.set("httpStatus", failure.status() == 0 ? NODES.nullNode() : NODES.numberNode(failure.status()));
        String grant = failure.status() == FORBIDDEN ? "" : " If it stays so, " + part.grant() + ".";
        String message = without + ": " + failure.getMessage() + grant;
        return new Incomplete(part.kind(), "WARN", part.code(), message, shown.toString(), lasting);
    }

    /** What is said of a walk that ended because Jira repeated itself. */
    public Incomplete ended(PagedWalk<?> walk) {
        String message =
                "Jira's list may be incomplete (" + walk.title() + "): it repeats itself, does not end or changes"
                        + " all the time, so the walk ended there. What it did not name does not count as gone.";
        String shown = entity(walk.entity()).put("httpStatus", OK).toString();
        return new Incomplete("walk", "WARN", "LIST_INCOMPLETE", message, shown, false);
    }

    private static boolean withoutSoftware(JiraFailure failure) {
        return failure.status() == FORBIDDEN || failure.status() == NO_SUCH_PATH;
    }
}
