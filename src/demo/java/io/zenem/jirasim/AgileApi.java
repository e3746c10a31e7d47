package io.zenem.jirasim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jirasim.Endpoint.Access;

/** Boards and sprints. The eight issue listings of this API are gone since November 2026. */
final class AgileApi {
    private static final String ROOT = "/rest/agile/1.0/";
    private static final List<String> REMOVED = List.of(
            "board/:board/issue",
            "board/:board/backlog",
            "board/:board/sprint/:sprint/issue",
            "board/:board/epic/:epic/issue",
            "board/:board/epic/none/issue",
            "epic/:epic/issue",
            "epic/none/issue",
            "sprint/:sprint/issue");
    private static final List<String> STATES = List.of("closed", "active", "future");

    private final Site site;

    AgileApi(Site site) {
        this.site = site;
    }

    List<Endpoint> endpoints() {
        List<Endpoint> all = new ArrayList<>();
        if (!site.dataCenter()) {
            REMOVED.forEach(path -> all.add(Endpoint.get(ROOT + path, Access.MEMBER, call -> removed())));
        }
        all.add(Endpoint.get(ROOT + "board", Access.MEMBER, this::boards));
        all.add(Endpoint.get(
                ROOT + "board/:board", Access.MEMBER, call -> Reply.json(site.read(() -> board(board(call))))));
        all.add(Endpoint.get(ROOT + "board/:board/sprint", Access.MEMBER, this::sprints));
        all.add(Endpoint.get(ROOT + "board/:board/configuration", Access.MEMBER, this::configuration));
        all.add(Endpoint.get(ROOT + "board/:board/project", Access.MEMBER, this::projects));
        all.add(Endpoint.get(ROOT + "sprint/:sprint", Access.MEMBER, this::sprint));
        return all;
    }

    private static Reply removed() {
        throw Refusal.of(410, "The requested API has been removed. Please use the API below /rest/software/1.0/.");
    }

    private Reply boards(Call call) {
        Optional<String> project = call.query("projectKeyOrId");
        List<String> types = call.queryList("type");
        String name = call.query("name").orElse("");
        return site.read(() -> {
            Optional<Project> wanted = project.map(keyOrId -> site.projectByKeyOrId(keyOrId)
                    .filter(Project::live)
                    .orElseThrow(() -> Refusal.of(400, "No project could be found with key or id '" + keyOrId + "'.")));
            List<Board> found = visible()
                    .filter(board -> wanted.isEmpty() || wanted.get().id == board.project())
                    .filter(board -> types.isEmpty() || types.contains(board.type()))
                    .filter(board -> board.name().contains(name))
                    .toList();
            return OffsetPage.of(call, found, 50, 50, this::board);
        });
    }

    private Stream<Board> visible() {
        return site.boards.values().stream()
                .filter(board -> site.projects.get(board.project()).live());
    }

    private Board board(Call call) {
        int id = call.intParam("board");
        return visible()
                .filter(board -> board.id() == id)
                .findFirst()
                .orElseThrow(() -> Refusal.of(404, "Board does not exist or you do not have permission to view it."));
    }

    private ObjectNode board(Board board) {
        ObjectNode json =
                Json.object().put("id", board.id()).put("self", self(board)).put("name", board.name());
        json.put("type", board.type());
        if (site.dataCenter()) {
            return json;
        }
        Project project = site.projects.get(board.project());
        json.putObject("location")
                .put("projectId", project.id)
                .put("displayName", project.name + " (" + project.key + ")")
                .put("projectName", project.name)
                .put("projectKey", project.key)
                .put("projectTypeKey", "software")
                .put("name", project.name + " (" + project.key + ")");
        return json.put("isPrivate", false);
    }

    private String self(Board board) {
        return site.baseUrl() + ROOT + "board/" + board.id();
    }

    private Reply sprints(Call call) {
        List<String> states = call.queryList("state");
        if (!STATES.containsAll(states)) {
            throw Refusal.of(400, "Unknown sprint state in " + states + ".");
        }
        if (site.faults.on(DemoFaults.Switch.SPRINTS_DENIED)) {
            throw Refusal.of(403, "The user does not have access to Jira Software.");
        }
        return site.read(() -> {
            Board board = board(call);
            if (!board.sprints()) {
                throw Refusal.of(400, "The board does not support sprints");
            }
            List<Sprint> found = site.sprints.values().stream()
                    .filter(sprint -> sprint.on(board.id()))
                    .filter(sprint -> states.isEmpty() || states.contains(sprint.state()))
                    .sorted(Comparator.comparing((Sprint sprint) -> STATES.indexOf(sprint.state()))
                            .thenComparing(Sprint::id))
                    .toList();
            return OffsetPage.of(call, found, 50, 50, this::shape);
        });
    }

    private Reply sprint(Call call) {
        int id = call.intParam("sprint");
        return Reply.json(site.read(() -> Optional.ofNullable(site.sprints.get(id))
                .filter(sprint -> visible().anyMatch(board -> sprint.on(board.id())))
                .map(this::shape)
                .orElseThrow(
                        () -> Refusal.of(404, "Sprint does not exist or you do not have permission to view it."))));
    }

    private ObjectNode shape(Sprint sprint) {
        ObjectNode json = SprintShapes.agile(sprint, site);
        if (sprint.id() % 2 == 0 && site.faults.on(DemoFaults.Switch.DATES_THAT_ARE_NONE)) {
            json.put("endDate", "0000-01-01T00:00:00.000Z");
        }
        return site.faults.on(DemoFaults.Switch.SPRINTS_WITHOUT_ORIGIN) ? json.without(List.of("originBoardId")) : json;
    }

    private Reply configuration(Call call) {
        return Reply.json(site.read(() -> configuration(board(call))));
    }

    private ObjectNode configuration(Board board) {
        ObjectNode json =
                Json.object().put("id", board.id()).put("name", board.name()).put("type", board.type());
        json.put("self", self(board) + "/configuration");
        Project project = site.projects.get(board.project());
        json.putObject("location")
                .put("type", "project")
                .put("key", project.key)
                .put("id", Integer.toString(project.id))
                .put("self", site.shapes(2).self("project/" + project.id))
                .put("name", project.name);
        json.putObject("filter")
                .put("id", Integer.toString(10_000 + board.id()))
                .put("self", site.shapes(2).self("filter/" + (10_000 + board.id())));
        if (board.type().equals("kanban")) {
            json.putObject("subQuery").put("query", "fixVersion in unreleasedVersions() OR fixVersion is EMPTY");
        }
        ArrayNode columns = json.putObject("columnConfig").putArray("columns");
        column(columns, project, "To Do", StatusCategory.NEW);
        column(columns, project, "In Progress", StatusCategory.INDETERMINATE);
        column(columns, project, "Done", StatusCategory.DONE);
        json.withObject("/columnConfig").put("constraintType", "none");
        if (!board.estimationField().isEmpty()) {
            Field field = site.fields.byId(board.estimationField()).orElseThrow();
            json.putObject("estimation")
                    .put("type", "field")
                    .putObject("field")
                    .put("fieldId", field.id())
                    .put("displayName", field.name());
        }
        json.putObject("ranking").put("rankCustomFieldId", 10019);
        return json;
    }

    private void column(ArrayNode columns, Project project, String name, StatusCategory category) {
        ArrayNode statuses = columns.addObject().put("name", name).putArray("statuses");
        site.statuses.values().stream()
                .filter(status -> status.usedIn(project) && status.category() == category)
                .forEach(status -> statuses.addObject()
                        .put("id", Integer.toString(status.id()))
                        .put("self", site.shapes(2).self("status/" + status.id())));
    }

    private Reply projects(Call call) {
        return site.read(() -> OffsetPage.of(call, List.of(board(call).project()), 50, 50, id -> site.shapes(2)
                .project(id)));
    }
}
