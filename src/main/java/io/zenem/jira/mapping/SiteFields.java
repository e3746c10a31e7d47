package io.zenem.jira.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.zenem.jira.jira.JiraAnswers;
import io.zenem.jira.jira.JiraField;

/** The fields that a rule may name. */
final class SiteFields {
    private final Map<String, JiraField> byId = new LinkedHashMap<>();

    SiteFields(List<JiraField> fields) {
        // every issue can have these, though Data Center lists neither
        for (String id : List.of("parent", "issuekey")) {
            byId.put(id, JiraField.of(JsonNodeFactory.instance.objectNode().put("id", id)));
        }
        fields.forEach(field -> byId.put(field.id(), field));
    }

    Optional<JiraField> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** What to say of an id that does not exist; admins tend to write the name that they see in Jira. */
    String unknown(String id) {
        String meant = byId.values().stream()
                .filter(field ->
                        field.name().equalsIgnoreCase(id.trim()) || field.id().equalsIgnoreCase(id.trim()))
                .map(JiraField::id)
                .collect(Collectors.joining(", "));
        String message = "Jira has no field with the id \"" + JiraAnswers.oneLine(id) + "\"";
        return meant.isEmpty() ? message : message + "; the field of that name has the id " + meant;
    }
}
