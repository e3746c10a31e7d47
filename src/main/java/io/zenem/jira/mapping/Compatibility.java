package io.zenem.jira.mapping;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.zenem.jira.jira.JiraField;

/**
 * Which of Jira's schema types can be read as which target: generous where a conversion makes sense, and towards types
 * that are not known here (apps bring their own).
 */
final class Compatibility {
    private static final Set<String> OPTIONS = Set.of("option", "option-with-child", "any");

    /** Objects and pages without a text of their own. */
    private static final Set<String> TEXTLESS = Set.of("comments-page", "progress", "timetracking", "votes", "watches");

    private static final Set<String> TEXTLESS_ITEMS = Set.of("attachment", "worklog", "issuelinks");

    /** Types that are something definite, and so not a user, a state, a sprint ... */
    private static final Set<String> DEFINITE = Set.of(
            "string",
            "number",
            "date",
            "datetime",
            "user",
            "option",
            "option-with-child",
            "array",
            "project",
            "issuetype",
            "status",
            "priority",
            "resolution",
            "securitylevel",
            "issuelink",
            "version",
            "component",
            "group",
            "team",
            "progress",
            "timetracking",
            "votes",
            "watches",
            "comments-page");

    private static final Map<String, String> WITHOUT_SCHEMA =
            Map.of("parent", "issuelink", "issuekey", "string", "thumbnail", "string", "statusCategory", "status");

    private Compatibility() {}

    /** The field's schema type; the few fields that Jira lists without a schema are known by their id. */
    static Optional<String> schemaType(JiraField field) {
        return field.type().or(() -> Optional.ofNullable(WITHOUT_SCHEMA.get(field.id())));
    }

    static boolean fits(TargetType target, JiraField field) {
        Optional<String> schema = schemaType(field).map(type -> type.toLowerCase(Locale.ROOT));
        if (schema.isEmpty() || !DEFINITE.contains(schema.get())) {
            return true;
        }
        String type = schema.get();
        String items = field.items().orElse("").toLowerCase(Locale.ROOT);
        boolean ownText = type.equals("string") && field.custom();
        return switch (target) {
            case STRING, TEXT, STRINGS -> !TEXTLESS.contains(type) && !TEXTLESS_ITEMS.contains(items);
            case STATUS ->
                Set.of("status", "resolution", "priority").contains(type)
                        || OPTIONS.contains(type)
                        || OPTIONS.contains(items)
                        || ownText;
            case USER -> type.equals("user") || items.equals("user");
            case NUMBER, BOOLEAN ->
                type.equals("number") || OPTIONS.contains(type) || OPTIONS.contains(items) || ownText;
            case DATE, DATETIME -> type.equals("date") || type.equals("datetime") || ownText;
            case PARENT -> type.equals("issuelink") || field.epicLink() || field.parentLink();
            case SPRINTS -> field.sprint() || items.equals("json") || items.equals("any");
            case RELEASES -> type.equals("version") || items.equals("version");
        };
    }
}
