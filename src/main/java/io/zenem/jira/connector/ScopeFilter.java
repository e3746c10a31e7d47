package io.zenem.jira.connector;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.jira.Jql;
import io.zenem.jira.mapping.SiteContext;
import io.zenem.jira.work.ZenemEntity;

/**
 * A stored scope in use: as JQL for searches, and as a test for single issues.
 *
 * @param chosenProjects those that the admin chose, whatever has become of them
 * @param projectIds what counts: keys change; without those that Jira has in its archive or trash
 * @param issueTypes present names as Jira writes them, by the same in lower case; empty for all
 * @param typeIds the types that belong to it, which decide: a name is another one in another language
 * @param knownTypes all types that Jira showed
 * @param epicTypes names of the site's types of hierarchy level 1, likewise
 * @param otherTypes names of all its other types, as Jira writes them
 * @param visibleProjects the scope's projects that Jira showed at the last look, id to present key
 * @param boards the chosen boards; absent, and never empty, for all boards of the projects
 */
public record ScopeFilter(
        Set<Long> chosenProjects,
        Set<Long> projectIds,
        SortedMap<String, String> issueTypes,
        Set<String> typeIds,
        Set<String> knownTypes,
        Optional<String> jql,
        SortedMap<String, String> epicTypes,
        List<String> otherTypes,
        Map<Long, String> visibleProjects,
        Optional<List<Long>> boards) {

    /** Reads a stored scope against the site as it was last seen. */
    static ScopeFilter of(JsonNode scope, JsonNode projects, JsonNode siteTypes) {
        Set<Long> ids = new HashSet<>();
        scope.path("projectIds").forEach(id -> ids.add(id.asLong()));
        Set<Long> chosen = Set.copyOf(ids);
        Map<Long, String> visible = new TreeMap<>();
        projects.forEach(project -> {
            if (project.path("archived").asBoolean() || project.path("deleted").asBoolean()) {
                // in the archive or in the trash; its issues may still be read by id, and are in no search
                ids.remove(project.path("id").asLong());
            } else if (ids.contains(project.path("id").asLong()) && project.has("key")) {
                visible.put(project.path("id").asLong(), project.path("key").asText());
            }
        });
        List<JsonNode> shown = Stream.concat(
                        siteTypes.valueStream(), projects.valueStream().flatMap(project -> project.path("issueTypes")
                                .valueStream()))
                .toList();
        SortedMap<String, String> types = typeNames(scope, shown);
        SortedMap<String, String> epics = new TreeMap<>();
        List<String> others = new ArrayList<>();
        siteTypes.forEach(type -> {
            String name = type.path("name").asText();
            if (SiteContext.entity(type, Map.of()) == ZenemEntity.PROJECT) {
                epics.putIfAbsent(lower(name), name);
            } else if (!others.contains(name)) {
                others.add(name);
            }
        });
        Optional<String> jql = Optional.ofNullable(scope.get("jql")).map(JsonNode::asText);
        List<Long> boards = new ArrayList<>();
        scope.path("boards").forEach(board -> boards.add(board.asLong()));
        return new ScopeFilter(
                chosen,
                ids,
                types,
                ids(shown.stream()
                        .filter(type -> visibleIn(type, ids))
                        .filter(type ->
                                types.containsKey(lower(type.path("name").asText())))),
                ids(shown.stream()),
                jql,
                epics,
                others,
                visible,
                Optional.of(boards).filter(some -> !some.isEmpty()));
    }

    /** What the chosen types are called now, as Jira writes it: a renamed one stays in scope, and its old name is none to Jira. */
    private static SortedMap<String, String> typeNames(JsonNode scope, List<JsonNode> shown) {
        Set<String> ids =
                scope.path("issueTypeIds").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
        SortedMap<String, String> chosen =
                spelled(scope.path("issueTypes").valueStream().map(JsonNode::asText));
        SortedMap<String, String> names = spelled(shown.stream()
                .filter(type -> ids.isEmpty()
                        ? chosen.containsKey(lower(type.path("name").asText()))
                        : ids.contains(type.path("id").asText()))
                .map(type -> type.path("name").asText()));
        // fails closed: where the site shows none of them, the old names match nothing rather than everything
        return names.isEmpty() ? chosen : names;
    }

    /** Each team-managed project has types of its own, which are called the same in all. */
    private static boolean visibleIn(JsonNode type, Set<Long> projects) {
        JsonNode project = type.at("/scope/project/id");
        return project.isMissingNode() || projects.contains(project.asLong());
    }

    private static Set<String> ids(Stream<JsonNode> types) {
        return types.map(type -> type.path("id").asText()).collect(Collectors.toUnmodifiableSet());
    }

    /** In order, and of two spellings always the same one, so that equal scopes make equal JQL. */
    private static SortedMap<String, String> spelled(Stream<String> names) {
        return names.collect(Collectors.toMap(
                ScopeFilter::lower,
                name -> name,
                (one, other) -> one.compareTo(other) < 0 ? one : other,
                TreeMap::new));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Whether an issue of this project and type belongs to the copy, its own condition aside.
     *
     * @param typeName as a read tells it; counts for a type that is newer than the last look at the site
     */
    public boolean contains(long projectId, String typeId, String typeName) {
        return projectIds.contains(projectId)
                && (issueTypes.isEmpty()
                        || (knownTypes.contains(typeId)
                                ? typeIds.contains(typeId)
                                : issueTypes.containsKey(lower(typeName))));
    }

    /** Whether the last look at the site showed this type. */
    public boolean knowsType(String typeId) {
        return knownTypes.contains(typeId);
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

    /** The whole scope. */
    public String toJql() {
        return toJql(projectKeys());
    }

    /** The whole scope's part in some projects. */
    public String toJql(List<String> keys) {
        return toJql(keys, Set.of("epic", "issue"));
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
                ? List.copyOf(issueTypes.values())
                : own.stream()
                        .filter(name -> issueTypes.isEmpty() || issueTypes.containsKey(lower(name)))
                        .toList();
    }

    /**
     * The scope as a webhook's filter. It names projects and types by their ids, which Jira takes beside names: no event tells of another
     * name, and Jira sends nothing by a filter that names what is called otherwise.
     *
     * @param simple without the admin's own condition, in the little JQL that webhooks of apps understand
     */
    public String toWebhookJql(boolean simple) {
        requireProjects(visibleProjects.keySet());
        List<Long> types = typeIds.stream()
                .filter(id -> id.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .sorted()
                .toList();
        // fails closed: where the site shows none of the types, their names match nothing
        String named = issueTypes.isEmpty() ? "" : Jql.in("issuetype", issueTypes.values());
        return Jql.and(
                Jql.inIds("project", visibleProjects.keySet()),
                types.isEmpty() ? named : Jql.inIds("issuetype", types),
                simple ? "" : jql.map(Jql::parentheses).orElse(""));
    }

    /**
     * The scope's part in some projects.
     *
     * @param entities epic, issue or both
     */
    public String toJql(List<String> keys, Set<String> entities) {
        requireProjects(keys);
        List<String> names = types(entities);
        if (names.isEmpty() && !(issueTypes.isEmpty() && entities.size() > 1)) {
            throw ApiException.conflict(
                    "The scope has no issue types of the kind " + String.join(", ", entities) + ".");
        }
        return new Jql.Scope(keys, names, jql).toJql();
    }

    /** An empty list would widen the search to the whole site. */
    private static void requireProjects(Collection<?> projects) {
        if (projects.isEmpty()) {
            throw ApiException.conflict(
                    "Jira shows none of the scope's projects to the account; restore its permissions or save"
                            + " another scope.");
        }
    }

    private List<String> types(Set<String> entities) {
        boolean epic = entities.contains("epic");
        boolean issue = entities.contains("issue");
        if (epic && issue) {
            return List.copyOf(issueTypes.values());
        }
        List<String> names = epic
                ? List.copyOf(epicTypes.values())
                : otherTypes.stream()
                        .filter(name -> !epicTypes.containsKey(lower(name)))
                        .toList();
        return names.stream()
                .filter(name -> issueTypes.isEmpty() || issueTypes.containsKey(lower(name)))
                .toList();
    }
}
