package io.zenem.jira.sample;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RareFieldsTest {
    private static final JsonNode FIELDS = fields(
            field(1, "string", true),
            field(2, "number", true),
            field(3, "sd-servicelevelagreement", true),
            field(4, "string", false),
            "{'id':'summary','searchable':true,'clauseNames':['summary'],'schema':{'type':'string'}}",
            "{'id':'customfield_6','searchable':true,'clauseNames':['cf[7]'],'schema':{'type':'string'}}");

    @Test
    void onlyWhatJiraCanSearchForIsSearchedFor() {
        assertThat(rare(List.of(), 50).ids()).containsExactly("customfield_1", "customfield_2");
    }

    @Test
    void threeValuesAreEnoughAndAFewOfManyUsesAreAllThereAre() {
        List<JsonNode> issues = IntStream.range(0, 30)
                .mapToObj(i ->
                        Json.of("{'id':'" + i + "','fields':{'customfield_1':'v" + i % 3 + "','customfield_2':7}}"))
                .toList();
        assertThat(rare(issues, 50).wanted()).isFalse();
    }

    @Test
    void ofManyTheLeastUsedAreSearchedForInOneSearch() {
        JsonNode many = fields(
                IntStream.range(1, 300).mapToObj(i -> field(i, "string", true)).toArray(String[]::new));
        List<JsonNode> issues = IntStream.range(0, 20)
                .mapToObj(i -> Json.of(i == 0 ? "{'id':'0','fields':{'customfield_1':'x'}}" : "{'id':'" + i + "'}"))
                .toList();
        RareFields rare = RareFields.of(many, issues, 5, 2);
        SamplePlan plan =
                new SamplePlan(null, List.of(), many, Map.of(), Optional.empty(), List.of(), "project in (\"ABC\")");
        assertThat(rare.search(plan, new JiraRequests())
                        .body()
                        .orElseThrow()
                        .path("jql")
                        .asText())
                .isEqualTo("project in (\"ABC\") AND (cf[2] is not EMPTY OR cf[3] is not EMPTY) ORDER BY updated DESC");
    }

    @Test
    void whatWasSearchedForCountsForTheFieldsThatWereSearchedFor() {
        RareFields rare =
                new RareFields(List.of("customfield_1"), List.of()).and(Json.of("{'issues':[{'id':'1'},{'id':'2'}]}"));
        Map<String, JsonNode> newest = Map.of("1", Json.of("{'id':'1'}"));
        assertThat(rare.samples(newest).apply("customfield_1")).hasSize(2);
        assertThat(rare.samples(newest).apply("summary")).hasSize(1);
    }

    private static RareFields rare(List<JsonNode> issues, int most) {
        return RareFields.of(FIELDS, issues, 5, most);
    }

    private static JsonNode fields(String... fields) {
        return Json.of("[" + String.join(",", fields) + "]");
    }

    private static String field(int number, String type, boolean searchable) {
        return "{'id':'customfield_%1$d','searchable':%3$s,'clauseNames':['cf[%1$d]','Name'],'schema':{'type':'%2$s'}}"
                .formatted(number, type, searchable);
    }
}
