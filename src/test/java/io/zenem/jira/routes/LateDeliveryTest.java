package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoIssue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Deliveries that come after what they tell of is over, where the mapping needs no more than their bodies. */
@QuarkusTest
class LateDeliveryTest {
    private static final String BODIES_SUFFICE =
            Site.MAPPING.replaceAll("\"description\": \\{\"fieldId\": \"description\"}, ", "");

    @Test
    void aLateCreationOfAnIssueThatIsGoneShowsNothing() {
        try (Site site = site()) {
            JsonNode created = state(site, create(site).key());
            site.jira().delete(created.path("key").asText());
            site.reconcile("{}");
            deliver(site, "jira:issue_created", created);
            assertThat(outcome(site, "outOfScope")).isEqualTo(1);
            site.assertExactCopy();
        }
    }

    @Test
    void aClockOfJirasThatIsAheadMakesNoDifference() {
        try (Site site = site()) {
            JsonNode created = state(site, create(site).key());
            site.jira().delete(created.path("key").asText());
            site.reconcile("{}");
            for (int seconds : new int[] {90, 3600}) {
                String later = Instant.now().plusSeconds(seconds).toString();
                deliver(site, "jira:issue_created", with(created, "updated", later));
            }
            site.assertExactCopy();
        }
    }

    @Test
    void aLateStateOfAnIssueThatSilentlyLeftTheScopeShowsNothing() {
        try (Site site = site()) {
            DemoIssue issue = site.jira().createIssue("TEAM", "Story", Site.summary("comes and goes"));
            site.jira().move(issue.key(), "ABC");
            JsonNode inside = state(site, String.valueOf(issue.id()));
            site.jira().move(inside.path("key").asText(), "TEAM");
            site.reconcile("{}");
            deliver(site, "jira:issue_updated", inside);
            site.assertExactCopy();
        }
    }

    @Test
    void aLateStateOfAnIssueThatWasToldToHaveLeftTheScopeShowsNothing() throws SQLException {
        try (Site site = site()) {
            // so that nothing but the order of the two deliveries speaks against the first one
            longAgo(site);
            DemoIssue issue = create(site);
            JsonNode inside = state(site, issue.key());
            site.jira().move(issue.key(), "TEAM");
            deliver(site, "jira:issue_updated", state(site, String.valueOf(issue.id())));
            deliver(site, "jira:issue_created", inside);
            assertThat(outcome(site, "stale")).isEqualTo(1);
            site.assertExactCopy();
        }
    }

    @Test
    void anOldDeliveryOfAnIssueThatIsThereBringsIt() {
        try (Site site = site()) {
            DemoIssue issue = create(site);
            deliver(site, "jira:issue_created", state(site, issue.key()));
            assertThat(outcome(site, "applied")).isEqualTo(1);
            site.assertExactCopy();
        }
    }

    @Test
    void whatWasCreatedSinceTheLastLookCostsJiraNothing() throws SQLException {
        try (Site site = site()) {
            longAgo(site);
            DemoIssue issue = create(site);
            site.jira().forgetRequests();
            deliver(site, "jira:issue_created", state(site, issue.key()));
            site.jira().editIssue(issue.key(), Site.summary("edited"));
            deliver(site, "jira:issue_updated", state(site, issue.key()));
            assertThat(site.jira().requests().to("POST /rest/api/:v/issue/bulkfetch"))
                    .isZero();
            site.assertExactCopy();
        }
    }

    @Test
    void aBodyOfAnIssueThatIsHiddenShowsNothingAndOneThatIsSeenAgainBringsIt() throws SQLException {
        try (Site site = site()) {
            DemoIssue issue = create(site);
            JsonNode seen = state(site, issue.key());
            deliver(site, "jira:issue_created", seen);
            site.jira().hide(issue.key(), true);
            site.reconcile("{}");
            longAgo(site);
            deliver(
                    site,
                    "jira:issue_updated",
                    with(seen, "updated", Instant.now().toString()));
            site.assertExactCopy();
            site.jira().hide(issue.key(), false);
            site.jira().silently().editIssue(issue.key(), Site.summary("seen again"));
            deliver(site, "jira:issue_updated", state(site, issue.key()));
            site.assertExactCopy();
        }
    }

    @Test
    void aBodyWithASecurityLevelIsReadAfresh() {
        try (Site site = site()) {
            String key = site.someKey("ABC", "Story");
            ObjectNode body =
                    with(state(site, key), "updated", Instant.now().toString()).deepCopy();
            site.jira().hide(key, true);
            body.withObject("/fields/security").put("id", "10100").put("name", "Board only");
            deliver(site, "jira:issue_updated", body);
            site.assertExactCopy();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/key",
                "/fields/project",
                "/fields/project/key",
                "/fields/status/statusCategory",
                "/fields/priority/id"
            })
    void aBodyThatLacksSomethingNeededIsReadAfresh(String lacking) {
        try (Site site = site()) {
            DemoIssue issue = create(site);
            deliver(site, "jira:issue_created", state(site, issue.key()));
            site.jira().editIssue(issue.key(), Site.summary("edited"));
            site.jira().transition(issue.key(), "In Progress");
            JsonNode body = state(site, issue.key()).deepCopy();
            JsonPointer pointer = JsonPointer.compile(lacking);
            ((ObjectNode) body.at(pointer.head())).remove(pointer.last().getMatchingProperty());
            // whoever acts may use Jira in another language
            ((ObjectNode) body.at("/fields/priority")).put("name", "Средний");
            deliver(site, "jira:issue_updated", body);
            assertThat(outcome(site, "dead")).isZero();
            site.assertExactCopy();
        }
    }

    private static Site site() {
        Site site = Site.bare(50);
        site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
        site.mapping(BODIES_SUFFICE);
        site.awaitJob("backfill_001", "COMPLETED");
        ManualWebhook.register(site);
        return site;
    }

    /** The last look at the whole scope, so that it casts no doubt on a body. */
    private static void longAgo(Site site) throws SQLException {
        Rows.change(
                "update jira.job set finished_at = now() - interval '1 hour', started_at = now() - interval '1 hour'"
                        + " where connector_id = ?",
                site.id);
    }

    private static DemoIssue create(Site site) {
        return site.jira().createIssue("ABC", "Story", Site.summary("comes late"));
    }

    private static JsonNode state(Site site, String idOrKey) {
        return site.jira().issue(idOrKey).orElseThrow();
    }

    private static JsonNode with(JsonNode issue, String field, String value) {
        ObjectNode changed = issue.deepCopy();
        changed.withObject("/fields").put(field, value);
        return changed;
    }

    private static void deliver(Site site, String event, JsonNode issue) {
        ManualWebhook.deliver(
                site, Map.of("webhookEvent", event, "timestamp", Instant.now().toEpochMilli(), "issue", issue));
        site.awaitWebhooks();
    }

    private static int outcome(Site site, String name) {
        return site.get("/webhooks/status").json().at("/outcomes24h/" + name).asInt();
    }
}
