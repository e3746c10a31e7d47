package io.zenem.jira.connector;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.AccountZone;
import io.zenem.jira.jira.Jql;

/**
 * What a scope would bring, as Jira counts it: the whole, then each project, then the types of each project.
 *
 * @param jql the whole scope as Jira is asked for it, its history included
 * @param projects those that Jira shows
 */
public record ScopeOutlook(String jql, List<Project> projects) {
    /** Requests that one answer may take; what comes later is not counted. */
    private static final int MOST_COUNTS = 50;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** A project of the scope, and its types that are in scope. */
    record Project(String id, String key, String jql, List<Type> types) {}

    /** An issue type within one project. */
    record Type(String name, String jql) {}

    /**
     * Lists what there is to count.
     *
     * @param scope as it would be stored
     * @param site the snapshot that it was compared with
     */
    static ScopeOutlook of(JsonNode scope, JsonNode site, Instant now) {
        ScopeFilter filter = ScopeFilter.of(scope, site.path("projects"), site.path("issueTypes"));
        String history = scope.path("historyDays").isInt()
                ? AccountZone.of(site.path("account").path("timeZone").asText(""))
                        .updatedFrom(now.minus(
                                Duration.ofDays(scope.path("historyDays").asInt())))
                : "";
        return new ScopeOutlook(
                Jql.and(filter.toJql(), history),
                filter.visibleProjects().entrySet().stream()
                        .map(project -> new Project(
                                project.getKey().toString(),
                                project.getValue(),
                                Jql.and(filter.toJql(List.of(project.getValue())), history),
                                filter.typesIn(site.path("projects"), project.getKey()).stream()
                                        .map(type -> new Type(
                                                type, Jql.and(filter.toJql(project.getValue(), type), history)))
                                        .toList()))
                        .toList());
    }

    /** The JQL that Jira counts by, each once. */
    public List<String> counted() {
        return all().limit(MOST_COUNTS).toList();
    }

    private Stream<String> all() {
        return Stream.of(
                        Stream.of(jql),
                        projects.stream().map(Project::jql),
                        projects.stream()
                                .flatMap(project -> project.types().stream().map(Type::jql)))
                .flatMap(part -> part)
                .distinct();
    }

    /**
     * The answer: {@code issues} is null where it was not counted.
     *
     * @param counts of {@link #counted}, in order
     */
    ObjectNode answer(JsonNode counts) {
        Map<String, JsonNode> found = new HashMap<>();
        List<String> asked = counted();
        for (int i = 0; i < asked.size(); i++) {
            found.put(asked.get(i), counts.path(i));
        }
        ObjectNode answer = JSON.objectNode().put("jql", jql);
        answer.set("issues", found.get(jql));
        ArrayNode listed = answer.putArray("projects");
        projects.forEach(project -> {
            ObjectNode shown = listed.addObject().put("projectId", project.id()).put("projectKey", project.key());
            shown.set("issues", found.getOrDefault(project.jql(), JSON.nullNode()));
            ArrayNode types = shown.putArray("issueTypes");
            project.types().forEach(type -> types.addObject()
                    .put("name", type.name())
                    .set("issues", found.getOrDefault(type.jql(), JSON.nullNode())));
        });
        return answer.put("counted", asked.size()).put("notCounted", all().count() - asked.size());
    }
}
