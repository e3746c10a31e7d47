package io.zenem.jirasim;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jirasim.Endpoint.Access;

/** Projects with their versions, components and statuses. */
final class ProjectApi {
    private final Site site;

    ProjectApi(Site site) {
        this.site = site;
    }

    List<Endpoint> endpoints() {
        String project = "/rest/api/:v/project/:project";
        return List.of(
                Endpoint.get("/rest/api/:v/project/search", Access.ANYONE, this::search),
                Endpoint.get(project, Access.ANYONE, this::project),
                Endpoint.get(project + "/version", Access.ANYONE, this::versionPage),
                Endpoint.get(project + "/versions", Access.ANYONE, this::versions),
                Endpoint.get("/rest/api/:v/version/:version", Access.ANYONE, this::version),
                Endpoint.get(project + "/component", Access.ANYONE, this::componentPage),
                Endpoint.get(project + "/components", Access.ANYONE, this::components),
                Endpoint.get(project + "/statuses", Access.ANYONE, this::statuses));
    }

    private Reply search(Call call) {
        List<String> states = call.queryList("status").isEmpty() ? List.of(Project.LIVE) : call.queryList("status");
        List<String> keys = call.queryList("keys");
        List<String> ids = call.queryList("id");
        String query = call.query("query").orElse("").toLowerCase(Locale.ROOT);
        return site.read(() -> {
            List<Project> found = site.projects.values().stream()
                    .filter(project -> call.member() && states.contains(project.state))
                    .filter(project -> keys.isEmpty() || keys.contains(project.key))
                    .filter(project -> ids.isEmpty() || ids.contains(Integer.toString(project.id)))
                    .filter(project -> project.key.toLowerCase(Locale.ROOT).contains(query)
                            || project.name.toLowerCase(Locale.ROOT).contains(query))
                    .sorted(Comparator.comparing((Project project) -> project.key))
                    .toList();
            return OffsetPage.of(call, found, 50, 100, project -> listed(call, project));
        });
    }

    private ObjectNode listed(Call call, Project project) {
        ObjectNode json = site.shapes(call.api()).project(project.id).deepCopy();
        if (site.dataCenter()) {
            return json.put("expand", "description,lead,url,projectKeys").put("archived", !project.live());
        }
        json.put("expand", "description,lead,issueTypes,url,projectKeys,permissions,insight");
        json.put("style", project.simplified ? "next-gen" : "classic").put("isPrivate", false);
        json.putObject("properties");
        if (project.simplified) {
            json.put("entityId", "00000000-0000-4000-8000-0000000" + project.id);
            json.put("uuid", "00000000-0000-4000-8000-0000000" + project.id);
        }
        if (project.state.equals(Project.ARCHIVED)) {
            json.put("archived", true);
        }
        if (project.state.equals(Project.DELETED)) {
            json.put("deleted", true);
        }
        List<String> expand = call.queryList("expand");
        if (expand.contains("issueTypes")) {
            json.set("issueTypes", types(call, project));
        }
        if (expand.contains("lead")) {
            json.set("lead", site.shapes(call.api()).user(project.lead));
        }
        if (expand.contains("projectKeys")) {
            project.formerKeys.forEach(json.putArray("projectKeys").add(project.key)::add);
        }
        if (expand.contains("insight")) {
            insight(call, project, json);
        }
        return json;
    }

    private ArrayNode types(Call call, Project project) {
        return Json.array(site.types.values().stream()
                .filter(type -> type.usedIn(project))
                .map(type -> site.shapes(call.api()).type(type.id()))
                .toList());
    }

    private void insight(Call call, Project project, ObjectNode json) {
        long count = 0;
        long last = 0;
        for (int slot = 0; slot < site.issues.slots(); slot++) {
            Issue issue = site.issues.at(slot).orElse(null);
            if (issue != null && issue.project() == project.id) {
                count++;
                last = Math.max(last, issue.updated());
            }
        }
        ObjectNode insight = json.putObject("insight").put("totalIssueCount", count);
        if (count > 0) {
            insight.put("lastIssueUpdateTime", site.shapes(call.api()).time(last));
        }
    }

    private Reply project(Call call) {
        return site.read(() -> {
            Project project = found(call);
            ObjectNode json = listed(call, project);
            json.set("lead", site.shapes(call.api()).user(project.lead));
            json.put("description", "").put("assigneeType", "UNASSIGNED");
            json.set("issueTypes", types(call, project));
            json.set("components", Json.array(ofProject(call, project)));
            json.set(
                    "versions",
                    Json.array(versionsOf(project).stream()
                            .map(site.shapes(call.api())::fullVersion)
                            .toList()));
            return Reply.json(json);
        });
    }

    /** The path takes the id, the key or a former key; unlike JQL it minds the case. */
    private Project found(Call call) {
        String wanted = call.param("project");
        return site.projects.values().stream()
                .filter(project -> call.member() && !project.state.equals(Project.DELETED))
                .filter(project -> project.key.equals(wanted)
                        || project.formerKeys.contains(wanted)
                        || Integer.toString(project.id).equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.of(404, "No project could be found with key '" + wanted + "'."));
    }

    private List<Version> versionsOf(Project project) {
        return site.versions.values().stream()
                .filter(version -> version.project() == project.id)
                .toList();
    }

    private Reply versionPage(Call call) {
        List<String> states = call.queryList("status");
        String query = call.query("query").orElse("").toLowerCase(Locale.ROOT);
        Comparator<Version> order = versionOrder(call.query("orderBy").orElse("sequence"));
        return site.read(() -> OffsetPage.of(
                call,
                versionsOf(found(call)).stream()
                        .filter(version -> states.isEmpty() || states.contains(state(version)))
                        .filter(version ->
                                version.name().toLowerCase(Locale.ROOT).contains(query))
                        .sorted(order)
                        .toList(),
                50,
                50,
                site.shapes(call.api())::fullVersion));
    }

    private static String state(Version version) {
        return version.archived() ? "archived" : version.released() ? "released" : "unreleased";
    }

    private static Comparator<Version> versionOrder(String orderBy) {
        String field = orderBy.replaceAll("^[+-]", "");
        Comparator<Version> order =
                switch (field) {
                    case "name" -> Comparator.comparing(Version::name);
                    case "releaseDate" -> Comparator.comparing(v -> v.release().orElse(LocalDate.MAX));
                    case "startDate" -> Comparator.comparing(v -> v.start().orElse(LocalDate.MAX));
                    default -> Comparator.comparing(Version::id);
                };
        return orderBy.startsWith("-") ? order.reversed() : order;
    }

    private Reply versions(Call call) {
        return Reply.json(site.read(() -> Json.array(versionsOf(found(call)).stream()
                .map(site.shapes(call.api())::fullVersion)
                .toList())));
    }

    private Reply version(Call call) {
        return Reply.json(site.read(() -> site.versions.values().stream()
                .filter(version ->
                        call.member() && Integer.toString(version.id()).equals(call.param("version")))
                .filter(version -> site.projects.get(version.project()).live())
                .map(site.shapes(call.api())::fullVersion)
                .findFirst()
                .orElseThrow(() -> Refusal.of(404, "Could not find version for id '" + call.param("version") + "'"))));
    }

    private List<JsonNode> ofProject(Call call, Project project) {
        return site.components.values().stream()
                .filter(component -> component.project() == project.id)
                .map(site.shapes(call.api())::component)
                .toList();
    }

    private Reply componentPage(Call call) {
        return site.read(() -> OffsetPage.of(call, ofProject(call, found(call)), 50, 50, json -> json));
    }

    private Reply components(Call call) {
        return Reply.json(site.read(() -> Json.array(ofProject(call, found(call)))));
    }

    private Reply statuses(Call call) {
        return Reply.json(site.read(() -> {
            Project project = found(call);
            ArrayNode list = Json.array();
            for (IssueType type : site.types.values()) {
                if (type.usedIn(project)) {
                    ObjectNode json =
                            list.addObject().put("self", site.shapes(call.api()).self("issuetype/" + type.id()));
                    json.put("id", Integer.toString(type.id()))
                            .put("name", type.name())
                            .put("subtask", type.subtask());
                    json.set(
                            "statuses",
                            Json.array(site.statuses.values().stream()
                                    .filter(status -> status.usedIn(project))
                                    .map(status -> site.shapes(call.api()).status(status.id()))
                                    .toList()));
                }
            }
            return list;
        }));
    }
}
