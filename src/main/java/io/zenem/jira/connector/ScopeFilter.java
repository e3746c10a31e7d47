package io.zenem.jira.connector;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.jira.JiraId;
import io.zenem.jira.jira.Jql;

/**
 * A stored scope in use: as JQL for searches, and as a test for single issues.
 *
 * @param chosenProjects those that the admin chose, whatever has become of them
 * @param projectIds by which issues are in scope, because keys change; without those that Jira has in its archive or trash
 * @param visibleProjects the scope's projects that Jira showed at the last look, id to present key
 * @param boards the chosen boards; absent, and never empty, for all boards of the projects
 */
public record ScopeFilter(
        Set<Long> chosenProjects,
        Set<Long> projectIds,
        Map<Long, String> visibleProjects,
        ScopeTypes types,
        Optional<String> jql,
        Optional<List<Long>> boards) {

    private static final Set<String> EPIC_AND_ISSUE = Set.of("epic", "issue");

    /** Reads a stored scope against the site as it was last seen. */
    static ScopeFilter of(JsonNode scope, JsonNode projects, JsonNode siteTypes) {
        Set<Long> chosen = new HashSet<>(longs(scope.path("projectIds")));
        Set<Long> ids = new HashSet<>(chosen);
        Map<Long, String> visible = new TreeMap<>();
        projects.forEach(project -> {
            if (project.path("archived").asBoolean() || project.path("deleted").asBoolean()) {
                // in the archive or in the trash; its issues may still be read by id, and are in no search
                ids.remove(project.path("id").asLong());
            } else if (ids.contains(project.path("id").asLong()) && project.has("key")) {
                visible.put(project.path("id").asLong(), project.path("key").asText());
            }
        });
        return new ScopeFilter(
                chosen,
                ids,
                visible,
                ScopeTypes.of(scope, projects, siteTypes, ids),
                Optional.ofNullable(scope.get("jql")).map(JsonNode::asText),
                Optional.of(longs(scope.path("boards"))).filter(some -> !some.isEmpty()));
    }

    private static List<Long> longs(JsonNode ids) {
        return ids.valueStream().map(JsonNode::asLong).toList();
    }

    /**
     * Whether an issue of this project and type belongs to the copy, its own condition aside.
     *
     * @param typeName as a read tells it; counts for a type that is newer than the last look at the site
     */
    public boolean contains(long projectId, String typeId, String typeName) {
        return projectIds.contains(projectId) && types.contain(typeId, typeName);
    }

    /** Whether the last look at the site showed this type. */
    public boolean knowsType(String typeId) {
        return types.known().contains(typeId);
    }

    /** The id of a visible project by its present key, in Jira's own case, or its id. */
    public Optional<Long> project(String reference) {
        return visibleProjects.entrySet().stream()
                .filter(project -> project.getValue().equals(reference)
                        || project.getKey().toString().equals(reference))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The visible projects' keys, for JQL. */
    public List<String> projectKeys() {
        return List.copyOf(visibleProjects.values());
    }

    public String toJql() {
        return toJql(projectKeys());
    }

    /** The whole scope's part in some projects. */
    public String toJql(List<String> keys) {
        return toJql(keys, EPIC_AND_ISSUE);
    }

    /** The scope's part of one type in one project. */
    String toJql(String key, String type) {
        return new Jql.Scope(List.of(key), List.of(type), jql).toJql();
    }

    /** The names of a project's types that are in scope, in Jira's order; where Jira told none of the project, of all that are in scope. */
    List<String> typesIn(JsonNode projects, long projectId) {
        List<String> own = projects.valueStream()
                .filter(project -> project.path("id").asLong() == projectId)
                .flatMap(project -> project.path("issueTypes").valueStream())
                .map(type -> type.path("name").asText())
                .distinct()
                .toList();
        return own.isEmpty()
                ? List.copyOf(types.chosen().values())
                : own.stream().filter(types::contain).toList();
    }

    /**
     * The scope as a webhook's filter. It names projects and types by their ids, which Jira takes beside names: no event tells of a new name,
     * and by a filter with the old one Jira sends nothing.
     *
     * @param simple without the admin's own condition, in the little JQL that webhooks of apps understand
     */
    public String toWebhookJql(boolean simple) {
        requireProjects(visibleProjects.keySet());
        List<Long> typeIds = types.ids().stream()
                .flatMapToLong(id -> JiraId.of(id).stream())
                .sorted()
                .boxed()
                .toList();
        // fails closed: where the site shows none of the types, their names match nothing
        String named = types.chosen().isEmpty()
                ? ""
                : Jql.in("issuetype", types.chosen().values());
        return Jql.and(
                Jql.inIds("project", visibleProjects.keySet()),
                typeIds.isEmpty() ? named : Jql.inIds("issuetype", typeIds),
                simple ? "" : jql.map(Jql::parentheses).orElse(""));
    }

    /**
     * The scope's part in some projects.
     *
     * @param entities epic, issue or both
     */
    public String toJql(List<String> keys, Set<String> entities) {
        requireProjects(keys);
        Collection<String> names = entities.containsAll(EPIC_AND_ISSUE)
                ? types.chosen().values()
                : entities.contains("epic") ? types.epics() : types.others();
        if (names.isEmpty() && !(types.chosen().isEmpty() && entities.size() > 1)) {
            throw ApiException.conflict(
                    "The scope has no issue types of the kind " + String.join(", ", entities) + ".");
        }
        return new Jql.Scope(keys, List.copyOf(names), jql).toJql();
    }

    /** An empty list would widen the search to the whole site. */
    private static void requireProjects(Collection<?> projects) {
        if (projects.isEmpty()) {
            throw ApiException.conflict(
                    "Jira shows none of the scope's projects to the account; restore its permissions or save"
                            + " another scope.");
        }
    }
}
