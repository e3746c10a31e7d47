package io.zenem.jira.routes;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.build.Jwt;
import io.zenem.jirasim.DemoFaults.Switch;
import io.zenem.jirasim.DemoSite;
import io.zenem.jirasim.DemoWebhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The webhooks of OAuth connectors: registered by the app, signed with its secret, gone after thirty days. */
@QuarkusTest
class DynamicWebhookTest {
    private static final String EVENT =
            "{\"webhookEvent\": \"sprint_closed\", \"timestamp\": 1, \"sprint\": {\"id\": 1}}";

    @Test
    void aChangeArrivesThroughTheAppsWebhook() {
        try (OauthSite site = live()) {
            DemoWebhook hook = one(site);
            assertThat(hook.jql()).isEqualTo("project in (10010,10011)");
            String key = site.get("/stories?size=1")
                    .json()
                    .path("content")
                    .path(0)
                    .path("jiraKey")
                    .asText();
            OauthSite.atlassian().editIssue(key, Map.of("summary", TextNode.valueOf("told to the app " + site.id)));
            await().atMost(Duration.ofSeconds(20)).until(() -> site.get("/stories?key=" + key)
                    .json()
                    .path("content")
                    .path(0)
                    .path("title")
                    .asText()
                    .equals("told to the app " + site.id));
            JsonNode status = site.get("/webhooks/status").json();
            assertThat(status.path("mode").asText()).isEqualTo("dynamic");
            assertThat(status.path("secretSet").asBoolean()).isTrue();
            assertThat(status.path("expiresAt").asText())
                    .isGreaterThan(
                            Instant.now().plus(Duration.ofDays(29)).toString().substring(0, 19));
        }
    }

    @Test
    void theAdminsOwnConditionIsLeftOutOfTheFilterAndAppliedHere() {
        try (OauthSite site = live()) {
            site.put("/scope", "{\"projects\": [\"ABC\"], \"jql\": \"priority = High\"}");
            await().atMost(Duration.ofSeconds(20)).until(() -> ours(site).stream()
                    .map(DemoWebhook::jql)
                    .toList()
                    // for a moment there are two: the right one is made before the wrong one goes
                    .equals(List.of("project in (10010)")));
            // the monitor that wrote it may still have it
            await().until(() -> site.post("/webhooks/check", null)
                    .json()
                    .path("state")
                    .asText()
                    .equals("ok"));
        }
    }

    @Test
    void registeringTwiceLeavesOne() {
        try (OauthSite site = live()) {
            int id = one(site).id();
            assertThat(site.post("/webhooks/register", "{}").status()).isEqualTo(200);
            assertThat(one(site).id()).isEqualTo(id);
            OauthSite.atlassian().webhooks().copy(id);
            OauthSite.atlassian().webhooks().copy(id);
            assertThat(site.post("/webhooks/check", null).json().path("message").asText())
                    .contains("3 webhooks");
            assertThat(one(site).id()).isPositive();
        }
    }

    @Test
    void fiveWrongOnesMakeRoomForARightOne() {
        try (OauthSite site = live()) {
            int id = one(site).id();
            OauthSite.atlassian().webhooks().filter(id, "project = TEAM");
            for (int i = 0; i < 4; i++) {
                OauthSite.atlassian().webhooks().copy(id);
            }
            assertThat(site.post("/webhooks/check", null).json().path("state").asText())
                    .isEqualTo("ok");
            assertThat(one(site).jql()).isEqualTo("project in (10010,10011)");
        }
    }

    @Test
    void aRemovedOneIsRegisteredAgain() {
        try (OauthSite site = live()) {
            OauthSite.atlassian().webhooks().remove(one(site).id());
            JsonNode found = site.post("/webhooks/check", null).json();
            assertThat(found.path("state").asText()).isEqualTo("ok");
            assertThat(found.path("message").asText()).contains("no webhook");
            assertThat(one(site).enabled()).isTrue();
        }
    }

    @Test
    void itIsRenewedBeforeItEnds() {
        try (OauthSite site = live()) {
            OauthSite.atlassian()
                    .webhooks()
                    .expire(one(site).id(), Instant.now().plus(Duration.ofDays(10)));
            assertThat(site.post("/webhooks/check", null).json().path("state").asText())
                    .isEqualTo("ok");
            assertThat(one(site).expires().orElseThrow()).isAfter(Instant.now().plus(Duration.ofDays(29)));
            OauthSite.atlassian().forgetRequests();
            site.post("/webhooks/check", null);
            assertThat(OauthSite.atlassian().requests().to("PUT /ex/jira/:cloudId/rest/api/:v/webhook/refresh"))
                    .isZero();
        }
    }

    @Test
    void oneWhoseEndIsUntoldIsRenewedInTimeAndNotAtEachLook() throws SQLException {
        try (OauthSite site = OauthSite.copied()) {
            OauthSite.atlassian().faults().turn(Switch.END_UNTOLD, true);
            site.post("/webhooks/register", "{}").is(200);
            assertRenewals(site, 0);
            for (String end : List.of("null", "now() + interval '10 days'")) {
                Rows.change("update jira.webhook set expires_at = " + end + " where connector_id = ?", site.id);
                assertRenewals(site, 1);
                assertRenewals(site, 0);
            }
            assertThat(site.get("/webhooks/status").json().path("expiresAt").asText())
                    .isGreaterThan(
                            Instant.now().plus(Duration.ofDays(29)).toString().substring(0, 19));
        }
    }

    private static void assertRenewals(OauthSite site, int expected) {
        OauthSite.atlassian().forgetRequests();
        assertThat(site.post("/webhooks/check", null)
                        .is(200)
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("ok");
        assertThat(OauthSite.atlassian().requests().to("PUT /ex/jira/:cloudId/rest/api/:v/webhook/refresh"))
                .isEqualTo(expected);
    }

    @Test
    void aMergeOfVersionsIsToldToTheApp() throws SQLException {
        try (OauthSite site = live()) {
            DemoSite jira = OauthSite.atlassian();
            int gone = jira.createVersion("ABC", "merged of " + site.id, Optional.empty(), Optional.empty());
            int stays = jira.createVersion("ABC", "stays of " + site.id, Optional.empty(), Optional.empty());
            String key = jira.createIssue(
                            "ABC", "Story", Map.of("fixVersions", Site.parse("[\"merged of " + site.id + "\"]")))
                    .key();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> releases(site, key).equals(List.of(gone + "")));
            jira.mergeVersion(gone, stays);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> releases(site, key).equals(List.of(stays + "")));
            assertThat(site.get("/releases?size=200").json().path("content").findValuesAsText("name"))
                    .contains("stays of " + site.id)
                    .doesNotContain("merged of " + site.id);
            assertThat(Rows.count(
                            "select count(*) from jira.job where connector_id = ? and kind = 'reconcile'", site.id))
                    .isZero();
        }
    }

    private static List<String> releases(OauthSite site, String key) {
        return site.get("/stories?key=" + key)
                .json()
                .at("/content/0/releases")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void oneThatEndedIsRegisteredAgain() {
        try (OauthSite site = live()) {
            int id = one(site).id();
            OauthSite.atlassian().webhooks().expire(id, Instant.now().minusSeconds(1));
            assertThat(site.post("/webhooks/check", null).json().path("message").asText())
                    .contains("no webhook");
            OauthSite.atlassian().webhooks().remove(id);
            assertThat(one(site).expires().orElseThrow()).isAfter(Instant.now().plus(Duration.ofDays(29)));
        }
    }

    @Test
    void aRefusalInsideAnAnswerOf200IsTold() {
        try (OauthSite site = OauthSite.copied()) {
            DemoWebhook foreign = foreign(site);
            Service.Answer answer = site.post("/webhooks/register", "{}");
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.json().path("message").asText()).contains("Only a single URL per app");
            OauthSite.atlassian().webhooks().remove(foreign.id());
        }
    }

    @Test
    void thereIsNoSecretToRotate() {
        try (OauthSite site = live()) {
            Service.Answer answer = site.post("/webhooks/rotate", "{}");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.json().path("message").asText()).contains("client secret");
        }
    }

    @Test
    void unregisteringRemovesIt() {
        try (OauthSite site = live()) {
            assertThat(Service.delete("/admin/connectors/" + site.id + "/webhooks")
                            .status())
                    .isEqualTo(200);
            assertThat(ours(site)).isEmpty();
            assertThat(site.get("/webhooks/status").json().path("registered").asBoolean())
                    .isFalse();
            assertThat(deliver(site, "Bearer " + jwt(site.secret, 60)).status()).isEqualTo(401);
        }
    }

    @Test
    void whatTheAppsSecretSignedIsAccepted() {
        try (OauthSite site = live()) {
            assertThat(deliver(site, "Bearer " + jwt(site.secret, 60)).status()).isEqualTo(202);
            assertThat(site.post(
                                    "/webhooks/validate",
                                    Map.of("payload", EVENT, "signature", "Bearer " + jwt(site.secret, 60))
                                            .entrySet()
                                            .stream()
                                            .map(entry -> TextNode.valueOf(entry.getKey()) + ": "
                                                    + TextNode.valueOf(entry.getValue()))
                                            .collect(Collectors.joining(", ", "{", "}")))
                            .json()
                            .path("valid")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void whatItDidNotSignIsRefusedAndCounted() {
        try (OauthSite site = live()) {
            assertThat(deliver(site, "Bearer " + jwt("another secret of at least thirty-two bytes", 60))
                            .status())
                    .isEqualTo(401);
            assertThat(deliver(site, "Bearer " + jwt(site.secret, -3600)).status())
                    .isEqualTo(401);
            assertThat(deliver(site, "").status()).isEqualTo(401);
            assertThat(deliver(site, "Bearer " + Service.token("connector-admin"))
                            .status())
                    .isEqualTo(401);
            assertThat(site.get("/webhooks/status").json().path("rejected24h").asInt())
                    .isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Bearer eyJhbGciOiJub25lIn0.eyJleHAiOjQwMDAwMDAwMDB9.", "Basic YTpi"})
    void whatIsNoSignatureIsRefused(String authorization) {
        try (OauthSite site = live()) {
            assertThat(deliver(site, authorization).status()).isEqualTo(401);
        }
    }

    @Test
    void anAccountsConnectorBelievesNoAppsToken() {
        try (Site site = Site.live(10)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(Service.url() + "/webhooks/jira/" + site.id))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + jwt("a client secret of nobody's, long enough", 60))
                    .POST(BodyPublishers.ofString(EVENT))
                    .build();
            assertThat(Service.send(request).status()).isEqualTo(401);
        }
    }

    @Test
    void whatWasEnteredByHandHasASecretAndTheAppsIsNone() {
        try (OauthSite site = live()) {
            site.post("/webhooks/register", "{\"mode\": \"manual\", \"secret\": \"a secret of the admin's own\"}")
                    .is(200);
            assertThat(ours(site)).isEmpty();
            assertThat(deliver(site, "Bearer " + jwt(site.secret, 60)).status()).isEqualTo(401);
            assertThat(site.post(
                                    "/webhooks/validate",
                                    "{\"payload\": \"{}\", \"signature\": \"Bearer " + jwt(site.secret, 60) + "\"}")
                            .json()
                            .path("valid")
                            .asBoolean(true))
                    .isFalse();
        }
    }

    @Test
    void deliveriesWithAnotherSecretAreRefused() {
        try (OauthSite site = live()) {
            OauthSite.atlassian().faults().turn(Switch.WRONG_SIGNATURE, true);
            String key = site.get("/stories?size=1")
                    .json()
                    .path("content")
                    .path(0)
                    .path("jiraKey")
                    .asText();
            OauthSite.atlassian().editIssue(key, Map.of("summary", TextNode.valueOf("forged")));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> site.get("/webhooks/status")
                                    .json()
                                    .path("rejected24h")
                                    .asInt()
                            > 0);
        }
    }

    @Test
    void anotherKindOfCredentialsGetsAnotherKindOfWebhook() {
        try (OauthSite site = live()) {
            site.put(
                    "",
                    """
                    {"name": "Test", "baseUrl": "%s", "auth": {"type": "basic", "email": "admin@demo.example", "apiToken": "demo-token"}}
                    """
                            .formatted(OauthSite.baseUrl()));
            await().atMost(Duration.ofSeconds(20)).until(() -> site.get("/webhooks/status")
                    .json()
                    .path("mode")
                    .asText()
                    .equals("jira"));
            assertThat(ours(site)).anyMatch(hook -> hook.app().isEmpty());
        }
    }

    private static OauthSite live() {
        OauthSite site = OauthSite.copied();
        Service.Answer registered = site.post("/webhooks/register", "{}");
        assertThat(registered.status()).as(registered.json().toString()).isEqualTo(200);
        assertThat(registered.json().path("registered").asBoolean()).isTrue();
        return site;
    }

    private static List<DemoWebhook> ours(OauthSite site) {
        return OauthSite.atlassian().webhooks().to(Service.url() + "/webhooks/jira/" + site.id);
    }

    private static DemoWebhook one(OauthSite site) {
        List<DemoWebhook> ours = ours(site);
        assertThat(ours).hasSize(1);
        return ours.get(0);
    }

    /** The same app is used by somebody else, with another address. */
    private static DemoWebhook foreign(OauthSite site) {
        assertThat(site.post("/webhooks/register", "{}").status()).isEqualTo(200);
        int copy = OauthSite.atlassian().webhooks().copy(one(site).id());
        OauthSite.atlassian().webhooks().redirect(copy, "https://elsewhere.example/hook-of-" + site.id);
        assertThat(Service.delete("/admin/connectors/" + site.id + "/webhooks").status())
                .isEqualTo(200);
        return OauthSite.atlassian()
                .webhooks()
                .to("https://elsewhere.example/hook-of-" + site.id)
                .get(0);
    }

    private static String jwt(String secret, long seconds) {
        return Jwt.issuer("the app")
                .expiresAt(Instant.now().plusSeconds(seconds))
                .signWithSecret(secret);
    }

    private static Service.Answer deliver(OauthSite site, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(Service.url() + "/webhooks/jira/" + site.id))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("X-Atlassian-Webhook-Identifier", UUID.randomUUID().toString());
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return Service.send(request.POST(BodyPublishers.ofString(EVENT)).build());
    }
}
