package io.zenem.jira.mapping;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.Json;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a sample shows is what the copy gets, whatever a field's type is. */
class OneReaderTest {
    private static final String DOCUMENT =
            "{'type':'doc','version':1,'content':[{'type':'paragraph','content':[{'type':'text','text':'Words'}]}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string | 'Add card' | Add card",
                "string:textfield | '2026-11-02' | 2026-11-02",
                "string:textarea | " + DOCUMENT + " | Words",
                "string:textarea | 'h1. Words' | Words",
                "number | 3.0 | 3",
                "number | 0.0000001 | 0.0000001",
                "number | 1e400 | 1E+400",
                "number | 0 | 0",
                "date | '2026-11-02' | 2026-11-02",
                "date | '2026-02-30' | 2026-02-30",
                "datetime | '2026-01-26T01:39:15.250+0200' | 2026-01-25T23:39:15",
                "datetime | '2026-01-26T01:39:15Z' | 2026-01-26T01:39:15",
                "datetime | '2026-11-02' | 2026-11-02T00:00:00",
                "user | {'accountId':'7:a','displayName':'Mia Krystof'} | Mia Krystof",
                "user | {'accountId':'7:a'} | 7:a",
                "user | {'key':'JIRAUSER1','name':'mia','displayName':'Mia'} | Mia",
                "group | {'name':'staff','groupId':'1'} | staff",
                "option | {'value':'Yes','id':'1'} | Yes",
                "option | {'value':'13','id':'1'} | 13",
                "option-with-child | {'value':'Africa','id':'3'} | Africa",
                "option-with-child | {'value':'Europe','id':'1','child':{'value':'Spain','id':'2'}} | Europe - Spain",
                "project | {'id':'10010','key':'ABC','name':'Alphabet'} | Alphabet",
                "issuetype | {'id':'1','name':'Story'} | Story",
                "status | {'id':'3','name':'In Progress','statusCategory':{'key':'indeterminate'}} | In Progress",
                "priority | {'id':'1','name':'Highest'} | Highest",
                "resolution | {'id':'1','name':'Done'} | Done",
                "securitylevel | {'id':'1','name':'Staff only'} | Staff only",
                "issuelink | {'id':'1','key':'ABC-7','fields':{'summary':'Payments'}} | ABC-7",
                "version | {'id':'1','name':'1.0'} | 1.0",
                "component | {'id':'1','name':'Core'} | Core",
                "any | 'ABC-7' | ABC-7",
                "string:textfield | '{}' | {}",
                "array/string:labels | ['[]','api'] | [];api",
                "any:com.pyxis.greenhopper.jira#gh-lexo-rank | '0,hzzzzz:' | 0,hzzzzz:",
                "any:com.pyxis.greenhopper.jira#gh-epic-link | 'ABC-7' | ABC-7",
                "any | {'data':{'key':'ABC-8'},'hasEpicLinkFieldDependency':false} | ABC-8",
                "any | {'name':'5'} | 5",
                "team | {'id':'a-b','name':'Platform','title':'Other'} | Platform",
                "team | {'id':'a-b','title':'Platform'} | Platform",
                "sd-approvals | [null,{'id':'1','name':'CAB','finalDecision':'approved'}] | CAB: approved",
                "sd-approvals | {'id':'1','name':'CAB','approvers':[]} | CAB: pending",
                "sd-customerrequesttype | {'requestType':{'id':'5','name':'Get a laptop'},'currentStatus':{'status':'Open'}} | Get a laptop",
                "sd-servicelevelagreement | {'id':'1','name':'Time to resolution','completedCycles':[],'ongoingCycle':{'breached':true}} | running, breached",
                "sd-servicelevelagreement | {'name':'x','ongoingCycle':{'breached':false,'remainingTime':{'friendly':'3h 2m'}}} | running",
                "sd-servicelevelagreement | {'name':'x','completedCycles':[{'breached':true},{'breached':false}]} | met",
                "sd-servicelevelagreement | {'name':'x','completedCycles':[{'breached':true},null]} | breached",
                "sd-feedback | {'rating':5} | 5",
                "sd-request-lang | {'languageCode':'de','displayName':'German'} | German",
                "array/string | ['api',null,'','backend'] | api;backend",
                "array/number | [null,3.0] | 3",
                "array/date | [null,'2026-11-02'] | 2026-11-02",
                "array/datetime | ['2026-01-26T01:39:15.250+0200'] | 2026-01-25T23:39:15",
                "array/option | [null,{'value':'Yes'}] | Yes",
                "array/option | [{'value':'Web'},{'value':'iOS'}] | Web;iOS",
                "array/option-with-child | [{'value':'Europe','child':{'value':'Spain'}}] | Europe - Spain",
                "array/user | [null,'mia',{'accountId':'1','displayName':'Mia'},{'accountId':'2'}] | mia;Mia;2",
                "array/group | [{'name':'staff'}] | staff",
                "array/version | [null,{'id':'1','name':'1.0'}] | 1.0",
                "array/component | [{'id':'1','name':'Core'}] | Core",
                "array/team | [{'id':'1','name':'Core'}] | Core",
                "array/json:com.pyxis.greenhopper.jira#gh-sprint | [{'id':5,'name':'Sprint 5','state':'active'}] | Sprint 5",
                "array/string:com.pyxis.greenhopper.jira#gh-sprint | ['com.atlassian.greenhopper.service.sprint.Sprint@1f[id=5,state=ACTIVE,name=Five, again,goal=x,sequence=5]'] | Five, again",
                "array/string:com.pyxis.greenhopper.jira#gh-sprint | ['x.Sprint@1f[id=5,state=ACTIVE,name=A,b=c [d],startDate=<null>,goal=two\\nlines,name=x,id=7]'] | A,b=c [d]",
                "array/string:com.pyxis.greenhopper.jira#gh-sprint | ['x.Sprint@1f[goal=two\\nlines,name=x,id=7,id=5,name=A,b=c,rapidViewId=2,state=ACTIVE]'] | A,b=c",
                "array/any | [null,{'title':'One'}] | One",
                "array/sd-customerorganization | [{'id':'3','name':'Acme'}] | Acme",
                "string:jira.polaris#interval | '{\\\"start\\\":\\\"2026-04-01\\\",\\\"end\\\":\\\"2026-06-30\\\"}' | 2026-04-01 to 2026-06-30",
                "string:jira.polaris#interval | '{\\\"start\\\":\\\"2026-04-01\\\",\\\"end\\\":\\\"2026-04-01\\\"}' | 2026-04-01",
                "any:jira.polaris#interval | {'start':'2026-04-01','end':null} | from 2026-04-01",
                // these cannot be mapped, and yet a mapping that is older than the field's type reads them
                "progress | {'progress':3600,'total':7200,'percent':50} | 50 %",
                "votes | {'votes':4} | 4",
                "watches | {'watchCount':2} | 2",
                "timetracking | {'originalEstimate':'3d','timeSpent':'1d'} | 3d estimated, 1d spent",
                "comments-page | {'comments':[],'total':2} | 2 comments",
                "array/issuelinks | [{'type':{'outward':'blocks'},'outwardIssue':{'key':'ABC-1'}}] | blocks ABC-1",
                "array/attachment | [{'filename':'plan.pdf','size':1}] | plan.pdf",
                "array/worklog | {'total':1,'worklogs':[{'timeSpent':'2h'}]} | 2h"
            })
    void aSampleIsTheTextOfTheCopy(String type, String json, String expected) {
        List<String> samples = List.of(expected.split(";", -1));
        JiraField field = field(type);
        JsonNode value = value(json);
        assertThat(samples(field, value)).containsExactlyElementsOf(samples);
        assertThat(mapped(field, value, "string").asText()).isEqualTo(String.join(", ", samples));
        assertThat(mapped(field, value, "array"))
                .extracting(JsonNode::asText)
                .isEqualTo(json.contains("child") && !json.startsWith("[") ? List.of("Europe", "Spain") : samples);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string:textarea | '8' | number | 8",
                "string:textarea | " + "{'type':'doc','content':[{'type':'text','text':'8'}]}" + " | number | 8",
                "array/option | [null,{'value':'13'}] | number | 13",
                "array/option | [{'value':'1'},{'value':'2'}] | number | null",
                "number | 1e400 | number | null",
                "any | {'name':'5'} | number | 5",
                "sd-feedback | {'rating':5} | number | 5",
                "option | {'value':'Yes'} | boolean | true",
                "array/option | [null,{'value':'No'}] | boolean | false",
                "array/option | [null,{'value':'Impediment'}] | boolean | true",
                "sd-servicelevelagreement | {'name':'x','ongoingCycle':{'breached':true}} | boolean | true",
                "sd-servicelevelagreement | {'name':'x','ongoingCycle':{'breached':false}} | boolean | false",
                "sd-servicelevelagreement | {'name':'x','completedCycles':[{'breached':true}]} | boolean | true",
                "sd-servicelevelagreement | {'name':'x','completedCycles':[]} | boolean | null",
                "date | '2026-11-02' | date | '2026-11-02'",
                "date | '0000-01-01' | date | null",
                "date | '-9999-01-01' | date | null",
                "datetime | '2026-02-30T10:00:00.000+0000' | date | null",
                "datetime | '2026-01-01T24:00:00.000+0000' | datetime | null",
                "datetime | '0001-01-01T00:00:00.000+0000' | datetime | '0001-01-01T00:00:00'",
                "array/date | [null,'2026-11-02'] | date | '2026-11-02'",
                "string:jira.polaris#interval | '{\\\"start\\\":\\\"2026-04-01\\\",\\\"end\\\":\\\"2026-06-30\\\"}' | date | '2026-06-30'",
                "any:jira.polaris#interval | {'start':'2026-04-01','end':'2026-06-30'} | datetime | '2026-06-30T00:00:00'",
            })
    void otherTypesAreReadFromTheSameText(String type, String json, String target, String expected) {
        JsonNode value = value(json);
        assertThat(mapped(field(type), value, target).toString())
                .isEqualTo(Json.of(expected).toString());
    }

    @Property(tries = 1000)
    void everySampleIsInTheCopy(@ForAll("types") String type, @ForAll("json") JsonNode value) {
        JiraField field = field(type);
        String copied = mapped(field, value, "string").asText("").replaceAll("[\\s\\p{Cntrl}\\p{Z}]+", " ");
        assertThat(samples(field, value))
                .allSatisfy(sample -> assertThat(copied).contains(sample.replaceAll("…$", "")));
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(
                "string",
                "number",
                "date",
                "datetime",
                "user",
                "option",
                "any",
                "votes",
                "array/option",
                "sd-approvals");
    }

    @Provide
    Arbitrary<JsonNode> json() {
        return Json.any();
    }

    private static JsonNode value(String json) {
        return json.equals("1e400") ? DecimalNode.valueOf(new BigDecimal(json)) : Json.of(json);
    }

    private static List<String> samples(JiraField field, JsonNode value) {
        return FieldSample.of(field, List.of(issue(value)), 100).values();
    }

    private static JsonNode mapped(JiraField field, JsonNode value, String type) {
        Mapping mapping =
                Mapping.of(Json.of("{'stories':{'attributes.it':{'fieldId':'customfield_1','type':'" + type + "'}}}"));
        SiteContext site = new SiteContext(Map.of("customfield_1", field), ZoneOffset.UTC);
        return ((IssueMapper.Mapped) IssueMapper.map(issue(value), mapping, site))
                .issue()
                .fields()
                .at("/attributes/it");
    }

    private static JsonNode issue(JsonNode value) {
        ObjectNode issue = (ObjectNode) Fixtures.story("");
        ((ObjectNode) issue.get("fields")).set("customfield_1", value);
        return issue;
    }

    /** {@code array/option}, {@code string:textarea}; of a kind that has a colon itself, {@code #} stands for it. */
    private static JiraField field(String type) {
        String[] named = type.split(":", 2);
        String[] schema = named[0].split("/", 2);
        return JiraField.of(Json.of("{'id':'customfield_1','name':'F','schema':{'type':'" + schema[0] + "'"
                + (schema.length == 2 ? ",'items':'" + schema[1] + "'" : "")
                + (named.length == 2 ? ",'custom':'" + kind(named[1]) + "'" : "") + "}}"));
    }

    private static String kind(String custom) {
        return custom.contains("#")
                ? custom.replace('#', ':')
                : "com.atlassian.jira.plugin.system.customfieldtypes:" + custom;
    }
}
