package io.zenem.jira.sample;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.Jql;
import io.zenem.jira.mapping.SiteContext;
import io.zenem.jira.work.ZenemEntity;

/**
 * The epics that the stories of a test hang on.
 *
 * @param epicKeys by the story's key
 * @param known issues by key: the sample's
 * @param scope in which epics are; one that is elsewhere has no place in the copy
 */
public record TrialEpics(Map<String, String> epicKeys, Map<String, JsonNode> known, Jql.Scope scope) {
    private static final String PARENT = "parent";

    /** Finds out which epics the rows of a test need. */
    static TrialEpics of(
            List<MappingTrial.Row> rows, SampleContext context, JsonNode siteFields, Collection<JsonNode> issues) {
        Map<String, JsonNode> known = new HashMap<>();
        issues.forEach(issue -> known.put(issue.path("key").asText(), issue));
        List<String> links = links(siteFields).toList();
        SiteContext site = context.site(siteFields);
        Map<String, String> epicKeys = new LinkedHashMap<>();
        rows.forEach(row ->
                epicKey(known.get(row.jiraKey()), links, site).ifPresent(key -> epicKeys.put(row.jiraKey(), key)));
        return new TrialEpics(epicKeys, known, scope(context, issues));
    }

    /** The fields that tell a story's epic: the parent and, on Data Center, the epic link. */
    static Stream<String> fields(JsonNode siteFields) {
        return Stream.concat(Stream.of(PARENT), links(siteFields));
    }

    private static Stream<String> links(JsonNode siteFields) {
        return siteFields
                .valueStream()
                .map(JiraField::of)
                .filter(JiraField::epicLink)
                .map(JiraField::id);
    }

    private static Optional<String> epicKey(JsonNode issue, List<String> links, SiteContext site) {
        JsonNode fields = issue.path("fields");
        if (site.entity(fields.path("issuetype")) == ZenemEntity.PROJECT) {
            return Optional.empty();
        }
        JsonNode parent = fields.path(PARENT);
        JsonNode type = parent.path("fields").path("issuetype");
        boolean epic = type.isMissingNode() || site.entity(type) == ZenemEntity.PROJECT;
        return Stream.concat(
                        epic ? Stream.of(parent.path("key")) : Stream.empty(),
                        links.stream().map(fields::path))
                .map(JsonNode::asText)
                .filter(key -> !key.isBlank())
                .findFirst();
    }

    /** The connector's scope; where the sample is of other projects, these. */
    private static Jql.Scope scope(SampleContext context, Collection<JsonNode> issues) {
        Set<String> sampled = issues.stream()
                .map(issue -> issue.at("/fields/project/key").asText())
                .collect(Collectors.toSet());
        List<String> own = context.projects().stream()
                .map(project -> project.path("key").asText())
                .toList();
        return context.scope()
                .filter(scope -> own.containsAll(sampled))
                .map(scope -> new Jql.Scope(
                        own,
                        scope.path("issueTypes")
                                .valueStream()
                                .map(JsonNode::asText)
                                .toList(),
                        Optional.of(scope.path("jql").asText(""))))
                .orElseGet(() -> new Jql.Scope(List.copyOf(sampled), List.of(), Optional.empty()));
    }

    /** The keys of the epics that have to be asked for. */
    public List<String> lacking() {
        return epicKeys.values().stream()
                .distinct()
                .filter(key -> !known.containsKey(key) && scope.projectKeys().contains(project(key)))
                .toList();
    }

    private static String project(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('-')));
    }

    /** The search that brings them all. */
    String jql() {
        return Jql.and(scope.toJql(), Jql.in("key", lacking()));
    }

    TrialEpics and(JsonNode came) {
        Map<String, JsonNode> all = new HashMap<>(known);
        came.path("issues").forEach(epic -> all.put(epic.path("key").asText(), epic));
        return new TrialEpics(epicKeys, all, scope);
    }

    /** The epic of a story, if there is one in scope. */
    Optional<JsonNode> epic(String storyKey) {
        return Optional.ofNullable(epicKeys.get(storyKey)).map(known::get);
    }
}
