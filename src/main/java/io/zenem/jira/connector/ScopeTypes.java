package io.zenem.jira.connector;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.mapping.SiteContext;
import io.zenem.jira.work.ZenemEntity;

/**
 * The issue types of a scope. Their ids decide: a type has other names in other languages, and may be renamed.
 *
 * @param chosen present names as Jira writes them, by the same in lower case; empty for all types
 * @param ids of the types in scope
 * @param known ids of all types that Jira showed
 * @param epics names in scope of the site's types of hierarchy level 1
 * @param others names in scope of all its other types
 */
record ScopeTypes(
        SortedMap<String, String> chosen, Set<String> ids, Set<String> known, List<String> epics, List<String> others) {

    static ScopeTypes of(JsonNode scope, JsonNode projects, JsonNode siteTypes, Set<Long> projectIds) {
        List<JsonNode> shown = shown(siteTypes, projects).toList();
        SortedMap<String, String> chosen = chosen(scope, shown);
        Predicate<String> inScope = name -> chosen.isEmpty() || chosen.containsKey(lower(name));
        SortedMap<String, String> epics =
                spelled(siteTypes.valueStream().filter(ScopeTypes::epic).map(ScopeTypes::name));
        return new ScopeTypes(
                chosen,
                ids(shown.stream()
                        .filter(type -> visibleIn(type, projectIds))
                        .filter(type -> chosen.containsKey(lower(name(type))))),
                ids(shown.stream()),
                epics.values().stream().filter(inScope).toList(),
                siteTypes
                        .valueStream()
                        .map(ScopeTypes::name)
                        .distinct()
                        .filter(name -> !epics.containsKey(lower(name)))
                        .filter(inScope)
                        .toList());
    }

    /** The site's types and those of the projects, which the site's list may hide. */
    static Stream<JsonNode> shown(JsonNode siteTypes, JsonNode projects) {
        return Stream.concat(
                siteTypes.valueStream(), projects.valueStream().flatMap(project -> project.path("issueTypes")
                        .valueStream()));
    }

    /** The present names of the chosen types, as Jira writes them: a renamed one stays in scope, and Jira does not know its old name. */
    private static SortedMap<String, String> chosen(JsonNode scope, List<JsonNode> shown) {
        Set<String> ids =
                scope.path("issueTypeIds").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
        SortedMap<String, String> stored =
                spelled(scope.path("issueTypes").valueStream().map(JsonNode::asText));
        SortedMap<String, String> present = spelled(shown.stream()
                .filter(type -> ids.isEmpty()
                        ? stored.containsKey(lower(name(type)))
                        : ids.contains(type.path("id").asText()))
                .map(ScopeTypes::name));
        // fails closed: where the site shows none of them, the old names match nothing rather than everything
        return present.isEmpty() ? stored : present;
    }

    /** Each team-managed project has types of its own, which are called the same in all. */
    private static boolean visibleIn(JsonNode type, Set<Long> projects) {
        JsonNode project = type.at("/scope/project/id");
        return project.isMissingNode() || projects.contains(project.asLong());
    }

    private static boolean epic(JsonNode type) {
        return SiteContext.entity(type, Map.of()) == ZenemEntity.PROJECT;
    }

    private static String name(JsonNode type) {
        return type.path("name").asText();
    }

    private static Set<String> ids(Stream<JsonNode> types) {
        return types.map(type -> type.path("id").asText()).collect(Collectors.toUnmodifiableSet());
    }

    /** In order, and of two spellings always the same one, so that equal scopes make equal JQL. */
    private static SortedMap<String, String> spelled(Stream<String> names) {
        return names.collect(Collectors.toMap(
                ScopeTypes::lower, name -> name, (one, other) -> one.compareTo(other) < 0 ? one : other, TreeMap::new));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Whether a type is in scope; its name counts for one that is newer than the last look at the site. */
    boolean contain(String id, String name) {
        return chosen.isEmpty() || (known.contains(id) ? ids.contains(id) : contain(name));
    }

    boolean contain(String name) {
        return chosen.isEmpty() || chosen.containsKey(lower(name));
    }
}
