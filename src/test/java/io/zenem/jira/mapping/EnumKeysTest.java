package io.zenem.jira.mapping;

import java.util.Map;

import io.zenem.jira.jira.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EnumKeysTest {
    private static final Mapping MAPPING = Mapping.of(
            Json.of(
                    "{'stories':{'status':{'fieldId':'status','enumMap':"
                            + "{'DONE ':'DONE','10001':'BLOCKED','Dome':'DONE'}},'priority':{'fieldId':'priority','enumMap':{'High':'1'}}}}"));

    @Test
    void namesTheKeysThatNoNameAndNoIdIs() {
        assertThat(EnumKeys.fields(MAPPING)).containsExactly("priority", "status");
        assertThat(
                        EnumKeys.of(
                                MAPPING,
                                Json.of(
                                        "[[{'id':'1','name':'High'}],[{'id':'10000','name':'Done'},{'id':'10001','name':'Stuck'}]]")))
                .extracting(EnumKeys.Unknown::jiraValue)
                .containsExactly("Dome");
    }

    @Test
    void saysNothingOfAListThatJiraRefused() {
        assertThat(EnumKeys.of(MAPPING, Json.of("[[],[]]"))).isEmpty();
    }

    @Test
    void judgesAKeyThatWasResolvedByItsIdWhateverThatIsCalledNow() {
        Mapping resolved = EnumKeys.resolved(
                MAPPING,
                Json.of("[[{'id':'1','name':'High'}],[{'id':'10000','name':'Done'}]]"),
                Map.of(),
                Fixtures.SITE);
        assertThat(
                        EnumKeys.of(
                                resolved,
                                Json.of(
                                        "[[{'id':'1','name':'Urgent'}],[{'id':'10000','name':'Closed'},{'id':'10001','name':'Stuck'}]]")))
                .extracting(EnumKeys.Unknown::jiraValue)
                .containsExactly("Dome");
    }

    @Test
    void resolvesAKeyToAllThatBearItsNameAndNeverAgain() {
        Mapping open = Mapping.of(
                Json.of("{'stories':{'components':{'fieldId':'components','enumMap':{'Ops':'OPS','Dev':'DEV'}}}}"));
        assertThat(EnumKeys.open(open, Fixtures.SITE)).isTrue();
        Mapping resolved = seen(open, Map.of("component:1", "Ops", "component:2", "ops ", "priority:1", "Ops"));
        assertThat(resolved.stories().get("components").enumRefs())
                .isEqualTo(Map.of("component:1", "Ops", "component:2", "Ops"));
        Mapping later = seen(resolved, Map.of("component:1", "Old", "component:3", "Ops", "component:4", "Dev"));
        assertThat(later.stories().get("components").enumRefs())
                .isEqualTo(Map.of("component:1", "Ops", "component:2", "Ops", "component:4", "Dev"));
        assertThat(EnumKeys.open(later, Fixtures.SITE)).isFalse();
    }

    @Test
    void waitsForNothingWhereValuesHaveNoIds() {
        assertThat(EnumKeys.open(
                        Mapping.of(Json.of("{'stories':{'type':{'fieldId':'labels','enumMap':{'a':'b'}}}}")),
                        Fixtures.SITE))
                .isFalse();
    }

    private static Mapping seen(Mapping mapping, Map<String, String> names) {
        return EnumKeys.resolved(mapping, Json.of("[]"), names, Fixtures.SITE);
    }
}
