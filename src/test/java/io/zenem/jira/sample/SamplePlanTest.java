package io.zenem.jira.sample;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.jira.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SamplePlanTest {
    private static final JsonNode NONE = Json.of("[]");
    private static final String TYPES =
            "[{'name':'Epic','hierarchyLevel':1},{'name':'Story','hierarchyLevel':0},{'name':'Bug','hierarchyLevel':0}]";
    private static final SampleContext SCOPED =
            context("'scope':{'projectIds':[1,2],'issueTypes':['story','Epic'],'jql':'labels = x'},'projects':"
                    + "[{'id':'1','key':'ABC'},{'id':'2','key':'XYZ'}]");

    @Test
    void theScopeIsTheDefaultAndEpicsComeFirst() {
        assertThat(plan(sample(List.of(), List.of()), SCOPED, NONE).searches())
                .containsExactly(
                        "project in (\"ABC\") AND (labels = x) AND issuetype in (\"Epic\") ORDER BY updated DESC",
                        "project in (\"XYZ\") AND (labels = x) AND issuetype in (\"Epic\") ORDER BY updated DESC",
                        "project in (\"ABC\") AND (labels = x) AND issuetype in (\"Story\") ORDER BY updated DESC",
                        "project in (\"XYZ\") AND (labels = x) AND issuetype in (\"Story\") ORDER BY updated DESC");
    }

    @Test
    void whereNoTypesAreChosenEpicsAreApartFromAllOthers() {
        SampleContext anyType = context("'scope':{'projectIds':[1]},'projects':[{'id':'1','key':'ABC'}]");
        assertThat(plan(sample(List.of("abc"), List.of()), anyType, NONE).searches())
                .containsExactly(
                        "project in (\"ABC\") AND issuetype in (\"Epic\") ORDER BY updated DESC",
                        "project in (\"ABC\") AND NOT issuetype in (\"Epic\") ORDER BY updated DESC");
    }

    @Test
    void outsideOfTheScopeItsConditionSaysNothing() {
        JsonNode foreign = Json.of("[{'id':'9','key':'OUT','issueTypes':[{'name':'Idea','hierarchyLevel':0}]}]");
        assertThat(plan(sample(List.of("ABC", "OUT"), List.of("idea")), SCOPED, foreign)
                        .searches())
                .containsExactly(
                        "project in (\"ABC\") AND issuetype in (\"Idea\") ORDER BY updated DESC",
                        "project in (\"OUT\") AND issuetype in (\"Idea\") ORDER BY updated DESC");
    }

    @Test
    void howeverManyNamesThereAreSearchesAreFew() {
        List<String> many = List.of("Story", "Bug", "Epic", "A", "B", "C", "D");
        JsonNode project =
                Json.of("[{'id':'9','key':'OUT','issueTypes':[{'name':'A'},{'name':'B'},{'name':'C'},{'name':'D'}]}]");
        List<String> searches = plan(sample(List.of("ABC", "XYZ", "OUT"), many), SCOPED, project)
                .searches();
        assertThat(searches).hasSize(4);
        assertThat(searches.get(0)).contains("\"ABC\",\"XYZ\",\"OUT\"", "\"Epic\"");
        assertThat(String.join("", searches)).contains(many);
    }

    @Test
    void allThatJiraDoesNotKnowIsNamed() {
        JsonNode asked = Json.of("[{'id':'NOPE','missing':true}]");
        SamplePlan plan = plan(sample(List.of("ABC", "NOPE"), List.of("Story", "Saga")), SCOPED, asked);
        assertThat(plan.errors()).containsOnlyKeys("projects", "issueTypes");
        assertThatThrownBy(plan::check)
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("NOPE")
                .hasMessageContaining("Saga");
    }

    @Test
    void withoutScopeAndProjectsThereIsNothingToTakeFrom() {
        assertThatThrownBy(() -> plan(sample(List.of(), List.of()), context("'scope':null"), NONE)
                        .searches())
                .hasMessageContaining("PUT …/scope");
        SampleContext hidden = context("'scope':{'projectIds':[1]},'projects':[{'id':'1','missing':true}]");
        assertThatThrownBy(
                        () -> plan(sample(List.of(), List.of()), hidden, NONE).searches())
                .hasMessageContaining("permissions");
    }

    private static SamplePlan plan(SampleRequest sample, SampleContext context, JsonNode asked) {
        return SamplePlan.of(sample, context, asked, NONE, NONE);
    }

    private static SampleRequest sample(List<String> projects, List<String> types) {
        return new SampleRequest("", true, projects, types, 100, 5, 4);
    }

    private static SampleContext context(String properties) {
        return SampleContext.of(
                Json.of("{'stamp':'1','timeZone':'UTC','issueTypes':" + TYPES + "," + properties + "}"));
    }
}
