package io.zenem.jira.mapping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EnumTest {
    private static final String MAP = "'enumMap':{'In Review':'IN_PROGRESS','10042':'CANCELLED','Waiting':'BLOCKED'}}";

    @ParameterizedTest
    @CsvSource({
        "In Review, 3, new, IN_PROGRESS",
        "' in review ', 3, new, IN_PROGRESS",
        "Abgebrochen, 10042, done, CANCELLED",
    })
    void prefersTheAdminsEntry(String name, String id, String category, String expected) {
        MappedIssue issue = status(name, id, category);
        assertThat(issue.fields().get("status").textValue()).isEqualTo(expected);
        assertThat(issue.enumWarnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "new, NOT_STARTED",
        "indeterminate, IN_PROGRESS",
        "done, DONE",
        "undefined, NOT_STARTED",
        "unheardof, NOT_STARTED",
    })
    void fallsBackByCategoryAndSaysSo(String category, String expected) {
        MappedIssue issue = status("Deprecated", "9", category);
        assertThat(issue.fields().get("status").textValue()).isEqualTo(expected);
        assertThat(issue.enumWarnings()).containsExactly(new EnumWarning("status", "Deprecated", expected));
    }

    @Test
    void mapsTheStatusFromAnOptionByItsValue() {
        MappedIssue mapped = Fixtures.mapped(
                Fixtures.story("'customfield_10030':{'value':'waiting','id':'1'}"),
                "status",
                "{'fieldId':'customfield_10030'," + MAP);
        assertThat(mapped.fields().get("status").textValue()).isEqualTo("BLOCKED");
        MappedIssue unknown = Fixtures.mapped(
                Fixtures.story("'customfield_10030':{'value':'Odd','id':'1'}"),
                "status",
                "{'fieldId':'customfield_10030'," + MAP);
        assertThat(unknown.enumWarnings()).containsExactly(new EnumWarning("status", "Odd", "NOT_STARTED"));
    }

    @Test
    void keepsJirasOwnPriorityWhereTheMapHasNone() {
        MappedIssue issue = Fixtures.mapped(
                Fixtures.story("'priority':{'name':'Blocker','id':'1'}"),
                "priority",
                "{'fieldId':'priority','enumMap':{'High':'P1'}}");
        assertThat(issue.fields().get("priority").textValue()).isEqualTo("Blocker");
        assertThat(issue.enumWarnings()).containsExactly(new EnumWarning("priority", "Blocker", "Blocker"));
    }

    @ParameterizedTest
    @CsvSource({
        "Reviewing, 10005, BLOCKED",
        "In Review, 10007, IN_PROGRESS",
        "Waiting, 10007, CANCELLED",
    })
    void aKeyThatWasResolvedIsItsIdAloneAndOthersAreNames(String name, String id, String expected) {
        MappedIssue issue = Fixtures.mapped(
                Fixtures.story(
                        "'status':{'name':'" + name + "','id':'" + id + "','statusCategory':{'key':'indeterminate'}}"),
                "status",
                "{'fieldId':'status','enumMap':{'In Review':'BLOCKED','Waiting':'CANCELLED'},'enumRefs':{'status:10005':'In Review'}}");
        assertThat(issue.fields().get("status").textValue()).isEqualTo(expected);
    }

    @Test
    void aKeyThatWasResolvedForOneKindStillNamesValuesOfAnother() {
        MappedIssue issue = Fixtures.mapped(
                Fixtures.story("'priority':null,'customfield_10030':{'value':'High','id':'7'}"),
                "priority",
                "{'fieldId':'priority','fallbackFieldIds':['customfield_10030'],'enumMap':{'High':'P1'},'enumRefs':{'priority:2':'High'}}");
        assertThat(issue.fields().get("priority").textValue()).isEqualTo("P1");
    }

    @Test
    void warnsOfNothingWhereThereIsNoMap() {
        MappedIssue issue =
                Fixtures.mapped(Fixtures.story("'priority':{'name':'High'}"), "priority", "{'fieldId':'priority'}");
        assertThat(issue.fields().get("priority").textValue()).isEqualTo("High");
        assertThat(issue.enumWarnings()).isEmpty();
    }

    private static MappedIssue status(String name, String id, String category) {
        String status =
                "'status':{'name':'" + name + "','id':'" + id + "','statusCategory':{'key':'" + category + "'}}";
        return Fixtures.mapped(Fixtures.story(status), "status", "{'fieldId':'status'," + MAP);
    }
}
