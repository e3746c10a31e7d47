package io.zenem.jira.jira;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * A field of the site as {@code GET /rest/api/3/field} describes it.
 *
 * @param id {@code summary} or {@code customfield_10026}
 * @param type {@code schema.type}: string, number, date, option, array, ...; empty for the few fields without a schema
 * @param items {@code schema.items}, the element type of an array
 * @param system {@code schema.system}, the name of a built-in field
 * @param customType {@code schema.custom}, the URI of a custom field's kind, the same on every site
 * @param scopeProjectId the project of a team-managed field
 */
public record JiraField(
        String id,
        String key,
        String name,
        boolean custom,
        Optional<String> type,
        Optional<String> items,
        Optional<String> system,
        Optional<String> customType,
        Optional<String> scopeProjectId) {

    private static final Set<String> RICH = Set.of("description", "environment", "comment", "worklog");
    private static final String SPRINT = "com.pyxis.greenhopper.jira:gh-sprint";
    private static final String EPIC_LINK = "com.pyxis.greenhopper.jira:gh-epic-link";
    private static final String PARENT_LINK = "com.atlassian.jpo:jpo-custom-field-parent";

    /** Reads one element of the field list; what Jira leaves out is empty, the name falls back to the id. */
    public static JiraField of(JsonNode field) {
        JsonNode schema = field.path("schema");
        String id = field.path("id").asText("");
        return new JiraField(
                id,
                text(field, "key").orElse(id),
                text(field, "name").orElse(id),
                field.path("custom").asBoolean(id.startsWith("customfield_")),
                text(schema, "type"),
                text(schema, "items"),
                text(schema, "system"),
                text(schema, "custom"),
                text(field.path("scope").path("project"), "id"));
    }

    /** A field of which Jira tells no more than its id. */
    public static JiraField of(String id) {
        return of(JsonNodeFactory.instance.objectNode().put("id", id));
    }

    public static List<JiraField> all(JsonNode fields) {
        return fields.valueStream().map(JiraField::of).toList();
    }

    /** Whether this is the id of one of the system's fields with {@link #richText}. */
    public static boolean richText(String id) {
        return RICH.contains(id);
    }

    /**
     * Whether the value's form differs between the API versions: wiki markup in v2 (and in webhook bodies), an Atlassian
     * document in v3.
     */
    public boolean richText() {
        return richText(id)
                || system.filter(RICH::contains).isPresent()
                || customType.filter(t -> t.endsWith(":textarea")).isPresent();
    }

    /** Whether this is the sprint field, whose values are objects or, in the older form, text. */
    public boolean sprint() {
        return customType.filter(SPRINT::equals).isPresent();
    }

    /** Whether this is Epic Link, whose value is an issue key. */
    public boolean epicLink() {
        return customType.filter(EPIC_LINK::equals).isPresent();
    }

    /** Whether this is Parent Link of Advanced Roadmaps, which ties levels above the epic. */
    public boolean parentLink() {
        return customType.filter(PARENT_LINK::equals).isPresent();
    }

    private static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull()
                ? Optional.of(value.asText()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }
}
