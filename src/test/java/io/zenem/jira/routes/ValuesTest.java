package io.zenem.jira.routes;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Switch;
import io.zenem.jirasim.DemoIssue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of Jira's values, from its answers and bodies to rows. */
@QuarkusTest
class ValuesTest {
    private static final Map<String, JsonNode> DESK = Map.of(
            "customfield_10052",
            Site.parse("{\"id\": \"1\", \"name\": \"Time to resolution\", \"completedCycles\": [], \"ongoingCycle\":"
                    + " {\"breached\": true, \"paused\": false, \"remainingTime\": {\"friendly\": \"-1h 33m\"}}}"),
            "customfield_10051",
            Site.parse("[null, {\"id\": \"1\", \"name\": \"CAB\", \"finalDecision\": \"approved\"}]"),
            "customfield_10045",
            TextNode.valueOf("{\"start\": \"2026-04-01\", \"end\": \"2026-06-30\"}"));

    private static final String DESK_MAPPING =
            """
            {"versionName": "v1", "projects": {"name": {"fieldId": "summary"}},
             "stories": {"title": {"fieldId": "summary"}, "startDate": {"fieldId": "customfield_10045"},
               "dueDate": {"fieldId": "customfield_10045"},
               "attributes": {"sla": {"fieldId": "customfield_10052", "type": "string"},
                 "breached": {"fieldId": "customfield_10052", "type": "boolean"},
                 "approvals": {"fieldId": "customfield_10051", "type": "array"},
                 "period": {"fieldId": "customfield_10045", "type": "string"}}}}
            """;

    private static final String POINTS =
            """
            {"versionName": "v1", "projects": {"name": {"fieldId": "summary"}},
             "stories": {"title": {"fieldId": "summary"}, "sprints": {"fieldId": "customfield_10020"},
               "storyPoints": {"fieldId": "customfield_10040", "fallbackFieldIds": ["customfield_10026"]}}}
            """;

    @Test
    void whatFieldsShowsIsWhatTheTestShowsAndTheCopyGets() {
        try (Site site = Site.bare(20)) {
            site.scope("{\"projects\": [\"ABC\"]}");
            String key = site.someKey("ABC", "Story");
            site.jira().editIssue(key, DESK);
            JsonNode fields =
                    site.get("/fields?includeSamples=true&sampleCount=20").json();
            site.mapping(DESK_MAPPING);
            JsonNode tested = site.post("/mappings/test", "{\"sampleSize\": 200, \"projects\": [\"ABC\"]}")
                    .is(200)
                    .json();
            site.awaitJob("backfill_001", "COMPLETED");
            JsonNode copied = story(site, key);
            assertThat(copied.path("attributes"))
                    .isEqualTo(Site.parse("{\"sla\": \"running, breached\", \"breached\": true, \"approvals\":"
                            + " [\"CAB: approved\"], \"period\": \"2026-04-01 to 2026-06-30\"}"));
            assertThat(copied.path("startDate").asText()).isEqualTo("2026-04-01");
            assertThat(copied.path("dueDate").asText()).isEqualTo("2026-06-30");
            assertThat(tested.path("samples").findValues("attributes")).contains(copied.path("attributes"));
            assertThat(samples(fields, "customfield_10052")).contains("running, breached");
            assertThat(samples(fields, "customfield_10051")).contains("CAB: approved");
            assertThat(samples(fields, "customfield_10045")).contains("2026-04-01 to 2026-06-30");
        }
    }

    @Test
    void aFurtherFieldThatJiraNoLongerShowsIsToldAsAFirstOneIs() throws SQLException {
        try (Site site = Site.bare(20)) {
            site.scope("{\"projects\": [\"ABC\"]}");
            site.mapping(POINTS);
            site.awaitJob("backfill_001", "COMPLETED");
            Rows.change("update jira.site set fields = fields - 'customfield_10026' where connector_id = ?", site.id);
            assertThat(site.get("/overview").json().path("attention"))
                    .filteredOn(entry -> entry.path("code").asText().equals("FIELDS_VANISHED"))
                    .singleElement()
                    .satisfies(
                            entry -> assertThat(entry.path("message").asText()).contains("customfield_10026"));
        }
    }

    @Test
    void ofSeveralFieldsTheFirstThatHasAValueCounts() throws SQLException {
        try (Site site = Site.bare(60)) {
            site.scope("{\"projects\": [\"ABC\"]}");
            site.mapping(POINTS);
            site.awaitJob("backfill_001", "COMPLETED");
            site.post("/webhooks/register", "{}").is(200);
            assertThat(site.get("/mappings/map_v1")
                            .json()
                            .at("/stories/storyPoints/fallbackFieldIds/0")
                            .asText())
                    .isEqualTo("customfield_10026");
            assertThat(site.get("/fields").json())
                    .filteredOn(field -> field.path("alias").asText().equals("storyPoints"))
                    .extracting(field -> field.path("id").asText())
                    .containsExactlyInAnyOrder("customfield_10040", "customfield_10026");
            int sprint = site.get("/sprints?state=active").json().at("/0/id").asInt();
            int planned = site.points(sprint, "planned");
            // what is older than the last look at the scope, or nearly so, is read by its id
            Rows.change(
                    "update jira.job set finished_at = now() - interval '1 hour', started_at = now() - interval '1 hour'"
                            + " where connector_id = ?",
                    site.id);
            site.jira().forgetRequests();
            for (Map<String, JsonNode> points : List.of(
                    points(IntNode.valueOf(100), IntNode.valueOf(7)),
                    points(NullNode.instance, IntNode.valueOf(100)),
                    points(IntNode.valueOf(0), IntNode.valueOf(7)))) {
                DemoIssue added = site.jira().createIssue("ABC", "Story", points);
                site.jira().addToSprint(sprint, added.key());
            }
            await().until(() -> site.points(sprint, "planned") == planned + 200);
            site.awaitWebhooks();
            assertThat(site.jira().requests().to("POST /rest/api/:v/issue/bulkfetch"))
                    .isZero();
            assertThat(site.get("/logs?code=ESTIMATE_DIFFERS")
                            .json()
                            .path("totalElements")
                            .asInt())
                    .isZero();
            assertThat(site.reconcile("{}").at("/drift/stale").asInt()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"customfield_10026\"]", "[\"customfield_10026\", \"customfield_10040\"]"})
    void dataCenterReadsFurtherFieldsToo(String fallbacks) {
        try (Site site = Site.dataCenter(20)) {
            site.scope("{\"projects\": [\"ABC\"]}");
            String key = site.someKey("ABC", "Story");
            site.jira().editIssue(key, points(NullNode.instance, IntNode.valueOf(13)));
            site.mapping(POINTS.replace("customfield_10040", "customfield_10041")
                    .replace("[\"customfield_10026\"]", fallbacks));
            site.awaitJob("backfill_001", "COMPLETED");
            assertThat(story(site, key).path("storyPoints").asInt()).isEqualTo(13);
        }
    }

    @Test
    void aDateThatIsNoneCostsNeitherItsListNorTheJob() {
        try (Site site = Site.copied(40)) {
            int releases = site.get("/releases").json().path("totalElements").asInt();
            int sprints = site.get("/sprints").json().size();
            site.jira().faults().turn(Switch.DATES_THAT_ARE_NONE, true);
            site.reconcile("{}");
            assertThat(site.get("/releases").json().path("totalElements").asInt())
                    .isEqualTo(releases);
            assertThat(site.get("/sprints").json()).hasSize(sprints);
            assertThat(site.get("/releases?size=200").json().path("content"))
                    .allSatisfy(release -> assertThat(release.path("id").asInt() % 2 == 0
                                    && !release.path("releaseDate").isNull())
                            .isFalse());
            assertThat(site.get("/logs?level=WARN&code=VALUE_UNREADABLE&size=200")
                            .json()
                            .findValuesAsText("message"))
                    .anySatisfy(
                            message -> assertThat(message)
                                    .matches(
                                            "Version \".+\" \\(\\d+\\) of project (ABC|XYZ): releaseDate \"2026-02-30\" is no date, and is left empty\\."))
                    .anySatisfy(message ->
                            assertThat(message).startsWith("Sprint \"").contains("endDate \"0000-01-01"));
            site.jira().faults().turn(Switch.DATES_THAT_ARE_NONE, false);
            site.reconcile("{}");
            site.assertExactCopy();
        }
    }

    @Test
    void anIssuesDateThatIsNoneIsToldWithoutItsText() {
        try (Site site = Site.bare(20)) {
            site.scope("{\"projects\": [\"ABC\"]}");
            String key = site.someKey("ABC", "Story");
            site.jira().editIssue(key, Map.of("customfield_10045", TextNode.valueOf("2026-02-30")));
            site.mapping(DESK_MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            assertThat(story(site, key).path("dueDate").isNull()).isTrue();
            assertThat(site.get("/logs?level=WARN&code=VALUE_UNREADABLE").json().findValuesAsText("message"))
                    .anySatisfy(message -> assertThat(message)
                            .startsWith("Issue ")
                            .contains("what is mapped to dueDate is no date")
                            .doesNotContain("2026-02-30"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void aBlankEmailIsAHiddenOne(String email) {
        try (Site site = Site.copied(20)) {
            String account = site.someReporter();
            site.jira().addressUser(account, email, true);
            site.awaitJob(
                    site.post("/discover-users", "{}")
                            .is(202)
                            .json()
                            .path("jobId")
                            .asText(),
                    "COMPLETED");
            JsonNode user = site.get("/users?search=" + account).json().at("/content/0");
            assertThat(user.path("accountId").asText()).isEqualTo(account);
            assertThat(user.path("emailAddress").isNull()).as(user.toString()).isTrue();
        }
    }

    private static Map<String, JsonNode> points(JsonNode effort, JsonNode points) {
        return Map.of("customfield_10040", effort, "customfield_10026", points);
    }

    private static JsonNode story(Site site, String key) {
        return site.get("/stories?key=" + key).is(200).json().at("/content/0");
    }

    private static List<String> samples(JsonNode fields, String id) {
        for (JsonNode field : fields) {
            if (field.path("id").asText().equals(id)) {
                return field.path("samples").valueStream().map(JsonNode::asText).toList();
            }
        }
        throw new AssertionError("No field " + id);
    }
}
