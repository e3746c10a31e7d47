package io.zenem.jira.mapping;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

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

    Optional<JiraField> field(String id) {
        return Optional.ofNullable(fields.get(id));
    }
}
