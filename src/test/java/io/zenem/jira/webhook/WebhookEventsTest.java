package io.zenem.jira.webhook;

import java.util.List;

import io.zenem.jira.connector.SyncContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookEventsTest {
    @ParameterizedTest
    @CsvSource({
        "parent, customfield_1, com.pyxis.greenhopper.jira:gh-epic-link, issuelink_created;issuelink_deleted",
        "attributes.epic, customfield_1, com.pyxis.greenhopper.jira:gh-epic-link, issuelink_created;issuelink_deleted",
        "parent, customfield_1, com.atlassian.jpo:jpo-custom-field-parent, issuelink_created;issuelink_deleted",
        "attributes.links, issuelinks, , issuelink_created;issuelink_deleted",
        "attributes.files, attachment, , attachment_created;attachment_deleted",
        "attributes.remarks, comment, , comment_created;comment_updated;comment_deleted",
        "attributes.spent, timespent, , worklog_created;worklog_updated;worklog_deleted",
    })
    void namesTheEventsWithoutWhichAMappedFieldWouldChangeUnseen(
            String target, String field, String custom, String events) {
        List<String> usual = WebhookEvents.needed(context("title", "summary", ""), false);
        List<String> needed = WebhookEvents.needed(context(target, field, custom == null ? "" : custom), false);
        assertThat(needed).containsAll(usual).doesNotHaveDuplicates();
        assertThat(needed.subList(usual.size(), needed.size())).containsExactly(events.split(";"));
    }

    private static SyncContext context(String target, String field, String custom) {
        return SyncContext.of(
                """
                {"connectorId": "acme", "scope": {"projects": ["ABC"], "projectIds": [10000]}, "projects": [], "issueTypes": [],
                 "fields": {"%s": {"id": "%s", "schema": {"type": "any", "custom": "%s"}}},
                 "mapping": {"stories": {"%s": {"fieldId": "%s"}}}}
                """
                        .formatted(field, field, custom, target, field));
    }
}
