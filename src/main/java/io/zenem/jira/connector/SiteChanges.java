package io.zenem.jira.connector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.Jql;
import io.zenem.jira.mapping.SiteContext;

/**
 * What changed on a site and changes its issues, but not their updated: a type of another level, a project with a new key. Jira tells of it
 * neither by webhook nor by search, so two snapshots are compared.
 */
@ApplicationScoped
@Named("siteChanges")
public class SiteChanges {
    /** The JQL of all issues that may have changed so; empty for the first snapshot. */
    public static List<String> renamed(JsonNode before, JsonNode now, SyncContext context) {
        if (before == null || before.isEmpty()) {
            return List.of();
        }
        Map<String, String> keys = keys(now);
        keys.values().removeIf(String::isEmpty);
        return Stream.of(
                        changed(
                                "issuetype",
                                SiteContext.levels(before.path("issueTypes")),
                                context.site().typeLevels()),
                        changed("project", keys(before), keys))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Map<String, String> keys(JsonNode site) {
        Map<String, String> keys = new HashMap<>();
        site.path("projects")
                .forEach(project -> keys.put(
                        project.path("id").asText(), project.path("key").asText("")));
        return keys;
    }

    private static <T> Optional<String> changed(String field, Map<String, T> before, Map<String, T> now) {
        List<Long> ids = before.entrySet().stream()
                .filter(old ->
                        now.containsKey(old.getKey()) && !now.get(old.getKey()).equals(old.getValue()))
                .map(old -> Long.valueOf(old.getKey()))
                .sorted()
                .toList();
        return ids.isEmpty() ? Optional.empty() : Optional.of(Jql.inIds(field, ids));
    }

    /** What an admin should know of the site before its issues are read. */
    public List<Warning> warnings(SyncContext context) {
        List<Warning> warnings = new ArrayList<>();
        String missing = missingFields(context);
        if (!missing.isEmpty()) {
            warnings.add(new Warning(
                    "FIELD_MISSING",
                    "The active mapping names fields that Jira no longer has; save a mapping without them: "
                            + missing));
        }
        if (epicless(context)) {
            warnings.add(
                    new Warning(
                            "EPIC_TYPE_UNKNOWN",
                            "Jira shows no issue type named Epic, so that every issue is a story. Set the language of the account's profile"
                                    + " in Jira to English for the first job; from then on the type's id counts, whatever it is called."));
        }
        if (context.accountZone().known().isEmpty()) {
            String zone = context.accountZone().name();
            warnings.add(new Warning(
                    "TIME_ZONE_UNKNOWN",
                    "The time zone of the account's profile in Jira is not known here ("
                            + (zone.isBlank() ? "none" : zone)
                            + "); windows are read up to 14 hours wider, so that nothing is missed. Choose another zone in the"
                            + " profile, or run a newer Java."));
        }
        return warnings;
    }

    /** With commas; empty text for none, or where Jira never gave its list. Their values are empty from now on. */
    private static String missingFields(SyncContext context) {
        boolean listed = !context.site().fields().isEmpty();
        return context.mapping().fieldIds().stream()
                .filter(id -> listed
                        && id.startsWith("customfield_")
                        && !context.site().fields().containsKey(id))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Whether none of the site's types is the epic: Data Center tells no levels, and names it in the account's language. */
    private static boolean epicless(SyncContext context) {
        return !context.site().typeLevels().isEmpty()
                && !context.site().typeLevels().containsValue(1);
    }
}
