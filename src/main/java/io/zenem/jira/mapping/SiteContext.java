package io.zenem.jira.mapping;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraField;

/**
 * What the mapper knows of the site.
 *
 * @param fields the site's fields by id
 * @param connectorZone the zone in which a moment has its date
 */
public record SiteContext(Map<String, JiraField> fields, ZoneId connectorZone) {
    public SiteContext {
        fields = Map.copyOf(fields);
    }

    /** The fields of Jira's answer to GET /field. */
    public static SiteContext of(JsonNode siteFields, ZoneId connectorZone) {
        Map<String, JiraField> fields = new HashMap<>();
        siteFields.forEach(json -> {
            JiraField field = JiraField.of(json);
            fields.put(field.id(), field);
        });
        return new SiteContext(fields, connectorZone);
    }

    /** Whether issues can have this field; each has a key and may have a parent, though Data Center lists neither. */
    public boolean knows(String id) {
        return fields.containsKey(id) || id.equals("issuekey") || id.equals(ParentValue.SYSTEM_FIELD);
    }

    Optional<JiraField> field(String id) {
        return Optional.ofNullable(fields.get(id));
    }
}
