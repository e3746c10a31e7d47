package io.zenem.jira.sync;

import java.time.Instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraUnavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DimensionsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final Dimensions dimensions = new Dimensions(new JiraRequests());

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"values\": {}}", "\"maintenance\"", "null"})
    void anAnswerWithoutAListProvesNobodyGone(String answer) {
        assertThatThrownBy(() -> dimensions.people(JSON.readTree(answer), Instant.EPOCH))
                .isInstanceOf(JiraUnavailable.class)
                .hasMessageContaining("without a list of users");
    }

    @Test
    void anEmptyListIsOne() throws JsonProcessingException {
        assertThat(dimensions.people(JSON.readTree("{\"values\": []}"), Instant.EPOCH))
                .isEqualTo("[]");
    }
}
