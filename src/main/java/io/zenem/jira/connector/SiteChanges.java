package io.zenem.jira.connector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zenem.jira.jira.Jql;

/**
 * What changed on a site without a change of any issue's updated: a renamed status, priority or type, a project with a new key.
 * Jira tells of it neither by webhook nor by search, so two snapshots are compared.
 */
@ApplicationScoped
@Named("siteChanges")
public class SiteChanges {
    private static final JsonMapper JSON = new JsonMapper();

    /** The JQL of all issues whose mapped values may have changed; empty for the first snapshot. */
    public List<String> renamed(String before, String now) throws JsonProcessingException {
        if (before == null || before.isEmpty()) {
            return List.of();
        }
        JsonNode old = JSON.readTree(before);
        JsonNode present = JSON.readTree(now);
        List<String> clauses = new ArrayList<>();
        compare(clauses, "status", old.path("statuses"), present.path("statuses"));
        compare(clauses, "priority", old.path("priorities"), present.path("priorities"));
        compare(clauses, "issuetype", old.path("issueTypes"), present.path("issueTypes"));
        compare(clauses, "project", old.path("projects"), present.path("projects"));
        return clauses;
    }

    /** The mapped fields that the site no longer has, with commas; empty text for none. Their values are empty from now on. */
    public String missingFields(SyncContext context) {
        return context.mapping().fieldIds().stream()
                .filter(id -> id.startsWith("customfield_")
                        && !context.site().fields().containsKey(id))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** The name of the account's zone where it is none that this Java knows, {@code none} where Jira names none; else empty text. */
    public String unknownZone(SyncContext context) {
        String name = context.accountZone().name();
        return context.accountZone().known().isPresent() ? "" : name.isBlank() ? "none" : name;
    }

    private static void compare(List<String> clauses, String field, JsonNode old, JsonNode present) {
        Map<String, JsonNode> before = new HashMap<>();
        old.forEach(thing -> before.put(thing.path("id").asText(), thing));
        List<Long> changed = new ArrayList<>();
        present.forEach(thing -> {
            JsonNode was = before.get(thing.path("id").asText());
            if (was != null
                    && !signature(was).equals(signature(thing))
                    && !thing.path("missing").asBoolean()) {
                changed.add(thing.path("id").asLong());
            }
        });
        if (!changed.isEmpty()) {
            clauses.add(Jql.inIds(field, changed));
        }
    }

    /** What of a thing shows in mapped values; a project's name and its types do not. */
    private static String signature(JsonNode thing) {
        return thing.has("key")
                ? thing.path("key").asText()
                : thing.path("name").asText()
                        + '|'
                        + thing.path("category").asText()
                        + '|'
                        + thing.path("hierarchyLevel").asText();
    }
}
