package io.zenem.jira.routes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** GET /fields/{fieldId}/values: which values a field really has, for enum maps. */
@QuarkusTest
class FieldValuesTest {
    private static Site site;

    @BeforeAll
    static void copy() {
        site = Site.copied(200);
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "priority", "issuetype"})
    void everyValueIsCountedWithItsIdAndThoseThatJiraListsComeToo(String field) {
        Map<String, Integer> truth = new HashMap<>();
        site.jira().issues(0, Integer.MAX_VALUE).stream()
                .map(issue -> issue.path("fields"))
                .filter(fields ->
                        List.of("ABC", "XYZ").contains(fields.at("/project/key").asText()))
                .forEach(fields -> truth.merge(fields.path(field).path("id").asText(""), 1, Integer::sum));
        truth.remove("");
        JsonNode answer = values(field, "");
        Map<String, Integer> found = new HashMap<>();
        answer.path("values")
                .forEach(value -> found.put(
                        value.path("id").asText(), value.path("issues").asInt()));
        assertThat(found).containsAllEntriesOf(truth);
        assertThat(answer.path("listed").asBoolean()).isTrue();
        assertThat(answer.path("sampledIssues").asInt()).isEqualTo(site.truth().size());
        assertThat(answer.path("values"))
                .extracting(value -> -value.path("issues").asInt())
                .isSorted();
    }

    @Test
    void aValueIsWhatAnEnumMapMeets() {
        String map = values("status", "")
                .path("values")
                .valueStream()
                .map(value -> value.path("value") + ": \"DONE\"")
                .distinct()
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
        JsonNode tested = site.post(
                        "/mappings/test",
                        """
                        {"sampleSize": 500, "mapping": {"projects": {"name": {"fieldId": "summary"}},
                         "stories": {"title": {"fieldId": "summary"}, "status": {"fieldId": "status", "enumMap": {%s}}}}}"""
                                .formatted(map))
                .json();
        assertThat(tested.path("enumWarnings")).isEmpty();
        assertThat(tested.path("warnings")).isEmpty();
    }

    @Test
    void aFieldOfFewIssuesIsLookedForOnceMore() {
        try (Site large = Site.bare(900)) {
            large.scope("{\"projects\": [\"ABC\", \"XYZ\", \"TEAM\"]}");
            String oldest = large.jira().issues(0, 1).get(0).path("key").asText();
            large.jira().editIssue(oldest, Map.of("customfield_10045", TextNode.valueOf("only here")));
            large.jira().issues(0, 500).stream()
                    .map(issue -> issue.path("key").asText())
                    .filter(key -> !key.equals(oldest))
                    .forEach(key -> large.jira().editIssue(key, Site.summary("newer")));
            JsonNode answer = large.get("/fields/customfield_10045/values").json();
            assertThat(answer.path("values").findValuesAsText("value"))
                    .as(answer.toString())
                    .contains("only here");
        }
    }

    @Test
    void tenRequestsAreTheMost() {
        try (Site large = Site.bare(900)) {
            large.scope("{\"projects\": [\"ABC\", \"XYZ\", \"TEAM\"]}");
            large.jira().forgetRequests();
            JsonNode answer = large.get(
                            "/fields/status/values?projects=ABC,XYZ,TEAM&issueTypes=Epic,Story,Bug,Task,Sub-task")
                    .json();
            assertThat(answer.path("sampledIssues").asInt()).isBetween(300, 400);
            assertThat(large.jira().requests().total()).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void projectsAndTypesNarrowIt() {
        JsonNode answer = values("issuetype", "?projects=XYZ&issueTypes=Bug");
        assertThat(answer.path("values"))
                .filteredOn(value -> value.path("issues").asInt() > 0)
                .extracting(value -> value.path("value").asText())
                .containsExactly("Bug");
    }

    @Test
    void whatJiraDoesNotKnowIsSaid() {
        site.get("/fields/customfield_99999/values").refused(404, "INVALID_ARGUMENT");
        site.get("/fields/null/values").refused(404, "INVALID_ARGUMENT");
        site.get("/fields/status/values?projects=NOPE&issueTypes=Saga").refused(400, "INVALID_ARGUMENT");
        try (Site bare = Site.bare(5)) {
            bare.get("/fields/status/values").refused(409, "INVALID_ARGUMENT");
        }
    }

    @Test
    void aDataCenterAnswersTheSame() {
        try (Site dataCenter = Site.dataCenter(40)) {
            dataCenter.scope("{\"projects\": [\"ABC\"]}");
            JsonNode answer = dataCenter.get("/fields/status/values").json();
            assertThat(answer.path("usedIn").asInt()).isPositive();
            assertThat(answer.path("values").findValuesAsText("id")).doesNotContain("null");
        }
    }

    private static JsonNode values(String field, String query) {
        Service.Answer answer = site.get("/fields/" + field + "/values" + query);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json();
    }
}
