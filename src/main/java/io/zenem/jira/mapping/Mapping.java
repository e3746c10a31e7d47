package io.zenem.jira.mapping;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.work.ZenemEntity;

/**
 * One version of the mapping: for each entity, the Zenem field ({@code title}, {@code attributes.team}) and its rule.
 * Valid by construction through {@link MappingValidation}.
 */
public record Mapping(String versionName, Map<String, FieldRule> projects, Map<String, FieldRule> stories) {
    /** Read for every issue, whatever is mapped: they decide what it is, where it belongs and how fresh it is. */
    private static final Set<String> ALWAYS = Set.of("issuetype", "project", "updated");

    /** These stand beside an issue's fields, not in them. */
    private static final Set<String> OUTSIDE_FIELDS = Set.of("issuekey", "key", "id");

    public Mapping {
        projects = Collections.unmodifiableMap(new LinkedHashMap<>(projects));
        stories = Collections.unmodifiableMap(new LinkedHashMap<>(stories));
    }

    /** Reads what {@link #toJson} wrote. */
    public static Mapping of(JsonNode stored) {
        return new Mapping(
                stored.path("versionName").asText(""), rules(stored.path("projects")), rules(stored.path("stories")));
    }

    /** {@code {"versionName", "projects": {target: {"fieldId", "fallbackFieldIds"?, "type"?, "enumMap"?}}, "stories": {...}}}. */
    public JsonNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("versionName", versionName);
        json.set("projects", json(projects));
        json.set("stories", json(stories));
        return json;
    }

    /** The same with other rules, each made of an old one. */
    Mapping with(UnaryOperator<FieldRule> change) {
        return new Mapping(versionName, changed(projects, change), changed(stories, change));
    }

    private static Map<String, FieldRule> changed(Map<String, FieldRule> rules, UnaryOperator<FieldRule> change) {
        Map<String, FieldRule> changed = new LinkedHashMap<>();
        rules.forEach((target, rule) -> changed.put(target, change.apply(rule)));
        return changed;
    }

    /** The rules for one entity, by target. */
    public Map<String, FieldRule> rules(ZenemEntity entity) {
        return entity == ZenemEntity.PROJECT ? projects : stories;
    }

    /**
     * A field of Zenem with its rule.
     *
     * @param name {@code title}, or {@code attributes.team}
     */
    public record Target(ZenemEntity entity, String name, FieldRule rule) {
        /** {@code stories.title}. */
        String path() {
            return entity.section() + "." + name;
        }

        TargetType type() {
            return TargetCatalogue.type(entity, name, rule.type()).orElse(TargetType.STRING);
        }
    }

    /** The mapped targets of both entities. */
    public Stream<Target> targets() {
        return Arrays.stream(ZenemEntity.values()).flatMap(this::targets);
    }

    /** The mapped targets of one entity. */
    Stream<Target> targets(ZenemEntity entity) {
        return rules(entity).entrySet().stream().map(rule -> new Target(entity, rule.getKey(), rule.getValue()));
    }

    /** Every Jira field to ask for: the mapped ones of both entities and the few that each issue needs. */
    public Set<String> fieldIds() {
        Set<String> ids = new LinkedHashSet<>(fieldIds(ZenemEntity.PROJECT));
        ids.addAll(fieldIds(ZenemEntity.STORY));
        return Collections.unmodifiableSet(ids);
    }

    /** As {@link #fieldIds()}, for the issues that become this entity. */
    public Set<String> fieldIds(ZenemEntity entity) {
        Set<String> ids = new LinkedHashSet<>();
        ALWAYS.stream().sorted().forEach(ids::add);
        rules(entity).values().forEach(rule -> ids.addAll(rule.fieldIds()));
        if (rules(entity).containsKey(ParentValue.TARGET)) {
            // only stories have an epic link; a sub-task has its parent in the system field
            ids.add(ParentValue.SYSTEM_FIELD);
        }
        ids.removeAll(OUTSIDE_FIELDS);
        return Collections.unmodifiableSet(ids);
    }

    private static Map<String, FieldRule> rules(JsonNode section) {
        Map<String, FieldRule> rules = new LinkedHashMap<>();
        section.properties().forEach(entry -> rules.put(entry.getKey(), rule(entry.getValue())));
        return rules;
    }

    private static FieldRule rule(JsonNode json) {
        List<String> fallbacks = json.path("fallbackFieldIds")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        return new FieldRule(
                json.path("fieldId").asText(""),
                fallbacks,
                Optional.ofNullable(json.path("type").textValue()),
                texts(json.path("enumMap")),
                texts(json.path("enumRefs")));
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        return texts;
    }

    private static ObjectNode json(Map<String, FieldRule> rules) {
        ObjectNode section = JsonNodeFactory.instance.objectNode();
        rules.forEach((target, rule) -> {
            ObjectNode json = section.putObject(target).put("fieldId", rule.fieldId());
            if (!rule.fallbackFieldIds().isEmpty()) {
                rule.fallbackFieldIds().forEach(json.putArray("fallbackFieldIds")::add);
            }
            rule.type().ifPresent(type -> json.put("type", type));
            if (!rule.enumMap().isEmpty()) {
                ObjectNode enumMap = json.putObject("enumMap");
                rule.enumMap().forEach(enumMap::put);
            }
            if (!rule.enumRefs().isEmpty()) {
                rule.enumRefs().forEach(json.putObject("enumRefs")::put);
            }
        });
        return section;
    }
}
