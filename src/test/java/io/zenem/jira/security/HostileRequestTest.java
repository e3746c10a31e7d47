package io.zenem.jira.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.contract.Operation;
import io.zenem.jira.routes.Rows;
import io.zenem.jira.routes.Service;
import io.zenem.jira.routes.Site;
import io.zenem.jira.webhook.HmacSignature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests that are made to hurt, with a right token or a right signature. Sizes, types and doubled names: EveryOperationTest. */
@QuarkusTest
class HostileRequestTest {
    private static final String MARK = "@@@";

    private static Site site;

    @BeforeAll
    static void copy() {
        site = Deliveries.site();
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\r\\nb: c", "a\\u0085b", "a\\u202egnp.exe", "a\\u2066b", "a\\u0007"})
    void noNameHasASecondLineOrTurnsItsDirection(String name) {
        Service.Answer connector = Service.post(
                "/admin/connectors",
                "{\"id\": \"names\", \"name\": \"%s\", \"baseUrl\": \"%s\", \"auth\": {\"type\": \"bearer\", \"token\": \"x\"}}"
                        .formatted(name, site.baseUrl()));
        connector.names("name");
        assertThat(connector.json().at("/fieldErrors/name").asText()).contains("control characters");
        site.put("/mappings", Site.MAPPING.replace("\"v1\"", "\"" + name + "b\""))
                .names("versionName");
    }

    @Test
    void noTextOfAnyFieldIsAnErrorOfOurs() throws SQLException {
        for (Operation operation : Operation.all(site.id)) {
            for (ObjectNode body : marked(operation)) {
                for (String text :
                        List.of("a@b.example\\u0000", "\\ud800\\udfff\\ud83d", "\\ufeff\\u202ea\\r\\nb: c")) {
                    assertThat(operation
                                    .send(body.toString().replace(MARK, text), "application/json")
                                    .status())
                            .as(operation + " " + body)
                            .isLessThan(500);
                }
            }
        }
        Rows.change("delete from jira.connector where id <> ?", site.id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1e1000000000", "1E2147483648"})
    void noNumberOfAnyFieldIsAnErrorOfOurs(String number) {
        for (Operation operation : Operation.all(site.id)) {
            for (ObjectNode body : marked(operation)) {
                assertThat(operation
                                .send(body.toString().replace("\"" + MARK + "\"", number), "application/json")
                                .status())
                        .as(operation + " " + body)
                        .isBetween(400, 499);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "image/*;q=0.1", "nonsense", "application/json;q=0"})
    void whateverACallerAcceptsItIsAnsweredJson(String accepted) {
        byte[] body = "{\"webhookEvent\": \"x\"}".getBytes(StandardCharsets.UTF_8);
        String signature = HmacSignature.sign(body, Deliveries.SECRET);
        Service.send(Deliveries.request(site, body, signature, "Accept", accepted))
                .is(202);
        Service.send(HttpRequest.newBuilder(URI.create(Service.url() + "/admin/connectors/" + site.id))
                        .headers("Accept", accepted, "Authorization", "Bearer " + Service.token("connector-admin"))
                        .build())
                .is(200);
    }

    @Test
    void aBombIsRefusedBeforeItIsBuilt() {
        for (String bomb : List.of(
                "{\"a\":".repeat(100_000),
                "[".repeat(1_000_000),
                "{\"historyDays\": " + "9".repeat(1_000_000) + "}",
                "{\"historyDays\": 1" + "0".repeat(1_001) + "}",
                "{\"historyDays\": 1E99999999999}",
                "{\"" + "k".repeat(100_000) + "\": 1}")) {
            assertThat(put(bomb.getBytes(StandardCharsets.UTF_8))).isEqualTo(400);
            assertThat(Deliveries.signed(site, bomb).status()).isEqualTo(400);
        }
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        assertThat(put(new byte[] {'{', '"', 'j', 'q', 'l', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'}))
                .isEqualTo(400);
        assertThat(put(new byte[] {
                    '{', '"', 'j', 'q', 'l', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'
                }))
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE"})
    void aByteOrderMarkIsNoErrorOfOurs(String charset) {
        byte[] body = "\uFEFF{\"projects\": [\"NOPE\"]}".getBytes(Charset.forName(charset));
        assertThat(put(body)).isEqualTo(400);
    }

    @Test
    void whatIsPackedIsNotUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(new byte[1_000_000]);
        }
        assertThat(put(packed.toByteArray(), "Content-Encoding: gzip")).isEqualTo(400);
        assertThat(Deliveries.signed(site, packed.toByteArray()).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"webhookEvent\": \"jira:issue_updated\", \"timestamp\": 1e1000000000, \"issue\": {\"id\": 1e1000000000}}",
                "{\"webhookEvent\": \"jira:issue_updated\", \"timestamp\": 1, \"issue\": {\"id\": \"1\", \"fields\": {\"updated\": 1e999999999, \"customfield_10026\": 1e999999999}}}",
                "{\"webhookEvent\": \"jira:version_updated\", \"version\": {\"id\": \"7e9\", \"name\": \"\\u0000\"}}",
                "{\"webhookEvent\": \"sprint_started\", \"sprint\": {\"id\": -1e1000000000}}",
                "{\"webhookEvent\": \"a\", \"webhookEvent\": \"b\"}"
            })
    void aSignedDeliveryOfWhateverIsAppliedOrSetAside(String body) {
        Deliveries.signed(site, body).is(202);
        site.awaitWebhooks();
    }

    @Test
    void aBodyInPiecesIsNoLargerThanOneInAWhole() throws IOException {
        try (Raw connection = new Raw()) {
            connection.say(Raw.head(
                    "PUT /admin/connectors/" + site.id + "/scope",
                    "Authorization: Bearer " + Service.token("connector-admin"),
                    "Content-Type: application/json",
                    "Transfer-Encoding: chunked"));
            String piece = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            for (int i = 0; i < 17; i++) {
                connection.say(piece);
            }
            connection.say("0\r\n\r\n");
            assertThat(connection.rest()).startsWith("HTTP/1.1 413").contains("INVALID_ARGUMENT");
        }
    }

    @Test
    void aBodyWithoutEndIsCutOff() throws IOException {
        try (Raw connection = new Raw()) {
            connection.say(Raw.head("POST /webhooks/jira/" + site.id, Deliveries.WRONG, "Transfer-Encoding: chunked"));
            assertThat(connection.sayUntilClosed("100000\r\n" + "x".repeat(0x100000) + "\r\n", 100))
                    .isLessThan(60);
        }
    }

    @Test
    void halfARequestHoldsNobodyUp() throws IOException {
        List<Raw> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Raw connection = new Raw();
                slow.add(connection);
                connection.say(
                        i % 2 == 0
                                ? "GET /admin/connectors HTTP/1.1\r\nHost: loc"
                                : "POST /webhooks/jira/" + site.id + " HTTP/1.1\r\nHost: localhost\r\n"
                                        + Deliveries.WRONG + "\r\nContent-Length: 1000\r\n\r\n{");
            }
            site.get("").is(200);
            Deliveries.signed(site, "{\"webhookEvent\": \"while others are slow\"}")
                    .is(202);
        } finally {
            for (Raw connection : slow) {
                connection.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/connectors/%zz",
                "/admin/connectors/%",
                "/admin/connectors/x%4/scope",
                "/admin/connectors?page=%zz",
                "/admin/connectors?%=1",
                "/webhooks/jira/%zz",
                "/%zz",
                "/admin/connectors/a|b",
                "/admin/connectors?page=[]^",
                "/admin/connectors;x=1",
                "/admin/connectors%3Bx=1",
                "/admin;/connectors",
                "/admin/connectors/x%253bx=1",
                "/q/openapi;.html"
            })
    void anAddressThatIsNoUrlOrHasAMatrixParameterHasTheErrorShape(String path) throws IOException {
        assertRefused(
                400, Raw.ask(Raw.head("GET " + path, "Authorization: Bearer " + Service.token("connector-admin"))));
    }

    @Test
    void aHeadWithoutMeasureHasTheErrorShape() throws IOException {
        for (int size : List.of(10_000, 30_000)) {
            assertRefused(414, Raw.ask(Raw.head("GET /admin/connectors?search=" + "x".repeat(size))));
            assertRefused(431, Raw.ask(Raw.head("GET /admin/connectors", "X-Long: " + "x".repeat(size + 10_000))));
        }
    }

    private static void assertRefused(int status, String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("content-type: application/json")
                .contains("{\"success\":false,\"error\":\"INVALID_ARGUMENT\",\"message\":\"The ");
    }

    @Test
    void headersWithoutEndAreRefused() throws IOException {
        assertThat(Raw.ask(Raw.head("GET /admin/connectors", "X-Long: " + "x".repeat(100_000))))
                .matches("(?s)HTTP/1.1 4\\d\\d.*");
    }

    private static int put(byte[] body, String... headers) {
        List<String> all = new ArrayList<>(List.of(
                "Authorization: Bearer " + Service.token("connector-admin"),
                "Content-Type: application/json",
                "Content-Length: " + body.length));
        all.addAll(List.of(headers));
        try (Raw connection = new Raw()) {
            connection.say(Raw.head("PUT /admin/connectors/" + site.id + "/scope", all.toArray(new String[0])));
            connection.say(body);
            return Integer.parseInt(connection.rest().substring(9, 12));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An operation's example, once for each of its values, with a mark in its place. */
    private static List<ObjectNode> marked(Operation operation) {
        List<ObjectNode> marked = new ArrayList<>();
        if (operation.body().isPresent()) {
            ObjectNode body = operation.example();
            mark(body, body, marked);
        }
        return marked;
    }

    private static void mark(ObjectNode body, ObjectNode part, List<ObjectNode> marked) {
        for (String name :
                part.propertyStream().map(property -> property.getKey()).toList()) {
            JsonNode value = part.get(name);
            if (value.isObject()) {
                mark(body, (ObjectNode) value, marked);
            } else {
                part.put(name, MARK);
                marked.add(body.deepCopy());
                part.set(name, value);
            }
        }
    }
}
