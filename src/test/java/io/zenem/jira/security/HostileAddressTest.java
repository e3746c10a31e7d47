package io.zenem.jira.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Service;
import io.zenem.jira.routes.Site;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A site whose answers hold what Camel takes for the name of a property, in each place where an answer flows back into a request.
 * Whatever becomes of the request: nothing of our environment or configuration leaves.
 */
@QuarkusTest
class HostileAddressTest {
    private static final String BAIT = "7{{env:PATH}}{{sys:java.home}}{{connector.data-dir}}"
            + "\\u007b\\u007benv:PATH\\u007d\\u007d%7B%7Benv:PATH%7D%7D${sys.java.home}${env:PATH}";

    private Site site;
    private RawJira jira;

    @BeforeEach
    void live() throws IOException {
        site = Site.live(10);
        jira = new RawJira(site.baseUrl());
        site.moveTo(jira.url());
    }

    @AfterEach
    void end() throws IOException {
        jira.answer = RawJira::truly;
        nothingLeft();
        jira.close();
        site.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "self",
                "id",
                "key",
                "accountId|name",
                "nextPageToken|nextPage|total|timeZone",
                "boardId|originBoardId|projectId"
            })
    void nothingOfOursIsInARequest(String name) {
        jira.answer = (line, truth, wire) -> RawJira.whole(truth, baited(name, truth.body()), wire);
        for (String path : List.of("/test", "/webhooks/register", "/webhooks/rotate")) {
            site.post(path, null);
        }
        site.get("/health?probe=true");
        site.get("/fields?includeSamples=true");
        site.put("/scope", "{\"projects\": [\"ABC\"], \"boards\": [1]}");
        site.put("/mappings", Site.MAPPING);
        site.post("/mappings/test", "{\"mapping\": " + Site.MAPPING + "}");
        for (String path : List.of("/discover-users", "/sync/versions", "/sync/sprints", "/sync/reconcile")) {
            attempted(site.post(path, "{}").json().path("jobId").asText());
        }
        site.call("DELETE", "/webhooks");
    }

    @Test
    void aWebhookWithoutANumberIsLeftAlone() {
        jira.answer = (line, truth, wire) -> RawJira.whole(truth, baited("self", truth.body()), wire);
        assertThat(site.post("/webhooks/register", null)
                        .is(502)
                        .json()
                        .path("message")
                        .asText())
                .contains("does not end in a number", "{{env:PATH}}");
        assertThat(jira.asked).noneMatch(line -> line.startsWith("PUT") || line.startsWith("POST /rest/webhooks"));
    }

    @Test
    void aWebhookThatJiraListsWithoutANumberIsMadeOnceAndToldInEachCheck() {
        site.call("DELETE", "/webhooks").is(200);
        jira.answer = (line, truth, wire) -> RawJira.whole(truth, baited("self", truth.body()), wire);
        jira.asked.clear();
        assertWithoutNumber(site.post("/webhooks/register", null).is(200).json());
        assertWithoutNumber(site.post("/webhooks/check", null).is(200).json());
        assertThat(site.get("/health?probe=true")
                        .is(200)
                        .json()
                        .at("/webhook/state")
                        .asText())
                .isEqualTo("changed");
        assertThat(jira.asked("/rest/webhooks")).isGreaterThan(2);
        assertThat(jira.asked)
                .filteredOn(line -> line.startsWith("POST /rest/webhooks"))
                .hasSize(1);
        assertThat(jira.asked).noneMatch(line -> line.startsWith("PUT"));
    }

    private static void assertWithoutNumber(JsonNode answer) {
        assertThat(answer.path("state").asText()).isEqualTo("changed");
        assertThat(answer.path("message").asText()).contains("does not end in a number");
    }

    @Test
    void anIdOfTheGatewayThatIsNoneIsNoAddress() {
        jira.answer = (line, truth, wire) -> {
            byte[] body = line.contains("tenant_info")
                    ? ("{\"cloudId\": \"" + BAIT + "\"}").getBytes(StandardCharsets.UTF_8)
                    : truth.body();
            RawJira.head(line.contains("tenant_info") ? 200 : 401, truth, "Content-Length: " + body.length, wire);
            wire.write(body);
        };
        site.post("/test", null).is(502);
        assertThat(jira.asked).anyMatch(line -> line.contains("tenant_info"));
    }

    @Test
    void aRedirectGoesNowhere() {
        jira.answer = (line, truth, wire) ->
                RawJira.head(302, truth, "Content-Length: 0\r\nLocation: " + jira.url() + "/{{env:PATH}}", wire);
        site.post("/test", null).is(502);
        assertThat(jira.asked("/myself")).isEqualTo(1);
    }

    private static byte[] baited(String name, byte[] body) {
        String value = (name.equals("self") ? "http://x/" : "") + BAIT;
        return new String(body, StandardCharsets.UTF_8)
                .replaceAll(
                        "\"(" + name + ")\"\\s*:\\s*(?:\"[^\"]*\"|\\d+)",
                        "\"$1\": " + Matcher.quoteReplacement("\"" + value + "\""))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Until the job has ended, or has failed and waits. */
    private void attempted(String job) {
        if (job.isEmpty()) {
            return;
        }
        await().until(() -> {
            JsonNode state = site.get("/sync/status?jobId=" + job).json();
            return !List.of("QUEUED", "RUNNING").contains(state.path("status").asText())
                    || state.path("nextAttemptAt").isTextual();
        });
        Service.post("/admin/connectors/" + site.id + "/sync/jobs/" + job + "/cancel", null);
    }

    private void nothingLeft() {
        assertThat(jira.asked).isNotEmpty();
        String lines = String.join("\n", jira.asked);
        for (String ours : List.of(
                System.getenv("PATH"),
                System.getProperty("java.home"),
                ConfigProvider.getConfig().getValue("connector.data-dir", String.class))) {
            assertThat(lines).doesNotContain(ours);
        }
        assertThat(jira.asked).allSatisfy(line -> assertThat(line.split("\\|", 2)[0])
                .matches("[A-Z]+ [A-Za-z0-9\\-._~:/?#@!$&'()*+,;=%]+ HTTP/1.1"));
    }
}
