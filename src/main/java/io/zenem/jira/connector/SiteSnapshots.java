package io.zenem.jira.connector;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.jira.JiraId;
import io.zenem.jira.jira.JiraUnavailable;

/** What is remembered of a site between jobs: only what mapping, scope and JQL need of Jira's answers. */
@ApplicationScoped
@Named("siteSnapshots")
public class SiteSnapshots {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Jira: up to 50 ids in one search for projects. */
    private static final int MOST_LISTED = 50;

    /** The lists of a site that are read. */
    public List<String> listNames() {
        return List.of("field", "issueType", "status", "priority");
    }

    /**
     * One snapshot of Jira's answers; {@code projects} has one element for each project that was asked for. A list that Jira did not
     * give (JSON null) is left out; instead of the types of the site, those of its projects count.
     *
     * @param lists in the order of {@link #listNames}
     */
    public String compose(JsonNode account, JsonNode lists, JsonNode projects) {
        JsonNode fields = lists.path(0);
        JsonNode issueTypes = lists.path(1);
        JsonNode statuses = lists.path(2);
        JsonNode priorities = lists.path(3);
        ObjectNode site = NODES.objectNode();
        site.set("account", pick(account, "accountId", "key", "name", "displayName", "timeZone"));
        fields.forEach(field -> site.withObject("/fields")
                .set(field.path("id").asText(), pick(field, "id", "key", "name", "custom", "schema", "scope")));
        ArrayNode types = pickAll(
                issueTypes.isArray() ? issueTypes : typesOf(projects),
                "id",
                "name",
                "subtask",
                "hierarchyLevel",
                "scope");
        if (!types.isEmpty()) {
            site.set("issueTypes", types);
        }
        statuses.forEach(status -> site.withArray("/statuses")
                .add(pick(status, "id", "name")
                        .put(
                                "category",
                                status.path("statusCategory").path("key").asText())));
        priorities.forEach(priority -> site.withArray("/priorities").add(pick(priority, "id", "name")));
        site.set("projects", projects);
        return site.toString();
    }

    private static ArrayNode typesOf(JsonNode projects) {
        Map<String, JsonNode> types = new TreeMap<>();
        projects.forEach(project -> project.path("issueTypes")
                .forEach(type -> types.put(type.path("id").asText(), type)));
        return NODES.arrayNode().addAll(types.values());
    }

    /** Whether Jira shows none of the scope's projects and does not say that one is archived or in the trash. */
    public boolean hidesProjects(SyncContext context, JsonNode site) {
        return context.scope().projectKeys().isEmpty()
                && site.path("projects").valueStream().noneMatch(project -> project.has("state") || project.has("key"));
    }

    /** Ends a job where the account sees no project at all: lost permissions look as if all projects were gone. */
    public void mustSeeProjects(JsonNode anyProject) {
        if (anyProject.path("values").isEmpty()) {
            throw ApiException.conflict(
                    "Jira shows no project at all to the account; grant it the project permission Browse Projects again, or save"
                            + " another scope.");
        }
    }

    /**
     * What is remembered of a project; its issue types count for a scope even where the global list hides them.
     *
     * @throws JiraUnavailable where the answer is no project
     */
    public JsonNode project(JsonNode project) {
        if (JiraId.of(project.path("id")).isEmpty() || !project.path("key").isTextual()) {
            throw new JiraUnavailable(200, "Jira was asked for a project and answered with something else.");
        }
        ObjectNode kept = pick(project, "id", "key", "name", "archived", "deleted");
        kept.set("issueTypes", pickAll(project.path("issueTypes"), "id", "name", "subtask", "hierarchyLevel"));
        return kept;
    }

    /** A project that Jira does not know, or hides from the account. */
    public JsonNode missing(Object reference) {
        return NODES.objectNode().put("id", reference.toString()).put("missing", true);
    }

    /** The ids among references to projects, in batches that one list can name; none for a single one, which is asked for by itself. */
    public List<List<String>> batches(List<String> references) {
        List<String> ids =
                references.stream().filter(id -> id.matches("\\d+")).distinct().toList();
        return IntStream.iterate(0, from -> ids.size() > 1 && from < ids.size(), from -> from + MOST_LISTED)
                .mapToObj(from -> ids.subList(from, Math.min(ids.size(), from + MOST_LISTED)))
                .toList();
    }

    /** What is remembered of the projects of some lists, by id. */
    public JsonNode listed(JsonNode lists) {
        ObjectNode projects = NODES.objectNode();
        lists.forEach(list -> list.path("values").forEach(project -> {
            if (project.path("issueTypes").isArray()) {
                projects.set(project.path("id").asText(), project(project));
            }
        }));
        return projects;
    }

    /** Whether a list answered for a reference. */
    public boolean lists(JsonNode listed, Object reference) {
        return reference != null && listed.has(reference.toString());
    }

    public JsonNode fromList(JsonNode listed, Object reference) {
        return listed.get(reference.toString());
    }

    /** The ids, at most 50, of the projects that are missing. */
    public List<String> missingIds(JsonNode projects) {
        return projects.valueStream()
                .filter(project -> project.path("missing").asBoolean())
                .map(project -> project.path("id").asText())
                .filter(id -> id.matches("\\d+"))
                .limit(MOST_LISTED)
                .toList();
    }

    /** The projects, those that are missing with their state (archived, deleted) where Jira tells it. */
    public JsonNode withStates(JsonNode projects, JsonNode gone) {
        gone.path("values")
                .forEach(found -> projects.forEach(project -> {
                    if (project.path("id").asText().equals(found.path("id").asText())) {
                        ((ObjectNode) project)
                                .put("state", found.path("archived").asBoolean() ? "archived" : "deleted");
                    }
                }));
        return projects;
    }

    /** An empty list, for what the account may not see and the sync can do without. */
    public JsonNode nothing() {
        return NODES.arrayNode();
    }

    private static ArrayNode pickAll(JsonNode array, String... names) {
        ArrayNode all = NODES.arrayNode();
        array.forEach(element -> all.add(pick(element, names)));
        return all;
    }

    private static ObjectNode pick(JsonNode object, String... names) {
        ObjectNode kept = NODES.objectNode();
        for (String name : List.of(names)) {
            if (object.has(name)) {
                kept.set(name, object.get(name));
            }
        }
        return kept;
    }
}
