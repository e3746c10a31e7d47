package io.zenem.jirasim;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class IndexLagTest {
    private DemoServer server;
    private JiraClient jira;

    @BeforeEach
    void start() {
        server = DemoServer.start(DemoOptions.defaults().withIssues(20));
        jira = JiraClient.member(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void searchSeesAChangeLateAndBulkFetchAtOnce() throws IOException {
        DemoIssue issue = server.site().createIssue("ABC", "Story", Map.of("summary", Json.text("fresh")));
        server.site().faults().indexLag(Duration.ofHours(1));
        server.site().transition(issue.key(), "Done");

        assertThat(jira.keys("status = Done AND summary ~ fresh")).isEmpty();
        assertThat(jira.read("/rest/api/3/issue/" + issue.key())
                        .at("/fields/status/name")
                        .asText())
                .isEqualTo("Done");
    }

    @Test
    void reconciledIssuesAreSeenAsTheyAre() throws IOException {
        server.site().faults().indexLag(Duration.ofHours(1));
        DemoIssue issue = server.site().createIssue("ABC", "Story", Map.of("summary", Json.text("unseen")));
        ObjectNode query = JiraClient.query("summary ~ unseen");
        assertThat(jira.keys("summary ~ unseen")).isEmpty();
        query.putArray("reconcileIssues").add(issue.id());
        assertThat(jira.send("POST", "/rest/api/3/search/jql", Optional.of(query))
                        .body())
                .contains(issue.key());
    }

    @Test
    void deletedIssueLingersInTheSearch() throws IOException {
        DemoIssue issue = server.site().createIssue("ABC", "Story", Map.of("summary", Json.text("leaving")));
        server.site().faults().indexLag(Duration.ofHours(1));
        server.site().delete(issue.key());
        assertThat(jira.keys("summary ~ leaving")).containsExactly(issue.key());
        assertThat(jira.get("/rest/api/3/issue/" + issue.id()).statusCode()).isEqualTo(404);
    }

    @Test
    void oldStatesOutliveWhatTheyReferTo() throws IOException {
        Map<String, JsonNode> fields = Map.of(
                "summary", Json.text("linked"), "fixVersions", Json.array().add("2.1"));
        DemoIssue issue = server.site().createIssue("ABC", "Story", fields);
        server.site().faults().indexLag(Duration.ofHours(1));
        server.site().comment(issue.key(), "later");
        server.site().deleteVersion(10403);
        ObjectNode query = JiraClient.query("summary ~ linked");
        query.putArray("fields").add("fixVersions");
        assertThat(jira.send("POST", "/rest/api/3/search/jql", Optional.of(query))
                        .body())
                .contains("\"fixVersions\":[]");
    }

    @Test
    void theIndexCatchesUp() {
        server.site().faults().indexLag(Duration.ofMillis(300));
        DemoIssue issue = server.site().createIssue("ABC", "Story", Map.of("summary", Json.text("lagging")));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(jira.keys("summary ~ lagging")).containsExactly(issue.key()));
    }
}
