package io.zenem.jira.mapping;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.Json;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SampleTextTest {
    private static final List<String> TYPES = List.of(
            "string",
            "number",
            "date",
            "datetime",
            "user",
            "option",
            "option-with-child",
            "project",
            "issuetype",
            "status",
            "priority",
            "resolution",
            "securitylevel",
            "progress",
            "votes",
            "watches",
            "timetracking",
            "comments-page",
            "issuelink",
            "any",
            "team",
            "group",
            "version",
            "component",
            "sd-approvals",
            "sd-customerrequesttype",
            "sd-servicelevelagreement",
            "sd-feedback",
            "sd-request-lang",
            "sd-unheard-of",
            "statusCategory",
            "issuerestriction",
            "array:string",
            "array:option",
            "array:user",
            "array:version",
            "array:component",
            "array:json",
            "array:issuelinks",
            "array:attachment",
            "array:worklog",
            "array:group",
            "array:any");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string | 'Add card' | Add card",
                "number | 3.0 | 3",
                "number | 0.5 | 0.5",
                "number | 0 | 0",
                "date | '2026-11-02' | 2026-11-02",
                "datetime | '2026-01-26T01:39:15.250+0200' | 2026-01-25T23:39:15",
                "user | {'accountId':'7:a','displayName':'Mia Krystof','emailAddress':'m@x.example'} | Mia Krystof",
                "user | {'accountId':'7:a'} | 7:a",
                "group | {'name':'jira-users','groupId':'1'} | jira-users",
                "option | {'self':'s','value':'High','id':'1'} | High",
                "option-with-child | {'value':'Europe','id':'1','child':{'value':'Spain','id':'2'}} | Europe - Spain",
                "option-with-child | {'value':'Africa','id':'3'} | Africa",
                "project | {'id':'10010','key':'ABC','name':'Alphabet'} | Alphabet",
                "issuetype | {'id':'1','name':'Story','subtask':false} | Story",
                "status | {'id':'3','name':'In Progress','statusCategory':{'key':'indeterminate'}} | In Progress",
                "priority | {'id':'1','name':'Highest'} | Highest",
                "resolution | {'id':'1','name':'Done'} | Done",
                "securitylevel | {'id':'1','name':'Staff only','description':''} | Staff only",
                "progress | {'progress':3600,'total':7200,'percent':50} | 50 %",
                "progress | {'progress':3600,'total':10800} | 33 %",
                "votes | {'votes':4,'hasVoted':false} | 4",
                "watches | {'watchCount':2,'isWatching':true} | 2",
                "timetracking | {'originalEstimate':'3d','timeSpent':'1d','originalEstimateSeconds':1} | 3d estimated, 1d spent",
                "comments-page | {'comments':[],'total':2} | 2 comments",
                "comments-page | {'comments':[],'total':1} | 1 comment",
                "issuelink | {'id':'1','key':'ABC-7','fields':{'summary':'Payments'}} | ABC-7",
                "any | 'ABC-7' | ABC-7",
                "any | {'data':{'key':'ABC-8'},'hasEpicLinkFieldDependency':false} | ABC-8",
                "team | {'id':'a-b','name':'Platform','isVisible':true} | Platform",
                "team | {'id':'a-b','title':'Platform'} | Platform",
                "sd-approvals | {'id':'1','name':'Waiting for approval','finalDecision':'approved'} | Waiting for approval: approved",
                "sd-approvals | [{'id':'1','name':'CAB','approvers':[]}] | CAB: pending",
                "sd-customerrequesttype | {'requestType':{'id':'5','name':'Get a laptop'},'currentStatus':{'status':'Open'}} | Get a laptop",
                "sd-servicelevelagreement | {'name':'x','ongoingCycle':{'breached':false,'remainingTime':{'friendly':'2h 5m'}}} | running",
                "sd-servicelevelagreement | {'name':'x','completedCycles':[{'breached':false},{'breached':true}]} | breached",
                "sd-feedback | {'rating':5} | 5",
                "sd-request-lang | {'languageCode':'de','displayName':'German'} | German",
                "array:sd-customerorganization | [{'id':'3','name':'Acme'}] | Acme",
                "array:string | ['api','backend'] | api;backend",
                "array:option | [{'value':'Web'},{'value':'iOS'},{'value':'Web'}] | Web;iOS",
                "array:user | [{'accountId':'1','displayName':'Mia'},{'accountId':'2','displayName':'Bo'}] | Mia;Bo",
                "array:version | [{'id':'1','name':'1.0','released':true}] | 1.0",
                "array:component | [{'id':'1','name':'Core'}] | Core",
                "array:json | [{'id':5,'name':'Sprint 5','state':'active','boardId':2}] | Sprint 5",
                "array:json | ['com.atlassian.greenhopper.service.sprint.Sprint@1f[id=5,state=ACTIVE,name=Five, again,goal=x,sequence=5]'] | Five, again",
                "array:issuelinks | [{'type':{'outward':'blocks'},'outwardIssue':{'key':'ABC-1'}},{'type':{'inward':'is cloned by'},'inwardIssue':{'key':'ABC-2'}}] | blocks ABC-1;is cloned by ABC-2",
                "array:issuelinks | [{'id':'1','key':'ABC-3','fields':{}}] | ABC-3",
                "array:attachment | [{'filename':'plan.pdf','size':1}] | plan.pdf",
                "array:worklog | {'total':1,'worklogs':[{'timeSpent':'2h','timeSpentSeconds':7200}]} | 2h",
                "array:group | [{'name':'staff'}] | staff"
            })
    void everyTypeIsReadAsAPersonWould(String type, String value, String expected) {
        assertThat(of(type, value)).containsExactly(expected.split(";", -1));
        assertThat(FieldText.of(field(type)).used(Json.of(value))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string | null",
                "string | ' '",
                "any | '{}'",
                "any | {}",
                "any | {'hasEpicLinkFieldDependency':false}",
                "array:string | []",
                "progress | {'progress':0,'total':0}",
                "votes | {'votes':0}",
                "watches | {'watchCount':0}",
                "timetracking | {}",
                "comments-page | {'comments':[],'total':0}",
                "array:worklog | {'startAt':0,'total':0,'worklogs':[]}",
                "sd-servicelevelagreement | {'id':'1','name':'x','completedCycles':[]}",
                "issuerestriction | {'issuerestrictions':{},'shouldDisplay':false}"
            })
    void whatSaysNothingIsNotUsed(String type, String value) {
        assertThat(of(type, value)).isEmpty();
        assertThat(FieldText.of(field(type)).used(Json.of(value))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"description", "customfield_10033"})
    void richTextIsItsFirstWordsOnOneLine(String id) {
        JiraField rich = Fixtures.SITE.field(id).orElseThrow();
        JsonNode document =
                Json.of("{'type':'doc','version':1,'content':[{'type':'paragraph','content':[{'type':'text','text':"
                        + "'One'}]},{'type':'paragraph','content':[{'type':'text','text':'" + "two ".repeat(50)
                        + "'}]}]}");
        assertThat(SampleText.of(FieldText.of(rich), document))
                .singleElement()
                .asString()
                .startsWith("One two two")
                .endsWith("two…")
                .hasSizeLessThanOrEqualTo(SampleText.MAX_LENGTH + 1);
        assertThat(SampleText.of(FieldText.of(rich), Json.of("'h1. One\\n*two*'")))
                .containsExactly("One two");
    }

    @Property
    void anyValueOfAnyTypeIsShortDistinctLines(@ForAll("types") String type, @ForAll("json") JsonNode value) {
        List<String> texts = SampleText.of(FieldText.of(field(type)), value);
        assertThat(texts).doesNotHaveDuplicates().allSatisfy(text -> {
            assertThat(text).isNotBlank().doesNotContainPattern("\\p{Cntrl}");
            assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(SampleText.MAX_LENGTH + 1);
        });
    }

    @Property
    void whatHasATextIsUsed(@ForAll("types") String type, @ForAll("json") JsonNode value) {
        FieldText reader = FieldText.of(field(type));
        if (!reader.read(value).isEmpty()) {
            assertThat(reader.used(value)).isTrue();
        }
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(TYPES);
    }

    @Provide
    Arbitrary<JsonNode> json() {
        return Json.any();
    }

    private static List<String> of(String type, String value) {
        return SampleText.of(FieldText.of(field(type)), Json.of(value));
    }

    static JiraField field(String type) {
        String[] parts = type.split(":", -1);
        String items = parts.length == 2 ? ",'items':'" + parts[1] + "'" : "";
        return JiraField.of(
                Json.of("{'id':'customfield_1','name':'F','schema':{'type':'" + parts[0] + "'" + items + "}}"));
    }
}
