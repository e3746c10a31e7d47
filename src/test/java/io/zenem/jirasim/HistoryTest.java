package io.zenem.jirasim;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The changelog of issues, of one and in bulk. */
class HistoryTest {
    private static final String BULK = "/rest/api/3/changelog/bulkfetch";

    private static DemoServer server;
    private static JiraClient jira;
    private static DemoIssue issue;

    @BeforeAll
    static void start() {
        server = DemoServer.start(DemoOptions.defaults().withIssues(20));
        jira = JiraClient.member(server);
        issue = server.site().createIssue("ABC", "Story", Map.of("summary", Json.text("First")));
        server.site().editIssue(issue.key(), Map.of("summary", Json.text("Second")));
        server.site()
                .editIssue(
                        issue.key(),
                        Map.of(
                                FieldCatalogue.SPRINT,
                                Json.array().add(server.site().createSprint(12, "Next", ""))));
        server.site().transition(issue.key(), "Done");
        server.site().comment(issue.key(), "which is no change");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void oneIssuesChangesComeTheOldestFirstWithoutItsBeginning() throws IOException {
        JsonNode page = jira.read("/rest/api/3/issue/" + issue.key() + "/changelog?maxResults=2");
        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(page.path("isLast").asBoolean()).isFalse();
        assertThat(page.at("/values/0/items/0/toString").asText()).isEqualTo("Second");
        assertThat(page.at("/values/1/items/0/fieldId").asText()).isEqualTo(FieldCatalogue.SPRINT);
        assertThat(page.at("/values/0/created").asText()).matches("\\d{4}-.*[+-]\\d{4}");
    }

    @Test
    void inBulkTheyAreThoseOfTheFieldsThatAreNamedPageByPage() throws IOException {
        String asked = "{\"issueIdsOrKeys\": [\"" + issue.id()
                + "\"], \"fieldIds\": [\"status\", \"summary\"], \"maxResults\": 1";
        JsonNode first = JiraClient.json(jira.post(BULK, asked + "}").body());
        assertThat(first.at("/issueChangeLogs/0/issueId").asText()).isEqualTo(String.valueOf(issue.id()));
        assertThat(first.at("/issueChangeLogs/0/changeHistories")).hasSize(1);
        assertThat(first.at("/issueChangeLogs/0/changeHistories/0/created").isIntegralNumber())
                .isTrue();
        JsonNode last = JiraClient.json(jira.post(
                        BULK,
                        asked + ", \"nextPageToken\": \""
                                + first.path("nextPageToken").asText() + "\"}")
                .body());
        assertThat(last.at("/issueChangeLogs/0/changeHistories/0/items/0/toString")
                        .asText())
                .isEqualTo("Done");
        assertThat(last.has("nextPageToken")).isFalse();
    }

    @Test
    void whatIsNoRequestIsRefused() throws IOException {
        assertThat(jira.post(BULK, "{\"issueIdsOrKeys\": []}").statusCode()).isEqualTo(400);
        assertThat(jira.post(BULK, "{\"issueIdsOrKeys\": [\"1\"], \"fields\": [\"status\"]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(jira.post(BULK, "{\"issueIdsOrKeys\": [\"1\"], \"maxResults\": 10001}")
                        .statusCode())
                .isEqualTo(400);
    }
}
