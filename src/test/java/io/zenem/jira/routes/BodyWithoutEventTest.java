package io.zenem.jira.routes;

import java.sql.SQLException;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Post functions of workflows and rules of Automation post signed bodies of their own. */
@QuarkusTest
class BodyWithoutEventTest {
    @Test
    void theIssueThatItNamesIsRead() {
        try (Site site = Site.copied(20)) {
            ManualWebhook.register(site);
            String key = site.someKey("ABC", "Story");
            String id = site.jira().issue(key).orElseThrow().path("id").asText();
            site.jira().editIssue(key, Site.summary("changed by a transition"));
            ManualWebhook.deliver(
                    site,
                    "{\"transition\": {\"transitionId\": 31}, \"issue\": {\"id\": \"" + id + "\", \"fields\": {}}}");
            site.awaitWebhooks();
            site.assertExactCopy();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"webhookEvent\": {\"a\": 1}, \"issue\": {\"key\": \"ABC-1\"}}"})
    void withoutAnIssueItIsCountedAndIgnored(String body) throws SQLException {
        try (Site site = Site.copied(20)) {
            ManualWebhook.register(site);
            ManualWebhook.deliver(site, body);
            site.awaitWebhooks();
            assertThat(site.get("/webhooks/status")
                            .json()
                            .at("/outcomes24h/ignored")
                            .asInt())
                    .isEqualTo(1);
            assertThat(Rows.text("select reason from jira.delivery where connector_id = ?", site.id))
                    .isEqualTo("neither a webhookEvent nor an issue's id");
        }
    }
}
