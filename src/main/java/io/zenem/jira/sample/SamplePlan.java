package io.zenem.jira.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.jira.Jql;
import io.zenem.jira.mapping.SiteContext;
import io.zenem.jira.work.ZenemEntity;

/**
 * Which issues a sample takes: the newest of each part, so that epics and small projects are seen beside the many.
 *
 * @param projects of which the issues are taken: the scope's, or those that the sample names and Jira shows
 * @param fields the site's, Jira's answer
 * @param errors what Jira does not know, by the name of the sample's field
 * @param conflict why there is nothing to take from, and what to do about it
 * @param conditions JQL, disjoint; the rarest first
 * @param whole JQL of all of them together, without an order
 */
public record SamplePlan(
        SampleRequest sample,
        List<JsonNode> projects,
        JsonNode fields,
        Map<String, String> errors,
        Optional<String> conflict,
        List<String> conditions,
        String whole) {
    static final String NEWEST = " ORDER BY updated DESC";
    private static final String NO_SCOPE =
            "The connector has no scope yet: save one (PUT …/scope), or name the projects to look at.";
    private static final String NO_PROJECT = "Jira shows none of the scope's projects to the account; restore its"
            + " permissions or save another scope.";

    /** The projects that have to be asked for, because the scope does not have them. */
    static List<String> unseen(SampleRequest sample, SampleContext context) {
        return sample.projects().stream()
                .filter(reference -> context.project(reference).isEmpty())
                .toList();
    }

    /**
     * Plans a sample, or names what Jira does not know.
     *
     * @param asked what became of each project that {@link #unseen} named, in order: the project, or a missing one
     * @param siteTypes Jira's issue types now, empty if none had to be checked
     */
    static SamplePlan of(
            SampleRequest sample, SampleContext context, JsonNode asked, JsonNode siteTypes, JsonNode siteFields) {
        List<JsonNode> projects = projects(sample, context, asked);
        Map<String, String> typeNames = new LinkedHashMap<>();
        Set<String> epics = new LinkedHashSet<>();
        Map<String, Integer> levels = SiteContext.levels(context.issueTypes());
        types(siteTypes, levels, typeNames, epics);
        types(context.issueTypes(), levels, typeNames, epics);
        projects.forEach(project -> types(project.path("issueTypes"), levels, typeNames, epics));
        Map<String, String> errors = new TreeMap<>();
        unknown(asked.valueStream()
                        .filter(project -> !project.has("key"))
                        .map(project -> project.path("id").asText())
                        .toList())
                .ifPresent(names -> errors.put("projects", names));
        unknown(sample.issueTypes().stream()
                        .filter(type -> !typeNames.containsKey(lower(type)))
                        .toList())
                .ifPresent(names -> errors.put("issueTypes", names));
        List<String> keys = projects.stream()
                .map(project -> project.path("key").asText())
                .distinct()
                .toList();
        if (!errors.isEmpty() || keys.isEmpty()) {
            return new SamplePlan(
                    sample,
                    projects,
                    siteFields,
                    errors,
                    Optional.of(context.scope().isEmpty() ? NO_SCOPE : NO_PROJECT),
                    List.of(),
                    "");
        }
        List<String> types = wanted(sample, context)
                .map(type -> typeNames.getOrDefault(lower(type), type))
                .distinct()
                .toList();
        Optional<String> jql = condition(context, projects);
        return new SamplePlan(
                sample,
                projects,
                siteFields,
                errors,
                Optional.empty(),
                conditions(keys, types, epics, jql, sample.searches()),
                new Jql.Scope(keys, types, jql).toJql());
    }

    private static List<JsonNode> projects(SampleRequest sample, SampleContext context, JsonNode asked) {
        if (sample.projects().isEmpty()) {
            return context.projects();
        }
        return Stream.concat(
                        sample.projects().stream().flatMap(reference -> context.project(reference).stream()),
                        asked.valueStream().filter(project -> project.has("key")))
                .toList();
    }

    private static void types(
            JsonNode types, Map<String, Integer> levels, Map<String, String> names, Set<String> epics) {
        types.forEach(type -> {
            String name = type.path("name").asText();
            names.putIfAbsent(lower(name), name);
            if (SiteContext.entity(type, levels) == ZenemEntity.PROJECT) {
                epics.add(names.get(lower(name)));
            }
        });
    }

    private static Optional<String> unknown(List<String> names) {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("unknown to Jira, or hidden from this account: " + String.join(", ", names));
    }

    private static Stream<String> wanted(SampleRequest sample, SampleContext context) {
        return sample.issueTypes().isEmpty()
                ? context.scope().stream()
                        .flatMap(scope -> scope.path("issueTypes").valueStream())
                        .map(JsonNode::asText)
                : sample.issueTypes().stream();
    }

    /** The scope's own condition holds for its own projects; what is outside of the scope it says nothing about. */
    private static Optional<String> condition(SampleContext context, List<JsonNode> projects) {
        return context.scope()
                .map(scope -> scope.path("jql").asText(""))
                .filter(jql -> !jql.isBlank()
                        && projects.stream().allMatch(project -> context.project(
                                        project.path("id").asText())
                                .isPresent()));
    }

    private static List<String> conditions(
            List<String> keys, List<String> types, Set<String> epics, Optional<String> jql, int most) {
        List<String> ofTypes = types.isEmpty() ? byLevel(epics) : byType(types, epics, most);
        List<List<String>> ofProjects = groups(keys, Math.max(1, most / ofTypes.size()));
        List<String> conditions = new ArrayList<>();
        for (String type : ofTypes) {
            ofProjects.forEach(
                    some -> conditions.add(Jql.and(new Jql.Scope(some, List.of(), jql).toJql(), type) + NEWEST));
        }
        return conditions;
    }

    private static List<String> byLevel(Set<String> epics) {
        return epics.isEmpty() ? List.of("") : List.of(Jql.in("issuetype", epics), "NOT " + Jql.in("issuetype", epics));
    }

    private static List<String> byType(List<String> types, Set<String> epics, int most) {
        List<String> epicsFirst = types.stream()
                .sorted((a, b) -> Boolean.compare(epics.contains(b), epics.contains(a)))
                .toList();
        return groups(epicsFirst, most).stream()
                .map(group -> Jql.in("issuetype", group))
                .toList();
    }

    /** At most so many groups of about the same size, in order. */
    private static List<List<String>> groups(List<String> names, int most) {
        int count = Math.min(most, names.size());
        Map<Integer, List<String>> groups = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            groups.computeIfAbsent((int) ((long) i * count / names.size()), group -> new ArrayList<>())
                    .add(names.get(i));
        }
        return List.copyOf(groups.values());
    }

    /** The searches; 409 where there is nothing to search in. */
    List<String> searches() {
        conflict.ifPresent(why -> {
            throw ApiException.conflict(why);
        });
        return conditions;
    }

    /** The same of one field alone. */
    SamplePlan of(JsonNode field) {
        return new SamplePlan(
                sample, projects, JsonNodeFactory.instance.arrayNode().add(field), errors, conflict, conditions, whole);
    }

    /** 400 naming what Jira does not know, as parameters of a query. */
    void check() {
        if (!errors.isEmpty()) {
            throw ApiException.query(errors);
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
