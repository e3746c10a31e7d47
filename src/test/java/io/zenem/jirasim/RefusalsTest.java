package io.zenem.jirasim;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.zenem.jirasim.JiraClient.message;
import static org.assertj.core.api.Assertions.assertThat;

class RefusalsTest {
    private static final String SEARCH = "/rest/api/3/search/jql";
    private static final String BULK = "/rest/api/3/issue/bulkfetch";

    private static DemoServer server;
    private static JiraClient jira;
    private static JiraClient stranger;

    @BeforeAll
    static void start() {
        server = DemoServer.start(DemoOptions.defaults());
        jira = JiraClient.member(server);
        stranger = new JiraClient(server, Optional.of("admin@demo.example:expired"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void removedSearchIsGone() throws IOException {
        assertThat(jira.get("/rest/api/3/search?jql=x").statusCode()).isEqualTo(410);
        assertThat(message(jira.post("/rest/api/2/search", "{}"))).startsWith("The requested API has been removed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "order by key"})
    void unboundedJqlIsRefused(String jql) throws IOException {
        HttpResponse<String> answer = jira.search(jql);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(message(answer)).startsWith("Unbounded JQL queries are not allowed here.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jql\":\"project = ABC\",\"startAt\":0}",
                "{\"jql\":\"project = ABC\",\"maxResults\":\"50\"}",
                "{\"jql\":\"project = ABC\",\"expand\":[\"names\"]}",
                "{\"jql\":\"project = ABC\",\"fields\":\"summary\"}",
                "{\"jql\":\"project = ABC\",\"reconcileIssues\":[\"1\"]}",
                "[]"
            })
    void searchBodyIsAClosedSchema(String body) throws IOException {
        HttpResponse<String> answer = jira.post(SEARCH, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"errorMessages\":[\"Invalid request payload. Refer to the REST API documentation and try"
                        + " again.\"]}");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5001, -1, 4294967346L})
    void maxResultsHasBounds(long maxResults) throws IOException {
        HttpResponse<String> answer =
                jira.post(SEARCH, "{\"jql\":\"project = ABC\",\"maxResults\":" + maxResults + "}");
        assertThat(message(answer)).isEqualTo("The max results parameter has to be between 1 and 5,000.");
    }

    @Test
    void unknownPageTokenIsRefused() throws IOException {
        HttpResponse<String> answer = jira.get(SEARCH + "?jql=project=ABC&nextPageToken=abc");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(message(answer)).isEqualTo("The provided next page token is invalid or expired.");
    }

    @Test
    void moreThanFiftyReconciledIssuesAreRefused() throws IOException {
        String ids = String.join(",", Collections.nCopies(50, "1")) + ",2";
        assertThat(jira.get(SEARCH + "?jql=project=ABC&reconcileIssues=" + ids).statusCode())
                .isEqualTo(200);
        StringBuilder distinct = new StringBuilder("1");
        for (int id = 2; id <= 51; id++) {
            distinct.append(',').append(id);
        }
        assertThat(jira.get(SEARCH + "?jql=project=ABC&reconcileIssues=" + distinct)
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "project = NOPE|The value 'NOPE' does not exist for the field 'project'.",
                "nofield = 1|Field 'nofield' does not exist or you do not have permission to view it.",
                "issuetype = Nope|The value 'Nope' does not exist for the field 'issuetype'.",
                "key = ABC-99999|An issue with key 'ABC-99999' does not exist for field 'key'.",
                "id in (7)|A value with ID '7' does not exist for the field 'id'.",
                "updated ~ ABC|The operator '~' is not supported by the 'updated' field.",
                "\"Story Points\" > EMPTY|The operator '>' is not supported by the 'Story Points' field.",
                "project > ABC|The operator '>' is not supported by the 'project' field.",
                "updated >= \"2026-13-01\"|Date value '2026-13-01' for field 'updated' is invalid. Valid formats"
                        + " include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period"
                        + " format e.g. '-5d', '4w 2d'."
            })
    void wrongNamesAreNamed(String jql, String expected) throws IOException {
        assertThat(message(jira.search(jql))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"project = AND", "project ABC", "project = ", "project = 'ABC", "a = b@c", "x in ABC", "(a = 1"})
    void brokenSyntaxIsRefused(String jql) throws IOException {
        HttpResponse<String> answer = jira.search(jql);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(message(answer)).startsWith("Error in the JQL Query: ");
    }

    @Test
    void strangersGetEmptyListsAndAHeaderInsteadOfAnError() throws IOException {
        HttpResponse<String> answer = stranger.search("project = NOPE");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"issues\":[],\"isLast\":true}");
        assertThat(answer.headers().firstValue("X-Seraph-LoginReason")).contains("AUTHENTICATED_FAILED");
        assertThat(stranger.get("/rest/api/3/field").body()).isEqualTo("[]");
        assertThat(stranger.read("/rest/api/3/project/search").path("total").asInt())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rest/api/3/myself", "/rest/webhooks/1.0/webhook", "/rest/agile/1.0/board"})
    void someResourcesWantCredentials(String path) throws IOException {
        assertThat(stranger.get(path).statusCode()).isEqualTo(401);
        assertThat(jira.get(path).headers().firstValue("X-Seraph-LoginReason")).contains("OK");
    }

    @Test
    void deadTokenTurnsAMemberIntoAStranger() throws IOException {
        server.site().faults().turn(DemoFaults.Switch.DEAD_TOKEN, true);
        assertThat(jira.get("/rest/api/3/myself").statusCode()).isEqualTo(401);
        assertThat(jira.keys("project = ABC")).isEmpty();
        server.site().faults().clear();
    }

    @Test
    void bulkFetchHasLimits() throws IOException {
        assertThat(jira.post(BULK, "{\"issueIdsOrKeys\":[]}").statusCode()).isEqualTo(400);
        assertThat(jira.post(BULK, bulk(101, "*navigable")).statusCode()).isEqualTo(400);
        assertThat(jira.post(BULK, bulk(101, "labels")).statusCode()).isEqualTo(400);
        assertThat(jira.post(BULK, bulk(1000, "summary")).statusCode()).isEqualTo(200);
        assertThat(jira.post(BULK, bulk(1001, "summary")).statusCode()).isEqualTo(400);
        assertThat(jira.post(BULK, "{\"issueIdsOrKeys\":[\"1\"],\"expand\":\"names\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    private static String bulk(int count, String field) {
        return "{\"issueIdsOrKeys\":[" + String.join(",", Collections.nCopies(count, "\"1\"")) + "],\"fields\":[\""
                + field + "\"]}";
    }

    @Test
    void unknownIssueAndUnknownPathDiffer() throws IOException {
        HttpResponse<String> issue = jira.get("/rest/api/3/issue/ABC-99999");
        assertThat(issue.statusCode()).isEqualTo(404);
        assertThat(message(issue)).isEqualTo("Issue does not exist or you do not have permission to see it.");
        HttpResponse<String> path = jira.get("/rest/api/3/nothing");
        assertThat(path.statusCode()).isEqualTo(404);
        assertThat(path.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void permissionsMustBeNamed() throws IOException {
        assertThat(jira.get("/rest/api/3/mypermissions").statusCode()).isEqualTo(400);
        assertThat(jira.read("/rest/api/3/mypermissions?permissions=BROWSE_PROJECTS")
                        .at("/permissions/BROWSE_PROJECTS/havePermission")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void kanbanBoardsHaveNoSprintsAndIssueListingsAreGone() throws IOException {
        HttpResponse<String> sprints = jira.get("/rest/agile/1.0/board/9/sprint");
        assertThat(sprints.statusCode()).isEqualTo(400);
        assertThat(message(sprints)).isEqualTo("The board does not support sprints");
        assertThat(jira.get("/rest/agile/1.0/board/12/issue").statusCode()).isEqualTo(410);
        assertThat(jira.get("/rest/agile/1.0/sprint/100/issue").statusCode()).isEqualTo(410);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"url\":\"https://example.com\",\"events\":[]}",
                "{\"name\":\"a\",\"events\":[]}",
                "{\"name\":\"a\",\"url\":\"http://example.com\",\"events\":[]}",
                "{\"name\":\"a\",\"url\":\"https://example.com\",\"events\":[\"jira:issue_eaten\"]}",
                "{\"name\":\"a\",\"url\":\"https://example.com\",\"events\":[],\"filters\":"
                        + "{\"issue-related-events-section\":\"project = NOPE\"}}"
            })
    void wrongWebhooksAreRefused(String body) throws IOException {
        assertThat(jira.post("/rest/webhooks/1.0/webhook", body).statusCode()).isEqualTo(400);
    }

    @Test
    void webhooksWantAnAdministrator() throws IOException {
        server.site().faults().turn(DemoFaults.Switch.ADMIN_DENIED, true);
        assertThat(jira.get("/rest/webhooks/1.0/webhook").statusCode()).isEqualTo(403);
        server.site().faults().clear();
    }
}
