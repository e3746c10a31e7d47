package io.zenem.jira.sample;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.Json;
import io.zenem.jira.mapping.Mapping;
import io.zenem.jira.mapping.SiteContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MappingTrialRulesTest {
    private static final Mapping MAPPING = Mapping.of(
            Json.of(
                    "{'projects':{'name':{'fieldId':'summary'}},'stories':"
                            + "{'title':{'fieldId':'summary'},'storyPoints':{'fieldId':'customfield_1'},'parent':{'fieldId':'parent'}}}"));

    @Test
    void aFieldThatIsGoneIsWarnedOf() {
        assertThat(trial("[{'id':'summary','schema':{'type':'string'}}]").warnings())
                .containsExactly(new MappingTrial.Warning(
                        "stories", "storyPoints", null, "Jira has no field customfield_1 any more", 0));
    }

    @Test
    void anIssueThatCannotBeMappedCountsAndIsWarnedOf() {
        MappingTrial trial = trial(fields(), Json.of("{'id':'x'}"), issue(1, "'customfield_1':3"));
        assertThat(trial.sampled()).isEqualTo(2);
        assertThat(trial.mapped()).isEqualTo(1);
        assertThat(trial.coveragePct()).isEqualTo(50);
        assertThat(trial.warnings())
                .containsExactly(new MappingTrial.Warning(null, null, null, "The issue has no numeric id", 1));
    }

    @Test
    void equalWarningsAreOneAndTheirRowsComeFirst() {
        MappingTrial trial = trial(
                fields(),
                issue(1, "'customfield_1':3"),
                issue(2, "'customfield_1':'XL'"),
                issue(3, "'customfield_1':'XL'"));
        assertThat(trial.warnings())
                .containsExactly(new MappingTrial.Warning("stories", "storyPoints", "XL", "not a number", 2));
        assertThat(trial.samples()).extracting(MappingTrial.Row::jiraKey).containsExactly("A-2", "A-3");
    }

    private static String fields() {
        return "[{'id':'summary'},{'id':'customfield_1','schema':{'type':'number'}}]";
    }

    private static MappingTrial trial(String siteFields, JsonNode... issues) {
        return MappingTrial.of(
                Optional.empty(),
                MAPPING,
                SiteContext.of(Json.of(siteFields), ZoneOffset.UTC, Json.of("[]")),
                Stream.of(issues).toList(),
                List.of(),
                2);
    }

    private static JsonNode issue(int id, String fields) {
        return Json.of("{'id':'" + id + "','key':'A-" + id + "','fields':{'summary':'s','project':{'id':'1','key':'A'},"
                + "'issuetype':{'name':'Story','hierarchyLevel':0}," + fields + "}}");
    }

    @Test
    void nothingToLookAtIsNoError() {
        assertThat(trial(fields()).coveragePct()).isZero();
        assertThat(trial(fields()).samples()).isEqualTo(List.of());
    }
}
