package io.zenem.jira.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Finds the keys of enumMaps that are neither the name nor the id of any value of Jira's: a misspelt key does nothing, and nobody would
 * notice. Only fields whose values Jira lists for everyone are looked at; it lists the options of a custom field for administrators only.
 */
public final class EnumKeys {
    private static final Map<String, String> LISTED =
            Map.of("status", "status", "priority", "priority", "issuetype", "issue type");

    private EnumKeys() {}

    /**
     * A key that does nothing.
     *
     * @param entity {@code projects} or {@code stories}
     * @param field the target
     * @param jiraValue the key
     */
    public record Unknown(String entity, String field, String jiraValue, String problem) {}

    /** Whether Jira lists the values of this field for everyone. */
    public static boolean listed(String fieldId) {
        return LISTED.containsKey(fieldId);
    }

    /** The fields whose values have to be known to resolve and to judge the mapping, in order. */
    public static List<String> fields(Mapping mapping) {
        return LISTED.keySet().stream()
                .filter(field -> mapping.targets()
                        .map(Mapping.Target::rule)
                        .anyMatch(rule ->
                                !rule.enumMap().isEmpty() && rule.fieldIds().contains(field)))
                .sorted()
                .toList();
    }

    /**
     * The keys that no value has.
     *
     * @param lists Jira's values of each of the {@link #fields}, in their order; an empty one, because Jira refused it, proves nothing
     */
    public static List<Unknown> of(Mapping mapping, JsonNode lists) {
        List<String> fields = fields(mapping);
        // a key of a rule with several fields may be meant for a value of any of them
        return mapping.targets()
                .filter(target -> target.rule().fallbackFieldIds().isEmpty())
                .flatMap(target ->
                        unknown(target, lists.path(fields.indexOf(target.rule().fieldId()))))
                .toList();
    }

    private static Stream<Unknown> unknown(Mapping.Target target, JsonNode values) {
        FieldRule rule = target.rule();
        return rule.enumMap().keySet().stream()
                .filter(key -> !values.isEmpty() && values.valueStream().noneMatch(value -> bears(value, rule, key)))
                .map(key -> new Unknown(
                        target.entity().section(),
                        target.name(),
                        key,
                        "no " + LISTED.get(rule.fieldId()) + " at Jira has this name or id"));
    }

    /** Whether there is a key that stands for no value yet, of a kind whose values have ids. */
    static boolean open(Mapping mapping, SiteContext site) {
        return mapping.targets().map(Mapping.Target::rule).anyMatch(rule -> kinds(rule, site)
                .anyMatch(kind -> !rule.open(kind).isEmpty()));
    }

    /**
     * The mapping with the values that its keys stand for now; from then on their ids decide. What was resolved before stays.
     *
     * @param lists as for {@link #of}
     * @param named the names of further values by reference: of options, which Jira lists for administrators only, those that were seen
     */
    static Mapping resolved(Mapping mapping, JsonNode lists, Map<String, String> named, SiteContext site) {
        Map<String, String> names = new TreeMap<>(named);
        List<String> fields = fields(mapping);
        for (int i = 0; i < fields.size(); i++) {
            String kind = fields.get(i);
            lists.path(i)
                    .forEach(value -> names.put(
                            kind + ":" + value.path("id").asText(),
                            value.path("name").asText("")));
        }
        return mapping.with(rule -> rule.resolved(references(rule, names, site)));
    }

    private static Map<String, String> references(FieldRule rule, Map<String, String> names, SiteContext site) {
        List<String> kinds = kinds(rule, site).toList();
        Map<String, String> references = new TreeMap<>(rule.enumRefs());
        names.forEach((reference, name) -> {
            int cut = reference.indexOf(':');
            if (kinds.contains(reference.substring(0, cut))) {
                EnumLookup.key(rule, reference, name, reference.substring(cut + 1))
                        .ifPresent(key -> references.put(reference, key));
            }
        });
        return references;
    }

    private static Stream<String> kinds(FieldRule rule, SiteContext site) {
        return rule.fieldIds().stream().map(id -> References.space(id, site)).filter(kind -> !kind.isEmpty());
    }

    private static boolean bears(JsonNode value, FieldRule rule, String key) {
        String id = value.path("id").asText("");
        String field = rule.fieldId();
        return rule.open(field).contains(key)
                ? EnumLookup.key(Set.of(key), value.path("name").asText(""), id).isPresent()
                : key.equals(rule.enumRefs().get(field + ":" + id));
    }
}
