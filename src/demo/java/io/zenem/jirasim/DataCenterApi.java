package io.zenem.jirasim;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jirasim.Endpoint.Access;

/** What Data Center has in another form than Cloud: the search by offset, the search of users, the list of projects. */
final class DataCenterApi {
    /** {@code jira.search.views.default.max}, as it is shipped. */
    private static final int MOST = 1000;

    private final Site site;

    DataCenterApi(Site site) {
        this.site = site;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/rest/api/:v/search", Access.ANYONE, call -> search(call, asked(call))),
                Endpoint.post("/rest/api/:v/search", Access.ANYONE, call -> search(call, posted(call.json()))),
                Endpoint.get("/rest/api/:v/user/search", Access.MEMBER, this::users),
                Endpoint.get("/rest/api/:v/user", Access.MEMBER, this::user),
                Endpoint.get("/rest/api/:v/project", Access.ANYONE, this::projects));
    }

    /** What a search asks; unlike Cloud's it may be unbounded, and fields that are not named are the navigable ones. */
    private record Asked(
            String jql, int startAt, int maxResults, List<String> fields, List<String> expand, boolean validate) {}

    private static Asked asked(Call call) {
        return new Asked(
                call.query("jql").orElse(""),
                call.queryInt("startAt", 0),
                call.queryInt("maxResults", 50),
                call.queryList("fields"),
                call.queryList("expand"),
                !call.query("validateQuery").filter("false"::equals).isPresent());
    }

    private static Asked posted(JsonNode body) {
        ClosedBody.check(
                body,
                Map.of(
                        "jql", ClosedBody.TEXT,
                        "startAt", ClosedBody.INTEGER,
                        "maxResults", ClosedBody.INTEGER,
                        "fields", ClosedBody.TEXTS,
                        "expand", ClosedBody.TEXTS,
                        "validateQuery", ClosedBody.BOOLEAN));
        return new Asked(
                body.path("jql").asText(""),
                body.path("startAt").asInt(0),
                body.path("maxResults").asInt(50),
                ClosedBody.texts(body.path("fields")),
                ClosedBody.texts(body.path("expand")),
                body.path("validateQuery").asBoolean(true));
    }

    private Reply search(Call call, Asked asked) {
        if (asked.maxResults() < 0 || asked.startAt() < 0) {
            throw Refusal.of(400, "startAt and maxResults must not be negative.");
        }
        Jql jql = JqlParser.parse(asked.jql());
        return Reply.json(site.read(() -> page(call, asked, jql)));
    }

    private ObjectNode page(Call call, Asked asked, Jql jql) {
        Search search = new Search(site, asked.validate());
        int[] slots = call.member() ? search.slots(jql, Set.of()) : new int[0];
        int size = Math.min(MOST, asked.maxResults());
        FieldSelection selection = FieldSelection.of(asked.fields(), "*navigable");
        IssueShape shape = new IssueShape(site.wireShapes(2), selection);
        ObjectNode body = Json.object().put("expand", "schema,names").put("startAt", asked.startAt());
        body.put("maxResults", size).put("total", slots.length);
        ArrayNode issues = body.putArray("issues");
        long now = site.now();
        Arrays.stream(slots).skip(asked.startAt()).limit(size).forEach(slot -> search.seen(slot, Set.of(), now)
                .map(issue -> asked.expand().contains("changelog") ? withHistory(issue, shape) : shape.write(issue))
                .map(DataCenterApi::ofIndex)
                .ifPresent(issues::add));
        return body;
    }

    /** The index knows whole seconds of when an issue was updated, where a read by id tells milliseconds (recorded answers of 10.7). */
    private static ObjectNode ofIndex(ObjectNode issue) {
        JsonNode updated = issue.path("fields").path("updated");
        if (updated.isTextual()) {
            ((ObjectNode) issue.path("fields"))
                    .put("updated", updated.textValue().replaceFirst("\\.\\d{3}", ".000"));
        }
        return issue;
    }

    /** With all that was changed of it; unlike Cloud's it is whole, and the oldest entry comes first. */
    private ObjectNode withHistory(Issue issue, IssueShape shape) {
        ObjectNode json = shape.write(issue);
        List<ObjectNode> entries = new HistoryApi(site).entries(issue, 2);
        json.putObject("changelog")
                .put("startAt", 0)
                .put("maxResults", entries.size())
                .put("total", entries.size())
                .putArray("histories")
                .addAll(entries);
        return json;
    }

    /** Active people, and inactive ones where they are asked for, whose name, login or address begins with the text; a dot is in all. */
    private Reply users(Call call) {
        String wanted = call.query("username").orElse("").toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            throw Refusal.of(400, "The username query parameter was not provided.");
        }
        Set<Boolean> states = new HashSet<>();
        if (!call.query("includeActive").filter("false"::equals).isPresent()) {
            states.add(true);
        }
        if (call.query("includeInactive").filter("true"::equals).isPresent()) {
            states.add(false);
        }
        boolean hidden = site.faults.on(DemoFaults.Switch.USERS_HIDDEN);
        return Reply.json(site.read(() -> Json.array((hidden ? List.<User>of() : site.userList())
                .stream()
                        .filter(user -> states.contains(user.active()))
                        .filter(user -> wanted.equals(".")
                                || user.beginsWith(wanted)
                                || user.name().startsWith(wanted))
                        .skip(Math.max(0, call.queryInt("startAt", 0)))
                        .limit(Math.min(MOST, Math.max(0, call.queryInt("maxResults", 50))))
                        .map(user -> site.shapes(2).user(user.number()))
                        .toList())));
    }

    /** One person by key or by name. */
    private Reply user(Call call) {
        Optional<String> key = call.query("key");
        Optional<String> name = call.query("username");
        if (key.isEmpty() == name.isEmpty()) {
            throw Refusal.of(400, "Either the username or the key query parameter must be provided.");
        }
        return Reply.json(site.read(() -> site.userList().stream()
                .filter(user -> key.map(user.accountId()::equals)
                        .orElseGet(() -> user.name().equals(name.orElse(""))))
                .findFirst()
                .map(user -> site.shapes(2).user(user.number()))
                .orElseThrow(() -> Refusal.of(
                        404,
                        key.map(text -> "The user with the key '" + text + "' does not exist")
                                .orElse("The user named '" + name.orElse("") + "' does not exist")))));
    }

    /** All projects in a bare array; those in the archive where they are asked for. There is no trash. */
    private Reply projects(Call call) {
        boolean archived = call.query("includeArchived").filter("true"::equals).isPresent();
        return Reply.json(site.read(() -> Json.array(site.projects.values().stream()
                .filter(project ->
                        call.member() && (project.live() || (archived && project.state.equals(Project.ARCHIVED))))
                .map(project -> site.shapes(2)
                        .project(project.id)
                        .<ObjectNode>deepCopy()
                        .put("archived", !project.live()))
                .toList())));
    }
}
