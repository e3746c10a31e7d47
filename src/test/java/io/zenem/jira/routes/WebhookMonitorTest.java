package io.zenem.jira.routes;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.crypto.Secrets;
import io.zenem.jirasim.DemoFaults.Switch;
import io.zenem.jirasim.DemoWebhook;
import io.zenem.jirasim.DemoWebhooks;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the monitor does about a webhook that somebody changed at Jira. */
@QuarkusTest
class WebhookMonitorTest {
    private static final String MANUAL = "{\"mode\": \"manual\", \"secret\": \"a secret of the admin's own\"}";

    @Inject
    DataSource database;

    @Inject
    ProducerTemplate camel;

    @Inject
    Secrets secrets;

    @Test
    void aRemovedWebhookIsRegisteredAgainAndAReconcileCoversTheGap() {
        try (Site site = Site.live(20)) {
            assertRepaired(site, hooks -> hooks.remove(one(site).id()), "no webhook");
            assertThat(site.get("/sync/jobs").json().path("content").findValuesAsText("jobId"))
                    .anyMatch(id -> id.startsWith("recon_"));
            assertStillDelivers(site);
        }
    }

    @Test
    void theReconcileReachesBackToWhenTheWebhookWasLastRight() throws SQLException {
        try (Site site = Site.bare(20)) {
            String issue = site.jira()
                    .createIssue("ABC", "Story", Map.of("updated", ago(site, 30)))
                    .key();
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            site.post("/webhooks/register", "{}").is(200);
            Rows.change("update jira.webhook set good_at = now() - interval '3 days' where connector_id = ?", site.id);
            site.jira().webhooks().remove(one(site).id());
            site.jira()
                    .silently()
                    .editIssue(issue, Map.of("summary", TextNode.valueOf("nobody told"), "updated", ago(site, 2)));
            site.post("/webhooks/check", null).is(200);
            assertThat(site.awaitJob("recon_001", "COMPLETED")
                            .at("/request/windowDays")
                            .asInt())
                    .isEqualTo(4);
            site.assertExactCopy();
        }
    }

    @Test
    void whereNobodyKnowsWhenItWasRightTheReconcileReadsAll() throws SQLException {
        try (Site site = Site.live(20)) {
            Rows.change("update jira.webhook set good_at = null where connector_id = ?", site.id);
            site.jira().webhooks().remove(one(site).id());
            site.post("/webhooks/check", null).is(200);
            assertThat(site.awaitJob("recon_001", "COMPLETED")
                            .at("/request/windowDays")
                            .asInt())
                    .isEqualTo(3650);
            assertThat(Rows.text(
                            "select good_at > now() - interval '1 minute' from jira.webhook where connector_id = ?",
                            site.id))
                    .isEqualTo("t");
        }
    }

    @Test
    void whoeverTookTooLongLeavesTheWebhookToWhoHasTakenItSince() throws SQLException {
        try (Site site = Site.live(20)) {
            site.jira().faults().latency(Duration.ofMillis(700));
            CompletableFuture<Integer> slow = CompletableFuture.supplyAsync(
                    () -> site.post("/webhooks/rotate", "{}").status());
            await().until(() ->
                    Rows.count("select count(*) from jira.lease where name = 'webhook:' || ?", site.id) == 1);
            Rows.change(
                    "update jira.lease set owner = 'another', fence = default, until = now() + interval '1 minute' where name = 'webhook:' || ?",
                    site.id);
            assertThat(slow.join()).isEqualTo(409);
            site.jira().faults().latency(Duration.ZERO);
            site.post("/webhooks/rotate", "{}").refused(409, "INVALID_ARGUMENT");
            assertStillDelivers(site);
            Rows.change("delete from jira.lease where name = 'webhook:' || ?", site.id);
            site.post("/webhooks/rotate", "{}").is(200);
            assertStillDelivers(site);
        }
    }

    @Test
    void ofTwoAdminsAtOnceOneIsRefusedAndOneWebhookIsThere() {
        try (Site site = Site.copied(20)) {
            site.jira().faults().latency(Duration.ofMillis(300));
            List<CompletableFuture<Integer>> both = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> site.post("/webhooks/register", "{}").status()))
                    .limit(2)
                    .toList();
            assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 409);
            site.jira().faults().latency(Duration.ZERO);
            assertThat(one(site).enabled()).isTrue();
            assertStillDelivers(site);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatARotationLeftWhenItsInstanceDiedIsFinished(boolean jiraHasTheNewOne) throws SQLException {
        try (Site site = Site.live(20)) {
            String before = jiraHasTheNewOne ? secret(site) : "";
            site.post("/webhooks/rotate", "{}").is(200);
            // as it is between the new secret's being stored and Jira's answer to it
            if (jiraHasTheNewOne) {
                Rows.change(
                        "update jira.webhook set next_secret = secret, secret = decode(?, 'hex') where connector_id = ?",
                        before,
                        site.id);
            } else {
                Rows.change(
                        "update jira.webhook set next_secret = ? where connector_id = ?",
                        secrets.encrypt("a secret that Jira does not have yet", site.id),
                        site.id);
            }
            assertStillDelivers(site);
            String accepted = secret(site);
            Rows.change("update jira.webhook set check_at = now() where connector_id = ?", site.id);
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            Rows.count("select count(next_secret) from jira.webhook where connector_id = ?", site.id)
                                    == 0);
            assertThat(secret(site)).isNotEqualTo(accepted);
            assertStillDelivers(site);
            assertThat(one(site).enabled()).isTrue();
        }
    }

    private static String secret(Site site) throws SQLException {
        return Rows.text("select encode(secret, 'hex') from jira.webhook where connector_id = ?", site.id);
    }

    @Test
    void aRemovalWhoseInstanceDiedIsFinishedAndNothingIsRegisteredAgain() throws SQLException {
        try (Site site = Site.live(20)) {
            site.jira().webhooks().copy(one(site).id());
            Rows.change("update jira.webhook set wanted = 'none', check_at = now() where connector_id = ?", site.id);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Rows.count("select count(*) from jira.webhook where connector_id = ?", site.id) == 0);
            assertThat(site.jira().webhooks().all()).isEmpty();
        }
    }

    @Test
    void aCheckFinishesARemovalAndSaysSo() throws SQLException {
        try (Site site = Site.live(20)) {
            Rows.change(
                    "update jira.webhook set wanted = 'none', check_at = now() + interval '1 hour' where connector_id = ?",
                    site.id);
            assertThat(site.post("/webhooks/check", "{}")
                            .is(200)
                            .json()
                            .path("state")
                            .asText())
                    .isEqualTo("unregistered");
            assertThat(site.jira().webhooks().all()).isEmpty();
        }
    }

    @Test
    void aRegistrationThatJiraRefusedIsMadeWhenItMay() throws SQLException {
        try (Site site = Site.copied(20)) {
            site.jira().faults().turn(Switch.ADMIN_DENIED, true);
            site.post("/webhooks/register", "{}").is(502);
            assertThat(site.get("/webhooks/status").json().path("registered").asBoolean(true))
                    .isFalse();
            site.jira().faults().clear();
            Rows.change("update jira.webhook set check_at = now() where connector_id = ?", site.id);
            await().atMost(Duration.ofSeconds(20)).until(() -> site.get("/webhooks/status")
                    .json()
                    .path("registered")
                    .asBoolean());
            assertStillDelivers(site);
        }
    }

    @Test
    void whoEntersTheWebhookByHandIsRidOfTheServicesOwn() {
        try (Site site = Site.live(20)) {
            int byHand = site.jira().webhooks().copy(one(site).id());
            site.post("/webhooks/register", MANUAL).is(200);
            assertThat(one(site).id()).isEqualTo(byHand);
        }
    }

    @Test
    void whatTheServiceMayNotRemoveIsLeftToTheAdmin() {
        try (Site site = Site.live(20)) {
            site.jira().faults().turn(Switch.ADMIN_DENIED, true);
            site.post("/webhooks/register", MANUAL).is(200);
            assertThat(site.get("/logs?code=WEBHOOK_LEFT")
                            .json()
                            .at("/content/0/message")
                            .asText())
                    .contains("still at Jira");
            site.jira().faults().clear();
        }
    }

    @Test
    void aDisabledWebhookIsEnabled() {
        try (Site site = Site.live(20)) {
            assertRepaired(site, hooks -> hooks.enable(one(site).id(), false), "disabled");
            assertStillDelivers(site);
        }
    }

    @Test
    void aChangedFilterIsPutRight() {
        try (Site site = Site.live(20)) {
            assertRepaired(site, hooks -> hooks.filter(one(site).id(), "project = TEAM"), "changed");
        }
    }

    @Test
    void changedEventsArePutRight() {
        try (Site site = Site.live(20)) {
            assertRepaired(site, hooks -> hooks.events(one(site).id(), List.of("user_created")), "changed");
        }
    }

    @Test
    void aChangedAddressIsPutRight() {
        try (Site site = Site.live(20)) {
            int id = one(site).id();
            assertRepaired(site, hooks -> hooks.redirect(id, "https://elsewhere.example/x"), "changed");
            assertThat(site.jira().webhooks().all()).hasSize(1);
        }
    }

    @Test
    void aSecondWebhookIsRemoved() {
        try (Site site = Site.live(20)) {
            assertRepaired(site, hooks -> hooks.copy(one(site).id()), "2 webhooks");
        }
    }

    @Test
    void whatJiraDoesNotEnableIsReported() {
        try (Site site = Site.live(20)) {
            site.jira().faults().turn(Switch.WEBHOOK_STAYS_DISABLED, true);
            site.jira().webhooks().enable(one(site).id(), false);
            JsonNode found = site.post("/webhooks/check", null).json();
            assertThat(found.path("state").asText()).isEqualTo("disabled");
            assertThat(found.path("message").asText()).contains("WebHooks");
        }
    }

    @Test
    void whatWasNotToldUntilSomebodyEnabledItIsFetched() {
        try (Site site = Site.live(20)) {
            int id = one(site).id();
            site.jira().faults().turn(Switch.WEBHOOK_STAYS_DISABLED, true);
            site.jira().webhooks().enable(id, false);
            site.post("/webhooks/check", null);
            site.jira().editIssue(site.someKey("ABC", "Story"), Site.summary("nobody told of this"));
            site.jira().faults().turn(Switch.WEBHOOK_STAYS_DISABLED, false);
            site.jira().webhooks().enable(id, true);
            assertThat(site.post("/webhooks/check", null).json().path("state").asText())
                    .isEqualTo("ok");
            site.awaitJob("recon_001", "COMPLETED");
            site.assertExactCopy();
        }
    }

    @Test
    void withoutPermissionItSaysWhatToGrant() {
        try (Site site = Site.live(20)) {
            site.jira().faults().turn(Switch.ADMIN_DENIED, true);
            JsonNode found = site.post("/webhooks/check", null).json();
            assertThat(found.path("state").asText()).isEqualTo("unknown");
            assertThat(found.path("message").asText()).contains("Administer Jira");
            assertThat(site.get("/health").json().path("webhook").path("state").asText())
                    .isEqualTo("unknown");
        }
    }

    @Test
    void aWebhookEnteredByHandIsOnlyReported() {
        try (Site site = Site.copied(20)) {
            assertThat(site.post("/webhooks/register", MANUAL).status()).isEqualTo(200);
            site.jira().forgetRequests();
            JsonNode found = site.post("/webhooks/check", null).json();
            assertThat(found.path("state").asText()).isEqualTo("missing");
            assertThat(found.path("message").asText()).contains("by hand");
            assertThat(site.jira().webhooks().all()).isEmpty();
            assertThat(site.jira().requests().byEndpoint().keySet()).allMatch(endpoint -> endpoint.startsWith("GET "));
        }
    }

    @Test
    void theFilterFollowsTheScope() {
        try (Site site = Site.live(20)) {
            assertThat(one(site).jql()).isEqualTo("project in (10010,10011)");
            site.scope("{\"projects\": [\"ABC\"], \"issueTypes\": [\"Story\"]}");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> one(site).jql().equals("project in (10010) AND issuetype in (10004)"));
        }
    }

    @Test
    void aWebhookMayComeBeforeTheMapping() {
        try (Site site = Site.bare(20)) {
            site.post("/webhooks/register", "{}").refused(409, "INVALID_ARGUMENT");
            site.scope("{\"projects\": [\"ABC\"]}");
            assertThat(site.post("/webhooks/register", "{}").status()).isEqualTo(200);
            assertThat(one(site).jql()).isEqualTo("project in (10010)");
            assertThat(one(site).events()).contains("jira:issue_created").doesNotContain("comment_created");
            assertThat(site.post("/webhooks/rotate", "{}").status()).isEqualTo(200);
            assertThat(site.get("/sync/jobs").json().path("totalElements").asInt())
                    .isZero();
            site.mapping(Site.MAPPING);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> one(site).events().contains("comment_created"));
        }
    }

    @Test
    void theEventsFollowTheMapping() {
        try (Site site = Site.live(20)) {
            assertThat(one(site).events()).contains("comment_created");
            site.mapping(Site.MAPPING.replaceAll(", \"updatedAt\": \\{\"fieldId\": \"updated\"}", ""));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !one(site).events().contains("comment_created"));
        }
    }

    @Test
    void workIsHeardOfWhereTimesAreMapped() {
        try (Site site = Site.live(20)) {
            site.mapping(Site.MAPPING.replaceAll(
                    "\"updatedAt\": \\{\"fieldId\": \"updated\"}",
                    "\"attributes.spent\": {\"fieldId\": \"timespent\", \"type\": \"number\"}"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !one(site).events().contains("comment_created"));
            assertThat(one(site).events())
                    .contains("worklog_created", "worklog_updated", "worklog_deleted")
                    .doesNotContain("jira:version_merged");
        }
    }

    @Test
    void itChecksByItselfWhenItIsTime() throws SQLException {
        try (Site site = Site.live(20)) {
            site.jira().webhooks().remove(one(site).id());
            sql("update jira.webhook set check_at = now() where connector_id = '" + site.id + "'");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> site.jira().webhooks().all().size() == 1);
        }
    }

    @Test
    void aConnectorThatWasRemovedMeanwhileIsToldSo() {
        Exchange checked =
                camel.request("direct:webhook-check-begin", exchange -> exchange.setVariable("connectorId", "gone"));
        assertThat(checked.getException()).rootCause().hasMessage("The connector was removed meanwhile.");
    }

    @Test
    void oneLookSufficesWhereNothingIsLeftToBeRemoved() {
        try (Site site = Site.live(20)) {
            site.jira().webhooks().remove(one(site).id());
            site.jira().forgetRequests();
            site.call("DELETE", "/webhooks").is(200);
            assertThat(site.jira().requests().total()).isEqualTo(1);
        }
    }

    @Test
    void withoutARegistrationThereIsNothingToCheck() {
        try (Site site = Site.copied(20)) {
            assertThat(site.post("/webhooks/check", null).status()).isEqualTo(409);
            assertThat(site.get("/health").json().path("webhook").path("state").asText())
                    .isEqualTo("unregistered");
            assertThat(site.get("/health").json().path("silence").isNull()).isTrue();
        }
    }

    @Test
    void anUnusualSilenceIsTold() throws SQLException {
        try (Site site = Site.live(20)) {
            deliveries(site, "now() - interval '3 days' + n * interval '1 hour'", 24);
            site.post("/webhooks/check", null);
            JsonNode silence = site.get("/health").json().path("silence");
            assertThat(silence.path("silent").asBoolean())
                    .as(silence.toString())
                    .isTrue();
            assertThat(silence.path("usualMinutes").asInt()).isEqualTo(60);
            deliveries(site, "now() - n * interval '1 minute'", 2);
            assertThat(site.get("/health").json().path("silence").path("silent").asBoolean(true))
                    .isFalse();
            site.put("/settings", "{\"webhooksEnabled\": false}");
            assertThat(site.get("/health").json().path("silence").isNull()).isTrue();
        }
    }

    @Test
    void theCredentialsAgeAndEndAreTold() throws SQLException {
        try (Site site = Site.bare(5)) {
            String end = LocalDateTime.now(ZoneOffset.UTC)
                    .plusDays(10)
                    .plusHours(1)
                    .withNano(0)
                    .toString();
            site.put(
                    "",
                    """
                    {"name": "Test", "baseUrl": "http://127.0.0.1:1",
                     "auth": {"type": "basic", "email": "a@b.example", "apiToken": "x", "expiresAt": "%s"}}
                    """
                            .formatted(end));
            sql("update jira.connector set credentials_at = now() - interval '40 days' where id = '" + site.id + "'");
            JsonNode credential = site.get("/health").json().path("credential");
            assertThat(credential.path("ageDays").asInt()).isEqualTo(40);
            assertThat(credential.path("daysLeft").asInt()).isEqualTo(10);
            assertThat(credential.path("expiresAt").asText()).isNotBlank();
        }
    }

    private static TextNode ago(Site site, int days) {
        return TextNode.valueOf(site.jira().now().minus(Duration.ofDays(days)).toString());
    }

    private static DemoWebhook one(Site site) {
        List<DemoWebhook> all = site.jira().webhooks().all();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static void assertRepaired(Site site, Consumer<DemoWebhooks> change, String message) {
        String before = one(site).toString().replaceFirst("id=\\d+", "");
        change.accept(site.jira().webhooks());
        JsonNode found = site.post("/webhooks/check", null).json();
        assertThat(found.path("state").asText()).as(found.toString()).isEqualTo("ok");
        assertThat(found.path("message").asText()).contains(message);
        assertThat(one(site).toString().replaceFirst("id=\\d+", "")).isEqualTo(before);
        assertThat(site.get("/health").json().path("webhook").path("state").asText())
                .isEqualTo("ok");
        assertThat(site.post("/webhooks/check", null).json().path("message").isNull())
                .isTrue();
    }

    private static void assertStillDelivers(Site site) {
        site.jira().editIssue(site.someKey("ABC", "Story"), Site.summary("after the repair"));
        site.awaitWebhooks();
        assertThat(site.jira().deliveries()).last().matches(delivery -> delivery.status() == 202);
    }

    private void deliveries(Site site, String at, int count) throws SQLException {
        sql("insert into jira.delivery (connector_id, identifier, received_at, outcome, event) select '" + site.id
                + "', gen_random_uuid()::text, " + at + ", 'applied', 'jira:issue_updated' from generate_series(1, "
                + count + ") n");
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement run = connection.createStatement()) {
            run.executeUpdate(statement);
        }
    }
}
