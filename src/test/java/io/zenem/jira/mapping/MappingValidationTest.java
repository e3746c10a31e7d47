package io.zenem.jira.mapping;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.Json;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MappingValidationTest {
    @Test
    void acceptsTheContractsExample() {
        MappingValidation.Parsed parsed = parse("{'versionName':'v2','projects':{'name':{'fieldId':'summary'},'status':"
                + "{'fieldId':'status','enumMap':{'In Progress':'IN_PROGRESS'}}},'stories':{'title':{'fieldId':'summary'},"
                + "'storyPoints':{'fieldId':'customfield_10026','type':'number'}}}");
        assertThat(parsed.fieldErrors()).isEmpty();
        assertThat(parsed.mapping().orElseThrow().stories()).containsOnlyKeys("title", "storyPoints");
    }

    @Test
    void namesEveryErrorAtOnce() {
        assertThat(parse(
                                "{'versionName':' ','active':true,'projects':{'title':{'fieldId':'summary'}},'stories':{'title':"
                                        + "{'fieldId':'summary','alias':'x'},'storyPoints':{'fieldId':'nope'},'status':{'fieldId':"
                                        + "'status','enumMap':{'Done':'FINISHED'}},'dueDate':{'fieldId':'labels'}}}")
                        .fieldErrors())
                .containsOnlyKeys(
                        "versionName",
                        "active",
                        "projects.title",
                        "projects.name",
                        "stories.title.alias",
                        "stories.storyPoints.fieldId",
                        "stories.status.enumMap.Done",
                        "stories.dueDate.fieldId");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'title':'summary'                                                       | stories.title",
                "'title':{'fieldId':7}                                                   | stories.title.fieldId",
                "'title':{}                                                              | stories.title.fieldId",
                "'title':null                                                            | stories.title",
                "'storyPoints':{'fieldId':'customfield_10026','type':7}                  | stories.storyPoints.type",
                "'storyPoints':{'fieldId':'customfield_10026','type':'banana'}           | stories.storyPoints.type",
                "'storyPoints':{'fieldId':'customfield_10026','type':'date'}             | stories.storyPoints.type",
                "'storyPoints':{'fieldId':'summary'}                                     | stories.storyPoints.fieldId",
                "'storyPoints':{'fieldId':'customfield_10026','enumMap':{'a':'1'}}       | stories.storyPoints.enumMap",
                "'assignee':{'fieldId':'status'}                                         | stories.assignee.fieldId",
                "'sprints':{'fieldId':'labels'}                                          | stories.sprints.fieldId",
                "'releases':{'fieldId':'components'}                                     | stories.releases.fieldId",
                "'parent':{'fieldId':'summary'}                                          | stories.parent.fieldId",
                "'description':{'fieldId':'votes'}                                       | stories.description.fieldId",
                "'owner':{'fieldId':'assignee'}                                          | stories.owner",
                "'status':{'fieldId':'status','enumMap':['a']}                           | stories.status.enumMap",
                "'status':{'fieldId':'status','enumMap':{'a':7}}                         | stories.status.enumMap.a",
                "'priority':{'fieldId':'priority','enumMap':{'a':''}}                    | stories.priority.enumMap.a",
                "'attributes.1':{'fieldId':'summary'}                                    | stories.attributes.1",
                "'attributes.n':{'fieldId':'summary','type':'number'}                    | stories.attributes.n.type",
                "'attributes.n':{'fieldId':'summary','type':'user'}                      | stories.attributes.n.type",
                "'attributes':{'n':{'fieldId':'nope'}}                                   | stories.attributes.n.fieldId",
                "'attributes':[]                                                         | stories.attributes",
                "'storyPoints':{'fieldId':'customfield_10026','fallbackFieldIds':'x'}    | stories.storyPoints.fallbackFieldIds",
                "'storyPoints':{'fieldId':'customfield_10026','fallbackFieldIds':['x']}  | stories.storyPoints.fallbackFieldIds[0]",
                "'storyPoints':{'fieldId':'customfield_10026','fallbackFieldIds':[7]}    | stories.storyPoints.fallbackFieldIds[0]",
                "'storyPoints':{'fieldId':'customfield_10026','fallbackFieldIds':['customfield_10034','labels']} | stories.storyPoints.fallbackFieldIds[1]",
                "'storyPoints':{'fieldId':'customfield_10026','fallbackFieldIds':['customfield_10034','customfield_10034']} | stories.storyPoints.fallbackFieldIds[1]",
                "'storyPoints':{'fieldId':'customfield_10026','fallbackFieldIds':['customfield_10026']} | stories.storyPoints.fallbackFieldIds[0]",
                "'attributes.n':{'fieldId':'customfield_10026','type':'number','fallbackFieldIds':['labels']} | stories.attributes.n.fallbackFieldIds[0]",
            })
    void namesThePlaceOfAnError(String rule, String path) {
        String title = rule.startsWith("'title'") ? "" : "'title':{'fieldId':'summary'},";
        assertThat(stories(title + rule)).containsOnlyKeys(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'storyPoints':{'fieldId':'customfield_10030'}",
                "'storyPoints':{'fieldId':'customfield_10034'}",
                "'status':{'fieldId':'customfield_10030','type':'enum'}",
                "'parent':{'fieldId':'parent'}",
                "'parent':{'fieldId':'customfield_10014'}",
                "'assignee':{'fieldId':'customfield_10036','type':'array'}",
                "'dueDate':{'fieldId':'created'}",
                "'createdAt':{'fieldId':'duedate'}",
                "'priority':{'fieldId':'priority','type':'priority'}",
                "'sprints':{'fieldId':'customfield_10020','type':'array'}",
                "'attributes.team':{'fieldId':'customfield_10030','type':'string'}",
                "'attributes':{'team':{'fieldId':'customfield_10030','type':'array of string'}}",
                "'dueDate':null",
                "'storyPoints':{'fieldId':'customfield_10026','fallbackFieldIds':['customfield_10034']}",
                "'storyPoints':{'fieldId':'customfield_10026','fallbackFieldIds':[]}",
                "'storyPoints':{'fieldId':'customfield_10026','fallbackFieldIds':null}",
            })
    void isGenerousWhereAConversionMakesSense(String rule) {
        assertThat(stories("'title':{'fieldId':'summary'}," + rule)).isEmpty();
    }

    @Test
    void namesTheIdWhenTheNameWasWritten() {
        assertThat(stories("'title':{'fieldId':'summary'},'storyPoints':{'fieldId':'Story Points'}"))
                .hasEntrySatisfying("stories.storyPoints.fieldId", message -> assertThat(message)
                        .contains("customfield_10026"));
    }

    @Test
    void doesNotRepeatAnEnormousId() {
        assertThat(stories("'title':{'fieldId':'" + "x".repeat(100_000) + "'}"))
                .hasEntrySatisfying("stories.title.fieldId", message -> assertThat(message)
                        .startsWith("Jira has no field with the id \"xxx")
                        .hasSizeLessThan(600));
    }

    @Test
    void takesAnAttributesTypeFromTheFieldWhereTheRuleNamesNone() {
        Mapping mapping = parse(request("'title':{'fieldId':'summary'},'attributes':{'points':{'fieldId':"
                        + "'customfield_10026'},'tags':{'fieldId':'labels'}}"))
                .mapping()
                .orElseThrow();
        assertThat(mapping.stories().get("attributes.points").type()).contains("number");
        assertThat(mapping.stories().get("attributes.tags").type()).contains("array");
    }

    @Test
    void limitsTheVersionName() {
        String name = "v".repeat(101);
        assertThat(parse(request("'title':{'fieldId':'summary'}").replace("v1", name))
                        .fieldErrors())
                .containsOnlyKeys("versionName");
    }

    @Test
    void needsNoNameForADraft() {
        JsonNode draft =
                Json.of("{'projects':{'name':{'fieldId':'summary'}},'stories':{'title':{'fieldId':'summary'}}}");
        assertThat(MappingValidation.parseDraft(draft, Fixtures.FIELDS).mapping())
                .isPresent();
        assertThat(MappingValidation.parse(draft, Fixtures.FIELDS).fieldErrors())
                .containsOnlyKeys("versionName");
    }

    @Property(tries = 500)
    void answersAnyJson(@ForAll("json") JsonNode any) {
        MappingValidation.Parsed parsed = MappingValidation.parse(any, Fixtures.FIELDS);
        assertThat(parsed.mapping().isPresent()).isEqualTo(parsed.fieldErrors().isEmpty());
    }

    @Provide
    Arbitrary<JsonNode> json() {
        return Json.any();
    }

    private static Map<String, String> stories(String rules) {
        return parse(request(rules)).fieldErrors();
    }

    private static String request(String stories) {
        return "{'versionName':'v1','projects':{'name':{'fieldId':'summary'}},'stories':{" + stories + "}}";
    }

    private static MappingValidation.Parsed parse(String json) {
        return MappingValidation.parse(Json.of(json), Fixtures.FIELDS);
    }
}
