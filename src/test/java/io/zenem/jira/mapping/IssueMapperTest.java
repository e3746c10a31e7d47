package io.zenem.jira.mapping;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.Json;
import io.zenem.jira.work.ZenemEntity;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class IssueMapperTest {
    private static final Mapping MAPPING = Mapping.of(Json.of("{'versionName':'v1','projects':{'name':{'fieldId':"
            + "'summary'},'owner':{'fieldId':'assignee'}},'stories':{'title':{'fieldId':'summary'},'status':{'fieldId':"
            + "'status'},'storyPoints':{'fieldId':'customfield_10026'},'attributes.team':{'fieldId':'customfield_10030'},"
            + "'parent':{'fieldId':'parent'}}}"));

    @Test
    void tellsWhatTheIssueIs() {
        MappedIssue issue = map(Fixtures.story("'customfield_10030':{'value':'Core','id':'1'}"));
        assertThat(issue.jiraId()).isEqualTo(20042);
        assertThat(issue.jiraKey()).isEqualTo("ACME-42");
        assertThat(issue.entity()).isEqualTo(ZenemEntity.STORY);
        assertThat(issue.projectId()).isEqualTo(10010);
        assertThat(issue.projectKey()).isEqualTo("ACME");
        assertThat(issue.issueTypeName()).isEqualTo("Story");
        assertThat(issue.updated()).contains(Instant.parse("2026-11-02T08:20:00Z"));
        assertThat(issue.fields())
                .isEqualTo(Json.of("{'title':'Add card','status':null,'storyPoints':null,"
                        + "'attributes':{'team':'Core'},'parent':null}"));
    }

    @Test
    void mapsAnEpicByTheRulesOfProjects() {
        MappedIssue issue = map(Fixtures.epic("'assignee':{'accountId':'712020:a','displayName':'Ada','emailAddress':"
                + "'ada@example.com','active':false,'accountType':'atlassian'}"));
        assertThat(issue.entity()).isEqualTo(ZenemEntity.PROJECT);
        assertThat(issue.fields())
                .isEqualTo(Json.of("{'name':'Add card','owner':{'accountId':'712020:a','displayName':'Ada'}}"));
        assertThat(issue.users())
                .containsExactly(new SeenUser("712020:a", "Ada", Optional.of("ada@example.com"), false, "atlassian"));
    }

    @Test
    void acceptsNumericIdsAndAMissingTimeOfChange() {
        MappedIssue issue = map(Json.of(
                "{'id':7,'key':'A-1','fields':{'issuetype':{'name':'Bug'},'project':{'id':1," + "'key':'A'}}}"));
        assertThat(issue.jiraId()).isEqualTo(7);
        assertThat(issue.updated()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'key':'A-1','fields':{}}                                                  |    | numeric id",
                "{'id':'x','key':'A-1','fields':{}}                                         | x  | numeric id",
                "{'id':'7','fields':{}}                                                     | 7  | key",
                "{'id':'7','key':'A-1'}                                                     | 7  | fields",
                "{'id':'7','key':'A-1','fields':{'project':{'id':'1','key':'A'}}}           | 7  | issuetype",
                "{'id':'7','key':'A-1','fields':{'issuetype':{'name':'Bug'}}}               | 7  | project",
                "null                                                                       |    | numeric id",
            })
    void saysWhatAnIssueLacks(String json, String id, String missing) {
        assertThat(IssueMapper.map(Json.of(json), MAPPING, Fixtures.SITE))
                .isEqualTo(new IssueMapper.Unmappable(id == null ? "" : id, "The issue has no " + missing));
    }

    @Test
    void missesWhatABodyDoesNotMentionAtAll() {
        JsonNode full = Fixtures.story(
                "'status':null,'customfield_10026':null,'customfield_10030':null,'customfield_10020':null");
        assertThat(IssueMapper.missingFields(full, MAPPING, Fixtures.SITE)).isEmpty();
        assertThat(IssueMapper.missingFields(Fixtures.story("'status':null"), MAPPING, Fixtures.SITE))
                // the sprints too in which the points count
                .containsExactlyInAnyOrder("customfield_10026", "customfield_10030", "customfield_10020");
        assertThat(IssueMapper.missingFields(Fixtures.epic(""), MAPPING, Fixtures.SITE))
                .containsExactly("assignee", "customfield_10020");
        assertThat(IssueMapper.missingFields(Json.of("{'id':'7'}"), MAPPING, Fixtures.SITE))
                .contains("issuetype", "updated");
    }

    @Test
    void missesAFurtherFieldOnlyWhereNoneBeforeItHasAValue() {
        Mapping mapping =
                Mapping.of(Json.of("{'stories':{'storyPoints':{'fieldId':'customfield_10026','fallbackFieldIds':"
                        + "['customfield_10034','customfield_10033']}}}"));
        assertThat(IssueMapper.missingFields(
                        Fixtures.story("'customfield_10026':0,'customfield_10020':null"), mapping, Fixtures.SITE))
                .isEmpty();
        assertThat(IssueMapper.missingFields(
                        Fixtures.story("'customfield_10034':'8','customfield_10020':null"), mapping, Fixtures.SITE))
                .containsExactly("customfield_10026");
        assertThat(IssueMapper.missingFields(
                        Fixtures.story("'customfield_10026':null,'customfield_10020':null"), mapping, Fixtures.SITE))
                .containsExactly("customfield_10034", "customfield_10033");
        assertThat(IssueMapper.needsFreshRead(mapping, Fixtures.SITE.fields())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "description, description, true",
        "'attributes.notes', customfield_10033, true",
        "'attributes.ticket', customfield_10034, false",
        "sprints, customfield_10020, false",
        "'attributes.sprint', customfield_10020, true",
        "'attributes.unlisted', customfield_99999, true",
    })
    void knowsWhenABodyNeverSuffices(String target, String fieldId, boolean expected) {
        Mapping mapping = Mapping.of(Json.of("{'projects':{'name':{'fieldId':'summary'}},'stories':{'" + target
                + "':{'fieldId':'" + fieldId + "'}}}"));
        assertThat(IssueMapper.needsFreshRead(mapping, Fixtures.SITE.fields())).isEqualTo(expected);
        assertThat(IssueMapper.needsFreshRead(new Mapping("", mapping.projects(), Map.of()), Map.of()))
                .isFalse();
    }

    @Property(tries = 1000)
    void mapsAnyJsonSomehow(@ForAll("json") JsonNode any) {
        assertThat(IssueMapper.map(any, MAPPING, Fixtures.SITE)).isNotNull();
    }

    @Provide
    Arbitrary<JsonNode> json() {
        return Json.any();
    }

    private static MappedIssue map(JsonNode issue) {
        return ((IssueMapper.Mapped) IssueMapper.map(issue, MAPPING, Fixtures.SITE)).issue();
    }
}
