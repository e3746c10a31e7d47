package io.zenem.jirasim;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SearchWalkTest {
    private static DemoServer server;
    private static JiraClient jira;

    @BeforeAll
    static void start() {
        server = DemoServer.start(DemoOptions.defaults().withIssues(350));
        jira = JiraClient.member(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ObjectNode request(String field) {
        ObjectNode request =
                Json.object().put("jql", "project is not EMPTY ORDER BY id").put("maxResults", 5000);
        request.putArray("fields").add(field);
        return request;
    }

    private static JsonNode page(ObjectNode request) throws IOException {
        return JiraClient.json(jira.send("POST", "/rest/api/3/search/jql", Optional.of(request))
                .body());
    }

    @Test
    void walkVisitsEveryIssueOnceInPagesOfAHundred() throws IOException {
        List<String> ids = new ArrayList<>();
        ObjectNode request = request("summary");
        JsonNode page = page(request);
        assertThat(page.path("issues")).hasSize(100);
        ids.addAll(JiraClient.all(page.path("issues"), "id"));
        while (page.has("nextPageToken")) {
            assertThat(page.path("isLast").asBoolean()).isFalse();
            page = page(request.put("nextPageToken", page.path("nextPageToken").asText()));
            ids.addAll(JiraClient.all(page.path("issues"), "id"));
        }
        assertThat(page.path("isLast").asBoolean()).isTrue();
        assertThat(ids).hasSize(350).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void censusFitsOnOnePageAndHasIdsOnly() throws IOException {
        JsonNode page = page(request("id"));
        assertThat(page.path("issues")).hasSize(350);
        assertThat(page.at("/issues/0").properties()).hasSize(1);
        assertThat(page.has("total")).isFalse();
        assertThat(page.has("startAt")).isFalse();
    }

    @Test
    void fieldsDefaultToTheId() throws IOException {
        ObjectNode request = request("id");
        request.remove("fields");
        assertThat(page(request).at("/issues/0").properties()).hasSize(1);
    }

    @Test
    void tokenIsBoundToQueryAndFields() throws IOException {
        String token = page(request("summary")).path("nextPageToken").asText();
        assertThat(jira.send(
                                "POST",
                                "/rest/api/3/search/jql",
                                Optional.of(request("status").put("nextPageToken", token)))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void repeatedTokenNeverEnds() throws IOException {
        String token = page(request("summary")).path("nextPageToken").asText();
        server.site().faults().turn(DemoFaults.Switch.REPEATED_PAGE_TOKEN, true);
        assertThat(page(request("summary").put("nextPageToken", token))
                        .path("nextPageToken")
                        .asText())
                .isEqualTo(token);
        server.site().faults().clear();
    }

    @Test
    void exclusionMeansNavigableWithout() throws IOException {
        JsonNode fields = page(request("-description")).at("/issues/0/fields");
        assertThat(fields.has("summary")).isTrue();
        assertThat(fields.has("description")).isFalse();
        assertThat(fields.has("comment")).isFalse();
        assertThat(page(request("*all")).at("/issues/0/fields").has("comment")).isTrue();
    }

    @Test
    void versionTwoWritesRichTextAsWikiAndVersionThreeAsDocument() throws IOException {
        String jql = "/search/jql?fields=description&maxResults=100&jql="
                + JiraClient.encoded("project is not EMPTY ORDER BY id");
        JsonNode three = jira.read("/rest/api/3" + jql).path("issues");
        JsonNode two = jira.read("/rest/api/2" + jql).path("issues");
        for (int i = 0; i < three.size(); i++) {
            JsonNode document = three.path(i).at("/fields/description");
            JsonNode text = two.path(i).at("/fields/description");
            assertThat(text.isTextual()).isEqualTo(document.isObject());
            assertThat(document.path("type").asText("doc")).isEqualTo("doc");
        }
    }

    @Test
    void bulkFetchIsAscendingAndOmitsTheMissing() throws IOException {
        List<String> ids = JiraClient.all(page(request("id")).path("issues"), "id");
        String body = "{\"issueIdsOrKeys\":[\"" + ids.get(9) + "\",\"999999999\",\"" + ids.get(2) + "\"]}";
        JsonNode answer =
                JiraClient.json(jira.post("/rest/api/3/issue/bulkfetch", body).body());
        assertThat(JiraClient.all(answer.path("issues"), "id")).containsExactly(ids.get(2), ids.get(9));
        assertThat(answer.path("issueErrors")).isEmpty();
    }

    @Test
    void sameSeedMakesTheSameSite() {
        try (DemoServer twin = DemoServer.start(DemoOptions.defaults().withIssues(350))) {
            List<JsonNode> here = server.site().issues(0, 350);
            List<JsonNode> there = twin.site().issues(0, 350);
            Set<String> seen = Set.copyOf(there.stream()
                    .map(issue -> issue.at("/fields/summary").asText())
                    .toList());
            assertThat(here).hasSameSizeAs(there);
            assertThat(here).allSatisfy(issue -> assertThat(seen)
                    .contains(issue.at("/fields/summary").asText()));
        }
    }
}
