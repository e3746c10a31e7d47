package io.zenem.jira.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.zenem.jira.connector.SyncContext;

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

    /** These move an issue's updated, which matters only where it is mapped. */
    private static final List<String> OF_UPDATED = List.of("comment_created", "comment_updated", "comment_deleted");

    private static final List<String> OF_UPDATED_FOR_ADMINS_ONLY =
            List.of("attachment_created", "attachment_deleted", "issuelink_created", "issuelink_deleted");

    /** These move an issue's updated too, and the times that are spent and left. */
    private static final List<String> OF_WORK_FOR_ADMINS_ONLY =
            List.of("worklog_created", "worklog_updated", "worklog_deleted");

    private static final Set<String> FIELDS_OF_WORK = Set.of(
            "updated",
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

    /** What a webhook of the connector has to name, of an administrator's or, with another list, of an OAuth app. */
    static List<String> needed(SyncContext context, boolean app) {
        List<String> events = new ArrayList<>(FOR_APPS);
        events.addAll(app ? FOR_APPS_ONLY : FOR_ADMINS_ONLY);
        if (mapsOneOf(context, Set.of("updated"))) {
            events.addAll(OF_UPDATED);
            if (!app) {
                events.addAll(OF_UPDATED_FOR_ADMINS_ONLY);
            }
        }
        if (!app && mapsOneOf(context, FIELDS_OF_WORK)) {
            events.addAll(OF_WORK_FOR_ADMINS_ONLY);
        }
        return events;
    }

    private static boolean mapsOneOf(SyncContext context, Set<String> fields) {
        return Stream.concat(
                        context.mapping().stories().values().stream(), context.mapping().projects().values().stream())
                .anyMatch(rule -> fields.contains(rule.fieldId()));
    }
}
