package io.zenem.jirasim;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes an issue as JSON. */
final class IssueShape {
    static final String EXPAND = "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations";

    private final Site site;
    private final Shapes shapes;
    private final boolean idOnly;
    private final boolean identityOnly;
    private final List<Field> fields;
    private final CustomShape custom;

    IssueShape(Shapes shapes, FieldSelection selection) {
        this.site = shapes.site;
        this.shapes = shapes;
        this.idOnly = selection.idOnly();
        this.identityOnly = selection.identityOnly();
        this.fields = selection.select(site.fields);
        this.custom = new CustomShape(shapes);
    }

    ObjectNode write(Issue issue) {
        ObjectNode json = Json.object();
        String id = Long.toString(issue.id());
        if (idOnly) {
            return json.put("id", id);
        }
        if (!shapes.webhook) {
            json.put("expand", EXPAND);
        }
        json.put("id", id);
        // Cloud's webhooks leave out "/issue", so their link leads nowhere (captures of 2020 and 2024)
        json.put("self", shapes.self(shapes.webhook && !site.dataCenter() ? id : "issue/" + id));
        json.put("key", site.key(issue));
        if (!identityOnly) {
            Project project = site.project(issue);
            ObjectNode values = json.putObject("fields");
            for (Field field : fields) {
                if (field.usedIn(project) && !hidden(field, issue)) {
                    values.set(field.id(), value(field, issue));
                }
            }
        }
        return json;
    }

    private boolean hidden(Field field, Issue issue) {
        return switch (field.id()) {
            case "issuetype" -> site.broken.contains(issue.id());
            case "parent" ->
                (site.dataCenter() && !site.types.get(issue.type()).subtask())
                        || site.issues
                                .find(issue.parent())
                                .filter(site::visible)
                                .isEmpty();
            case "updated" -> issue.id() % 7 == 0 && site.faults.on(DemoFaults.Switch.MISSING_UPDATED);
            default -> false;
        };
    }

    private JsonNode value(Field field, Issue issue) {
        return switch (field.id()) {
            case "issuetype" -> shapes.type(issue.type());
            case "project" -> shapes.project(issue.project());
            case "status" -> shapes.status(issue.status());
            case "statusCategory" ->
                shapes.category(site.statuses.get(issue.status()).category());
            case "statuscategorychangedate" -> Json.text(shapes.time(issue.statusChanged()));
            case "priority" -> issue.priority() == 0 ? Json.nothing() : shapes.priority(issue.priority());
            case "resolution" -> issue.resolution() == 0 ? Json.nothing() : shapes.resolution(issue.resolution());
            case "resolutiondate" -> issue.resolved() == 0 ? Json.nothing() : Json.text(shapes.time(issue.resolved()));
            case "created" -> Json.text(shapes.time(issue.created()));
            case "updated" -> Json.text(shapes.time(issue.updated()));
            case "creator" -> user(issue.creator());
            case "reporter" -> user(issue.reporter());
            case "assignee" -> user(issue.assignee());
            case "parent" -> parent(issue);
            case "labels" -> Json.array(issue.labels().stream().map(Json::text).toList());
            case "components" ->
                Json.array(issue.components().stream()
                        .map(site.components::get)
                        .map(shapes::component)
                        .toList());
            case "fixVersions" ->
                Json.array(issue.fixVersions().stream()
                        .filter(site.versions::containsKey)
                        .map(shapes::version)
                        .toList());
            case "subtasks" -> subtasks(issue);
            case "versions", "issuelinks", "attachment" -> Json.array();
            case FieldCatalogue.SPRINT -> sprints(issue);
            case "comment" -> comments(issue);
            case "worklog" ->
                Json.object()
                        .put("startAt", 0)
                        .put("maxResults", 20)
                        .put("total", 0)
                        .set("worklogs", Json.array());
            case "timespent" -> Json.nothing();
            case "workratio" -> Json.number(-1L);
            case "timetracking" -> Json.object();
            case "progress" -> Json.object().put("progress", 0).put("total", 0);
            case "votes" ->
                Json.object().put("self", self(issue, "votes")).put("votes", 0).put("hasVoted", false);
            case "watches" ->
                Json.object()
                        .put("self", self(issue, "watchers"))
                        .put("watchCount", 1)
                        .put("isWatching", false);
            default -> custom.write(field, site.values.raw(field, issue));
        };
    }

    private String self(Issue issue, String resource) {
        return shapes.self("issue/" + site.key(issue) + "/" + resource);
    }

    private JsonNode user(int number) {
        return number == 0 ? Json.nothing() : shapes.user(number);
    }

    private JsonNode parent(Issue issue) {
        return site.issues.find(issue.parent()).map(this::reference).orElseGet(Json::nothing);
    }

    /** The short form in which an issue appears inside another. */
    private JsonNode reference(Issue other) {
        ObjectNode json = Json.object().put("id", Long.toString(other.id())).put("key", site.key(other));
        json.put("self", shapes.self("issue/" + other.id()));
        ObjectNode values = json.putObject("fields");
        site.fields.byId("summary").ifPresent(f -> values.set("summary", site.values.raw(f, other)));
        values.set("status", shapes.status(other.status()));
        values.set("priority", other.priority() == 0 ? Json.nothing() : shapes.priority(other.priority()));
        values.set("issuetype", shapes.type(other.type()));
        return json;
    }

    private JsonNode subtasks(Issue issue) {
        ArrayNode list = Json.array();
        for (long id : site.subtasks.getOrDefault(issue.id(), List.of())) {
            site.issues.find(id).map(this::reference).ifPresent(list::add);
        }
        return list;
    }

    private JsonNode sprints(Issue issue) {
        boolean legacy =
                site.dataCenter() || (shapes.webhook && !site.faults.on(DemoFaults.Switch.SPRINT_OBJECTS_IN_WEBHOOKS));
        List<JsonNode> sprints = issue.sprints().stream()
                .flatMap(id -> Optional.ofNullable(site.sprints.get(id)).stream())
                .map(sprint -> legacy ? SprintShapes.legacy(sprint, site) : shapes.sprint(sprint.id()))
                .toList();
        return sprints.isEmpty() ? Json.nothing() : Json.array(sprints);
    }

    private JsonNode comments(Issue issue) {
        ArrayNode list = Json.array();
        for (Comment comment : site.comments.getOrDefault(issue.id(), List.of())) {
            list.add(comment(issue, comment));
        }
        ObjectNode json = Json.object();
        json.set("comments", list);
        json.put("self", shapes.self("issue/" + issue.id() + "/comment"));
        return json.put("maxResults", list.size()).put("total", list.size()).put("startAt", 0);
    }

    ObjectNode comment(Issue issue, Comment comment) {
        ObjectNode json = Json.object();
        json.put("self", shapes.self("issue/" + issue.id() + "/comment/" + comment.id()));
        json.put("id", Long.toString(comment.id()));
        json.set("author", shapes.user(comment.author()));
        json.set("body", shapes.api == 3 ? Adf.plain(comment.text()) : Json.text(comment.text()));
        json.set("updateAuthor", shapes.user(comment.author()));
        json.put("created", shapes.time(comment.created())).put("updated", shapes.time(comment.created()));
        return json.put("jsdPublic", true);
    }
}
