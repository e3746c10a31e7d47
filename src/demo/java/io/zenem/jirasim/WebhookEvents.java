package io.zenem.jirasim;

import java.util.Set;

/** The events that an admin webhook may name (webhooks page of developer.atlassian.com). */
final class WebhookEvents {
    static final String ISSUE_SECTION = "issue-related-events-section";

    private static final Set<String> KNOWN = Set.of(
            "jira:issue_created",
            "jira:issue_updated",
            "jira:issue_deleted",
            "issue_property_set",
            "issue_property_deleted",
            "worklog_created",
            "worklog_updated",
            "worklog_deleted",
            "comment_created",
            "comment_updated",
            "comment_deleted",
            "attachment_created",
            "attachment_deleted",
            "issuelink_created",
            "issuelink_deleted",
            "issuetype_created",
            "issuetype_updated",
            "issuetype_deleted",
            "project_created",
            "project_updated",
            "project_deleted",
            "project_soft_deleted",
            "project_restored_deleted",
            "project_archived",
            "project_restored_archived",
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
            "sprint_deleted",
            "board_created",
            "board_updated",
            "board_deleted",
            "board_configuration_changed",
            "user_created",
            "user_updated",
            "user_deleted",
            "filter_created",
            "filter_updated",
            "filter_deleted",
            "option_voting_changed",
            "option_watching_changed",
            "option_unassigned_issues_changed",
            "option_subtasks_changed",
            "option_attachments_changed",
            "option_issuelinks_changed",
            "option_timetracking_changed",
            "jira_expression_evaluation_failed");

    /** Data Center has no trash, and no event of a project's archive or of an attachment is told of there. */
    private static final Set<String> OF_CLOUD = Set.of(
            "project_soft_deleted",
            "project_restored_deleted",
            "project_archived",
            "project_restored_archived",
            "attachment_created",
            "attachment_deleted",
            "jira_expression_evaluation_failed");

    private WebhookEvents() {}

    static boolean known(String event, boolean dataCenter) {
        return KNOWN.contains(event) && !(dataCenter && OF_CLOUD.contains(event));
    }

    /** Whether a webhook's JQL applies: other groups of events ignore it. */
    static boolean filtered(String event) {
        return event.startsWith("jira:issue_")
                || event.startsWith("issue_property")
                || event.startsWith("comment_")
                || event.startsWith("worklog_")
                || event.startsWith("attachment_");
    }
}
