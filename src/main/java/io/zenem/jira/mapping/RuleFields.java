package io.zenem.jira.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraAnswers;
import io.zenem.jira.jira.JiraField;

/** Reads the fields that a rule names, and notes every error under its path, such as {@code stories.storyPoints.fallbackFieldIds[0]}. */
final class RuleFields {
    private final Map<String, JiraField> byId = new LinkedHashMap<>();
    private final Map<String, String> errors;

    RuleFields(List<JiraField> siteFields, Map<String, String> errors) {
        this.errors = errors;
        SiteContext.EVERYWHERE.forEach(id -> byId.put(id, JiraField.of(id)));
        siteFields.forEach(field -> byId.put(field.id(), field));
    }

    Optional<JiraField> field(String path, JsonNode id) {
        if (!id.isTextual() || id.textValue().isBlank()) {
            errors.put(path, id.isMissingNode() || id.isNull() ? "is required" : "must be the id of a Jira field");
            return Optional.empty();
        }
        Optional<JiraField> field = Optional.ofNullable(byId.get(id.textValue()));
        if (field.isEmpty()) {
            errors.put(path, unknown(id.textValue()));
        }
        return field;
    }

    /** What to say of an id that does not exist; admins tend to write the name that they see in Jira. */
    private String unknown(String id) {
        String meant = byId.values().stream()
                .filter(field ->
                        field.name().equalsIgnoreCase(id.trim()) || field.id().equalsIgnoreCase(id.trim()))
                .map(JiraField::id)
                .collect(Collectors.joining(", "));
        String message = "Jira has no field with the id \"" + JiraAnswers.oneLine(id) + "\"";
        return meant.isEmpty() ? message : message + "; the field of that name has the id " + meant;
    }

    /** The further fields of a rule, each of which has to be readable as its target too. */
    List<String> fallbacks(String path, JsonNode ids, JsonNode first, TargetType type) {
        List<String> named = new ArrayList<>();
        if (!ids.isArray() && !ids.isMissingNode() && !ids.isNull()) {
            errors.put(path, "must be an array of ids of Jira fields");
        }
        for (int i = 0; ids.isArray() && i < ids.size(); i++) {
            String place = path + "[" + i + "]";
            Optional<JiraField> field = field(place, ids.get(i));
            field.ifPresent(found -> requireFit(place, type, found));
            String id = ids.get(i).asText("");
            if (field.isPresent() && (named.contains(id) || id.equals(first.asText("")))) {
                errors.put(place, "names " + id + " a second time");
            }
            named.add(id);
        }
        return named;
    }

    /** That a field can be read as a type. */
    void requireFit(String path, TargetType type, JiraField field) {
        if (!Compatibility.fits(type, field)) {
            errors.putIfAbsent(
                    path,
                    "the Jira field " + field.name() + " ("
                            + Compatibility.schemaType(field).orElse("unknown type")
                            + field.items().map(items -> " of " + items).orElse("") + ") can't be read as "
                            + type.word());
        }
    }
}
