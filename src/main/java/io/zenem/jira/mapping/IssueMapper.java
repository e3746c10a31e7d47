package io.zenem.jira.mapping;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.JiraId;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jira.work.ZenemEntity;

/** Makes a Zenem entity of a Jira issue, whether a read (v3, v2) or a webhook body brought it. */
public final class IssueMapper {
    /** Longer than any key of Jira's, and as much as fits into an index. */
    private static final int LONGEST_KEY = 255;

    private IssueMapper() {}

    /** What became of an issue. */
    public sealed interface Result permits Mapped, Unmappable {}

    /** The issue has its entity; values that did not fit are null there and named in the warnings. */
    public record Mapped(MappedIssue issue) implements Result {}

    /**
     * The issue lacks what identifies it, and goes to the dead letters.
     *
     * @param jiraId as Jira wrote it, empty text if there is none
     * @param reason names what is missing, no values
     */
    public record Unmappable(String jiraId, String reason) implements Result {}

    /** Maps one issue; never throws, whatever the JSON. */
    public static Result map(JsonNode issue, Mapping mapping, SiteContext site) {
        JsonNode fields = issue.path("fields");
        String missing = missing(issue, fields);
        if (!missing.isEmpty()) {
            return new Unmappable(CleanText.of(issue.path("id").asText("")), "The issue has no " + missing);
        }
        Remarks remarks = new Remarks();
        ZenemEntity entity = site.entity(fields.path("issuetype"));
        Map<String, JsonNode> targets = new LinkedHashMap<>();
        mapping.targets(entity).forEach(target -> targets.put(target.name(), value(issue, target, site, remarks)));
        // of epics too: Jira finds all that a sprint has
        StoryPoints.sprintFieldIds(mapping, site)
                .forEach(id -> remarks.refers(References.of(TargetType.SPRINTS, id, site, fields.path(id))));
        ObjectNode shown = json(targets);
        targets.replaceAll(remarks::stored);
        return new Mapped(new MappedIssue(
                JiraId.of(issue.path("id")).orElseThrow(),
                text(issue.path("key")),
                entity,
                JiraId.of(fields.path("project").path("id")).orElseThrow(),
                text(fields.path("project").path("key")),
                fields.path("issuetype").path("id").asText(""),
                text(fields.path("issuetype").path("name")),
                JiraTime.parse(fields.path("updated")),
                shown,
                json(targets),
                remarks.users(),
                remarks.references(),
                remarks.enumWarnings(),
                remarks.valueWarnings()));
    }

    /**
     * The fields that this issue's entity, or the sum of a sprint's points, needs and the body does not have at all, not even as null: a body like that
     * (of a comment's event, or under a field configuration that hides the field) has to be read afresh. Jira leaves out
     * {@code parent} where there is none, so that is not missed; nor is a further field of a rule that has its value already.
     */
    public static Set<String> missingFields(JsonNode issue, Mapping mapping, SiteContext site) {
        JsonNode fields = issue.path("fields");
        JsonNode type = fields.path("issuetype");
        Set<String> missing =
                new LinkedHashSet<>(type.isObject() ? mapping.fieldIds(site.entity(type)) : mapping.fieldIds());
        missing.addAll(StoryPoints.sprintFieldIds(mapping, site));
        missing.removeIf(id -> fields.has(id) || id.equals(ParentValue.SYSTEM_FIELD));
        if (type.isObject()) {
            missing.removeIf(
                    id -> superseded(id, issue, mapping.rules(site.entity(type)).values(), site));
        }
        return missing;
    }

    /** Whether the issue has all that one is known by, without which none can be mapped. */
    public static boolean identified(JsonNode issue) {
        return missing(issue, issue.path("fields")).isEmpty();
    }

    /** Whether every rule that names the field has a value in one before it. */
    private static boolean superseded(String id, JsonNode issue, Collection<FieldRule> rules, SiteContext site) {
        List<FieldRule> users =
                rules.stream().filter(rule -> rule.fieldIds().contains(id)).toList();
        return !users.isEmpty()
                && users.stream().allMatch(rule -> rule.fieldIds().stream()
                        .takeWhile(before -> !before.equals(id))
                        .anyMatch(before -> used(issue, before, site)));
    }

    private static boolean used(JsonNode issue, String fieldId, SiteContext site) {
        return FieldText.of(fieldId, site).used(value(issue, fieldId));
    }

    /**
     * Whether a webhook body never suffices for this mapping, because a mapped field has another form there than in a read.
     *
     * @param fields the site's fields by id
     */
    public static boolean needsFreshRead(Mapping mapping, Map<String, JiraField> fields) {
        return mapping.targets().anyMatch(target -> target.rule().fieldIds().stream()
                .anyMatch(id -> differs(target.type(), id, fields.get(id))));
    }

    /**
     * Whether a field's value has another form in a webhook body than in a read. A custom field that the site's list does not name may
     * be of any kind; sprints in the older form can be parsed for their ids, but not safely for anything else.
     *
     * @param field null where the list does not name it
     */
    private static boolean differs(TargetType target, String fieldId, JiraField field) {
        boolean sprintIds = target == TargetType.SPRINTS;
        return field == null
                ? JiraField.richText(fieldId) || (fieldId.startsWith("customfield_") && !sprintIds)
                : field.richText() || (field.sprint() && !sprintIds);
    }

    private static ObjectNode json(Map<String, JsonNode> targets) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        targets.forEach((target, value) -> set(json, target, value));
        return json;
    }

    /** Puts a target's value into an entity, attributes into an object of their own. */
    static void set(ObjectNode entity, String target, JsonNode value) {
        if (TargetCatalogue.attribute(target)) {
            entity.withObjectProperty("attributes").set(target.substring(TargetCatalogue.ATTRIBUTES.length()), value);
        } else {
            entity.set(target, value);
        }
    }

    /** One target's value: of the first of the rule's fields that has one. */
    static JsonNode value(JsonNode issue, Mapping.Target target, SiteContext site, Remarks remarks) {
        FieldRule rule = target.rule();
        String fieldId = rule.fallbackFieldIds().isEmpty()
                ? rule.fieldId()
                : rule.fieldIds().stream()
                        .filter(id -> used(issue, id, site))
                        .findFirst()
                        .orElse(rule.fieldId());
        return new TargetValue(target, fieldId, site, remarks).of(value(issue, target.name(), fieldId));
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
        if (JiraId.of(issue.path("id")).isEmpty()) {
            return "numeric id";
        }
        String key = text(issue.path("key"));
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            return "key";
        }
        if (!fields.isObject()) {
            return "fields";
        }
        if (!fields.path("issuetype").isObject()) {
            return "issuetype";
        }
        JsonNode project = fields.path("project");
        return JiraId.of(project.path("id")).isEmpty()
                        || text(project.path("key")).isBlank()
                ? "project"
                : "";
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? CleanText.of(value.textValue()) : "";
    }
}
