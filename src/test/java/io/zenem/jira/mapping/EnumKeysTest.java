package io.zenem.jira.mapping;

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
}
