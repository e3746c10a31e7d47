package io.zenem.jirasim;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Atlassian's part as strict as it is known to be. */
class OauthRefusalsTest {
    private static final String CLIENT = "\"client_id\": \"demo-client\", \"client_secret\": \"demo-client-secret\"";
    private static final String HOOKS = "/ex/jira/" + DemoOauth.CLOUD_ID + "/rest/api/3/webhook";

    private DemoServer server;
    private String access;
    private String refresh;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        server = DemoServer.start(DemoOptions.defaults().withIssues(10));
        refresh = server.site().oauth().grant("demo-client", "read:jira-work", "manage:jira-webhook", "offline_access");
        access = token(refresh).path("access_token").asText();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRefreshTokenRotatesWithALeewayAndItsLateUseEndsTheGrant() throws IOException, InterruptedException {
        String second = token(refresh).path("refresh_token").asText();
        assertThat(second).isNotBlank().isNotEqualTo(refresh);
        server.site().oauth().leeway(Duration.ZERO);
        assertThat(send("POST", "/oauth/token", "", grant(refresh)).statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "/oauth/token", "", grant(second)).statusCode()).isEqualTo(403);
    }

    @Test
    void theGatewayRefusesWhatIsNotAnAppsTokenForASiteAndScope() throws IOException, InterruptedException {
        String work = "/ex/jira/" + DemoOauth.CLOUD_ID + "/rest/api/3/field";
        assertThat(send("GET", work, "Bearer " + access, "").statusCode()).isEqualTo(200);
        assertThat(send("GET", work, "Bearer wrong", "").statusCode()).isEqualTo(401);
        assertThat(send("GET", work, "", "").statusCode()).isEqualTo(401);
        HttpResponse<String> scope = send("GET", work.replace("field", "myself"), "Bearer " + access, "");
        assertThat(scope.body()).contains("scope does not match");
        HttpResponse<String> site = send("GET", "/ex/jira/unknown/rest/api/3/field", "Bearer " + access, "");
        assertThat(site.statusCode()).isEqualTo(404);
        assertThat(site.headers().firstValue("X-Failure-Category")).contains("FAILURE_CLIENT_TCS");
        assertThat(send("GET", "/rest/api/3/priority", "Bearer " + access, "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void adminWebhooksAreNotThereForApps() throws IOException, InterruptedException {
        String path = "/ex/jira/" + DemoOauth.CLOUD_ID + "/rest/webhooks/1.0/webhook";
        assertThat(send("GET", path, "Bearer " + access, "").statusCode()).isEqualTo(404);
        assertThat(JiraClient.member(server).get("/rest/api/3/webhook").statusCode())
                .isEqualTo(403);
    }

    @Test
    void dynamicWebhooksKnowLittleJqlFewEventsOneAddressAndFivePlaces() throws IOException, InterruptedException {
        assertThat(register("project = ABC", "jira:issue_created")).contains("createdWebhookId");
        assertThat(register("labels = x", "jira:issue_created")).contains("unsupported");
        assertThat(register("project = ABC or project = XYZ", "jira:issue_created"))
                .contains("unsupported");
        assertThat(register("project = NOPE", "jira:issue_created")).contains("errors");
        assertThat(register("project = ABC", "worklog_created")).contains("unsupported");
        assertThat(send(
                                "POST",
                                HOOKS,
                                "Bearer " + access,
                                body("project = ABC", "jira:issue_created").replace("example", "other"))
                        .body())
                .contains("single URL");
        for (int i = 0; i < 4; i++) {
            assertThat(register("project in (ABC, XYZ) AND issuetype != Bug", "sprint_closed"))
                    .contains("createdWebhookId");
        }
        assertThat(register("project = ABC", "jira:issue_created")).contains("maximum");
    }

    private String register(String jql, String event) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("POST", HOOKS, "Bearer " + access, body(jql, event));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static String body(String jql, String event) {
        return "{\"url\": \"https://example.com/hook\", \"webhooks\": [{\"jqlFilter\": \"" + jql + "\", \"events\": [\""
                + event + "\"]}]}";
    }

    private static String grant(String token) {
        return "{\"grant_type\": \"refresh_token\", " + CLIENT + ", \"refresh_token\": \"" + token + "\"}";
    }

    private JsonNode token(String token) throws IOException, InterruptedException {
        return JiraClient.json(send("POST", "/oauth/token", "", grant(token)).body());
    }

    private HttpResponse<String> send(String method, String path, String authorization, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
