package io.zenem.jira.mapping;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.work.ZenemEntity;

/** Reads the rules of one entity and notes every error under its path, such as {@code stories.storyPoints.fieldId}. */
final class RuleReader {
    private static final Set<String> PROPERTIES = Set.of("fieldId", "fallbackFieldIds", "type", "enumMap");
    private static final Set<String> INFERRED = Set.of("number", "date", "datetime", "array");
    private static final Set<TargetType> WITH_ENUM = Set.of(TargetType.STATUS, TargetType.STRING, TargetType.STRINGS);
    private static final Set<String> STATES =
            Set.of(Arrays.stream(ZenemStatus.values()).map(ZenemStatus::name).toArray(String[]::new));

    private final ZenemEntity entity;
    private final RuleFields fields;
    private final Map<String, String> errors;
    private final Map<String, FieldRule> rules = new LinkedHashMap<>();

    RuleReader(ZenemEntity entity, RuleFields fields, Map<String, String> errors) {
        this.entity = entity;
        this.fields = fields;
        this.errors = errors;
    }

    /** The rules without error. Null, of the section or of a rule, is the same as leaving it out. */
    Map<String, FieldRule> read(JsonNode section) {
        if (section.isObject() || section.isNull() || section.isMissingNode()) {
            section.properties().forEach(entry -> target(entry.getKey(), entry.getValue()));
            requireTarget(section);
        } else {
            errors.put(entity.section(), "must be an object of fields and their rules");
        }
        return rules;
    }

    private void requireTarget(JsonNode section) {
        String required = TargetCatalogue.required(entity);
        if (!section.hasNonNull(required)) {
            errors.put(path(required), "is required");
        }
    }

    private void target(String name, JsonNode rule) {
        if (name.equals("attributes")) {
            if (rule.isObject()) {
                rule.properties().forEach(e -> target(TargetCatalogue.ATTRIBUTES + e.getKey(), e.getValue()));
            } else if (!rule.isNull()) {
                errors.put(path(name), "must be an object of names and their rules");
            }
        } else if (TargetCatalogue.type(entity, name).isEmpty()) {
            errors.put(path(name), unknownTarget(name));
        } else if (rules.containsKey(name)) {
            errors.put(path(name), "is mapped twice");
        } else if (rule.isObject()) {
            rule(name, rule);
        } else if (!rule.isNull()) {
            errors.put(path(name), "must be an object with a fieldId");
        }
    }

    private String unknownTarget(String name) {
        return name.startsWith(TargetCatalogue.ATTRIBUTES)
                ? "an attribute's name is a letter followed by at most 63 letters, digits or underscores"
                : "is not a field of Zenem's " + entity.section() + ": "
                        + String.join(", ", TargetCatalogue.names(entity)) + ", attributes.<name>";
    }

    private void rule(String target, JsonNode json) {
        int before = errors.size();
        json.fieldNames().forEachRemaining(property -> {
            if (!PROPERTIES.contains(property)) {
                errors.put(
                        path(target) + "." + property,
                        "is unknown; a rule has fieldId, fallbackFieldIds, type and enumMap");
            }
        });
        Optional<JiraField> field = fields.field(path(target) + ".fieldId", json.path("fieldId"));
        Optional<String> word = word(target, json.path("type"), field);
        TargetType type = TargetCatalogue.type(entity, target, word).orElse(TargetType.STRING);
        // an attribute's type is the admin's choice, so the type is what is wrong; of a catalogue target, the field is
        String choice = TargetCatalogue.attribute(target) && json.hasNonNull("type") ? ".type" : ".fieldId";
        field.ifPresent(found -> fields.requireFit(path(target) + choice, type, found));
        List<String> fallbacks = fields.fallbacks(
                path(target) + ".fallbackFieldIds", json.path("fallbackFieldIds"), json.path("fieldId"), type);
        Map<String, String> enumMap = enumMap(target, type, json.path("enumMap"));
        if (errors.size() == before && field.isPresent()) {
            rules.put(target, new FieldRule(field.get().id(), fallbacks, word, enumMap, Map.of()));
        }
    }

    private Optional<String> word(String target, JsonNode type, Optional<JiraField> field) {
        String path = path(target) + ".type";
        boolean attribute = TargetCatalogue.attribute(target);
        if (type.isMissingNode() || type.isNull()) {
            return attribute ? field.map(RuleReader::inferred) : Optional.empty();
        }
        if (!type.isTextual()) {
            errors.put(path, "must be a string");
        } else if (attribute && TargetCatalogue.attributeType(type.textValue()).isEmpty()) {
            errors.put(path, "must be string, number, boolean, date, datetime or array");
        } else if (!attribute && !allowed(targetType(target), type.textValue(), field)) {
            errors.put(path, target + " is of type " + targetType(target).word());
        }
        return Optional.ofNullable(type.textValue());
    }

    /** The word for an attribute whose rule has none: what the field's schema suggests. */
    private static String inferred(JiraField field) {
        return Compatibility.schemaType(field).filter(INFERRED::contains).orElse("string");
    }

    /** A name of the type, or what Jira's schema calls the field, which a page that lists the fields has at hand. */
    private static boolean allowed(TargetType target, String word, Optional<JiraField> field) {
        return target.isCalled(word)
                || field.flatMap(Compatibility::schemaType)
                        .filter(word.trim()::equalsIgnoreCase)
                        .isPresent();
    }

    private TargetType targetType(String target) {
        return TargetCatalogue.type(entity, target).orElseThrow();
    }

    private Map<String, String> enumMap(String target, TargetType type, JsonNode json) {
        String path = path(target) + ".enumMap";
        Map<String, String> enumMap = new LinkedHashMap<>();
        if (json.isMissingNode() || json.isNull()) {
            return enumMap;
        }
        if (!json.isObject()) {
            errors.put(path, "must be an object of Jira's values and Zenem's");
        } else if (!WITH_ENUM.contains(type) && !json.isEmpty()) {
            errors.put(path, "is for enums and strings; " + target + " is of type " + type.word());
        } else {
            json.properties().forEach(entry -> entry(path, type, entry, enumMap));
        }
        return enumMap;
    }

    private void entry(String path, TargetType type, Map.Entry<String, JsonNode> entry, Map<String, String> into) {
        String key = entry.getKey();
        JsonNode value = entry.getValue();
        if (key.isBlank()) {
            errors.put(path, "must not have an empty name");
        } else if (type == TargetType.STATUS && !STATES.contains(value.asText(""))) {
            errors.put(path + "." + key, "must be NOT_STARTED, IN_PROGRESS, BLOCKED, DONE or CANCELLED");
        } else if (!value.isTextual() || value.textValue().isBlank()) {
            errors.put(path + "." + key, "must be a string that is not empty");
        } else if (CleanText.unclean(key) || CleanText.unclean(value.textValue())) {
            errors.put(path + "." + CleanText.of(key), CleanText.UNCLEAN);
        } else {
            into.put(key, value.textValue());
        }
    }

    private String path(String target) {
        return entity.section() + "." + target;
    }
}
