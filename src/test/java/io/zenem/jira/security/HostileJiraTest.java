package io.zenem.jira.security;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Rows;
import io.zenem.jira.routes.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a site may do that is no Jira, or is somebody else's. */
@QuarkusTest
class HostileJiraTest {
    private static final String ID = "hostile";
    private static final String TEST = "/admin/connectors/" + ID + "/test";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer site;
    private HttpHandler answer = exchange -> {};

    @BeforeEach
    void connect() throws IOException {
        site = serve(exchange -> {
            asked.add("" + exchange.getRequestHeaders().getFirst("Cookie"));
            answer.handle(exchange);
        });
        Service.post(
                        "/admin/connectors",
                        """
                        {"id": "%s", "name": "x", "baseUrl": "%s", "auth": {"type": "bearer", "token": "very-secret-token"}}
                        """
                                .formatted(ID, url(site)))
                .is(201);
    }

    @AfterEach
    void end() {
        Service.delete("/admin/connectors/" + ID + "?data=purge");
        site.stop(0);
    }

    @Test
    void aRedirectIsToldAndNotFollowed() throws IOException {
        List<String> elsewhere = new CopyOnWriteArrayList<>();
        HttpServer other = serve(
                exchange -> elsewhere.add("" + exchange.getRequestHeaders().getFirst("Authorization")));
        answer = exchange -> {
            exchange.getResponseHeaders().set("Location", url(other) + "/rest/api/3/myself");
            exchange.sendResponseHeaders(307, -1);
        };
        assertThat(message(Service.post(TEST, null).is(502))).contains("Jira redirects to 127.0.0.1");
        assertThat(elsewhere).isEmpty();
        other.stop(0);
    }

    @Test
    void anAddressThatBecameForbiddenIsRefusedWhenItIsConnectedTo() throws SQLException {
        for (String baseUrl : List.of("https://10.255.255.1", "https://169.254.169.254", "https://[fd00::1]")) {
            Rows.change("update jira.connector set base_url = ? where id = ?", baseUrl, ID);
            assertThat(message(Service.post(TEST, null).is(502))).contains("private, loopback or link-local");
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void aPackedAnswerIsUnpackedOnce() {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = new GZIPOutputStream(exchange.getResponseBody())) {
                body.write(
                        "{\"accountId\": \"packed\", \"displayName\": \"P\", \"timeZone\": \"UTC\", \"permissions\": {}}"
                                .getBytes(StandardCharsets.UTF_8));
            }
        };
        assertThat(Service.post(TEST, null).is(200).json().toString()).contains("\"accountId\":\"packed\"");
    }

    @Test
    void aPackedAnswerThatUnpacksWithoutEndIsNotReadToItsEnd() {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            byte[] blanks = " ".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
            try (OutputStream body = new GZIPOutputStream(exchange.getResponseBody())) {
                for (int i = 0; i < 40; i++) {
                    body.write(blanks);
                }
            }
        };
        assertThat(message(Service.post(TEST, null).is(502))).contains("larger than 20000000 bytes");
        assertThat(asked).hasSize(1);
    }

    @Test
    void deepAndHugeJsonIsNoAnswer() {
        for (String body : List.of(
                "[".repeat(100_000),
                "{\"accountId\": " + "9".repeat(100_000) + "}",
                "{\"accountId\": 1E99999999999}",
                "\uFEFF{\"accountId\"",
                "{\"accountId\": \"\u0000\"}")) {
            answer = exchange -> json(exchange, 200, body);
            assertThat(message(Service.post(TEST, null).is(502))).contains("is no JSON");
        }
    }

    @Test
    void itsWordsStayOnOneLine() {
        answer = exchange -> json(
                exchange,
                400,
                "{\"errorMessages\": [\"a\\r\\n2026-01-01 00:00:00,000 INFO  forged\\u0085\\u2028line\"]}");
        assertThat(message(Service.post(TEST, null).is(502)))
                .contains("forged")
                .doesNotContainPattern("[\\p{Cc}\\u2028]");
    }

    @Test
    void itsCookiesAreNotKept() {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Set-Cookie", "session=1; Path=/");
            json(exchange, 400, "{}");
        };
        Service.post(TEST, null).is(502);
        Service.post(TEST, null).is(502);
        assertThat(asked).containsExactly("null", "null");
    }

    private static void json(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String message(Service.Answer answer) {
        return answer.json().path("message").asText();
    }

    private static HttpServer serve(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            handler.handle(exchange);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
