package io.zenem.jira.routes;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Failure;
import io.zenem.jirasim.DemoFaults.Switch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What an admin is told is what happened, with what there is to do. */
@QuarkusTest
class PlainWordsTest {
    @ParameterizedTest
    @CsvSource({"UNAVAILABLE,Jira is unavailable (HTTP 503)", "TOO_MANY_REQUESTS,Jira's rate limit is reached"})
    void aPauseSaysWhyAndForHowLong(Failure failure, String why) {
        try (Site site = Site.bare(10)) {
            site.jira().faults().probability(failure, 1).retryAfterSeconds(600);
            site.post("/test", null).is(502);
            String message =
                    site.post("/test", null).is(502).json().path("message").asText();
            assertThat(message).startsWith(why).endsWith("it asked us to wait, for another 10 minutes.");
        }
    }

    @Test
    void aRefusalSaysForHowLongToo() {
        try (Site site = Site.bare(10)) {
            site.jira().faults().probability(Failure.UNAVAILABLE, 1).retryAfterSeconds(1);
            Service.Answer answer =
                    site.put("/scope", "{\"projects\": [\"ABC\"]}").is(502);
            assertThat(answer.json().path("message").asText())
                    .isEqualTo("Jira is unavailable (HTTP 503); it asks us to wait 1 second.");
        }
    }

    @Test
    void anAnonymousAnswerIsNoGoodHealth() {
        try (Site site = Site.bare(10)) {
            site.jira().faults().turn(Switch.DEAD_TOKEN, true);
            site.get("/fields").is(502);
            JsonNode health = site.get("/health").json();
            assertThat(health.path("reachable").asBoolean(true)).isFalse();
            assertThat(health.path("httpStatus").asInt()).isEqualTo(401);
            assertThat(health.path("errorCode").asText()).isEqualTo("JIRA_401");
        }
    }

    @Test
    void aHostThatDoesNotExistIsToldAsThat() {
        Service.post(
                        "/admin/connectors",
                        """
                        {"id": "nowhere", "name": "x", "baseUrl": "https://nosuchhost.invalid", "auth": {"type": "bearer", "token": "t"}}
                        """)
                .is(201);
        JsonNode answer =
                Service.post("/admin/connectors/nowhere/test", null).is(502).json();
        assertThat(answer.path("message").asText()).contains("its host is unknown (nosuchhost.invalid)");
        assertThat(Service.get("/admin/connectors/nowhere/health")
                        .json()
                        .path("errorCode")
                        .asText())
                .isEqualTo("JIRA_HOST_UNKNOWN");
        Service.delete("/admin/connectors/nowhere?data=purge");
    }

    @Test
    void jirasPlacesInAConditionAreThoseOfTheAdminsText() {
        try (Site site = Site.bare(10)) {
            JsonNode answer = site.put("/scope", "{\"projects\": [\"ABC\"], \"jql\": \"labels = x AND = y\"}")
                    .is(400)
                    .json();
            assertThat(answer.at("/fieldErrors/jql").asText()).contains("character 16");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/mappings/test | {'projects': 'ABC'} | projects | at most 50 elements",
                "/sync/backfill | {'daysBack': 3, 'entities': 'epic'} | entities | one or more of epic, issue, version, sprint",
                "/sync/backfill | {'to': '2025-01-01'} | from | is required"
            })
    void aWrongListSaysWhatItMayHold(String path, String body, String field, String error) {
        try (Site site = Site.copied(10)) {
            JsonNode answer = site.post(path, body.replace('\'', '"')).is(400).json();
            assertThat(answer.path("fieldErrors").path(field).asText()).contains(error);
        }
    }

    @Test
    void whatASyncLacksIsNamedWithTheCallThatMendsIt() {
        try (Site site = Site.bare(10)) {
            String path = "PUT /admin/connectors/" + site.id;
            assertThat(refusal(site.post("/sync/reconcile", "{}"), 409))
                    .contains("no scope and no active mapping", path + "/scope, then " + path + "/mappings");
            site.scope("{\"projects\": [\"ABC\"]}");
            assertThat(refusal(site.post("/sync/backfill", "{}"), 409))
                    .contains("no active mapping yet", path + "/mappings")
                    .doesNotContain("scope");
        }
        try (Site site = Site.bare(10)) {
            site.mapping(Site.MAPPING);
            assertThat(refusal(site.post("/sync/versions", "{}"), 409))
                    .contains("no scope yet")
                    .doesNotContain("mapping");
        }
    }

    @Test
    void anIdThatIsUnknownOrDoesNotFitIsNamed() {
        assertThat(refusal(Service.get("/admin/connectors/nobody/health"), 404)).contains("\"nobody\"");
        try (Site site = Site.copied(10)) {
            assertThat(refusal(site.get("/sync/status?jobId=recon_777"), 404)).contains("\"recon_777\"");
            assertThat(refusal(site.get("/sync/status?jobId=null"), 404)).contains("\"null\"");
            assertThat(refusal(site.post("/replay", "{\"jobId\": \"recon_778\"}"), 404))
                    .contains("\"recon_778\"");
            assertThat(refusal(site.get("/mappings/map_none"), 404)).contains("\"map_none\"");
            assertThat(refusal(site.post("/mappings/map_none/activate", null), 404))
                    .contains("\"map_none\"");
            assertThat(refusal(site.post("/sync/jobs/backfill_001/cancel", null), 409))
                    .contains("backfill_001 is COMPLETED");
            assertThat(refusal(site.post("/sync/jobs/backfill_001/confirm", null), 409))
                    .contains("backfill_001 is COMPLETED");
            assertThat(site.put(
                                    "/user-mappings",
                                    "{\"mappings\": [{\"zenemEmail\": \"a@b.example\", \"jiraAccountId\": \"acc_none\"}]}")
                            .is(400)
                            .json()
                            .path("fieldErrors")
                            .path("mappings[0].jiraAccountId")
                            .asText())
                    .contains("\"acc_none\"");
        }
    }

    private static String refusal(Service.Answer answer, int status) {
        return answer.refused(status, "INVALID_ARGUMENT").json().path("message").asText();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/stories?page=x&size=0&status=ODD&updatedSince=never&key=A | page, size, status, updatedSince",
                "/releases?page=-1&size=201&status=DONE&updatedSince=never&key=A | page, size, status, updatedSince",
                "/sprints?boardId=0&state=odd | boardId, state",
                "/users?page=x&size=0&unresolved=maybe | page, size, unresolved",
                "/logs?page=x&size=x&level=LOUD&since=never&until=never | level, page, since, size, until",
                "/logs?since=2026-01-02T00:00:00&until=2026-01-01T00:00:00&size=0 | since, size",
                "/fields?includeSamples=maybe&sampleCount=0&projects=A,, | includeSamples, projects, sampleCount",
                "/stories?page=1&page=2&size=1&size=2 | page, size"
            })
    void everyWrongQueryParameterIsNamedAtOnce(String path, String names) {
        try (Site site = Site.bare(10)) {
            Service.Answer answer = site.get(path).refused(400, "INVALID_ARGUMENT");
            assertThat(answer.json().path("fieldErrors").properties().stream().map(Map.Entry::getKey))
                    .containsExactlyInAnyOrder(names.split(", "));
            assertThat(answer.json().path("message").asText()).contains(names.split(", "));
        }
    }

    @Test
    void aConnectorThatWaitsForItsAuthorizationIsAConflict() {
        Service.post(
                        "/admin/connectors",
                        """
                        {"id": "waits", "name": "x", "baseUrl": "http://127.0.0.1:1",
                         "auth": {"type": "oauth2", "clientId": "demo-client", "clientSecret": "s"}}
                        """)
                .is(201);
        Service.Answer answer = Service.post("/admin/connectors/waits/test", null);
        answer.refused(409, "INVALID_ARGUMENT");
        assertThat(answer.json().path("message").asText()).contains("/admin/connectors/waits/oauth/start");
        assertThat(Service.delete("/admin/connectors/waits?data=purge")
                        .is(200)
                        .json()
                        .path("warnings"))
                .isEmpty();
    }

    @Test
    void aWebhookThatStaysAtJiraIsToldToWhoRemovesTheConnector() {
        try (Site site = Site.live(10)) {
            site.jira().faults().probability(Failure.SERVER_ERROR, 1);
            JsonNode answer = site.call("DELETE", "?data=purge").is(200).json();
            assertThat(answer.at("/warnings/0").asText())
                    .contains("HTTP 500")
                    .contains(Service.url() + "/webhooks/jira/" + site.id);
        }
    }

    @Test
    void aWebhookThatWasEnteredByHandIsToldToo() {
        try (Site site = Site.copied(10)) {
            site.post("/webhooks/register", "{\"mode\": \"manual\", \"secret\": \"a secret of thirty-two characters\"}")
                    .is(200);
            assertThat(site.call("DELETE", "?data=purge")
                            .is(200)
                            .json()
                            .at("/warnings/0")
                            .asText())
                    .contains("by hand");
        }
    }

    @Test
    void anAddressInNoListIsSavedWithAWarning() {
        try (Site site = Site.copied(30)) {
            site.put("/zenem-users", "{\"users\": [{\"email\": \"known@b.example\", \"name\": \"K\"}]}")
                    .is(200);
            String account = site.someReporter();
            assertThat(mapped(site, "Known@b.example", account)).isEmpty();
            assertThat(mapped(site, "unknown@b.example", account).path(0).asText())
                    .startsWith("unknown@b.example is not in the list");
        }
    }

    private static JsonNode mapped(Site site, String email, String account) {
        return site.put(
                        "/user-mappings",
                        "{\"mappings\": [{\"zenemEmail\": \"" + email + "\", \"jiraAccountId\": \"" + account + "\"}]}")
                .is(200)
                .json()
                .path("warnings");
    }
}
