package io.zenem.jira.mapping;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.work.ZenemEntity;

/**
 * What the mapper knows of the site.
 *
 * @param fields the site's fields by id
 * @param connectorZone the zone in which a moment has its date
 * @param typeLevels the hierarchy level of each issue type, by the type's id
 */
public record SiteContext(Map<String, JiraField> fields, ZoneId connectorZone, Map<String, Integer> typeLevels) {
    /** Each issue has a key and may have a parent, though Data Center lists neither. */
    static final List<String> EVERYWHERE = List.of(ParentValue.SYSTEM_FIELD, "issuekey");

    public SiteContext {
        fields = Map.copyOf(fields);
        typeLevels = Map.copyOf(typeLevels);
    }

    /** A site that tells each type's level with its issues. */
    public SiteContext(Map<String, JiraField> fields, ZoneId connectorZone) {
        this(fields, connectorZone, Map.of());
    }

    /** Fields and issue types, as Jira answers them or as they are remembered. */
    public static SiteContext of(JsonNode siteFields, ZoneId connectorZone, JsonNode issueTypes) {
        Map<String, JiraField> fields = new HashMap<>();
        JiraField.all(siteFields).forEach(field -> fields.put(field.id(), field));
        return new SiteContext(fields, connectorZone, levels(issueTypes));
    }

    /** The levels of remembered issue types, by the type's id. */
    public static Map<String, Integer> levels(JsonNode issueTypes) {
        Map<String, Integer> levels = new HashMap<>();
        issueTypes.forEach(type -> {
            if (type.path("hierarchyLevel").canConvertToInt()) {
                levels.put(type.path("id").asText(), type.path("hierarchyLevel").intValue());
            }
        });
        return levels;
    }

    /**
     * The entity that its type makes of an issue. The type's id decides: its name may be in any language, and may change; older webhook
     * bodies and Data Center leave its level out. Only a type that is not remembered is judged by what the issue says of it.
     */
    public ZenemEntity entity(JsonNode issueType) {
        return entity(issueType, typeLevels);
    }

    /** The entity of an issue type, whose level may be remembered. */
    public static ZenemEntity entity(JsonNode issueType, Map<String, Integer> typeLevels) {
        JsonNode told = issueType.path("hierarchyLevel");
        Integer known = typeLevels.get(issueType.path("id").asText());
        return ZenemEntity.of(
                told.canConvertToInt()
                        ? OptionalInt.of(told.intValue())
                        : known == null ? OptionalInt.empty() : OptionalInt.of(known),
                issueType.path("subtask").asBoolean(false),
                issueType.path("name").asText(""));
    }

    /** Whether issues can have this field. */
    public boolean knows(String id) {
        return fields.containsKey(id) || EVERYWHERE.contains(id);
    }

    Optional<JiraField> field(String id) {
        return Optional.ofNullable(fields.get(id));
    }
}
