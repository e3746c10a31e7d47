package io.zenem.jira.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.JiraField;

/** The site's fields, for an admin who maps them. */
public final class FieldList {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FieldList() {}

    /**
     * Each field with its schema, the types of targets it can be read as, and, where there is a sample, what issues have in
     * it. By name; those that no issue of the sample has come last.
     *
     * @param siteFields Jira's answer to GET /field
     * @param samples the issues from which a field's values are taken, by the field's id; empty for a list without samples
     * @param count most samples of a field
     */
    public static ArrayNode of(
            JsonNode siteFields, Optional<Function<String, Collection<JsonNode>>> samples, int count) {
        List<ObjectNode> list = new ArrayList<>();
        siteFields.forEach(field -> list.add(described(field, samples, count)));
        list.sort(Comparator.<ObjectNode, Boolean>comparing(
                        field -> field.path("usageInSample").asInt(1) == 0)
                .thenComparing(field -> field.path("name").asText().toLowerCase(Locale.ROOT))
                .thenComparing(field -> field.path("id").asText()));
        return JSON.arrayNode().addAll(list);
    }

    private static ObjectNode described(
            JsonNode json, Optional<Function<String, Collection<JsonNode>>> samples, int count) {
        JiraField field = JiraField.of(json);
        ObjectNode described = JSON.objectNode()
                .put("id", field.id())
                .put("key", field.key())
                .put("name", field.name())
                .put("custom", field.custom());
        described.set("schema", schema(field, json.path("schema")));
        described.put("scopeProjectId", field.scopeProjectId().orElse(null));
        ArrayNode types = described.putArray("targetTypes");
        Arrays.stream(TargetType.values())
                .filter(type -> Compatibility.fits(type, field))
                .map(TargetType::word)
                .forEach(types::add);
        samples.map(of -> of.apply(field.id())).ifPresent(sample -> {
            FieldSample found = FieldSample.of(field, sample, count);
            found.values().forEach(described.putArray("samples")::add);
            described.put("usageInSample", found.usage()).put("sampledIssues", sample.size());
        });
        return described;
    }

    /** As Jira has it; the few fields that Jira lists without a schema get a type all the same. */
    private static JsonNode schema(JiraField field, JsonNode schema) {
        return schema.path("type").isTextual()
                ? schema
                : JSON.objectNode().put("type", Compatibility.schemaType(field).orElse("any"));
    }

    /**
     * Adds to each field the targets that a mapping ties to it: {@code targets} in full ({@code stories.storyPoints}), and
     * {@code alias}, their names as one text, or null.
     */
    public static ArrayNode withAliases(JsonNode fields, Optional<Mapping> mapping) {
        ArrayNode list = JSON.arrayNode();
        fields.forEach(field -> {
            ObjectNode aliased = field.deepCopy();
            List<Mapping.Target> targets = mapping.stream()
                    .flatMap(Mapping::targets)
                    .filter(target ->
                            target.rule().fieldIds().contains(field.path("id").asText()))
                    .toList();
            List<String> names =
                    targets.stream().map(Mapping.Target::name).distinct().toList();
            aliased.put("alias", names.isEmpty() ? null : String.join(", ", names));
            targets.stream().map(Mapping.Target::path).forEach(aliased.putArray("targets")::add);
            list.add(aliased);
        });
        return list;
    }
}
