package io.zenem.jira.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.Json;
import io.zenem.jira.work.ZenemEntity;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MappingTest {
    private static final JsonNode STORED = Json.of("{'versionName':'v2','projects':{'name':{'fieldId':'summary'},"
            + "'status':{'fieldId':'status','enumMap':{'In Progress':'IN_PROGRESS'}}},'stories':{'title':{'fieldId':"
            + "'summary'},'attributes.team':{'fieldId':'customfield_10030','type':'string'},'parent':{'fieldId':"
            + "'customfield_10014'}}}");

    @Test
    void comesBackFromItsJson() {
        assertThat(Mapping.of(STORED).toJson()).isEqualTo(STORED);
    }

    @Test
    void asksForMappedFieldsAndWhatEachIssueNeeds() {
        assertThat(Mapping.of(STORED).fieldIds(ZenemEntity.PROJECT))
                .containsExactlyInAnyOrder("issuetype", "project", "updated", "summary", "status");
        assertThat(Mapping.of(STORED).fieldIds())
                .containsExactlyInAnyOrder(
                        "issuetype",
                        "project",
                        "updated",
                        "summary",
                        "status",
                        "customfield_10030",
                        "customfield_10014",
                        "parent");
    }
}
