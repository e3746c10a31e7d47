package io.zenem.jira.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.mapping.Mapping;

/** The events that a connector's webhook names. */
final class WebhookEvents {
    /** Those that an OAuth app's webhook may name too (Jira's OpenAPI document, WebhookDetails). */
    private static final List<String> FOR_APPS = List.of(
            "jira:issue_created",
            "jira:issue_updated",
            "jira:issue_deleted",
            "jira:version_created",
            "jira:version_updated",
            "jira:version_released",
            "jira:version_unreleased",
            "jira:version_moved",
            "jira:version_deleted",
            "sprint_created",
            "sprint_updated",
            "sprint_started",
            "sprint_closed",
            "sprint_deleted");

    /** An app hears of a merge of versions by a name of its own; an administrator's webhook by jira:version_deleted. */
    private static final List<String> FOR_APPS_ONLY = List.of("jira:version_merged");

    private static final List<String> FOR_ADMINS_ONLY = List.of(
            "project_updated",
            "project_deleted",
            "project_soft_deleted",
            "project_restored_deleted",
            "project_archived",
            "project_restored_archived",
            "user_updated");

    private static final List<String> OF_COMMENTS = List.of("comment_created", "comment_updated", "comment_deleted");

    private static final List<String> OF_ATTACHMENTS = List.of("attachment_created", "attachment_deleted");

    private static final List<String> OF_LINKS = List.of("issuelink_created", "issuelink_deleted");

    private static final List<String> OF_WORK = List.of("worklog_created", "worklog_updated", "worklog_deleted");

    private static final Set<String> FIELDS_OF_LINKS = Set.of("issuelinks", "subtasks");

    private static final Set<String> FIELDS_OF_WORK = Set.of(
            "worklog",
            "timespent",
            "timeestimate",
            "timetracking",
            "aggregatetimespent",
            "aggregatetimeestimate",
            "progress",
            "aggregateprogress",
            "workratio");

    private WebhookEvents() {}

    /**
     * The events that a webhook of the connector has to name; an OAuth app's has a list of its own. Besides those that matter to every
     * mapping they are the ones without which a mapped field would change unseen. All of these move {@code updated}.
     */
    static List<String> needed(SyncContext context, boolean app) {
        List<String> events = new ArrayList<>(FOR_APPS);
        events.addAll(app ? FOR_APPS_ONLY : FOR_ADMINS_ONLY);
        boolean updated = mapsUpdated(context.mapping());
        Set<String> mapped = context.mapping().fieldIds();
        if (updated || mapped.contains("comment")) {
            events.addAll(OF_COMMENTS);
        }
        if (app) {
            return events;
        }
        if (updated || mapped.contains("attachment")) {
            events.addAll(OF_ATTACHMENTS);
        }
        if (updated || mapped.stream().anyMatch(id -> changesByLinks(id, context))) {
            events.addAll(OF_LINKS);
        }
        if (updated || mapped.stream().anyMatch(FIELDS_OF_WORK::contains)) {
            events.addAll(OF_WORK);
        }
        return events;
    }

    /** It is read of every issue, but no field of the copy shows it unless it is mapped. */
    private static boolean mapsUpdated(Mapping mapping) {
        return Stream.concat(mapping.stories().values().stream(), mapping.projects().values().stream())
                .anyMatch(rule -> rule.fieldIds().contains("updated"));
    }

    /** Data Center keeps Epic Link as a link between issues, like those to parents and sub-tasks, and no other event says that it changed. */
    private static boolean changesByLinks(String fieldId, SyncContext context) {
        JiraField field = context.site().fields().get(fieldId);
        return FIELDS_OF_LINKS.contains(fieldId) || (field != null && (field.epicLink() || field.parentLink()));
    }
}
