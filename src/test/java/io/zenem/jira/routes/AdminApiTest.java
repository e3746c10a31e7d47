package io.zenem.jira.routes;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The admin API as the contract has it: tokens, roles, errors, connectors, scope, mapping, settings. */
@QuarkusTest
class AdminApiTest {
    private static final String CONNECTOR =
            """
            {"name": "%s", "baseUrl": "http://127.0.0.1:1", "auth": {"type": "basic", "email": "a@b.example", "apiToken": "very-secret-token"}}
            """;

    @Inject
    DataSource database;

    @Test
    void noTokenIsUnauthorized() {
        assertError(Service.call("GET", "/admin/connectors", null, null), 401, "UNAUTHORIZED");
    }

    @Test
    void aParameterThatIsGivenTwiceIsRefusedAndAnEmptyOneIsNot() {
        assertError(Service.get("/admin/connectors?page=0&page=0"), 400, "INVALID_ARGUMENT");
        Service.get("/admin/connectors?&&").is(200);
    }

    @Test
    void aViewerMayOnlyRead() {
        String viewer = Service.token("connector-viewer");
        assertThat(Service.call("GET", "/admin/connectors", null, viewer).status())
                .isEqualTo(200);
        assertError(Service.call("POST", "/admin/connectors", CONNECTOR.formatted("x"), viewer), 403, "FORBIDDEN");
        assertError(Service.call("GET", "/admin/connectors", null, Service.token("nobody")), 403, "FORBIDDEN");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/admin/nothing,404",
        "GET,/nothing,404",
        "PATCH,/admin/connectors,405",
        "DELETE,/admin/connectors,405",
        "GET,/webhooks/jira/x,405",
        "GET,/admin/connectors/nobody,404",
        "GET,/admin/connectors/nobody/scope,404",
        "GET,/admin/connectors/%00,404",
        "GET,/admin/connectors/nobody%00/scope,404",
        "GET,/admin/connectors?size=1&size=2,400",
        "GET,/admin/connectors?size=0,400",
        "GET,/admin/connectors?page=-1,400",
        "GET,/admin/connectors?size=x,400"
    })
    void whatCannotBeAnsweredHasTheErrorShape(String method, String path, int status) {
        assertError(Service.call(method, path, null, Service.token("connector-admin")), status, "INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            })
    void malformedJsonIsAnInvalidArgument(String body) {
        assertError(Service.post("/admin/connectors", body), 400, "INVALID_ARGUMENT");
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        Service.Answer answer = Service.post(
                "/admin/connectors",
                "{\"name\": 5, \"baseUrl\": \"ftp://x\", \"timeZone\": \"Mars/Olympus\", \"auth\": {\"type\": \"basic\", \"email\": \"\", \"more\": 1}, \"x\": 1}");
        assertError(answer, 400, "VALIDATION_ERROR");
        assertThat(names(answer.json().path("fieldErrors")))
                .containsExactly("auth.apiToken", "auth.email", "auth.more", "baseUrl", "name", "timeZone", "x");
    }

    @Test
    void aWrongIdIsNamedWhateverElseIsWrong() {
        Service.post("/admin/connectors", "{\"id\": \"UPPER X!\", \"name\": \"\", \"timeZone\": \"GMT+5\"}")
                .names("auth", "baseUrl", "id", "name", "timeZone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "https://10.0.0.1",
                "https://169.254.169.254",
                "https://[fd00::1]",
                "https://user:pw@example.com",
                "https://example.com?x=1",
                "file:///etc/passwd",
                "example.com"
            })
    void anAddressThatIsNotJirasIsRefused(String baseUrl) {
        Service.Answer answer =
                Service.post("/admin/connectors", CONNECTOR.formatted("x").replace("http://127.0.0.1:1", baseUrl));
        assertError(answer, 400, "VALIDATION_ERROR");
    }

    @Test
    void aConnectorIsCreatedReadReplacedAndDeleted() {
        Service.Answer created = Service.post("/admin/connectors", CONNECTOR.formatted("Écrin d'Or"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("id").asText()).isEqualTo("ecrin-d-or");
        Service.Answer again = Service.post("/admin/connectors", CONNECTOR.formatted("Écrin d'Or"));
        assertError(again, 409, "INVALID_ARGUMENT");
        assertThat(again.json().path("message").asText()).contains("the id ecrin-d-or");
        String path = "/admin/connectors/ecrin-d-or";
        assertThat(Service.put(path, "{\"name\": \"Renamed\", \"baseUrl\": \"http://127.0.0.1:1\"}")
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Renamed");
        assertThat(Service.get(path).json().path("auth").toString())
                .isEqualTo("{\"type\":\"basic\",\"email\":\"a@b.example\"}");
        assertError(Service.delete(path), 400, "INVALID_ARGUMENT");
        assertThat(Service.delete(path + "?data=purge").status()).isEqualTo(200);
        assertError(Service.get(path), 404, "INVALID_ARGUMENT");
    }

    @Test
    void credentialsNeverFollowAnAddressToAnotherHost() {
        Service.post("/admin/connectors", CONNECTOR.formatted("mover"));
        Service.Answer moved =
                Service.put("/admin/connectors/mover", "{\"name\": \"m\", \"baseUrl\": \"http://localhost:2\"}");
        assertError(moved, 400, "VALIDATION_ERROR");
        assertThat(moved.json().path("fieldErrors").has("auth")).isTrue();
    }

    @Test
    void secretsAreNowhereInTheDatabase() throws SQLException {
        Service.post("/admin/connectors", CONNECTOR.formatted("keeper"));
        try (Connection connection = database.getConnection();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery(
                                "select row_to_json(c)::text, encode(credentials, 'escape') from jira.connector c where id = 'keeper'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1) + row.getString(2))
                    .doesNotContain("very-secret-token")
                    .doesNotContain(
                            Base64.getEncoder().encodeToString("very-secret-token".getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void aConnectorWhoseWebhookIsBeingWrittenIsNotRemovedMeanwhile() throws SQLException {
        Service.post("/admin/connectors", CONNECTOR.formatted("busy"));
        sql(
                "insert into jira.lease (name, owner, until) values ('webhook:busy', 'another', now() + interval '1 minute')");
        assertError(Service.delete("/admin/connectors/busy/webhooks"), 409, "INVALID_ARGUMENT");
        assertError(Service.delete("/admin/connectors/busy?data=purge"), 409, "INVALID_ARGUMENT");
        sql("delete from jira.lease where name = 'webhook:busy'");
        Service.delete("/admin/connectors/busy?data=purge").is(200);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute(statement);
        }
    }

    @Test
    void anUnreachableJiraIsABadGatewayWithItsReason() {
        Service.post("/admin/connectors", CONNECTOR.formatted("lost"));
        Service.Answer answer = Service.post("/admin/connectors/lost/test", null);
        assertError(answer, 502, "RUNTIME_ERROR");
        assertThat(answer.json().path("message").asText()).contains("Jira did not answer");
        assertThat(Service.get("/admin/connectors/lost/health")
                        .json()
                        .path("reachable")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aTestTellsWhoWeAre() {
        try (Site site = Site.bare(10)) {
            JsonNode answer = site.post("/test", null).json();
            assertThat(answer.path("timeZone").asText()).isEqualTo("Asia/Kolkata");
            assertThat(answer.path("deploymentType").asText()).isEqualTo("Cloud");
        }
    }

    @Test
    void aScopeNamesWhatJiraDoesNotKnow() {
        try (Site site = Site.bare(10)) {
            Service.Answer answer = site.put(
                    "/scope",
                    "{\"projects\": [\"ABC\", \"NOPE\"], \"issueTypes\": [\"Story\", \"Saga\"], \"boards\": [12, 999], \"jql\": \"colour = red\"}");
            assertError(answer, 400, "VALIDATION_ERROR");
            JsonNode errors = answer.json().path("fieldErrors");
            assertThat(names(errors)).containsExactly("boards", "issueTypes", "jql", "projects");
            assertThat(errors.path("projects").asText()).contains("NOPE").doesNotContain("ABC");
        }
    }

    @Test
    void whatIsWrongWithAScopeInItselfIsToldAtOnceAndJiraIsNotAsked() {
        try (Site site = Site.bare(10)) {
            site.jira().forgetRequests();
            site.put(
                            "/scope",
                            """
                            {"projects": [], "issueTypes": [1], "boards": [-999], "jql": "labels = x) or (a = b",
                             "historyDays": 0, "colour": "red"}
                            """)
                    .names("projects", "issueTypes", "boards", "jql", "historyDays", "colour");
            assertThat(site.jira().requests().total()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels = x) or (project = TEAM", "labels = x order by key", "(labels = x", "\\\"unclosed"})
    void aConditionCannotLeaveTheScope(String jql) {
        try (Site site = Site.bare(10)) {
            Service.Answer answer = site.put("/scope", "{\"projects\": [\"ABC\"], \"jql\": \"" + jql + "\"}");
            assertError(answer, 400, "VALIDATION_ERROR");
            assertThat(names(answer.json().path("fieldErrors"))).containsExactly("jql");
        }
    }

    @Test
    void aQueryParameterCannotReplaceWhatThePathNames() {
        try (Site site = Site.copied(10)) {
            assertError(site.post("/mappings/nope/activate?versionId=map_v1", null), 400, "INVALID_ARGUMENT");
            assertError(site.get("?id=other"), 400, "INVALID_ARGUMENT");
        }
    }

    @Test
    void aConnectorRemovedWithItsDataKeptCanBeTakenUpAgain() {
        Service.post("/admin/connectors", CONNECTOR.formatted("comeback"));
        assertThat(Service.delete("/admin/connectors/comeback?data=keep").status())
                .isEqualTo(200);
        assertError(Service.get("/admin/connectors/comeback"), 404, "INVALID_ARGUMENT");
        assertThat(Service.post("/admin/connectors", CONNECTOR.formatted("comeback"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aConnectorThatIsTakenUpAgainLooksAtAllOfItsSite() {
        try (Site site = Site.copied(20)) {
            String key = site.someKey("ABC", "Story");
            Service.delete("/admin/connectors/" + site.id + "?data=keep").is(200);
            site.jira().silently().editIssue(key, Site.summary("while nobody looked"));
            site.takeUp();
            assertThat(site.awaitJob("recon_001", "COMPLETED")
                            .at("/request/windowDays")
                            .asInt())
                    .isEqualTo(3650);
            assertThat(site.get("/stories?key=" + key)
                            .json()
                            .at("/content/0/title")
                            .asText())
                    .isEqualTo("while nobody looked");
        }
    }

    @Test
    void anEqualRequestReturnsTheSameJob() {
        try (Site site = Site.copied(60)) {
            site.jira().faults().latency(Duration.ofMillis(300));
            String first = site.post("/sync/reconcile", "{\"windowDays\": 3}")
                    .json()
                    .path("jobId")
                    .asText();
            assertThat(site.post("/sync/reconcile", "{\"windowDays\": 3}")
                            .json()
                            .path("jobId")
                            .asText())
                    .isEqualTo(first);
            site.jira().faults().latency(Duration.ZERO);
            site.awaitJob(first, "COMPLETED");
        }
    }

    private static void assertError(Service.Answer answer, int status, String code) {
        answer.refused(status, code);
        assertThat(names(answer.json())).containsExactly("success", "error", "message", "fieldErrors");
        assertThat(answer.json().path("message").asText()).isNotBlank();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
