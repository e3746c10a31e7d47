package io.zenem.jira.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Service;
import io.zenem.jira.routes.Site;
import io.zenem.jira.webhook.HmacSignature;
import io.zenem.jirasim.DemoFaults.Failure;
import io.zenem.jirasim.DemoFaults.Switch;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uses secrets of every kind, rightly and wrongly, and then looks for them in all answers, all rows and all that was logged so far,
 * by whichever test; while they are used, everything is logged that can be. What Atlassian hands out is looked for in OauthTest.
 */
@QuarkusTest
class SecretsNowhereTest {
    private static final String TOKEN = "api-token-7Qx2ZkPw9sLm";
    private static final String WRONG_TOKEN = "wrong-token-5Rt8YhNb3cVf";
    private static final String PAT = "personal-token-1Ws4EdCx6zAq";
    private static final String CLIENT_SECRET = "client-secret-9Ol2IkMj7uHy";
    private static final String REFRESH_TOKEN = "refresh-token-3Gb6VfRt0pLk";
    private static final String WEBHOOK_SECRET = "webhook-secret-8Nh5BgTv2cDe";
    private static final String NEW_SECRET = "webhook-secret-next-4Mj7UyHn1bGt";

    private final List<String> answers = new ArrayList<>();

    @Test
    void noSecretIsAnsweredStoredInTheClearOrLogged() throws IOException, SQLException {
        Logger root = Logger.getLogger("");
        Level quiet = root.getLevel();
        try (Site site = Site.copied(10)) {
            root.setLevel(org.jboss.logmanager.Level.TRACE);
            useEveryKind(site);
            useThemWrongly(site);
            root.setLevel(quiet);
            Map<String, List<String>> secrets = secrets();
            String everything = "answers " + answers + Files.readString(log());
            secrets.forEach((name, forms) ->
                    assertThat(forms).as(name + " in answers or log").noneMatch(everything::contains));
            for (Map.Entry<String, String> table : Everything.rows().entrySet()) {
                secrets.forEach((name, forms) ->
                        assertThat(forms).as(name + " in " + table.getKey()).noneMatch(table.getValue()::contains));
            }
        } finally {
            root.setLevel(quiet);
        }
    }

    @Test
    void theLogIsKeptWhereThisTestLooks() throws IOException {
        Service.call("GET", "/admin/connectors/nobody", null, Service.token("connector-admin"));
        assertThat(Files.readString(log())).contains("started in");
    }

    private void useEveryKind(Site site) {
        String jira = site.get("").json().path("baseUrl").asText();
        say(
                "PUT",
                path(site, ""),
                body(jira, "{\"type\":\"basic\",\"email\":\"a@b.example\",\"apiToken\":\"" + TOKEN + "\"}"));
        say("POST", path(site, "/webhooks/register"), "{\"mode\":\"manual\",\"secret\":\"" + WEBHOOK_SECRET + "\"}");
        say("POST", path(site, "/webhooks/register"), "{\"mode\":\"manual\",\"secret\":\"" + NEW_SECRET + "\"}");
        say("POST", path(site, "/test"), null);
        say("POST", path(site, "/sync/reconcile"), "{}");
        say("PUT", path(site, ""), body(jira, "{\"type\":\"bearer\",\"token\":\"" + PAT + "\"}"));
        say("POST", path(site, "/test"), null);
        say(
                "PUT",
                path(site, ""),
                body(
                        jira,
                        "{\"type\":\"oauth2\",\"clientId\":\"the-client\",\"cloudId\":\"x\",\"clientSecret\":\""
                                + CLIENT_SECRET + "\",\"refreshToken\":\"" + REFRESH_TOKEN + "\"}"));
        say("POST", path(site, "/test"), null);
        say("POST", path(site, "/oauth/start"), null);
        for (String part :
                List.of("", "/health", "/webhooks/status", "/settings", "/scope", "/logs", "/dead-letters")) {
            say("GET", path(site, part), null);
        }
    }

    private void useThemWrongly(Site site) {
        String jira = site.get("").json().path("baseUrl").asText();
        site.jira().faults().turn(Switch.DEAD_TOKEN, true);
        say(
                "PUT",
                path(site, ""),
                body(jira, "{\"type\":\"basic\",\"email\":\"a@b.example\",\"apiToken\":\"" + WRONG_TOKEN + "\"}"));
        say("POST", path(site, "/test"), null);
        site.jira().faults().next(Failure.SERVER_ERROR, 2);
        say("POST", path(site, "/test"), null);
        // in the wrong place, of the wrong type, in a body that breaks off
        say("PUT", path(site, ""), body(jira, "{\"type\":\"" + TOKEN + "\",\"apiToken\":[\"" + WRONG_TOKEN + "\"]}"));
        say(
                "PUT",
                path(site, ""),
                body("https://" + TOKEN + "@x", "{\"type\":\"bearer\",\"token\":\"" + PAT + "\\u0000\"}"));
        say("PUT", path(site, ""), "{\"auth\":{\"token\":\"" + PAT + "\",,");
        say(
                "POST",
                path(site, "/webhooks/register"),
                "{\"mode\":\"manual\",\"secret\":{\"x\":\"" + WEBHOOK_SECRET + "\"}}");
        byte[] event = "{\"webhookEvent\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        answers.add(Service.send(Deliveries.request(site, event, HmacSignature.sign(event, NEW_SECRET)))
                .http()
                .body());
        answers.add(Service.send(Deliveries.request(site, event, WEBHOOK_SECRET))
                .http()
                .body());
        for (String part : List.of("", "/health", "/logs")) {
            say("GET", path(site, part), null);
        }
    }

    private static String path(Site site, String part) {
        return "/admin/connectors/" + site.id + part;
    }

    private static String body(String baseUrl, String auth) {
        return "{\"name\":\"Test\",\"baseUrl\":\"" + baseUrl + "\",\"auth\":" + auth + "}";
    }

    private void say(String method, String path, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(Service.url() + path))
                .header("Authorization", "Bearer " + Service.token("connector-admin"))
                .header("Content-Type", "application/json");
        Service.Answer answer = Service.send(
                request.method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                        .build());
        assertThat(answer.status())
                .as(method + " " + path + " " + answer.json())
                .isNotEqualTo(500);
        answers.add(answer.http().headers().map() + answer.http().body());
    }

    /** Each secret as it is, and as it looks in a Basic header, in base64, in hexadecimal digits. */
    private static Map<String, List<String>> secrets() {
        Map<String, List<String>> secrets = new TreeMap<>();
        Stream.of(TOKEN, WRONG_TOKEN, PAT, CLIENT_SECRET, REFRESH_TOKEN, WEBHOOK_SECRET, NEW_SECRET, "demo-token")
                .forEach(secret -> secrets.put(secret, forms(secret)));
        secrets.put("an admin's token", List.of(Service.token("connector-admin"), Service.token("connector-viewer")));
        secrets.put(
                "the encryption keys",
                List.of(ConfigProvider.getConfig()
                        .getValue("connector.encryption-key", String.class)
                        .split(",", -1)));
        return secrets;
    }

    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return List.of(
                secret,
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getEncoder().encodeToString(("a@b.example:" + secret).getBytes(StandardCharsets.UTF_8)),
                Base64.getEncoder().encodeToString(("admin@demo.example:" + secret).getBytes(StandardCharsets.UTF_8)),
                HexFormat.of().formatHex(bytes));
    }

    private static Path log() {
        return Path.of(ConfigProvider.getConfig().getValue("quarkus.log.file.path", String.class));
    }
}
