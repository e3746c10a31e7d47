package io.zenem.jira.mapping;

import java.util.Map;
import java.util.Set;

import io.zenem.jira.jira.JiraField;

/** Fields whose form in a webhook body is not that of a read. */
final class RichFields {
    private static final Set<String> SYSTEM = Set.of("description", "environment", "comment", "worklog");

    private RichFields() {}

    /** For when the site's list of fields does not name it. */
    static boolean knownByName(String fieldId) {
        return SYSTEM.contains(fieldId);
    }

    /**
     * Whether the rule's value has to be read afresh. A custom field that the list does not name may be of any kind, so
     * it does; sprints in the older form can be parsed for their ids, but not safely for anything else.
     */
    static boolean differ(TargetType target, String fieldId, Map<String, JiraField> fields) {
        JiraField field = fields.get(fieldId);
        if (field == null) {
            return knownByName(fieldId) || (fieldId.startsWith("customfield_") && target != TargetType.SPRINTS);
        }
        return field.richText() || (field.sprint() && target != TargetType.SPRINTS);
    }
}
