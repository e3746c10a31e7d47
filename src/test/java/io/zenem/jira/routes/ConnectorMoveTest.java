package io.zenem.jira.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A connector's address may change, its site not: scope, copy and webhook would be another's. */
@QuarkusTest
class ConnectorMoveTest {
    @Test
    void aConnectorWithACopyDoesNotMoveToAnotherSite() {
        try (Site site = Site.live(10);
                Site other = Site.bare(10)) {
            String before = site.get("").json().path("baseUrl").asText();
            Service.Answer refused = site.put("", moved(other, ""));
            refused.refused(409, "INVALID_ARGUMENT");
            assertThat(refused.json().path("message").asText()).contains(before).contains("sameSite");
            assertThat(site.get("").json().path("baseUrl").asText()).isEqualTo(before);
            assertThat(site.get("/health").json().path("reachable").asBoolean()).isTrue();
            site.put("", "{\"name\": \"Renamed\", \"baseUrl\": \"" + before + "/\"}")
                    .is(200);
        }
    }

    @Test
    void theSameSiteMayHaveAnotherAddress() {
        try (Site site = Site.live(10);
                Site other = Site.bare(10)) {
            JsonNode answer =
                    site.put("", moved(other, ", \"sameSite\": true")).is(200).json();
            assertThat(answer.path("baseUrl")).isEqualTo(other.get("").json().path("baseUrl"));
            // the monitor may be registering it in the moment in which the check finds it missing
            await().until(() -> site.post("/webhooks/check", null)
                    .is(200)
                    .json()
                    .path("state")
                    .asText()
                    .equals("ok"));
            assertThat(other.jira().webhooks().all()).hasSize(1);
        }
    }

    @Test
    void whatWasSeenAtTheOldAddressIsForgotten() {
        try (Site site = Site.bare(10)) {
            site.post("/test", null).is(200);
            assertThat(site.get("/health").json().path("reachable").asBoolean()).isTrue();
            site.put(
                            "",
                            """
                            {"name": "x", "baseUrl": "http://127.0.0.1:1", "auth": {"type": "bearer", "token": "t"}}
                            """)
                    .is(200);
            JsonNode health = site.get("/health").json();
            assertThat(health.path("reachable").asBoolean(true)).isFalse();
            assertThat(health.path("lastSuccessAt").isNull()).isTrue();
            assertThat(health.path("message").asText()).isEqualTo("Jira was not asked yet.");
        }
    }

    private static String moved(Site to, String more) {
        return """
                {"name": "Test", "baseUrl": "%s", "auth": {"type": "basic", "email": "admin@demo.example", "apiToken": "demo-token"}%s}
                """
                .formatted(to.get("").json().path("baseUrl").asText(), more);
    }
}
