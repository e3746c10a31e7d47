package io.zenem.jira.mapping;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jira.work.ZenemEntity;

/** Makes a Zenem entity of a Jira issue, whether a read (v3, v2) or a webhook body brought it. */
public final class IssueMapper {
    private IssueMapper() {}

    /** What became of an issue. */
    public sealed interface Result permits Mapped, Unmappable {}

    /** It has its entity; values that did not fit are null there and named in the warnings. */
    public record Mapped(MappedIssue issue) implements Result {}

    /**
     * It lacks what an issue is known by, and goes to the dead letters.
     *
     * @param jiraId as Jira wrote it, empty text if there is none
     * @param reason names what is missing, no values
     */
    public record Unmappable(String jiraId, String reason) implements Result {}

    /** Maps one issue; any JSON is answered, none throws. */
    public static Result map(JsonNode issue, Mapping mapping, SiteContext site) {
        JsonNode fields = issue.path("fields");
        String missing = missing(issue, fields);
        if (!missing.isEmpty()) {
            return new Unmappable(CleanText.of(issue.path("id").asText("")), "The issue has no " + missing);
        }
        Remarks remarks = new Remarks();
        ZenemEntity entity = entity(fields.path("issuetype"));
        ObjectNode targets = targets(issue, entity, mapping, site, remarks);
        return new Mapped(new MappedIssue(
                number(issue.path("id")).orElseThrow(),
                text(issue.path("key")),
                entity,
                number(fields.path("project").path("id")).orElseThrow(),
                text(fields.path("project").path("key")),
                text(fields.path("issuetype").path("name")),
                JiraTime.parse(fields.path("updated")),
                targets,
                remarks.users(),
                remarks.references(),
                remarks.enumWarnings(),
                remarks.valueWarnings()));
    }

    /** The entity that the issue type makes of an issue. */
    public static ZenemEntity entity(JsonNode issueType) {
        JsonNode level = issueType.path("hierarchyLevel");
        return ZenemEntity.of(
                level.canConvertToInt() ? OptionalInt.of(level.intValue()) : OptionalInt.empty(),
                issueType.path("subtask").asBoolean(false),
                issueType.path("name").asText(""));
    }

    /**
     * The fields that this issue's entity needs and the body does not have at all, not even as null: a body like that
     * (of a comment's event, or under a field configuration that hides the field) has to be read afresh. Jira leaves out
     * {@code parent} where there is none, so that is not missed.
     */
    public static Set<String> missingFields(JsonNode issue, Mapping mapping) {
        JsonNode fields = issue.path("fields");
        JsonNode type = fields.path("issuetype");
        Set<String> missing =
                new LinkedHashSet<>(type.isObject() ? mapping.fieldIds(entity(type)) : mapping.fieldIds());
        missing.removeIf(id -> fields.has(id) || id.equals(ParentValue.SYSTEM_FIELD));
        return missing;
    }

    /** Whether a webhook body never suffices for this mapping, of either entity. */
    public static boolean needsFreshRead(Mapping mapping, Map<String, JiraField> fields) {
        return needsFreshRead(mapping, ZenemEntity.PROJECT, fields)
                || needsFreshRead(mapping, ZenemEntity.STORY, fields);
    }

    /**
     * Whether a webhook body never suffices for this entity, because a field that is mapped for it has another form there
     * than in a read.
     *
     * @param fields the site's fields by id
     */
    public static boolean needsFreshRead(Mapping mapping, ZenemEntity entity, Map<String, JiraField> fields) {
        return mapping.rules(entity).entrySet().stream()
                .anyMatch(rule -> RichFields.differ(
                        type(entity, rule.getKey(), rule.getValue()),
                        rule.getValue().fieldId(),
                        fields));
    }

    private static ObjectNode targets(
            JsonNode issue, ZenemEntity entity, Mapping mapping, SiteContext site, Remarks remarks) {
        ObjectNode targets = JsonNodeFactory.instance.objectNode();
        mapping.rules(entity).forEach((target, rule) -> {
            JsonNode value = new TargetValue(target, rule, site, remarks)
                    .of(type(entity, target, rule), value(issue, target, rule.fieldId()));
            if (TargetCatalogue.attribute(target)) {
                targets.withObjectProperty("attributes")
                        .set(target.substring(TargetCatalogue.ATTRIBUTES.length()), value);
            } else {
                targets.set(target, value);
            }
        });
        return targets;
    }

    private static TargetType type(ZenemEntity entity, String target, FieldRule rule) {
        return TargetCatalogue.type(entity, target, rule.type()).orElse(TargetType.STRING);
    }

    private static JsonNode value(JsonNode issue, String target, String fieldId) {
        JsonNode value = value(issue, fieldId);
        if (!target.equals(ParentValue.TARGET)) {
            return value;
        }
        JsonNode parent = issue.path("fields").path(ParentValue.SYSTEM_FIELD);
        boolean none = value.isNull() || value.isMissingNode() || ParentValue.unset(value);
        return none || ParentValue.names(value, parent) ? parent : value;
    }

    /** What an issue has in a field; its key and id stand beside the fields. */
    static JsonNode value(JsonNode issue, String fieldId) {
        JsonNode value = issue.path("fields").path(fieldId);
        if (value.isMissingNode() && (fieldId.equals("issuekey") || fieldId.equals("key") || fieldId.equals("id"))) {
            return TextNode.valueOf(
                    issue.path(fieldId.equals("id") ? "id" : "key").asText(""));
        }
        return value;
    }

    private static String missing(JsonNode issue, JsonNode fields) {
        if (number(issue.path("id")).isEmpty()) {
            return "numeric id";
        }
        if (text(issue.path("key")).isBlank()) {
            return "key";
        }
        if (!fields.isObject()) {
            return "fields";
        }
        if (!fields.path("issuetype").isObject()) {
            return "issuetype";
        }
        JsonNode project = fields.path("project");
        return number(project.path("id")).isEmpty() || text(project.path("key")).isBlank() ? "project" : "";
    }

    /** Ids are text in reads and, of projects, numbers in webhook bodies. */
    private static Optional<Long> number(JsonNode id) {
        try {
            return id.isTextual() || id.isIntegralNumber() ? Optional.of(Long.valueOf(id.asText())) : Optional.empty();
        } catch (NumberFormatException notAnId) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? CleanText.of(value.textValue()) : "";
    }
}
