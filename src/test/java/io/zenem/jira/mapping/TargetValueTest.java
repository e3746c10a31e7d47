package io.zenem.jira.mapping;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.Json;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TargetValueTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string  | 'as *is*'                                             | 'as *is*'",
                "string  | {'value':'Core','id':'1'}                             | 'Core'",
                "string  | {'value':'EU','id':'1','child':{'value':'Berlin'}}    | 'EU - Berlin'",
                "string  | {'accountId':'a','displayName':'Ada'}                 | 'Ada'",
                "string  | {'id':'3','name':'Medium'}                            | 'Medium'",
                "string  | {'id':'20001','key':'ACME-1','fields':{}}             | 'ACME-1'",
                "string  | ['a',{'value':'b'},null,{'name':'c'}]                 | 'a, b, c'",
                "string  | 3.0                                                   | '3'",
                "string  | 1.5E10                                                | '15000000000'",
                "string  | true                                                  | 'true'",
                "string  | ''                                                    | null",
                "string  | null                                                  | null",
                "string  | {'votes':3}                                           | null",
                "string  | {'type':'doc','content':[{'type':'text','text':'x'}]} | 'x'",
                "number  | 3.0                                                   | 3",
                "number  | 0.5                                                   | 0.5",
                "number  | 30                                                    | 30",
                "number  | -0.0                                                  | 0",
                "number  | ' 8 '                                                 | 8",
                "number  | {'value':'13'}                                        | 13",
                "number  | [{'value':'13'}]                                      | 13",
                "number  | 'XL'                                                  | null",
                "number  | '1e999999999'                                         | null",
                "number  | true                                                  | null",
                "boolean | true                                                  | true",
                "boolean | {'value':'Yes'}                                       | true",
                "boolean | '0'                                                   | false",
                "boolean | 1                                                     | true",
                "boolean | 'maybe'                                               | null",
                "boolean | [{'value':'Impediment','id':'10019'}]                 | true",
                "boolean | [{'value':'No'}]                                      | false",
                "boolean | []                                                    | null",
                "date    | '2026-11-02'                                          | '2026-11-02'",
                "date    | '2026-11-01T23:30:00.000+0000'                        | '2026-11-02'",
                "date    | '2026-02-30'                                          | null",
                "datetime| '2026-11-02T09:20:00.123+0100'                        | '2026-11-02T08:20:00'",
                "datetime| '2026-11-02'                                          | '2026-11-02T00:00:00'",
                "datetime| 1793620800000                                         | '2026-11-02T12:00:00'",
                "datetime| 'soon'                                                | null",
                "array   | ['b','a','b']                                         | ['b','a','b']",
                "array   | [{'value':'x'},{'name':'y'}]                          | ['x','y']",
                "array   | {'value':'EU','child':{'value':'Berlin'}}             | ['EU','Berlin']",
                "array   | 'one'                                                 | ['one']",
                "array   | null                                                  | []",
                "array   | []                                                    | []",
            })
    void readsAnAttribute(String type, String value, String expected) {
        JsonNode attributes = Fixtures.mapped(
                        Fixtures.story("'customfield_10034':" + value),
                        "attributes.it",
                        "{'fieldId':'customfield_10034','type':'" + type + "'}")
                .fields()
                .get("attributes");
        assertThat(text(attributes)).isEqualTo(text(Json.of("{'it':" + expected + "}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title       | summary           | 'h1. *not* markup {code}'                       | 'h1. *not* markup {code}'",
                "description | description       | 'h1. Title'                                     | 'Title'",
                "description | customfield_10033 | '*bold*'                                        | 'bold'",
                "description | summary           | '*literal*'                                     | '*literal*'",
                "description | description       | {'type':'doc','content':[{'type':'text','text':'t'}]} | 't'",
                "title       | created           | '2026-11-02T09:20:00.123+0100'                  | '2026-11-02T08:20:00'",
                "title       | issuekey          | null                                            | 'ACME-42'",
                "sprints     | customfield_10020 | [{'id':7},{'id':3},{'id':7}]                    | ['7','3']",
                "sprints     | customfield_10020 | null                                            | []",
                "releases    | fixVersions       | [{'id':'50001','name':'1.0'},{'id':50002}]      | ['50001','50002']",
                "components  | components        | [{'id':'1','name':'API'}]                       | ['API']",
                "parent      | parent            | {'id':'20001','key':'ACME-1','fields':{}}       | {'jiraId':'20001','jiraKey':'ACME-1'}",
                "parent      | parent            | null                                            | null",
                "parent      | customfield_10014 | 'ABC-1'                                         | {'jiraId':null,'jiraKey':'ABC-1'}",
                "parent      | customfield_10018 | {'hasEpicLinkFieldDependency':false}            | null",
                "parent      | customfield_10018 | {'showField':true,'data':{'id':9,'key':'A-9'}}  | {'jiraId':'9','jiraKey':'A-9'}",
                "assignee    | assignee          | {'accountId':'a','displayName':null}            | {'accountId':'a','displayName':null}",
                "assignee    | assignee          | {'key':'JIRAUSER1','name':'jdoe','displayName':'J'} | {'accountId':'JIRAUSER1','displayName':'J'}",
                "assignee    | customfield_10036 | [{'accountId':'a','displayName':'A'},{'accountId':'b','displayName':'B'}] | {'accountId':'a','displayName':'A'}",
                "assignee    | customfield_10036 | []                                              | null",
                "assignee    | customfield_10036 | [null,'mia',{'name':'jira-users','groupId':'g'},{'id':'1','key':'ABC','name':'Alphabet'},{'accountId':null,'displayName':'Former user'},{'accountId':'a','displayName':'A'}] | {'accountId':'a','displayName':'A'}",
                "assignee    | customfield_10036 | [null,{'key':'JIRAUSER1','name':'jdoe','displayName':'J'}] | {'accountId':'JIRAUSER1','displayName':'J'}",
                "assignee    | customfield_10036 | [null]                                          | null",
                "status      | customfield_10032 | [null,{'id':'1','value':'DONE'}]                | 'NOT_STARTED'",
                "releases    | fixVersions       | [null,{'id':'50001'},{'id':'x'},'1.0',{}]       | ['50001']",
                "startDate   | customfield_10034 | '{\\\"start\\\":\\\"2026-04-01\\\",\\\"end\\\":\\\"2026-06-30\\\"}' | '2026-04-01'",
                "dueDate     | customfield_10034 | '{\\\"start\\\":\\\"2026-04-01\\\",\\\"end\\\":\\\"2026-06-30\\\"}' | '2026-06-30'",
                "startDate   | customfield_10034 | {'start':'2026-04-01','end':'2026-06-30'}       | '2026-04-01'",
                "dueDate     | customfield_10034 | {'start':'2026-04-01','end':'2026-06-30'}       | '2026-06-30'",
                "dueDate     | duedate           | '0000-01-01'                                    | null",
                "assignee    | customfield_10036 | {'name':'jira-users','groupId':'g'}             | null",
            })
    void readsACatalogueTarget(String target, String fieldId, String value, String expected) {
        JsonNode issue = Fixtures.story(fieldId.equals("issuekey") ? "" : "'" + fieldId + "':" + value);
        JsonNode mapped = Fixtures.mapped(issue, target, "{'fieldId':'" + fieldId + "'}")
                .fields()
                .get(target);
        assertThat(text(mapped)).isEqualTo(text(Json.of(expected)));
    }

    @Test
    void takesTheSystemParentOfASubTaskWhereTheEpicLinkIsEmpty() {
        JsonNode issue = Fixtures.story("'customfield_10014':null,'parent':{'id':'1','key':'A-1'}");
        assertThat(Fixtures.mapped(issue, "parent", "{'fieldId':'customfield_10014'}")
                        .fields()
                        .get("parent"))
                .isEqualTo(Json.of("{'jiraId':'1','jiraKey':'A-1'}"));
    }

    @Test
    void namesTheValueThatDoesNotFit() {
        MappedIssue issue = Fixtures.mapped(
                Fixtures.story("'customfield_10034':'XL'"), "storyPoints", "{'fieldId':'customfield_10034'}");
        assertThat(issue.valueWarnings()).containsExactly(new ValueWarning("storyPoints", "XL", "not a number"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[null]", "[null,{'accountId':'a','displayName':'A','emailAddress':' '}]"})
    void isSilentAboutWhatIsNoValueInAList(String people) {
        MappedIssue issue = Fixtures.mapped(
                Fixtures.story("'customfield_10036':" + people), "assignee", "{'fieldId':'customfield_10036'}");
        assertThat(issue.valueWarnings()).isEmpty();
        assertThat(issue.users()).allSatisfy(user -> assertThat(user.email()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'customfield_10026':5,'customfield_10034':'8'        | 5",
                "'customfield_10026':0,'customfield_10034':'8'        | 0",
                "'customfield_10026':null,'customfield_10034':'8'     | 8",
                "'customfield_10034':'8'                              | 8",
                "'customfield_10026':' ','customfield_10034':'8'      | 8",
                "'customfield_10026':[],'customfield_10034':'8'       | 8",
                "'customfield_10026':'XL','customfield_10034':'8'     | null",
                "'customfield_10034':'','customfield_10032':[{'value':'3'}] | 3",
                "'customfield_10034':null                             | null"
            })
    void theFirstFieldThatHasAValueCounts(String fields, String expected) {
        JsonNode issue = Fixtures.story(fields);
        FieldRule rule = new FieldRule(
                "customfield_10026",
                List.of("customfield_10034", "customfield_10032"),
                Optional.empty(),
                Map.of(),
                Map.of());
        Mapping mapping = new Mapping("v1", Map.of(), Map.of("storyPoints", rule));
        MappedIssue mapped = ((IssueMapper.Mapped) IssueMapper.map(issue, mapping, Fixtures.SITE)).issue();
        assertThat(text(mapped.fields().get("storyPoints"))).isEqualTo(expected);
        assertThat(StoryPoints.of(issue, mapping, Fixtures.SITE))
                .isEqualByComparingTo(expected.equals("null") ? "0" : expected);
    }

    @Test
    void isSilentAboutEmptyText() {
        MappedIssue issue = Fixtures.mapped(
                Fixtures.story("'customfield_10034':' '"), "storyPoints", "{'fieldId':'customfield_10034'}");
        assertThat(issue.valueWarnings()).isEmpty();
    }

    @Test
    void removesWhatTheDatabaseRefuses() {
        ObjectNode issue = (ObjectNode) Fixtures.story("");
        ((ObjectNode) issue.get("fields")).put("summary", "a\u0000b\uD800c😄");
        assertThat(Fixtures.mapped(issue, "labels", "{'fieldId':'labels'}")
                        .fields()
                        .get("title")
                        .textValue())
                .isEqualTo("ab\uFFFDc😄");
    }

    @Property(tries = 1000)
    void isTotalAndStorable(@ForAll("json") JsonNode any, @ForAll("targets") String target) throws Exception {
        ObjectNode issue = (ObjectNode) Fixtures.story("");
        ((ObjectNode) issue.get("fields")).set("customfield_10034", any);
        String type = target.startsWith("attributes.") ? ",'type':'" + target.substring(11) + "'" : "";
        String stored = text(Fixtures.mapped(issue, target, "{'fieldId':'customfield_10034'" + type + "}")
                .fields());
        assertThat(stored).doesNotContain("\\u0000");
        assertThat(StandardCharsets.UTF_8
                        .newEncoder()
                        .canEncode(MAPPER.readTree(stored).toString()))
                .isTrue();
    }

    @Provide
    Arbitrary<JsonNode> json() {
        return Json.any();
    }

    @Provide
    Arbitrary<String> targets() {
        return Arbitraries.of(
                "title",
                "description",
                "status",
                "assignee",
                "storyPoints",
                "startDate",
                "createdAt",
                "labels",
                "parent",
                "sprints",
                "releases",
                "attributes.boolean",
                "attributes.array",
                "attributes.string");
    }

    private static String text(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MAX_VALUE, Double.MIN_VALUE, Double.MIN_NORMAL, -1.5e-300, 0.1 + 0.2})
    void everyNumberThatJiraCanHaveIsKept(double number) {
        assertThat(NumberValue.of(DoubleNode.valueOf(number)).orElseThrow().doubleValue())
                .isEqualTo(number);
    }
}
