package io.zenem.jira.sample;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.Jql;
import io.zenem.jira.mapping.FieldSample;

/**
 * The fields of which the newest issues show too few values: one search finds issues that have any of them, however many fields
 * there are. They alone are told by what it finds, because among issues that were chosen for a field every other field's share
 * means nothing.
 *
 * @param ids the least used first
 * @param found the issues that have any of them
 */
public record RareFields(List<String> ids, List<JsonNode> found) {
    /** With as many values a field explains itself. */
    private static final int ENOUGH = 3;

    /** A field that every tenth issue has, and few values, would fill the search with what was seen already. */
    private static final int RARE_SHARE = 10;

    /** Kinds of values that JQL can ask for being there; Jira refuses the whole search where it cannot ask so for one of its fields. */
    private static final Set<String> ASKABLE = Set.of(
            "string",
            "number",
            "date",
            "datetime",
            "option",
            "option-with-child",
            "user",
            "group",
            "version",
            "project",
            "component",
            "team");

    static RareFields of(JsonNode siteFields, Collection<JsonNode> issues, int shown, int most) {
        Map<String, Integer> uses = new LinkedHashMap<>();
        for (JsonNode json : siteFields) {
            JiraField field = JiraField.of(json);
            if (askable(json, field)) {
                FieldSample seen = FieldSample.of(field, issues, ENOUGH);
                if (seen.values().size() < Math.min(ENOUGH, shown) && seen.usage() * RARE_SHARE <= issues.size()) {
                    uses.put(field.id(), seen.usage());
                }
            }
        }
        return new RareFields(
                uses.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue())
                        .limit(most)
                        .map(Map.Entry::getKey)
                        .toList(),
                List.of());
    }

    private static boolean askable(JsonNode json, JiraField field) {
        String kind = field.type()
                .filter(type -> !type.equals("array"))
                .or(field::items)
                .orElse("");
        boolean named = json.path("clauseNames").valueStream().anyMatch(name -> name.asText()
                .equals(clause(field.id())));
        return json.path("searchable").asBoolean() && named && ASKABLE.contains(kind);
    }

    /** {@code cf[10026]}, which no other field's name can be. */
    private static String clause(String id) {
        return "cf[" + id.substring(id.lastIndexOf('_') + 1) + "]";
    }

    /** With what Jira found, JSON null where it refused the search. */
    RareFields and(JsonNode answer) {
        return new RareFields(ids, answer.path("issues").valueStream().toList());
    }

    public boolean wanted() {
        return !ids.isEmpty();
    }

    JiraRequest search(SamplePlan plan, JiraRequests requests) {
        String any = ids.stream().map(id -> clause(id) + " is not EMPTY").collect(Collectors.joining(" OR "));
        return requests.search(
                Jql.and(plan.whole(), Jql.parentheses(any)) + SamplePlan.NEWEST,
                ids,
                JiraRequests.ISSUES_PER_PAGE,
                Optional.empty());
    }

    /** The issues by which each field, named by its id, is told. */
    Function<String, Collection<JsonNode>> samples(Map<String, JsonNode> newest) {
        Map<String, JsonNode> all = new LinkedHashMap<>(newest);
        found.forEach(issue -> all.putIfAbsent(issue.path("id").asText(), issue));
        return id -> ids.contains(id) ? all.values() : newest.values();
    }
}
