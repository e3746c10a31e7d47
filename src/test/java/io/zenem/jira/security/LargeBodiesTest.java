package io.zenem.jira.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Rows;
import io.zenem.jira.routes.Site;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Strangers with large bodies, in whole, in part or never, take no memory that deliveries need. */
@QuarkusTest
class LargeBodiesTest {
    private static final int LARGE = 24 << 20;
    private static final String LENGTH = "Content-Length: " + LARGE;
    private static final String CHUNKED = "Transfer-Encoding: chunked";

    private static Site site;

    @BeforeAll
    static void copy() {
        site = Deliveries.site();
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void whoSignsNothingIsAnsweredAlikeEverywhereBeforeAnyBody() throws IOException {
        String known = answer(site.id, LENGTH);
        assertThat(known).startsWith("HTTP/1.1 401").contains("\"error\":\"UNAUTHORIZED\"");
        for (String path : List.of("nobody", "", "%00", "x/y", "../jira/" + site.id)) {
            assertThat(answer(path, LENGTH)).as(path).isEqualTo(known);
        }
        assertThat(answer(site.id, CHUNKED)).isEqualTo(known);
        for (String header :
                List.of("Content-Type: multipart/form-data", "X-Hub-Signature: sha256=12", "Authorization: Basic x")) {
            assertThat(answer(site.id, LENGTH, header)).as(header).isEqualTo(known);
        }
    }

    @Test
    void anUnknownOrSwitchedOffConnectorIsToldBeforeTheBody() throws IOException {
        for (String header : List.of(Deliveries.WRONG, "Authorization: Bearer " + "x".repeat(30))) {
            assertThat(answer("nobody", header, LENGTH)).startsWith("HTTP/1.1 404");
        }
        site.put("/settings", "{\"webhooksEnabled\": false}").is(200);
        try {
            await().until(() -> answer(site.id, Deliveries.WRONG, CHUNKED).startsWith("HTTP/1.1 410"));
        } finally {
            site.put("/settings", "{\"webhooksEnabled\": true}").is(200);
        }
        await().until(() ->
                Deliveries.signed(site, "{\"webhookEvent\": \"again\"}").status() == 202);
    }

    @Test
    void whatCannotBeAConnectorsNameIsToldWithoutTheDatabase() throws IOException, SQLException {
        try (Connection connection = Rows.connection()) {
            connection.setAutoCommit(false);
            Rows.change(connection, "lock table jira.connector in access exclusive mode");
            for (String name : List.of("x".repeat(64), "No-Name", "-x", "null")) {
                assertThat(answer(name, Deliveries.WRONG, LENGTH)).as(name).startsWith("HTTP/1.1 404");
            }
            connection.rollback();
        }
    }

    @Test
    void largeBodiesShareOneBudgetAndSmallDeliveriesGoOn() throws IOException {
        List<Raw> held = new ArrayList<>();
        try {
            String refused = "";
            while (!refused.startsWith("HTTP/1.1 503") && held.size() < 1_000) {
                Raw stranger = new Raw();
                held.add(stranger);
                stranger.say(head(site.id, Deliveries.WRONG, LENGTH));
                // the more memory, the more strangers there must be before the first one's time is over
                refused = stranger.soon(20);
            }
            assertThat(refused).startsWith("HTTP/1.1 503").contains("Retry-After: ", "RUNTIME_ERROR");
            assertThat(inChunks(LARGE)).startsWith("HTTP/1.1 503");
            Deliveries.signed(site, "{\"webhookEvent\": \"small\"}").is(202);
        } finally {
            for (Raw stranger : held) {
                stranger.close();
            }
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Deliveries.signed(site, large()).status() == 202);
    }

    @Test
    void whoSendsAWholeBodyAndHangsUpTakesNothingAlong() throws IOException {
        byte[] body = new byte[LARGE];
        for (int i = 0; i < Runtime.getRuntime().maxMemory() / 8 / LARGE + 2; i++) {
            try (Raw stranger = new Raw()) {
                stranger.say(head(site.id, Deliveries.WRONG, LENGTH));
                stranger.sayUntilClosed(body);
            }
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Deliveries.signed(site, large()).status() == 202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000", CHUNKED, LENGTH})
    void aBodyThatDripsIsCutOff(String length) throws IOException {
        try (Raw slow = new Raw()) {
            slow.say(head(site.id, Deliveries.WRONG, length) + (length.equals(CHUNKED) ? "5\r\nabcde\r\n" : "{"));
            assertThat(slow.rest()).startsWith("HTTP/1.1 408").contains("INVALID_ARGUMENT");
        }
    }

    @Test
    void aLargeDeliveryIsAppliedByWhatJiraSaysOfItsIssue() {
        String key = site.someKey("ABC", "Story");
        long id = site.jira()
                .silently()
                .editIssue(key, Map.of("summary", TextNode.valueOf("as Jira has it")))
                .id();
        Deliveries.signed(
                        site,
                        "{\"webhookEvent\":\"jira:issue_updated\",\"issue\":{\"id\":\"" + id + "\",\"fields\":{\"a\":["
                                + "{\"a\":1},".repeat(2_500_000) + "1]}}}")
                .is(202);
        await().untilAsserted(() -> assertThat(site.get("/stories?key=" + key)
                        .json()
                        .at("/content/0/title")
                        .asText())
                .isEqualTo("as Jira has it"));
    }

    @Test
    void whatIsRefusedForGoodIsCountedWithItsReason() throws IOException {
        try (Site counted = Deliveries.site()) {
            Deliveries.signed(counted, "[]").is(400);
            answer(counted.id, LENGTH);
            answer(counted.id, Deliveries.WRONG, "Content-Length: " + (26 << 20));
            answer(counted.id, Deliveries.WRONG, "Content-Type: multipart/form-data; boundary=x", "Content-Length: 0");
            counted.put("/settings", "{\"webhooksEnabled\": false}").is(200);
            Deliveries.signed(counted, "{}").is(410);
            // the timer may be writing what it counted at this moment
            await().until(() ->
                    counted.get("/webhooks/status").json().path("rejected24h").asInt() == 5);
            assertThat(counted.get("/webhooks/status")
                            .json()
                            .path("rejectedReasons24h")
                            .toString())
                    .isEqualTo(
                            "{\"unsigned\":1,\"malformed\":1,\"tooLarge\":1,\"tooSlow\":0,\"form\":1,\"switchedOff\":1}");
        }
    }

    @Test
    void whatCannotBeWrittenDownStaysCounted() throws SQLException {
        try (Site counted = Deliveries.site()) {
            Rows.change("alter table jira.rejection rename to rejection_away");
            try {
                Deliveries.signed(counted, "[]").is(400);
                counted.get("/webhooks/status").is(500);
            } finally {
                Rows.change("alter table jira.rejection_away rename to rejection");
            }
            await().until(() ->
                    counted.get("/webhooks/status").json().path("rejected24h").asInt() == 1);
        }
    }

    private static byte[] large() {
        String text = "\"" + "x".repeat(1_000_000) + "\"";
        return ("{\"webhookEvent\": \"large\", \"texts\": [" + (text + ",").repeat(LARGE / text.length() - 1) + text
                        + "]}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String inChunks(int length) throws IOException {
        try (Raw stranger = new Raw()) {
            stranger.say(head(site.id, Deliveries.WRONG, CHUNKED));
            String chunk = "100000\r\n" + "x".repeat(1 << 20) + "\r\n";
            String answer = "";
            for (int sent = 0; sent < length && answer.isEmpty(); sent += 1 << 20) {
                stranger.sayUntilClosed(chunk.getBytes(StandardCharsets.ISO_8859_1));
                answer = stranger.soon(20);
            }
            return answer;
        }
    }

    private static String answer(String connector, String... headers) throws IOException {
        return Raw.ask(head(connector, headers));
    }

    private static String head(String connector, String... headers) {
        return Raw.head("POST /webhooks/jira/" + connector, headers);
    }
}
