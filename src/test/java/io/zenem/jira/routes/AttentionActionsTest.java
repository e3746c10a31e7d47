package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The call that an entry of the overview's attention names does what it says. */
@QuarkusTest
class AttentionActionsTest {
    private static Site site;

    @BeforeAll
    static void copy() {
        site = Site.live(60);
        site.jira().editIssue(site.someKey("ABC", "Story"), Site.summary("told"));
        site.awaitWebhooks();
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            WEBHOOK_MISSING   | update jira.webhook set state = 'missing', check_at = 'infinity' where connector_id = ?
            WEBHOOK_DISABLED  | update jira.webhook set state = 'disabled', check_at = 'infinity' where connector_id = ?
            WEBHOOK_CHANGED   | update jira.webhook set state = 'changed', check_at = 'infinity' where connector_id = ?
            WEBHOOKS_OFF      | update jira.settings set webhooks_enabled = false where connector_id = ?
            RECONCILE_OVERDUE | update jira.job set started_at = started_at - interval '9 days' where connector_id = ?
            MAPPING_OLDER     | update jira.item set mapping_version = 'map_v0' where connector_id = ?
            JOB_FAILED        | update jira.job set status = 'FAILED', last_error = 'no' where connector_id = ?
            """)
    void whatItRepairsIsRepaired(String code, String made) throws SQLException {
        Rows.change(made, site.id);
        assertThat(act(awaitEntry(code)).status()).as(code).isLessThan(300);
        await(code).atMost(Duration.ofSeconds(60)).until(() -> entry(code).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            DEAD_LETTERS     | insert into jira.dead_letter (connector_id, entity, jira_id, reason) values (?, 'issue', '1', 'no') on conflict do nothing
            LISTS_INCOMPLETE | update jira.job set context = jsonb_set(context, '{incomplete}', '[{"shown": {"entity": "version", "project": "ABC", "httpStatus": 403}}]') where connector_id = ?
            INBOX_GROWS      | insert into jira.delivery (connector_id, identifier, received_at, run_after, body) values (?, 'old', now() - interval '1 hour', 'infinity', '{}')
            OUTBOX_GROWS     | insert into jira.entity_change (connector_id, entity, jira_id, action, at, due_at) values (?, 'story', 1, 'updated', now() - interval '1 hour', 'infinity')
            USERS_UNMATCHED  | update jira.jira_user set zenem_email = null where connector_id = ?
            """)
    void whatItShowsIsShown(String code, String made) throws SQLException {
        Rows.change(made, site.id);
        assertThat(act(awaitEntry(code)).is(200).json()).as(code).isNotEmpty();
    }

    @Test
    void credentialsThatAreRefusedAreReplacedByTheCallWithTheNewOnes() throws SQLException {
        Rows.change(
                "update jira.connection_health set http_status = 401, message = 'no', error_code = 'x', last_error_at = now() where connector_id = ?",
                site.id);
        JsonNode action = awaitEntry("CREDENTIALS_REFUSED").path("action");
        assertThat(action.toString())
                .isEqualTo("{\"method\":\"PUT\",\"path\":\"/admin/connectors/" + site.id + "\",\"body\":null}");
        site.moveTo(site.baseUrl());
        site.post("/test", "").is(200);
        assertThat(entry("CREDENTIALS_REFUSED")).isEmpty();
    }

    private static JsonNode awaitEntry(String code) {
        await(code).atMost(Duration.ofSeconds(60)).until(() -> entry(code).isPresent());
        return entry(code).orElseThrow();
    }

    private static Optional<JsonNode> entry(String code) {
        return site.get("/overview")
                .json()
                .path("attention")
                .valueStream()
                .filter(found -> found.path("code").asText().equals(code))
                .findFirst();
    }

    private static Service.Answer act(JsonNode entry) {
        JsonNode action = entry.path("action");
        return Service.call(
                action.path("method").asText(),
                action.path("path").asText(),
                action.path("body").isNull() ? null : action.path("body").toString(),
                Service.token("connector-admin"));
    }
}
