package io.zenem.jira.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zenem.jira.jira.JiraUnavailable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SiteSnapshotsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"id\": \"{{env:PATH}}\", \"key\": \"ABC\"}",
                "{\"id\": \"9223372036854775808\", \"key\": \"ABC\"}",
                "{\"id\": \"10000\", \"key\": {}}"
            })
    void whatIsNoProjectIsNotRemembered(String answer) throws Exception {
        JsonNode project = new JsonMapper().readTree(answer);
        assertThatThrownBy(() -> new SiteSnapshots().project(project))
                .isInstanceOf(JiraUnavailable.class)
                .hasMessageContaining("project");
    }
}
