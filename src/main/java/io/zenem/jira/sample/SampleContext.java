package io.zenem.jira.sample;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.mapping.Mapping;
import io.zenem.jira.mapping.SiteContext;

/**
 * What a connector knows before it has everything that a sync needs.
 *
 * @param stamp changes with every save of the connector or its scope
 * @param scope as it is stored; absent before it was saved
 * @param projects the scope's projects as Jira last showed them
 * @param issueTypes all types that Jira last named
 * @param versionId of the active mapping
 */
public record SampleContext(
        String stamp,
        ZoneId zone,
        Optional<JsonNode> scope,
        List<JsonNode> projects,
        JsonNode issueTypes,
        Optional<String> versionId,
        Optional<Mapping> mapping) {
    /** Reads the answer of {@code sql/sample/context.sql}. */
    static SampleContext of(JsonNode row) {
        return new SampleContext(
                row.path("stamp").asText(),
                ZoneId.of(row.path("timeZone").asText("UTC")),
                Optional.of(row.path("scope")).filter(JsonNode::isObject),
                row.path("projects")
                        .valueStream()
                        .filter(project -> project.has("key"))
                        .toList(),
                row.path("issueTypes"),
                Optional.ofNullable(row.path("versionId").textValue()),
                Optional.of(row.path("mapping")).filter(JsonNode::isObject).map(Mapping::of));
    }

    SiteContext site(JsonNode siteFields) {
        return SiteContext.of(siteFields, zone, issueTypes);
    }

    /** A project of the scope by key or id. */
    Optional<JsonNode> project(String reference) {
        return projects.stream()
                .filter(project -> project.path("key").asText().equalsIgnoreCase(reference)
                        || project.path("id").asText().equals(reference))
                .findFirst();
    }
}
