package io.zenem.jirasim;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import io.zenem.jirasim.Endpoint.Access;

/**
 * The control API below {@code /demo}: what {@link DemoSite} can, over HTTP. It asks for no credentials, which is why
 * the site should listen on loopback only.
 */
final class ControlApi {
    private static final Set<String> NOT_FIELDS = Set.of("project", "type", "fields");
    private static final String HELP =
            """
            Demo Jira site. Everything under /demo is for you, not for the connector. ?silent=true sends no webhook.

            GET    /demo/state                      what there is
            GET    /demo/truth/issues?from=0&limit=100   true issues (v3, all fields) with an id greater than from
            POST   /demo/issues                     {"project":"ABC","type":"Story","summary":"…", <more fields>}
            PATCH  /demo/issues/{idOrKey}           {"summary":"…","status":"Done", <more fields>}
            DELETE /demo/issues/{idOrKey}
            POST   /demo/issues/{idOrKey}/move      {"project":"XYZ"}
            POST   /demo/issues/{idOrKey}/comment   {"text":"…"}
            POST   /demo/issues/{idOrKey}/sprint    {"sprint":100}
            POST   /demo/versions                   {"project":"ABC","name":"9.0","startDate":…,"releaseDate":…}
            PATCH  /demo/versions/{id}              {"name":…,"description":…} or {"released":true,"releaseDate":…}
            DELETE /demo/versions/{id}?mergeInto=id
            POST   /demo/sprints                    {"board":12,"name":"…","goal":"…"}
            PATCH  /demo/sprints/{id}               {"name":…,"goal":…} or {"state":"active","days":14} or {"state":"closed"}
            DELETE /demo/sprints/{id}
            POST   /demo/projects                   {"key":"NEW","name":"…","teamManaged":false}
            PATCH  /demo/projects/{key}             {"key":"NEWKEY"} or {"name":"…"} or {"state":"live|archived|deleted"}
            PATCH  /demo/statuses/{nameOrId}        {"name":"…"}
            POST   /demo/users                      {"accountId":"…","displayName":"…","email":…,"hidden":true,"type":"app","active":false}
            PATCH  /demo/users/{accountId}          {"displayName":"…"} or {"email":"…","hidden":true} or {"active":false}
            DELETE /demo/users/{accountId}
            PUT    /demo/issues/{idOrKey}/broken    {"broken":true}: without its type, so that nobody can map it
            GET    /demo/oauth                      apps (demo-client, demo-client-secret is there) and how tokens live
            PUT    /demo/oauth                      {"accessTokenSeconds":3600,"leewaySeconds":600,"denyConsent":false}
            POST   /demo/oauth/revoke               {"clientId":"demo-client"}: its refresh tokens are worth nothing
            POST   /demo/oauth/expire               {"clientId":"demo-client"}: its access tokens have expired
            GET    /demo/webhooks                   those that are registered
            PATCH  /demo/webhooks/{id}              {"enabled":false} or {"url":"…"} or {"jql":"…"}, as another admin does
            DELETE /demo/webhooks/{id}
            GET    /demo/faults                     what goes wrong; the names are below
            PUT    /demo/faults                     the same form; what is left out stays: {"next":{"SERVER_ERROR":2}}
            DELETE /demo/faults                     heal everything
            GET    /demo/requests                   what the connector asked
            DELETE /demo/requests                   count from zero
            GET    /demo/deliveries                 webhooks sent

            Faults:
            {"next":{"SERVER_ERROR":2}}             the next two requests fail; also {"onlyPaths":"/search"}: only those with this in their path
            {"probability":{"UNAVAILABLE":1.0}}     an outage: every request fails; a chance from 0 to 1
            {"deliveries":{"LOST":0.5}}             every other webhook is lost
            {"switches":{"DEAD_TOKEN":true}}        as long as it is on
            {"latencyMs":500,"retryAfterSeconds":30,"indexLagMs":2000,"clockAheadMs":0,"webhookDelayMs":1000,"webhookRetryDelayMs":200}
            """
                    + "next, probability:  " + FaultsReader.names(DemoFaults.Failure.class)
                    + "\ndeliveries:         " + FaultsReader.names(DemoFaults.Delivery.class)
                    + "\nswitches:           " + FaultsReader.names(DemoFaults.Switch.class) + "\n";

    private final Site site;
    private final DemoSite demo;

    ControlApi(Site site, DemoSite demo) {
        this.site = site;
        this.demo = demo;
    }

    List<Endpoint> endpoints() {
        return List.of(
                on(HttpMethod.GET, "", call -> Reply.text(HELP)),
                on(HttpMethod.GET, "/state", call -> Reply.json(state())),
                on(HttpMethod.GET, "/truth/issues", this::truth),
                on(HttpMethod.POST, "/issues", this::createIssue),
                on(HttpMethod.PATCH, "/issues/:issue", call -> issue(site(call).editIssue(id(call), fields(call)))),
                on(
                        HttpMethod.DELETE,
                        "/issues/:issue",
                        call -> done(() -> site(call).delete(id(call)))),
                on(
                        HttpMethod.POST,
                        "/issues/:issue/move",
                        call -> issue(site(call).move(id(call), text(call, "project")))),
                on(
                        HttpMethod.POST,
                        "/issues/:issue/comment",
                        call -> issue(site(call).comment(id(call), text(call, "text")))),
                on(
                        HttpMethod.POST,
                        "/issues/:issue/sprint",
                        call -> issue(site(call)
                                .addToSprint(call.json().path("sprint").asInt(), id(call)))),
                on(HttpMethod.POST, "/versions", this::createVersion),
                on(HttpMethod.PATCH, "/versions/:version", this::changeVersion),
                on(HttpMethod.DELETE, "/versions/:version", this::deleteVersion),
                on(
                        HttpMethod.POST,
                        "/sprints",
                        call -> created(site(call)
                                .createSprint(
                                        call.json().path("board").asInt(),
                                        text(call, "name"),
                                        call.json().path("goal").asText("")))),
                on(HttpMethod.PATCH, "/sprints/:sprint", this::changeSprint),
                on(
                        HttpMethod.DELETE,
                        "/sprints/:sprint",
                        call -> done(() -> site(call).deleteSprint(call.intParam("sprint")))),
                on(
                        HttpMethod.POST,
                        "/projects",
                        call -> created(site(call)
                                .addProject(
                                        text(call, "key"),
                                        text(call, "name"),
                                        call.json().path("teamManaged").asBoolean()))),
                on(HttpMethod.PATCH, "/projects/:project", this::changeProject),
                on(
                        HttpMethod.PATCH,
                        "/statuses/:status",
                        call -> done(() -> site(call).renameStatus(call.param("status"), text(call, "name")))),
                on(HttpMethod.POST, "/users", this::addUser),
                on(HttpMethod.PATCH, "/users/:user", this::changeUser),
                on(
                        HttpMethod.DELETE,
                        "/users/:user",
                        call -> done(() -> site(call).removeUser(call.param("user")))),
                on(HttpMethod.PUT, "/issues/:issue/broken", this::breakIssue),
                on(HttpMethod.GET, "/faults", call -> Reply.json(site.faults.toJson())),
                on(HttpMethod.PUT, "/faults", this::changeFaults),
                on(
                        HttpMethod.DELETE,
                        "/faults",
                        call -> Reply.json(site.faults.clear().toJson())),
                on(HttpMethod.GET, "/requests", call -> Reply.json(Json.MAPPER.valueToTree(demo.requests()))),
                on(HttpMethod.DELETE, "/requests", call -> done(demo::forgetRequests)),
                on(
                        HttpMethod.GET,
                        "/deliveries",
                        call -> Reply.json(Json.object()
                                .put("pending", demo.pendingDeliveries())
                                .set("done", Json.MAPPER.valueToTree(demo.deliveries())))));
    }

    private static Endpoint on(HttpMethod method, String path, java.util.function.Function<Call, Reply> answer) {
        return new Endpoint(method, "/demo" + path, Access.CONTROL, answer);
    }

    private ObjectNode state() {
        return site.read(() -> {
            ObjectNode json = Json.object().put("baseUrl", site.baseUrl()).put("issues", demo.issueCount());
            ObjectNode projects = json.putObject("projects");
            site.projects.values().forEach(project -> projects.put(project.key, project.state));
            json.put("users", site.userList().size()).put("versions", site.versions.size());
            json.put("sprints", site.sprints.size()).put("boards", site.boards.size());
            json.put("webhooks", site.hooks.all().size()).put("pendingDeliveries", demo.pendingDeliveries());
            return json.put("timeZone", site.zone.getId()).put("email", site.options.email());
        });
    }

    private Reply truth(Call call) {
        long from = Long.parseLong(call.query("from").orElse("0"));
        List<JsonNode> issues = demo.issues(from, Math.min(1000, call.queryInt("limit", 100)));
        ObjectNode json = Json.object();
        if (!issues.isEmpty()) {
            json.put("next", issues.get(issues.size() - 1).path("id").asText());
        }
        return Reply.json(json.set("issues", Json.array(issues)));
    }

    private Reply createIssue(Call call) {
        return Reply.json(
                201, identity(site(call).createIssue(text(call, "project"), text(call, "type"), fields(call))));
    }

    private Reply createVersion(Call call) {
        return created(site(call)
                .createVersion(
                        text(call, "project"), text(call, "name"), day(call, "startDate"), day(call, "releaseDate")));
    }

    private Reply changeVersion(Call call) {
        int id = call.intParam("version");
        JsonNode body = call.json();
        return done(() -> {
            if (body.has("released")) {
                site(call).releaseVersion(id, body.path("released").asBoolean(), day(call, "releaseDate"));
            } else {
                site(call)
                        .editVersion(
                                id, text(call, "name"), body.path("description").asText(""));
            }
        });
    }

    private Reply deleteVersion(Call call) {
        int id = call.intParam("version");
        int into = call.queryInt("mergeInto", 0);
        return done(() -> {
            if (into == 0) {
                site(call).deleteVersion(id);
            } else {
                site(call).mergeVersion(id, into);
            }
        });
    }

    private Reply changeSprint(Call call) {
        int id = call.intParam("sprint");
        JsonNode body = call.json();
        return done(() -> {
            switch (body.path("state").asText("")) {
                case "active" ->
                    site(call).startSprint(id, Duration.ofDays(body.path("days").asInt(14)));
                case "closed" -> site(call).closeSprint(id);
                case "" ->
                    site(call)
                            .editSprint(
                                    id, text(call, "name"), body.path("goal").asText(""));
                default -> throw new IllegalArgumentException("state is active or closed");
            }
        });
    }

    private Reply changeProject(Call call) {
        String key = call.param("project");
        JsonNode body = call.json();
        return done(() -> {
            if (body.has("key")) {
                site(call).renameProjectKey(key, text(call, "key"));
            } else if (body.has("name")) {
                site(call).renameProject(key, text(call, "name"));
            } else {
                switch (text(call, "state")) {
                    case Project.LIVE -> site(call).restoreProject(key);
                    case Project.ARCHIVED -> site(call).archiveProject(key);
                    case Project.DELETED -> site(call).deleteProject(key);
                    default -> throw new IllegalArgumentException("state is live, archived or deleted");
                }
            }
        });
    }

    private Reply addUser(Call call) {
        JsonNode body = call.json();
        return done(() -> site(call)
                .addUser(
                        text(call, "accountId"),
                        body.path("type").asText("atlassian"),
                        text(call, "displayName"),
                        Optional.ofNullable(body.path("email").textValue()),
                        !body.path("hidden").asBoolean(),
                        body.path("active").asBoolean(true)));
    }

    private Reply changeUser(Call call) {
        String user = call.param("user");
        JsonNode body = call.json();
        return done(() -> {
            if (body.has("email")) {
                site(call)
                        .addressUser(
                                user, text(call, "email"), !body.path("hidden").asBoolean());
            } else if (body.has("active")) {
                site(call).activateUser(user, body.path("active").asBoolean());
            } else {
                site(call).renameUser(user, text(call, "displayName"));
            }
        });
    }

    private Reply breakIssue(Call call) {
        boolean broken = call.json().path("broken").asBoolean(true);
        return done(() -> {
            if (broken) {
                demo.breakIssue(id(call));
            } else {
                demo.mendIssue(id(call));
            }
        });
    }

    private Reply changeFaults(Call call) {
        FaultsReader.read(site.faults, call.json());
        return Reply.json(site.faults.toJson());
    }

    private DemoSite site(Call call) {
        return call.query("silent").filter("true"::equals).isPresent() ? demo.silently() : demo;
    }

    private static String id(Call call) {
        return call.param("issue");
    }

    private static String text(Call call, String property) {
        return Optional.ofNullable(call.json().path(property).textValue())
                .orElseThrow(() -> new IllegalArgumentException("The body needs the text '" + property + "'."));
    }

    private static Optional<LocalDate> day(Call call, String property) {
        return Optional.ofNullable(call.json().path(property).textValue()).map(LocalDate::parse);
    }

    /** Fields stand beside the other properties or, as in Jira, below {@code fields}. */
    private static Map<String, JsonNode> fields(Call call) {
        Map<String, JsonNode> fields = new HashMap<>();
        JsonNode body = call.json();
        body.properties().forEach(property -> {
            if (!NOT_FIELDS.contains(property.getKey())) {
                fields.put(property.getKey(), property.getValue());
            }
        });
        body.path("fields").properties().forEach(property -> fields.put(property.getKey(), property.getValue()));
        return fields;
    }

    private static ObjectNode identity(DemoIssue issue) {
        return Json.object().put("id", Long.toString(issue.id())).put("key", issue.key());
    }

    private static Reply issue(DemoIssue issue) {
        return Reply.json(identity(issue));
    }

    private static Reply created(int id) {
        return Reply.json(201, Json.object().put("id", id));
    }

    private static Reply done(Runnable work) {
        work.run();
        return Reply.nothing();
    }
}
