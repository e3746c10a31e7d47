package io.zenem.jira.sync;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0\t"})
    void aBlankEmailIsAHiddenOne(String email) throws JsonProcessingException {
        JsonNode users = JSON.createArrayNode()
                .add(JSON.createObjectNode().put("accountId", "a").put("emailAddress", email));
        assertThat(JSON.readTree(dimensions.people(users, Instant.EPOCH)).at("/0/email"))
                .isEqualTo(NullNode.getInstance());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2026-02-30\"",
                "\"0000-01-01\"",
                "\"next autumn\"",
                "\"+999999999-01-01\"",
                "\"2026-01-01T24:00:00.000+0000\"",
                "99999999999999999",
                "{\"day\": 1}"
            })
    void whatIsNoDateIsNoneAndTold(String value) throws JsonProcessingException {
        ObjectNode page = JSON.createObjectNode();
        DimensionRows rows = new DimensionRows(page, "releases");
        rows.release(
                JSON.readTree("{\"id\": \"7\", \"name\": \"1.0\", \"startDate\": \"2026-04-01\", \"releaseDate\": "
                        + value + "}"),
                "ABC",
                ZoneOffset.UTC);
        assertThat(page.at("/releases/0/releaseDate").isNull()).isTrue();
        assertThat(page.at("/releases/0/startDate").asText()).isEqualTo("2026-04-01");
        assertThat(page.at("/warnings/0").asText()).startsWith("Version \"1.0\" (7) of project ABC: releaseDate \"");
    }

    @Test
    void whatHasNoIdHasNoRowAndProvesNothingGone() throws JsonProcessingException {
        ObjectNode page = JSON.createObjectNode();
        DimensionRows rows = new DimensionRows(page, "releases");
        for (String version : List.of("null", "{\"id\": \"x\"}", "{\"name\": \"y\"}", "{\"id\": \"5\"}")) {
            rows.release(JSON.readTree(version), "ABC", ZoneOffset.UTC);
        }
        assertThat(page.path("releases")).hasSize(1);
        assertThat(page.path("warnings")).hasSize(2);
        assertThat(rows.whole()).isFalse();
    }
}
