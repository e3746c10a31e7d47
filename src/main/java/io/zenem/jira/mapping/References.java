package io.zenem.jira.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.JiraId;
import io.zenem.jira.jira.JiraUser;
import io.zenem.jira.jira.SprintField;

/**
 * What a mapped value refers to by id: {@code status:3}, {@code version:10001}, {@code customfield_10030:10201}. Whoever renames or
 * deletes such a thing changes what issues show and leaves their {@code updated} alone; and whoever acts in Jira may see its name in
 * another language. So the id counts, and the name is kept once, beside it.
 */
final class References {
    static final String SPRINT = "sprint";
    static final String PARENT = "parent";
    private static final String USER = "user";

    /** Kinds whose ids are those of the whole site. */
    private static final Set<String> OF_SITE = Set.of(
            "status",
            "priority",
            "issuetype",
            "resolution",
            "securitylevel",
            "project",
            "version",
            "component",
            USER,
            SPRINT);

    /** Kinds whose ids are those of their field. */
    private static final Set<String> OF_FIELD = Set.of("option", "option-with-child", "team");

    /** The kinds of fields that the site's list does not name. */
    private static final Map<String, String> BY_NAME = Map.of(
            "status",
            "status",
            "priority",
            "priority",
            "issuetype",
            "issuetype",
            "resolution",
            "resolution",
            "project",
            "project",
            "fixVersions",
            "version",
            "versions",
            "version",
            "components",
            "component");

    /** What is longer is no id, and would not fit into an index. */
    private static final int LONGEST = 255;

    private References() {}

    /** References of a field's value and the text that stands for each, empty where only the id is mapped; by key, as {@code key:ABC-1}, where Jira tells no id of an issue. */
    static Map<String, String> of(TargetType type, String fieldId, SiteContext site, JsonNode value) {
        Map<String, String> references = new LinkedHashMap<>();
        switch (type) {
            case SPRINTS -> SprintField.ids(value).forEach(id -> references.put(SPRINT + ":" + id, ""));
            case RELEASES ->
                elements(value).forEach(version -> JiraId.of(version.path("id"))
                        .ifPresent(id -> references.put("version:" + id, "")));
            case USER -> UserValue.of(value).ifPresent(person -> references.put(USER + ":" + person.accountId(), ""));
            case PARENT -> {
                key(value).ifPresent(key -> references.put("key:" + key, key));
                ParentValue.of(value)
                        .map(parent -> parent.path("jiraId"))
                        .filter(JsonNode::isTextual)
                        .ifPresent(id -> references.put("issue:" + id.textValue(), ""));
            }
            default -> {
                if (site.field(fieldId).filter(JiraField::epicLink).isPresent()) {
                    key(value).ifPresent(key -> references.put("key:" + key, key));
                }
                named(value).forEach(named -> of(fieldId, site, named)
                        .ifPresent(reference -> references.put(reference, text(fieldId, site, named))));
            }
        }
        return references;
    }

    /** All that may have a name of its own in a field's value: its elements, and what is nested in those of two levels. */
    static Stream<JsonNode> named(JsonNode value) {
        return elements(value).flatMap(element -> Stream.of(element, element.path("child")));
    }

    /** The text that stands for one thing alone. */
    private static String text(String fieldId, SiteContext site, JsonNode named) {
        return named.path("child").isObject()
                ? ObjectText.name(named).orElse("")
                : FieldText.of(fieldId, site).read(named).stream()
                        .map(FieldText.Read::text)
                        .findFirst()
                        .orElse("");
    }

    /** The reference to one thing in a field's value; none where it has no id, or one that no list of Jira's knows. */
    static Optional<String> of(String fieldId, SiteContext site, JsonNode named) {
        String space = space(fieldId, site);
        if (space.equals(SPRINT)) {
            return sprint(named).map(id -> SPRINT + ":" + id);
        }
        return space.isEmpty() || !named.isObject()
                ? Optional.empty()
                : id(space, named).map(id -> space + ":" + id);
    }

    /** What the references of a field's values begin with; empty text where they have none. */
    static String space(String fieldId, SiteContext site) {
        String kind = site.field(fieldId)
                .map(field -> field.sprint() ? SPRINT : FieldText.kind(field))
                .orElseGet(() -> BY_NAME.getOrDefault(fieldId, ""));
        if (OF_FIELD.contains(kind)) {
            return fieldId;
        }
        if (fieldId.equals(ParentValue.SYSTEM_FIELD)) {
            // its name is its key
            return PARENT;
        }
        // the category of a status is no status
        return OF_SITE.contains(kind) && !fieldId.equals("statusCategory") ? kind : "";
    }

    private static Optional<String> sprint(JsonNode named) {
        return named.isObject() || named.isTextual()
                ? SprintField.ids(named).stream().map(String::valueOf).findFirst()
                : Optional.empty();
    }

    private static Stream<JsonNode> elements(JsonNode value) {
        return value instanceof ArrayNode array ? array.valueStream() : Stream.of(value);
    }

    private static Optional<String> key(JsonNode value) {
        return value.isTextual()
                ? Optional.of(CleanText.of(value.textValue().trim())).filter(References::storable)
                : Optional.empty();
    }

    private static Optional<String> id(String space, JsonNode named) {
        String id = space.equals(USER) ? JiraUser.id(named) : named.path("id").asText("");
        return Optional.of(CleanText.of(id.trim())).filter(References::storable);
    }

    private static boolean storable(String id) {
        return !id.isEmpty() && id.length() <= LONGEST;
    }
}
