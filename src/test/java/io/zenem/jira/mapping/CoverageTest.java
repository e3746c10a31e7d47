package io.zenem.jira.mapping;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CoverageTest {
    private static final Mapping MAPPING = Mapping.of(Json.of("{'projects':{'name':{'fieldId':'summary'}},'stories':"
            + "{'title':{'fieldId':'summary'},'status':{'fieldId':'status','enumMap':{'Done':'DONE'}},'attributes.points':"
            + "{'fieldId':'customfield_10026','type':'number'}}}"));

    private static final JsonNode FITS = Fixtures.story("'status':{'name':'Done'},'customfield_10026':3");
    private static final JsonNode FALLS_BACK = Fixtures.story("'status':{'name':'Deprecated'}");
    private static final JsonNode UNREADABLE = Fixtures.story("'status':{'name':'Done'},'customfield_10026':'XL'");
    private static final JsonNode UNTITLED = Fixtures.story("'summary':null");

    @Test
    void countsWhatFitsEntirely() {
        Coverage coverage = of(FITS, FALLS_BACK, FALLS_BACK, UNREADABLE, UNTITLED, Json.of("{}"), FITS, FITS);
        assertThat(coverage.sampled()).isEqualTo(8);
        assertThat(coverage.mapped()).isEqualTo(3);
        assertThat(coverage.coveragePct()).isEqualTo(38);
        assertThat(coverage.enumWarnings())
                .containsExactly(new Coverage.EnumGap("stories", "status", "Deprecated", "NOT_STARTED"));
    }

    @Test
    void tellsHowOftenEachTargetHasAValue() {
        assertThat(of(FITS, FALLS_BACK, UNTITLED, Fixtures.epic("")).perField())
                .containsExactly(
                        new Coverage.FieldCoverage("stories", "title", 3, 2, 67),
                        new Coverage.FieldCoverage("stories", "status", 3, 2, 67),
                        new Coverage.FieldCoverage("stories", "attributes.points", 3, 1, 33),
                        new Coverage.FieldCoverage("projects", "name", 1, 1, 100));
    }

    @Test
    void isNotCompleteBeforeItIs() {
        List<JsonNode> issues = Stream.concat(Collections.nCopies(299, FITS).stream(), Stream.of(FALLS_BACK))
                .toList();
        assertThat(of(issues.toArray(JsonNode[]::new)).coveragePct()).isEqualTo(99);
        assertThat(of().coveragePct()).isZero();
    }

    @Test
    void aStatusWithoutAnEnumMapIsMappedByItsCategory() {
        Mapping plain = Mapping.of(Json.of("{'projects':{'name':{'fieldId':'summary'}},'stories':"
                + "{'title':{'fieldId':'summary'},'status':{'fieldId':'status'}}}"));
        Coverage coverage = of(plain, FITS, FALLS_BACK);
        assertThat(coverage.coveragePct()).isEqualTo(100);
        assertThat(coverage.enumWarnings())
                .contains(new Coverage.EnumGap("stories", "status", "Deprecated", "NOT_STARTED"));
    }

    private static Coverage of(JsonNode... issues) {
        return of(MAPPING, issues);
    }

    private static Coverage of(Mapping mapping, JsonNode... issues) {
        return Coverage.of(
                Stream.of(issues)
                        .map(issue -> IssueMapper.map(issue, mapping, Fixtures.SITE))
                        .toList(),
                mapping);
    }
}
