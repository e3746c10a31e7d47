package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Failure;
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
            WEBHOOK_DOUBLED   | update jira.webhook set state = 'doubled', check_at = 'infinity' where connector_id = ?
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
            WEBHOOK_SILENT   | with quiet as (update jira.webhook set longest_gap = '1 minute' where connector_id = ?) update jira.delivery set received_at = received_at - interval '9 days'
            DRIFT            | insert into jira.job (connector_id, id, kind, number, trigger, request, status, started_at, finished_at, missed) select ?, concat('drift_', n), 'reconcile', 1000 + n, 'admin', '{}', 'COMPLETED', now(), now(), 60 from generate_series(1, 3) n
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

    @Test
    void credentialsThatEndAreReplacedByTheCallWithTheNewOnes() {
        replaceCredentials(Duration.ofDays(3));
        JsonNode entry = awaitEntry("CREDENTIALS_END");
        assertThat(entry.path("message").asText()).contains("end in 2 days");
        assertThat(entry.path("action").toString())
                .isEqualTo("{\"method\":\"PUT\",\"path\":\"/admin/connectors/" + site.id + "\",\"body\":null}");
        replaceCredentials(Duration.ofDays(300));
        assertThat(entry("CREDENTIALS_END")).isEmpty();
    }

    @Test
    void anUnreachableJiraIsTriedAgainByTheCall() {
        site.jira().faults().next(Failure.UNAVAILABLE, 100);
        site.post("/test", "").is(502);
        JsonNode entry = awaitEntry("JIRA_UNREACHABLE");
        site.jira().faults().clear();
        assertThat(act(entry).status()).isEqualTo(200);
        assertThat(entry("JIRA_UNREACHABLE")).isEmpty();
    }

    private static void replaceCredentials(Duration life) {
        site.put(
                        "",
                        """
                        {"name": "Test", "baseUrl": "%s",
                         "auth": {"type": "basic", "email": "admin@demo.example", "apiToken": "demo-token", "expiresAt": "%s"}}
                        """
                                .formatted(site.baseUrl(), Instant.now().plus(life)))
                .is(200);
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
