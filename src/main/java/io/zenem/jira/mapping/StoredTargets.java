package io.zenem.jira.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.work.ZenemEntity;

/**
 * Maps an entity again from what is stored of it, after something that it refers to got another name: what an enumMap has a word for, a
 * state or a number depends on the name, or on the category that came with it. All other targets show the name as it is.
 *
 * @param things what the references stand for now, as Jira writes it
 */
public record StoredTargets(Mapping mapping, SiteContext site, Map<String, JsonNode> things) {
    /** These are read from a name, and what is stored does not show what else the field had. */
    private static final Set<TargetType> READ =
            Set.of(TargetType.NUMBER, TargetType.BOOLEAN, TargetType.DATE, TargetType.DATETIME);

    private static final Set<TargetType> TEXTS = Set.of(TargetType.STRING, TargetType.TEXT, TargetType.STRINGS);

    /** Whether a target of either entity depends on what a reference is called. */
    public boolean read(String reference) {
        return mapping.targets().anyMatch(target -> reads(target, reference));
    }

    private boolean reads(Mapping.Target target, String reference) {
        FieldRule rule = target.rule();
        TargetType type = target.type();
        Optional<String> field = field(rule, reference);
        // the names of several options may be one text
        boolean cascade = field.flatMap(site::field)
                .map(FieldText::kind)
                .filter("option-with-child"::equals)
                .isPresent();
        boolean single = type == TargetType.STATUS || type == TargetType.STRINGS;
        boolean decided = single && !cascade && rule.enumRefs().containsKey(reference);
        return field.isPresent()
                && !decided
                && (READ.contains(type)
                        || type == TargetType.STATUS
                        || (type == TargetType.STRINGS && cascade)
                        || (TEXTS.contains(type) && !rule.enumMap().isEmpty()));
    }

    /** Which of a rule's fields has values with such a reference. */
    private Optional<String> field(FieldRule rule, String reference) {
        return rule.fieldIds().stream()
                .filter(id -> reference.startsWith(References.space(id, site) + ":"))
                .findFirst();
    }

    /**
     * The stored targets as they are now; empty where what is stored does not say it, so that the issue has to be read.
     *
     * @param references all that the entity refers to
     * @param reference the one with another name
     */
    public Optional<ObjectNode> mapped(
            ZenemEntity entity, ObjectNode stored, List<String> references, String reference) {
        ObjectNode now = stored.deepCopy();
        for (Mapping.Target target : mapping.targets(entity).toList()) {
            if (reads(target, reference)) {
                Optional<JsonNode> value = value(target, at(stored, target.name()), references, reference);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                IssueMapper.set(now, target.name(), value.get());
            }
        }
        return Optional.of(now);
    }

    private Optional<JsonNode> value(
            Mapping.Target target, JsonNode before, List<String> references, String reference) {
        FieldRule rule = target.rule();
        if (target.type() == TargetType.STATUS) {
            return state(rule, references, reference).map(held -> mapped(target, held));
        }
        if (READ.contains(target.type())) {
            return Optional.empty();
        }
        List<String> held = before.findValuesAsText("ref");
        boolean whole = before.isArray() ? before.size() == held.size() : !before.has("parts");
        if (!whole || !held.stream().allMatch(one -> told(rule, one))) {
            return Optional.empty();
        }
        return Optional.of(held.contains(reference) ? mapped(target, held) : before);
    }

    /** What a state is made of, where it can only be the one thing with another name, and the category is known. */
    private Optional<List<String>> state(FieldRule rule, List<String> references, String reference) {
        String space = References.space(rule.fieldId(), site);
        List<String> held =
                references.stream().filter(one -> one.startsWith(space + ":")).toList();
        boolean single = rule.fallbackFieldIds().isEmpty()
                && rule.fieldId().equals(space)
                && held.equals(List.of(reference))
                && told(rule, reference)
                && things.get(reference).path("statusCategory").hasNonNull("key");
        return single ? Optional.of(held) : Optional.empty();
    }

    /** Whether what is known of a thing is as good as what Jira writes in the field. */
    private boolean told(FieldRule rule, String reference) {
        JsonNode thing = things.get(reference);
        return thing != null
                && field(rule, reference)
                        .flatMap(id -> References.of(id, site, thing))
                        .filter(reference::equals)
                        .isPresent();
    }

    private JsonNode mapped(Mapping.Target target, List<String> held) {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        held.forEach(reference -> values.add(things.get(reference)));
        ObjectNode issue = JsonNodeFactory.instance.objectNode();
        issue.putObject("fields")
                .set(field(target.rule(), held.get(0)).orElseThrow(), values.size() == 1 ? values.get(0) : values);
        Remarks remarks = new Remarks();
        return remarks.stored(target.name(), IssueMapper.value(issue, target, site, remarks));
    }

    private static JsonNode at(ObjectNode stored, String target) {
        return TargetCatalogue.attribute(target)
                ? stored.path("attributes").path(target.substring(TargetCatalogue.ATTRIBUTES.length()))
                : stored.path(target);
    }
}
