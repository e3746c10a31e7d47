package io.zenem.jira.jira;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is asked of Data Center in the place of each request to Cloud, and what its answers become. */
class DataCenterRequestsTest {
    private static final JiraRequests REQUESTS = new JiraRequests();
    private static final AccountZone ZONE = AccountZone.of("Asia/Kolkata");

    private static DataCenter dataCenter(JiraRequest request) {
        return new DataCenter(request, ZONE);
    }

    private static JsonNode body(JiraRequest request) {
        return dataCenter(request).asked().body().orElseThrow();
    }

    @Test
    void aWalkGoesOnAtTheMinuteOfTheLastIssueWithThatIssueFirst() {
        JiraRequest search =
                REQUESTS.search("project = A ORDER BY updated ASC, key ASC", List.of("summary"), 100, Optional.empty());
        JsonNode page = dataCenter(search)
                .answered(Json.of("{'total':9,'issues':[{'id':'1','fields':{'updated':'2024-05-01T10:00:00.000+0000'}},"
                        + "{'id':'2','fields':{'updated':'2024-05-01T10:01:02.000+0000'}}]}"));
        JsonNode next = body(REQUESTS.search(
                "project = A ORDER BY updated ASC, key ASC",
                List.of("summary"),
                100,
                Optional.of(page.path("nextPageToken").asText())));
        assertThat(next.path("jql").asText())
                .isEqualTo("project = A AND updated >= \"2024-05-01 15:31\" ORDER BY updated ASC, key ASC");
        assertThat(next.path("startAt").asInt()).isZero();
        assertThat(next.path("fields").toString()).isEqualTo("[\"summary\",\"updated\"]");
    }

    @Test
    void soHasAWalkInAZoneThatIsNotKnown() {
        JiraRequest search = REQUESTS.search(
                "project = A ORDER BY updated ASC, key ASC", List.of("summary"), 100, Optional.of(".2..0"));
        JsonNode asked = new DataCenter(search, AccountZone.of("Atlantis/New_Town"))
                .asked()
                .body()
                .orElseThrow();
        assertThat(asked.path("jql").asText()).isEqualTo("project = A ORDER BY updated ASC, key ASC");
        assertThat(asked.path("startAt").asInt()).isEqualTo(2);
    }

    @Test
    void aWalkBackwardsHasPlainOffsets() {
        JiraRequest newest =
                REQUESTS.search("project = A ORDER BY updated DESC", List.of("summary"), 2, Optional.empty());
        JsonNode page = dataCenter(newest).answered(Json.of("{'total':3,'issues':[{'id':'1'},{'id':'2'}]}"));
        JsonNode next = body(REQUESTS.search(
                "project = A ORDER BY updated DESC",
                List.of("summary"),
                2,
                Optional.of(page.path("nextPageToken").asText())));
        assertThat(next.path("startAt").asInt()).isEqualTo(2);
        assertThat(next.path("jql").asText()).isEqualTo("project = A ORDER BY updated DESC");
    }

    @Test
    void aPageOfFiveThousandIsAThousandThere() {
        JsonNode search = body(REQUESTS.search("project = A", List.of("id"), 5000, Optional.empty()));
        assertThat(search.path("maxResults").asInt()).isEqualTo(1000);
    }

    @Test
    void aTokenOfAnotherJiraBeginsTheWalkAnew() {
        JiraRequest walk = REQUESTS.search("project = A", List.of("id"), 10, Optional.of("Cloud's opaque token"));
        assertThatThrownBy(() -> dataCenter(walk).asked())
                .isInstanceOf(JiraRefused.class)
                .hasMessageContaining("page token");
    }

    @Test
    void issuesAreReadOneByOneHoweverMany() {
        List<Long> ids = LongStream.rangeClosed(1, 100).boxed().toList();
        DataCenter read = dataCenter(REQUESTS.issues(ids, List.of("summary", "status")));
        assertThat(read.asked().pathAndQuery()).isEqualTo("/rest/api/2/myself");
        assertThat(read.answered(Json.of("{'key':'admin'}")).toString()).isEqualTo("{\"issues\":[]}");
        assertThat(read.singles())
                .hasSize(100)
                .extracting(single -> dataCenter(single).asked().pathAndQuery())
                .contains("/rest/api/2/issue/42?fields=summary,status");
    }

    @Test
    void changelogsComeWithASearchOfTwoHundredAtOnce() {
        List<Long> ids = LongStream.rangeClosed(1, 201).boxed().toList();
        JiraRequest first = REQUESTS.changelogs(ids, List.of("status"), Optional.empty());
        assertThat(body(first).path("jql").asText()).startsWith("id in (1,2,").endsWith(",200)");
        assertThat(body(first).path("expand").toString()).isEqualTo("[\"changelog\"]");
        JsonNode page = dataCenter(first).answered(Json.of("{'issues':[]}"));
        JsonNode last = body(REQUESTS.changelogs(
                ids, List.of("status"), Optional.of(page.path("nextPageToken").asText())));
        assertThat(last.path("jql").asText()).isEqualTo("id in (201)");
    }

    @Test
    void aChangelogIsIncompleteWhereEntriesOrIssuesAreNotShown() {
        JiraRequest both = REQUESTS.changelogs(List.of(1L, 2L), List.of("status"), Optional.empty());
        String one =
                "{'id':'1','changelog':{'total':2,'histories':[{'id':'9','created':'2024-05-02T10:00:00.000+0000'},"
                        + "{'id':'8','created':'2024-05-01T10:00:00.000+0000'}]}}";
        String two =
                "{'id':'2','changelog':{'total':1,'histories':[{'id':'7','created':'2024-05-01T10:00:00.000+0000'}]}}";
        JsonNode whole = dataCenter(both).answered(Json.of("{'issues':[" + one + "," + two + "]}"));
        assertThat(whole.path("incomplete").booleanValue()).isFalse();
        assertThat(whole.path("issueChangeLogs").findValuesAsText("id")).containsExactly("8", "9", "7");
        assertThat(whole.has("nextPageToken")).isFalse();
        String cut = "{'issues':[" + one.replace("'total':2", "'total':3") + "," + two + "]}";
        assertThat(dataCenter(both).answered(Json.of(cut)).path("incomplete").booleanValue())
                .isTrue();
        assertThat(dataCenter(both)
                        .answered(Json.of("{'issues':[" + one + "]}"))
                        .path("incomplete")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void peopleAreKnownByTheirKeys() {
        JiraRequest people = REQUESTS.userList(40, 20);
        assertThat(dataCenter(people).asked().pathAndQuery())
                .isEqualTo("/rest/api/2/user/search?username=.&includeInactive=true&startAt=40&maxResults=20");
        JsonNode answer = dataCenter(people)
                .answered(Json.of("[{'key':'JIRAUSER1','name':'ada','displayName':'Ada'},{'name':'old'}]"));
        assertThat(answer.findValuesAsText("accountId")).containsExactly("JIRAUSER1", "old");
        assertThat(answer.findValuesAsText("accountType")).containsOnly("atlassian");
    }

    @Test
    void peopleInBulkAreAskedForOneByOneAfterTheTokenHasProvedToLive() {
        JiraRequest people = REQUESTS.users(List.of("JIRAUSER1", "a b"));
        assertThat(dataCenter(people).asked().pathAndQuery()).isEqualTo("/rest/api/2/myself");
        JsonNode answered = dataCenter(people).answered(Json.of("{'key':'admin'}"));
        assertThat(answered.toString()).isEqualTo("{\"values\":[]}");
        assertThat(dataCenter(people).singles())
                .extracting(single -> dataCenter(single).asked().pathAndQuery())
                .containsExactly("/rest/api/2/user?key=JIRAUSER1", "/rest/api/2/user?key=a%20b");
    }

    @Test
    void aProjectInTheArchiveIsFoundInTheListOfAll() {
        JiraRequest gone = REQUESTS.goneProjects(List.of("7", "8"));
        assertThat(dataCenter(gone).asked().pathAndQuery()).isEqualTo("/rest/api/2/project?includeArchived=true");
        JsonNode answer = dataCenter(gone)
                .answered(
                        Json.of("[{'id':'7','archived':true},{'id':'8','archived':false},{'id':'9','archived':true}]"));
        assertThat(answer.path("values").findValuesAsText("id")).containsExactly("7");
    }

    @Test
    void aWebhookNamesNoEventThatIsCloudsAlone() {
        JsonNode webhook = body(JiraRequest.post(
                "/rest/webhooks/1.0/webhook",
                Json.of("{'name':'z','events':['jira:issue_created','project_soft_deleted','attachment_created']}")));
        assertThat(webhook.path("events").toString()).isEqualTo("[\"jira:issue_created\"]");
    }
}
