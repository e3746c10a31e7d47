package io.zenem.jira.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraField;

/** Reads the fields that a rule names, and notes every error under its path, such as {@code stories.storyPoints.fallbackFieldIds[0]}. */
record RuleFields(SiteFields site, Map<String, String> errors) {

    /** The field that an id names. */
    Optional<JiraField> field(String path, JsonNode id) {
        if (!id.isTextual() || id.textValue().isBlank()) {
            errors.put(path, id.isMissingNode() || id.isNull() ? "is required" : "must be the id of a Jira field");
            return Optional.empty();
        }
        Optional<JiraField> field = site.byId(id.textValue());
        if (field.isEmpty()) {
            errors.put(path, site.unknown(id.textValue()));
        }
        return field;
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
                            + RuleTypes.name(type));
        }
    }
}
