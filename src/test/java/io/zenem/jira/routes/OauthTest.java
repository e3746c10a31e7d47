package io.zenem.jira.routes;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.crypto.Secrets;
import io.zenem.jirasim.DemoFaults.Failure;
import io.zenem.jirasim.DemoOauth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An OAuth 2.0 connector: how it is authorized at Atlassian, and how its tokens stay fresh. */
@QuarkusTest
class OauthTest {
    @Inject
    DataSource database;

    @Test
    void aGrantFromElsewhereWorksAtOnce() {
        try (OauthSite site = OauthSite.granted()) {
            JsonNode answer = site.post("/test", null).json();
            assertThat(answer.path("ok").asBoolean()).as(answer.toString()).isTrue();
            assertThat(site.auth().toString())
                    .isEqualTo("{\"type\":\"oauth2\",\"cloudId\":\"" + DemoOauth.CLOUD_ID + "\",\"clientId\":\""
                            + site.client + "\",\"authorized\":true}");
        }
    }

    @Test
    void anAdminAuthorizesItAtAtlassian() {
        try (OauthSite site = OauthSite.waiting()) {
            assertThat(site.auth().path("authorized").asBoolean()).isFalse();
            assertThat(site.post("/test", null).json().path("message").asText()).contains("/oauth/start");
            assertThat(site.get("/health").json().path("message").asText()).contains("/oauth/start");
            String back = OauthSite.consent(site.authorizationUrl());
            HttpResponse<String> page = OauthSite.open(back);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(site.auth().path("authorized").asBoolean()).isTrue();
            assertThat(site.auth().path("cloudId").asText()).isEqualTo(DemoOauth.CLOUD_ID);
            assertThat(site.post("/test", null).status()).isEqualTo(200);
        }
    }

    @Test
    void aStateWorksOnce() {
        try (OauthSite site = OauthSite.waiting()) {
            String back = OauthSite.consent(site.authorizationUrl());
            assertThat(OauthSite.open(back).statusCode()).isEqualTo(200);
            assertThat(OauthSite.open(back).statusCode()).isEqualTo(400);
            assertThat(site.auth().path("authorized").asBoolean()).isTrue();
        }
    }

    @Test
    void aSecondStartMakesTheFirstVoid() {
        try (OauthSite site = OauthSite.waiting()) {
            String first = OauthSite.consent(site.authorizationUrl());
            String second = OauthSite.consent(site.authorizationUrl());
            assertThat(OauthSite.open(first).statusCode()).isEqualTo(400);
            assertThat(OauthSite.open(second).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "code=x&state=guessed,400",
        "code=x&state=,400",
        "code=x,400",
        "state=a&state=b&code=x,400",
        "error=access_denied&state=%00,400",
        "'',400"
    })
    void whatAtlassianDidNotSendIsAPageThatSaysSo(String query, int status) {
        HttpResponse<String> page = OauthSite.open(Service.url() + "/oauth/callback?" + query);
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body()).contains("Not connected").contains("<html");
    }

    @Test
    void whoSaysNoChangesNothing() {
        try (OauthSite site = OauthSite.waiting()) {
            OauthSite.atlassian().oauth().denyConsent(true);
            String back = OauthSite.consent(site.authorizationUrl());
            HttpResponse<String> page = OauthSite.open(back);
            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body()).contains("access_denied");
            assertThat(site.auth().path("authorized").asBoolean()).isFalse();
        }
    }

    @Test
    void aCodeOfAnotherStateIsNotExchanged() {
        try (OauthSite one = OauthSite.waiting();
                OauthSite other = OauthSite.waiting()) {
            String code = OauthSite.consent(one.authorizationUrl()).replaceAll(".*code=([^&]+).*", "$1");
            String mixed = OauthSite.consent(other.authorizationUrl()).replaceAll("code=[^&]+", "code=" + code);
            assertThat(OauthSite.open(mixed).statusCode()).isEqualTo(409);
            assertThat(other.auth().path("authorized").asBoolean()).isFalse();
        }
    }

    @Test
    void theSitesAreNamedWhereNoneIsTheConnectors() {
        try (OauthSite site = OauthSite.waiting()) {
            OauthSite.atlassian().oauth().sites(false, "https://one.atlassian.net", "https://two.atlassian.net");
            HttpResponse<String> page = OauthSite.open(OauthSite.consent(site.authorizationUrl()));
            assertThat(page.statusCode()).isEqualTo(409);
            assertThat(page.body()).contains("https://one.atlassian.net").contains("https://two.atlassian.net");
        }
    }

    @Test
    void eightCallsAtOnceRefreshOnce() throws InterruptedException, ExecutionException {
        try (OauthSite site = OauthSite.granted()) {
            site.post("/test", null);
            OauthSite.atlassian().oauth().expireAccessTokens(site.client);
            int before = OauthSite.atlassian().oauth().refreshes(site.client);
            ExecutorService eight = Executors.newFixedThreadPool(8);
            List<Future<Integer>> statuses = eight.invokeAll(
                    Collections.nCopies(8, () -> site.post("/test", null).status()));
            eight.shutdown();
            for (Future<Integer> status : statuses) {
                assertThat(status.get()).isEqualTo(200);
            }
            assertThat(OauthSite.atlassian().oauth().refreshes(site.client) - before)
                    .isEqualTo(1);
        }
    }

    @Test
    void aTokenIsRefreshedBeforeItEndsAndEachRefreshTokenUsedOnce() {
        try (OauthSite site = OauthSite.granted()) {
            OauthSite.atlassian().oauth().leeway(Duration.ZERO).accessTokenLife(Duration.ofSeconds(1));
            for (int i = 0; i < 4; i++) {
                assertThat(site.post("/test", null).status()).isEqualTo(200);
                OauthSite.atlassian().oauth().expireAccessTokens(site.client);
            }
            assertThat(OauthSite.atlassian().oauth().refreshes(site.client)).isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void anAnswerThatIsLostIsAskedForAgain() {
        try (OauthSite site = OauthSite.granted()) {
            OauthSite.atlassian().faults().onlyPaths("/oauth/token").next(Failure.TRUNCATED, 1);
            assertThat(site.post("/test", null).status()).isEqualTo(200);
        }
    }

    @Test
    void aProxysPageSaysNothingAboutTheGrant() {
        try (OauthSite site = OauthSite.granted()) {
            OauthSite.atlassian().faults().onlyPaths("/oauth/token").next(Failure.PAGE_UNAVAILABLE, 100);
            assertThat(site.post("/test", null).json().path("message").asText())
                    .contains("Something else than Atlassian's token endpoint");
            assertThat(site.auth().path("authorized").asBoolean()).isTrue();
            OauthSite.atlassian().faults().clear();
            assertThat(site.post("/test", null).status()).isEqualTo(200);
        }
    }

    @Test
    void aDeadGrantIsToldAndNotAskedForAgain() {
        try (OauthSite site = OauthSite.granted()) {
            OauthSite.atlassian().oauth().revoke(site.client);
            OauthSite.atlassian().oauth().expireAccessTokens(site.client);
            Service.Answer answer = site.post("/test", null);
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.json().path("message").asText())
                    .contains("authorize again")
                    .contains("/oauth/start");
            OauthSite.atlassian().forgetRequests();
            site.post("/test", null);
            assertThat(OauthSite.atlassian().requests().total()).isZero();
            JsonNode health = site.get("/health").json();
            assertThat(health.path("reachable").asBoolean()).isFalse();
            assertThat(health.path("errorCode").asText()).isEqualTo("AUTHORIZATION_NEEDED");
            assertThat(health.path("lastErrorAt").isTextual()).isTrue();
            assertThat(health.path("lastSuccessAt").isNull())
                    .as("an answer of Atlassian's is no success of Jira's")
                    .isTrue();
            assertThat(site.auth().path("authorized").asBoolean()).isFalse();
            assertThat(site.get("/overview").json().path("attention").toString())
                    .contains("\"AUTHORIZATION_NEEDED\"", "\"/admin/connectors/" + site.id + "/oauth/start\"");
            assertThat(OauthSite.open(OauthSite.consent(site.authorizationUrl()))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(site.post("/test", null).status()).isEqualTo(200);
        }
    }

    @Test
    void aJobThatMeetsADeadGrantFailsWithWhatToDo() {
        try (OauthSite site = OauthSite.copied()) {
            OauthSite.atlassian().oauth().revoke(site.client);
            OauthSite.atlassian().oauth().expireAccessTokens(site.client);
            String job = site.post("/sync/backfill", "{\"daysBack\": 30}")
                    .json()
                    .path("jobId")
                    .asText();
            site.awaitJob(job, "FAILED");
            assertThat(site.get("/sync/status?jobId=" + job)
                            .json()
                            .path("lastError")
                            .asText())
                    .contains("/oauth/start");
        }
    }

    @Test
    void anInstanceThatDiesWhileItRefreshesIsSucceeded() throws SQLException {
        try (OauthSite site = OauthSite.granted()) {
            site.post("/test", null);
            sql("update jira.oauth set access_expires_at = now() where connector_id = '" + site.id + "'");
            sql("insert into jira.lease (name, owner, until) values ('oauth:" + site.id
                    + "', 'the dead', now() + interval '1 second')");
            assertThat(site.post("/test", null).status()).isEqualTo(200);
        }
    }

    @Test
    void aTokenThatStillWorksIsGoodEnoughWhileAtlassianIsAway() throws SQLException {
        try (OauthSite site = OauthSite.granted()) {
            site.post("/test", null);
            sql(
                    "update jira.oauth set access_expires_at = now() + interval '100 seconds', refreshed_at = now() - interval '3500 seconds'"
                            + " where connector_id = '" + site.id + "'");
            OauthSite.atlassian().faults().onlyPaths("/oauth/token").next(Failure.UNAVAILABLE, 100);
            OauthSite.atlassian().forgetRequests();
            for (int i = 0; i < 3; i++) {
                assertThat(site.post("/test", null).status()).isEqualTo(200);
            }
            assertThat(OauthSite.atlassian().requests().to("POST /oauth/token")).isEqualTo(1);
        }
    }

    @Test
    void noSecretIsKeptInTheClear() throws SQLException {
        try (OauthSite site = OauthSite.copied()) {
            site.post("/webhooks/register", "{}");
            OauthSite.atlassian().oauth().revoke(site.client);
            OauthSite.atlassian().oauth().expireAccessTokens(site.client);
            site.post("/test", null);
            List<String> secrets = OauthSite.atlassian().oauth().handedOut(site.client);
            assertThat(secrets).hasSizeGreaterThan(3);
            for (String table :
                    List.of("connector", "oauth", "webhook", "log_entry", "connection_health", "job", "delivery")) {
                String rows = text("select coalesce(string_agg(t::text, ' '), '') from jira." + table + " t");
                secrets.forEach(secret -> assertThat(rows.contains(secret)
                                || rows.contains(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8))))
                        .as(table)
                        .isFalse());
                assertThat(rows).doesNotContain(site.secret);
            }
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement run = connection.createStatement()) {
            run.executeUpdate(statement);
        }
    }

    private String text(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement run = connection.createStatement();
                ResultSet row = run.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void aWrongClientSecretIsToldAndARightOneMendsIt() {
        try (OauthSite site = OauthSite.granted()) {
            site.put("", site.body(site.client, "not-the-secret", ""));
            assertThat(site.post("/test", null).json().path("message").asText()).contains("clientSecret");
            site.put("", site.body(site.client, site.secret, ""));
            assertThat(site.post("/test", null).status()).isEqualTo(200);
        }
    }

    @Test
    void anotherAppNeedsAnotherAuthorization() {
        try (OauthSite site = OauthSite.granted()) {
            Service.Answer changed = site.put("", site.body("another-client", "another-secret", ""));
            assertThat(changed.json().path("auth").path("authorized").asBoolean(true))
                    .isFalse();
            assertThat(changed.json().path("auth").has("clientSecret")).isFalse();
        }
    }

    @Test
    void aGrantThatNoKeyOpensIsToldAndNotTakenForARefusal() throws SQLException {
        try (OauthSite site = OauthSite.granted()) {
            String lost = Base64.getEncoder().encodeToString(new byte[32]);
            String grant =
                    Rows.text("select encode(refresh_token, 'base64') from jira.oauth where connector_id = ?", site.id);
            Rows.change(
                    "update jira.oauth set access_token = null, refresh_token = ? where connector_id = ?",
                    Secrets.withKeys(List.of(lost)).encrypt("x", site.id),
                    site.id);
            Service.Answer answer = site.post("/test", null).refused(409, "INVALID_ARGUMENT");
            assertThat(answer.json().path("message").asText())
                    .contains("connector.encryption-key")
                    .contains("authorized again");
            // with the key back all is well
            Rows.change(
                    "update jira.oauth set refresh_token = ? where connector_id = ?",
                    Base64.getMimeDecoder().decode(grant),
                    site.id);
            site.post("/test", null).is(200);
        }
    }

    @Test
    void aMissingScopeIsNoReasonToRefresh() {
        try (OauthSite site = OauthSite.granted("read:jira-work offline_access")) {
            Service.Answer answer = site.post("/test", null);
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.json().path("message").asText())
                    .contains("the scope read:jira-user", "/admin/connectors/" + site.id + "/oauth/start");
            assertThat(OauthSite.atlassian().oauth().refreshes(site.client)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\": \"oauth2\"}|auth.clientId auth.clientSecret",
                "{\"type\": \"oauth2\", \"clientId\": \"a\", \"clientSecret\": \"b\", \"refreshToken\": \"c\"}|auth.cloudId",
                "{\"type\": \"oauth2\", \"clientId\": \"a\", \"clientSecret\": \"b\", \"cloudId\": \"../x\"}|auth.cloudId",
                "{\"type\": \"oauth2\", \"clientId\": 7, \"clientSecret\": \"b c\", \"refreshToken\": \"\"}|auth.clientId auth.clientSecret auth.cloudId auth.refreshToken",
                "{\"type\": \"oauth2\", \"clientId\": \"a\", \"clientSecret\": \"b\", \"email\": \"c\"}|auth.email"
            })
    void wrongCredentialsAreNamedFieldByField(String auth, String fields) {
        Service.Answer answer = Service.post(
                "/admin/connectors", "{\"name\": \"x\", \"baseUrl\": \"http://127.0.0.1:1\", \"auth\": " + auth + "}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("fieldErrors").properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(fields.split(" ", -1));
    }

    @Test
    void onlyAnOauthConnectorIsAuthorized() {
        try (Site site = Site.bare(5)) {
            assertThat(site.post("/oauth/start", null).status()).isEqualTo(409);
        }
        assertThat(Service.post("/admin/connectors/nobody/oauth/start", null).status())
                .isEqualTo(404);
        try (OauthSite site = OauthSite.waiting()) {
            assertThat(site.post("/oauth/start", "{\"x\": 1}").status()).isEqualTo(400);
        }
    }
}
