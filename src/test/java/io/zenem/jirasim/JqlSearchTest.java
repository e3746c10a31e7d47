package io.zenem.jirasim;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Queries over three hand-made issues in a project of their own. The account lives in Asia/Kolkata, UTC+5:30. */
class JqlSearchTest {
    private static DemoServer server;
    private static JiraClient jira;
    private static int version;

    @BeforeAll
    static void start() {
        server = DemoServer.start(DemoOptions.defaults());
        jira = JiraClient.member(server);
        DemoSite site = server.site();
        site.addProject("AND", "Reserved \"word\"", false);
        version = site.createVersion("AND", "v1", java.util.Optional.empty(), java.util.Optional.empty());
        // 04:35:30 UTC is 10:05:30 for the account
        issue("Epic", "first light", "2026-01-10T04:35:30Z", Map.of());
        issue(
                "Story",
                "second light",
                "2026-01-10T04:36:00Z",
                Map.of(
                        "parent", Json.text("AND-1"),
                        "labels", Json.array().add("zenem").add("two words"),
                        "assignee", Json.text("557058:5f0c3c2e-0003-4000-8000-000000000003"),
                        "fixVersions", Json.array().add("v1"),
                        "customfield_10020", Json.array().add(102),
                        "customfield_10026", Json.number(5L),
                        "customfield_10030", Json.text("High")));
        issue("Bug", "third dark", "2026-01-10T04:37:00Z", Map.of("status", Json.text("Done")));
    }

    private static void issue(String type, String summary, String updated, Map<String, JsonNode> more) {
        Map<String, JsonNode> fields = new HashMap<>(more);
        fields.put("summary", Json.text(summary));
        fields.put("updated", Json.text(updated));
        fields.put("created", Json.text("2026-01-01T00:00:00Z"));
        server.site().createIssue("AND", type, fields);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuetype = Epic|AND-1",
                "type in (Story, bug)|AND-2 AND-3",
                "issuetype not in (Story, Bug)|AND-1",
                "status = Done|AND-3",
                "status != 10002|AND-1 AND-2",
                "statusCategory = Done|AND-3",
                "statusCategory = new AND NOT type = Epic|AND-2",
                "resolution is EMPTY|AND-1 AND-2",
                "resolution = Unresolved|AND-1 AND-2",
                "key = AND-2|AND-2",
                "key in (AND-1, \"AND-3\")|AND-1 AND-3",
                "key > AND-1|AND-2 AND-3",
                "parent = AND-1|AND-2",
                "parent is EMPTY|AND-1 AND-3",
                "labels = zenem|AND-2",
                "labels = \"two words\"|AND-2",
                "labels != zenem|",
                "labels is EMPTY OR labels != zenem|AND-1 AND-3",
                "assignee = \"557058:5f0c3c2e-0003-4000-8000-000000000003\"|AND-2",
                "assignee is not EMPTY|AND-2",
                "reporter = currentUser()|AND-1 AND-2 AND-3",
                "fixVersion = v1|AND-2",
                "sprint = 102|AND-2",
                "sprint in closedSprints()|AND-2",
                "cf[10026] = 5|AND-2",
                "\"Story Points\" >= 3|AND-2",
                "severity = High|AND-2",
                "summary ~ light|AND-1 AND-2",
                "summary ~ 'light second'|AND-2",
                "(type = Epic OR type = Bug) AND status = Done|AND-3",
                "type = Epic OR type = Bug AND status = Done|AND-1 AND-3",
                "not (type = Epic or type = Bug)|AND-2",
                "priority = Medium AND ! status = Done|AND-1 AND-2"
            })
    void findsWhatJiraFinds(String jql, String expected) throws IOException {
        List<String> keys = expected == null ? List.of() : List.of(expected.split(" ", -1));
        assertThat(jira.keys("project = \"AND\" AND (" + jql + ") ORDER BY key ASC"))
                .isEqualTo(keys);
    }

    @Test
    void versionIdsAreValuesToo() throws IOException {
        assertThat(jira.keys("fixVersion = " + version)).containsExactly("AND-2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "updated >= \"2026-01-10 10:06\"|AND-2 AND-3",
                "updated >= \"2026/01/10 10:05\" AND updated <= \"2026/01/10 10:06\"|AND-1 AND-2",
                "updated > '2026-01-10 10:05'|AND-2 AND-3",
                "updated <= '2026-01-10 10:05'|AND-1",
                "updated < '2026-01-10 10:05'|",
                "updated = '2026-01-10 10:05'|AND-1",
                "updated >= 2026-01-10 AND updated < 2026-01-11|AND-1 AND-2 AND-3",
                "created < \"2026-01-01 05:30\"|",
                "created <= \"2026-01-01 05:30\"|AND-1 AND-2 AND-3",
                "updated >= -1m|"
            })
    void datesAreTheAccountsAndCountMinutes(String jql, String expected) throws IOException {
        List<String> keys = expected == null ? List.of() : List.of(expected.split(" ", -1));
        assertThat(jira.keys("project = 'AND' AND " + jql + " ORDER BY key")).isEqualTo(keys);
    }

    @Test
    void unquotedNumberIsEpochMillisecondsWhateverTheZone() throws IOException {
        long second = Instant.parse("2026-01-10T04:36:00Z").toEpochMilli();
        assertThat(jira.keys("project = 'AND' AND updated >= " + second + " ORDER BY key"))
                .containsExactly("AND-2", "AND-3");
        assertThat(jira.search("updated >= \"" + second + "\"").statusCode()).isEqualTo(400);
    }

    @Test
    void answersWriteTimesInTheAccountsZoneWithoutAColon() throws IOException {
        assertThat(jira.read("/rest/api/3/issue/AND-1").at("/fields/updated").asText())
                .isEqualTo("2026-01-10T10:05:30.000+0530");
    }

    @Test
    void ordersBySeveralFields() throws IOException {
        assertThat(jira.keys("project = 'AND' ORDER BY status DESC, updated ASC"))
                .containsExactly("AND-1", "AND-2", "AND-3");
        assertThat(jira.keys("project = 'AND' ORDER BY updated DESC")).containsExactly("AND-3", "AND-2", "AND-1");
        assertThat(jira.search("project = 'AND' ORDER BY a, b, c, d, e, f, g, h")
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"project = 'AND'", "project = \"and\"", "project in ('Reserved \"word\"')"})
    void projectsGoByKeyOrName(String jql) throws IOException {
        assertThat(jira.keys(jql)).hasSize(3);
    }

    @Test
    void teamManagedNamesMeanEveryTypeOfThatName() throws IOException {
        List<String> epics = jira.keys("issuetype = Epic");
        assertThat(epics).anyMatch(key -> key.startsWith("TEAM-")).anyMatch(key -> key.startsWith("ABC-"));
    }
}
