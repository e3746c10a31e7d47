package io.zenem.jira.security;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.contract.Operation;
import io.zenem.jira.routes.Rows;
import io.zenem.jira.routes.Service;
import io.zenem.jira.routes.Site;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever has no right token changes nothing and learns nothing, however the request is written. No token and wrong roles: EveryOperationTest. */
@QuarkusTest
class AdminDoorTest {
    private static Site site;

    @BeforeAll
    static void copy() {
        site = Site.live(10);
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void everyOperationRefusesEveryForgedToken() throws IOException, GeneralSecurityException, SQLException {
        Map<String, String> forged = Forged.tokens();
        assertThat(Service.call("GET", "/admin/connectors", null, Forged.right())
                        .status())
                .isEqualTo(200);
        String before = connectors();
        for (Operation operation : Operation.all(site.id)) {
            forged.forEach((wrong, token) -> assertThat(
                            operation.call(token).refused(401, "UNAUTHORIZED").status())
                    .as(wrong)
                    .isEqualTo(401));
        }
        assertThat(connectors()).isEqualTo(before);
    }

    @Test
    void aTokenIsOnlyReadFromItsHeader() throws IOException, GeneralSecurityException {
        String token = Forged.right();
        for (String header : List.of(
                "Cookie: Bearer=" + token,
                "Cookie: Authorization=Bearer " + token,
                "Proxy-Authorization: Bearer " + token,
                "X-Forwarded-Authorization: Bearer " + token,
                "Authorization: Basic " + token,
                "Authorization: " + token,
                "Authorization: Bearer")) {
            assertThat(Raw.ask(Raw.head("GET /admin/connectors?access_token=" + token, header)))
                    .as(header)
                    .startsWith("HTTP/1.1 401");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"connector-admin\"",
                "5",
                "null",
                "true",
                "{\"connector-admin\": true}",
                "[1, 2]",
                "[null]",
                "[[\"connector-admin\"]]",
                "[{\"a\": \"connector-admin\"}]",
                "[1, \"connector-admin\"]"
            })
    void rolesThatAreNoListOfTextsAreNone(String groups) throws IOException, GeneralSecurityException {
        Service.call("GET", "/admin/connectors", null, Forged.groups(groups)).refused(403, "FORBIDDEN");
    }

    @Test
    void everyAnswerForbidsToKeepToGuessAndToFrame() throws IOException {
        for (String line : List.of(
                "GET /admin/connectors",
                "GET /admin/connectors?size=0",
                "POST /webhooks/jira/x",
                "GET /webhooks/jira/x",
                "GET /oauth/callback",
                "GET /nothing",
                "GET /admin/connectors/%zz",
                "GET /" + "x".repeat(10_000))) {
            assertThat(Raw.ask(Raw.head(line)).toLowerCase(Locale.ROOT))
                    .as(line)
                    .contains("cache-control: no-store", "x-content-type-options: nosniff", "frame-ancestors 'none'");
        }
        assertThat(Service.get("/admin/connectors").http().headers().firstValue("Cache-Control"))
                .contains("no-store");
    }

    @Test
    void http2IsNotSpokenInTheClear() throws IOException {
        assertThat(Raw.ask(Raw.head(
                        "GET /admin/connectors",
                        "Connection: Upgrade, HTTP2-Settings",
                        "Upgrade: h2c",
                        "HTTP2-Settings: AAMAAABkAAQAAP__")))
                .startsWith("HTTP/1.1 401");
        try (Raw prior = new Raw()) {
            prior.say("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
            // no frame of HTTP/2, but words
            assertThat(prior.soon(2_000)).matches("(?s)|HTTP/\\S+ 400 .*");
        }
    }

    @Test
    void healthTellsNoVersions() throws IOException {
        assertThat(Raw.ask(Raw.head("GET /q/health")))
                .contains("\"UP\"")
                .doesNotContain("ersion")
                .doesNotContainPattern("\\d+\\.\\d+\\.\\d+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//admin/connectors",
                "///admin///connectors",
                "/admin/../admin/connectors",
                "/q/../admin/connectors",
                "/q/health/../../admin/connectors",
                "/webhooks/../admin/connectors",
                "/webhooks/jira/../../admin/connectors",
                "/webhooks/%2e%2e/admin/connectors",
                "/webhooks/..%2fadmin/connectors",
                "/webhooks/..;/admin/connectors",
                "/oauth/callback/../../admin/connectors",
                "/./admin/./connectors",
                "/admin/connectors/.",
                "/admin/connectors/..",
                "/admin/connectors./",
                "/admin/connectors/?x",
                "/admin/connectors/%2e",
                "/Admin/connectors",
                "/ADMIN/connectors",
                "/admin;x=1/connectors",
                "/admin/;x=1/connectors",
                "/admin/connectors;x=1",
                "/;/admin/connectors",
                "/admin%3bx=1/connectors",
                "/admin%3B/connectors",
                "/admin/%3b/connectors",
                "/admin/connectors%3Bx=1",
                "/admin%253bx/connectors",
                "/x%2f..%2fadmin/connectors",
                "/webhooks%5c..%5cadmin/connectors",
                "/%61dmin/connectors",
                "/%2561dmin/connectors",
                "/admin%2fconnectors",
                "/%2fadmin/connectors",
                "/admin%5cconnectors",
                "/\\admin/connectors",
                "/admin/connectors%00",
                "/admin%20/connectors",
                "/admin\t/connectors",
                "/adm\u0131n/connectors",
                "http://localhost/admin/connectors",
                "http://evil.example/webhooks/../admin/connectors",
                "*",
                "admin/connectors"
            })
    void noWayOfWritingAPathGoesAroundTheToken(String path) throws IOException {
        for (String method : List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "PATCH", "get", "X")) {
            String answer = Raw.ask(
                    Raw.head(method + " " + path, "Content-Length: 2", "Content-Type: application/json") + "{}");
            assertThat(answer).as(method).matches("(?s)HTTP/1.[01] (400|401|404|405|501).*");
            assertThat(answer).as(method).doesNotContain(site.id).doesNotContain("baseUrl");
        }
    }

    @Test
    void aViewerDoesNotWriteByAnotherMethodsName() throws SQLException {
        String viewer = Service.token("connector-viewer");
        String before = connectors();
        for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method")) {
            for (String method : List.of("GET", "HEAD", "POST")) {
                raw(
                        method + " /admin/connectors/" + site.id + "?data=purge&_method=DELETE",
                        viewer,
                        header + ": DELETE");
            }
        }
        for (String method : List.of("delete", "Delete", "DELETE\u0000", "PUT")) {
            assertThat(raw(method + " /admin/connectors/" + site.id + "?data=purge", viewer, "X: y"))
                    .matches("(?s)HTTP/1.[01] (400|403|405|501).*");
        }
        assertThat(connectors()).isEqualTo(before);
    }

    @Test
    void twoHeadersAreNotOneRightToken() throws IOException, GeneralSecurityException {
        assertThat(Raw.ask(Raw.head(
                        "GET /admin/connectors",
                        "Authorization: Bearer " + Forged.tokens().get("another key"),
                        "Authorization: Bearer " + Forged.right())))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void nothingIsReflected() throws IOException, GeneralSecurityException {
        String answer = Raw.ask(Raw.head(
                "TRACE /admin/connectors", "Authorization: Bearer " + Forged.right(), "X-Mirror: surprise-surprise"));
        assertThat(answer).startsWith("HTTP/1.1 405").doesNotContain("surprise");
        assertThat(Raw.ask(Raw.head("GET /nothing/surprise%0d%0aX-Split:%20yes?a=%0d%0aX-Split:%20yes")))
                .startsWith("HTTP/1.1 404")
                .doesNotContain("X-Split:");
    }

    private static String raw(String line, String token, String header) {
        try {
            return Raw.ask(Raw.head(line, "Authorization: Bearer " + token, header));
        } catch (IOException cut) {
            return "HTTP/1.1 400 (the connection was closed)";
        }
    }

    private static String connectors() throws SQLException {
        return Rows.text("select string_agg(c::text, ' ' order by id) from jira.connector c")
                + Rows.count("select count(*) from jira.job");
    }
}
