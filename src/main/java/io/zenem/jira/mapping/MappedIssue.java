package io.zenem.jira.mapping;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.work.ZenemEntity;

/**
 * A Jira issue as its Zenem entity.
 *
 * @param updated Jira's own time of the last change, which some answers lack
 * @param fields the mapped targets by name, those without a value as null (arrays as {@code []}), attributes nested
 *     under {@code attributes}; as served
 * @param stored the same as they are stored: with the reference in place of a name, which is kept once, see {@link NamedText}
 * @param users those that mapped targets name, each once
 * @param references what the mapped values refer to by id, with the text that stands for each; see {@link References}
 */
public record MappedIssue(
        long jiraId,
        String jiraKey,
        ZenemEntity entity,
        long projectId,
        String projectKey,
        String issueTypeId,
        String issueTypeName,
        Optional<Instant> updated,
        ObjectNode fields,
        ObjectNode stored,
        List<SeenUser> users,
        Map<String, String> references,
        List<EnumWarning> enumWarnings,
        List<ValueWarning> valueWarnings) {

    /** The mapped targets by their full names, {@code attributes.<name>} among them. */
    public Map<String, JsonNode> values() {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        fields.properties().forEach(field -> {
            if (field.getKey().equals("attributes")) {
                field.getValue()
                        .properties()
                        .forEach(one -> values.put(TargetCatalogue.ATTRIBUTES + one.getKey(), one.getValue()));
            } else {
                values.put(field.getKey(), field.getValue());
            }
        });
        return values;
    }
}
