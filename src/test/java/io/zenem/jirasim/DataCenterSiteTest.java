package io.zenem.jirasim;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The demo site as Data Center: what it has not, and what it has in another form than Cloud. */
class DataCenterSiteTest {
    private static DemoServer server;
    private static JiraClient jira;

    @BeforeAll
    static void start() {
        server = DemoServer.start(DemoOptions.defaults().withIssues(60).withDataCenter());
        jira = new JiraClient(server, Optional.of("demo-token"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rest/api/3/myself",
                "/rest/api/2/search/jql?jql=project=ABC",
                "/rest/api/2/users/search",
                "/rest/api/2/user/bulk?accountId=x",
                "/rest/api/2/project/search",
                "/rest/api/2/webhook",
                "/_edge/tenant_info",
                "/ex/jira/x/rest/api/2/field"
            })
    void whatIsCloudsAloneIsNotThere(String path) throws IOException {
        assertThat(jira.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void nothingIsReadOrCountedInBulk() throws IOException {
        assertThat(jira.post("/rest/api/2/issue/bulkfetch", "{}").statusCode()).isEqualTo(404);
        assertThat(jira.post("/rest/api/2/search/approximate-count", "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void onlyThePersonalAccessTokenIsAccepted() throws IOException {
        assertThat(new JiraClient(server, Optional.of("wrong"))
                        .get("/rest/api/2/field")
                        .statusCode())
                .isEqualTo(401);
        assertThat(JiraClient.member(server).get("/rest/api/2/myself").statusCode())
                .isEqualTo(401);
        assertThat(jira.get("/rest/api/2/myself").headers().firstValue("X-AUSERNAME"))
                .contains("admin");
    }

    @Test
    void theSearchGoesByOffsetsAndTellsItsTotal() throws IOException {
        JsonNode page = JiraClient.json(jira.post(
                        "/rest/api/2/search",
                        "{\"jql\":\"\",\"startAt\":50,\"maxResults\":50,\"fields\":[\"summary\"]}")
                .body());
        assertThat(page.path("total").asInt()).isEqualTo(60);
        assertThat(page.path("issues")).hasSize(10);
        assertThat(page.has("nextPageToken")).isFalse();
    }

    @Test
    void anIssueThatIsGoneMakesASearchByIdInvalidUnlessItIsNotValidated() throws IOException {
        String id = server.site().issues(0, 1).get(0).path("id").asText();
        String search = "{\"jql\":\"id in (" + id + ",99999)\",\"validateQuery\":";
        assertThat(JiraClient.message(jira.post("/rest/api/2/search", search + "true}")))
                .contains("does not exist for the field 'id'");
        JsonNode found = JiraClient.json(
                jira.post("/rest/api/2/search", search + "false}").body());
        assertThat(found.path("issues").findValuesAsText("id")).contains(id);
        assertThat(found.path("total").asInt()).isEqualTo(1);
    }

    @Test
    void anIdComparesWithTheIdsOfItsProjectOnly() throws IOException {
        String id = server.site().issues(0, 1).get(0).path("id").asText();
        JsonNode later = jira.read("/rest/api/2/search?maxResults=100&fields=project&jql=id%20%3E%20" + id);
        assertThat(later.path("issues").findValuesAsText("key"))
                .filteredOn(key -> key.equals("ABC") || key.equals("XYZ") || key.equals("TEAM"))
                .hasSizeGreaterThan(5)
                .doesNotContain("TEAM", "ABC".equals(project(id)) ? "XYZ" : "ABC");
    }

    private static String project(String id) {
        return server.site().issue(id).orElseThrow().at("/fields/project/key").asText();
    }

    @Test
    void peopleHaveAKeyAndANameAndTypesHaveNoLevel() throws IOException {
        JsonNode issue = jira.read("/rest/api/2/search?maxResults=1&fields=reporter,issuetype")
                .at("/issues/0/fields");
        assertThat(issue.path("reporter").has("accountId")).isFalse();
        assertThat(issue.at("/reporter/key").asText()).startsWith("JIRAUSER");
        assertThat(issue.at("/reporter/name").asText()).isNotEmpty();
        assertThat(issue.path("issuetype").has("hierarchyLevel")).isFalse();
    }
}
