package io.zenem.jira.webhook;

import java.util.ArrayList;
import java.util.List;
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

    private static final List<String> OF_UPDATED_FOR_ADMINS_ONLY = List.of(
            "worklog_created",
            "worklog_updated",
            "worklog_deleted",
            "attachment_created",
            "attachment_deleted",
            "issuelink_created",
            "issuelink_deleted");

    private WebhookEvents() {}

    /** What a webhook of the connector has to name, of an administrator's or, with a shorter list, of an OAuth app. */
    static List<String> needed(SyncContext context, boolean app) {
        List<String> events = new ArrayList<>(FOR_APPS);
        if (!app) {
            events.addAll(FOR_ADMINS_ONLY);
        }
        if (updatedIsMapped(context)) {
            events.addAll(OF_UPDATED);
            if (!app) {
                events.addAll(OF_UPDATED_FOR_ADMINS_ONLY);
            }
        }
        return events;
    }

    private static boolean updatedIsMapped(SyncContext context) {
        return Stream.concat(
                        context.mapping().stories().values().stream(), context.mapping().projects().values().stream())
                .anyMatch(rule -> rule.fieldId().equals("updated"));
    }
}
