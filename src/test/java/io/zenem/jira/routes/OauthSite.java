package io.zenem.jira.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jirasim.DemoOauth;
import io.zenem.jirasim.DemoOptions;
import io.zenem.jirasim.DemoServer;
import io.zenem.jirasim.DemoSite;
import org.eclipse.microprofile.config.ConfigProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A connector with an app of its own at the one demo site that plays Atlassian's part, at the addresses that the properties name. */
final class OauthSite implements AutoCloseable {
    static final String ALL_SCOPES =
            "read:jira-work read:jira-user manage:jira-webhook read:board-scope:jira-software read:board-scope.admin:jira-software"
                    + " read:sprint:jira-software read:project:jira read:issue-details:jira read:jql:jira offline_access";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static DemoServer server;

    final String id = FreshId.of("app");
    final String client = "client-of-" + id;
    final String secret = "very-secret-client-secret-of-" + id;

    private OauthSite() {
        atlassian().oauth().app(client, secret);
    }

    /** One site for all tests: its port is the properties'. */
    static synchronized DemoSite atlassian() {
        if (server == null) {
            String gateway = ConfigProvider.getConfig().getValue("connector.oauth.gateway-url", String.class);
            server = DemoServer.start(DemoOptions.defaults()
                    .withIssues(40)
                    .withPort(URI.create(gateway).getPort()));
        }
        return server.site();
    }

    static String baseUrl() {
        atlassian();
        return server.baseUrl();
    }

    /** A connector that waits for its authorization. */
    static OauthSite waiting() {
        OauthSite site = new OauthSite();
        assertThat(site.create("").status()).isEqualTo(201);
        return site;
    }

    /** A connector that works at once, with a grant from elsewhere. */
    static OauthSite granted() {
        return granted(ALL_SCOPES);
    }

    static OauthSite granted(String scopes) {
        OauthSite site = new OauthSite();
        String grant = atlassian().oauth().grant(site.client, scopes.split(" ", -1));
        Service.Answer created =
                site.create(", \"refreshToken\": \"" + grant + "\", \"cloudId\": \"" + DemoOauth.CLOUD_ID + "\"");
        assertThat(created.status()).as(created.json().toString()).isEqualTo(201);
        return site;
    }

    /** As {@link #granted()}, with its first backfill done. */
    static OauthSite copied() {
        OauthSite site = granted();
        Service.Answer scope = site.put("/scope", "{\"projects\": [\"ABC\", \"XYZ\"]}");
        assertThat(scope.status()).as(scope.json().toString()).isEqualTo(200);
        assertThat(site.put("/mappings", Site.MAPPING).status()).isEqualTo(200);
        site.awaitJob("backfill_001", "COMPLETED");
        return site;
    }

    void awaitJob(String job, String status) {
        await("job " + job + " of " + id + " is " + status)
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/sync/status?jobId=" + job)
                        .json()
                        .path("status")
                        .asText()
                        .equals(status));
    }

    private Service.Answer create(String more) {
        return Service.post(
                "/admin/connectors", body(client, secret, more).replaceFirst("\\{", "{\"id\": \"" + id + "\", "));
    }

    /** The body of a PUT. */
    String body(String clientId, String clientSecret, String more) {
        return """
                {"name": "Test", "baseUrl": "%s", "auth": {"type": "oauth2", "clientId": "%s", "clientSecret": "%s"%s}}
                """
                .formatted(baseUrl(), clientId, clientSecret, more);
    }

    Service.Answer get(String path) {
        return Service.get("/admin/connectors/" + id + path);
    }

    Service.Answer post(String path, String json) {
        return Service.post("/admin/connectors/" + id + path, json);
    }

    Service.Answer put(String path, String json) {
        return Service.put("/admin/connectors/" + id + path, json);
    }

    JsonNode auth() {
        return get("").json().path("auth");
    }

    String authorizationUrl() {
        return post("/oauth/start", null).json().path("authorizationUrl").asText();
    }

    /** Where Atlassian sends the admin's browser back to. */
    static String consent(String authorizationUrl) {
        HttpResponse<String> answer = open(authorizationUrl);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    static HttpResponse<String> open(String url) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        Service.delete("/admin/connectors/" + id + "?data=purge");
        atlassian().faults().clear();
        atlassian()
                .oauth()
                .sites(true)
                .denyConsent(false)
                .accessTokenLife(Duration.ofHours(1))
                .leeway(Duration.ofMinutes(10));
    }
}
