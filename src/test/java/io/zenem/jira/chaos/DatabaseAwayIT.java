package io.zenem.jira.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.zenem.jira.process.RunningService;
import io.zenem.jira.webhook.HmacSignature;
import io.zenem.jirasim.DemoOptions;
import io.zenem.jirasim.DemoServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** PostgreSQL dies under a running service: what was accepted is there, everybody is told to come again, and nobody has to repair anything. */
class DatabaseAwayIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SECRET = "the secret of a webhook";
    private static final String CONNECTOR = "/admin/connectors/away";

    @TempDir
    Path data;

    @Test
    void whoComesIsToldToComeAgainAndTheServiceRecoversByItself() throws Exception {
        try (CrashingDatabase database = new CrashingDatabase(data.resolve("postgresql"));
                DemoServer jira = DemoServer.start(DemoOptions.defaults().withIssues(60));
                RunningService service = RunningService.start(data.resolve("service"), database.environment())
                        .ready()) {
            connect(service, jira);
            String first = key(jira, 0);
            String second = key(jira, 1);
            // a job is in the middle of it
            jira.site().faults().latency(Duration.ofSeconds(3));
            String job = service.post(CONNECTOR + "/sync/reconcile", "{}")
                    .path("jobId")
                    .asText();
            awaitStatus(service, job, "RUNNING");
            byte[] accepted = changed(jira, first, "accepted before");
            byte[] refused = changed(jira, second, "refused meanwhile");
            assertThat(deliver(service, accepted).statusCode()).isEqualTo(202);
            String before = service.log();
            database.kill();
            assertComeAgain(deliver(service, refused));
            assertComeAgain(service.answer(CONNECTOR));
            assertComeAgain(service.answer(CONNECTOR + "/stories"));
            assertThat(service.answer("/q/health/ready").statusCode()).isEqualTo(503);
            assertThat(service.answer("/q/health/live").statusCode()).isEqualTo(200);
            await().during(Duration.ofSeconds(10))
                    .atMost(Duration.ofSeconds(12))
                    .untilAsserted(
                            () -> assertThat(records(before, service, job)).containsExactly("The database is away"));
            jira.site().faults().latency(Duration.ZERO);
            database.startAgain();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> deliver(service, refused).statusCode() == 202);
            awaitTitle(service, first, "accepted before");
            awaitTitle(service, second, "refused meanwhile");
            assertThat(service.get(CONNECTOR + "/webhooks/status")
                            .path("events24h")
                            .asInt())
                    .isEqualTo(2);
            service.ready();
            // it is looked at once a second
            await().untilAsserted(() -> assertThat(records(before, service, job))
                    .containsExactly("The database is away", "The database is back"));
            awaitStatus(service, job, "COMPLETED");
        }
    }

    private static void awaitStatus(RunningService service, String job, String status) {
        await().atMost(Duration.ofMinutes(2)).until(() -> service.get(CONNECTOR + "/sync/status?jobId=" + job)
                .path("status")
                .asText()
                .equals(status));
    }

    /** What the log has since, but for what the job has to say: the first four words of each record. */
    private static List<String> records(String before, RunningService service, String job) throws IOException {
        return service.log()
                .substring(before.length())
                .lines()
                .filter(line -> line.matches("\\d{4}-.*") && !line.contains(job + " of "))
                .map(line -> line.replaceFirst("^.*?\\] \\[\\S*\\] (\\S+ \\S+ \\S+ \\S+?)[ :].*$", "$1"))
                .toList();
    }

    private static void connect(RunningService service, DemoServer jira) {
        service.post(
                "/admin/connectors",
                """
                {"id": "away", "name": "Away", "baseUrl": "%s",
                 "auth": {"type": "basic", "email": "admin@demo.example", "apiToken": "demo-token"}}"""
                        .formatted(jira.baseUrl()));
        service.put(CONNECTOR + "/scope", "{\"projects\": [\"ABC\"]}");
        service.put(
                CONNECTOR + "/mappings",
                """
                {"versionName": "v1", "projects": {"name": {"fieldId": "summary"}, "status": {"fieldId": "status"}},
                 "stories": {"title": {"fieldId": "summary"}, "status": {"fieldId": "status"}}}""");
        awaitStatus(service, "backfill_001", "COMPLETED");
        service.post(CONNECTOR + "/webhooks/register", "{\"mode\": \"manual\", \"secret\": \"" + SECRET + "\"}");
    }

    private static String key(DemoServer jira, int which) {
        return jira.site().issues(0, 60).stream()
                .filter(issue -> issue.path("key").asText().startsWith("ABC-")
                        && issue.at("/fields/issuetype/name").asText().equals("Story"))
                .skip(which)
                .map(issue -> issue.path("key").asText())
                .findFirst()
                .orElseThrow();
    }

    /** What Jira would send of a change, which nobody but the test sends. */
    private static byte[] changed(DemoServer jira, String key, String summary) {
        jira.site().editIssue(key, Map.of("summary", TextNode.valueOf(summary)));
        return JSON.createObjectNode()
                .put("webhookEvent", "jira:issue_updated")
                .put("timestamp", System.currentTimeMillis())
                .<ObjectNode>set("issue", jira.site().issue(key).orElseThrow())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> deliver(RunningService service, byte[] body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(service.url() + "/webhooks/jira/away"))
                        // Jira waits no longer
                        .timeout(Duration.ofSeconds(20))
                        .header("X-Hub-Signature", HmacSignature.sign(body, SECRET))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void assertComeAgain(HttpResponse<String> answer) throws IOException {
        JsonNode json = JSON.readTree(answer.body());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValueAsLong("Retry-After")).hasValue(10);
        assertThat(json.path("error").asText()).isEqualTo("RUNTIME_ERROR");
        assertThat(json.path("message").asText()).contains("again");
        assertThat(json.path("fieldErrors").isObject()).isTrue();
    }

    private static void awaitTitle(RunningService service, String key, String title) {
        await().atMost(Duration.ofSeconds(30)).until(() -> service.get(CONNECTOR + "/stories?key=" + key)
                .at("/content/0/title")
                .asText()
                .equals(title));
    }
}
