package io.zenem.jira.contract;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Site;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Story 8 of the contract: mappings are saved in versions, of which one is active. */
@QuarkusTest
class Story08MappingsTest {
    private static Site site;

    @BeforeAll
    static void copy() {
        site = Site.copied(10);
    }

    @AfterAll
    static void end() {
        site.close();
    }

    private static final String CONTRACT =
            """
            { "versionName":"v2","projects": { "name": {"fieldId":"summary"}, "status": {"fieldId":"status","enumMap":{"In Progress":"IN_PROGRESS"}}}, "stories": { "title": {"fieldId":"summary"}, "storyPoints": {"fieldId":"customfield_10026","type":"number"} } }
            """;

    @Test
    void theContractsRequestIsTheActiveVersion() {
        try (Site other = Site.bare(10)) {
            JsonNode saved = other.put("/mappings", CONTRACT).is(200).json();
            assertThat(saved.path("versionId").asText()).isEqualTo("map_v2");
            assertThat(saved.path("active").booleanValue()).isTrue();
            assertThat(saved.path("createdAt").asText()).matches(Wire.TIMESTAMP);
            JsonNode version = other.get("/mappings/map_v2").is(200).json();
            assertThat(version.at("/projects/status/enumMap/In Progress").asText())
                    .isEqualTo("IN_PROGRESS");
            assertThat(version.at("/stories/storyPoints/type").asText()).isEqualTo("number");
        }
    }

    @Test
    void aTextThatCannotBeStoredIsRefusedAtItsPlace() {
        site.put("/mappings", CONTRACT.replace("\"v2\"", "\"v2\\u0000\"")).names("versionName");
        site.put("/mappings", CONTRACT.replace("\"In Progress\"", "\"In\\u0000 Progress\""))
                .names("projects.status.enumMap.In Progress");
        String priority = "\"type\": {\"fieldId\": \"priority\", \"enumMap\": {\"High\": \"a%s\"}}, \"title\"";
        for (String text : List.of("\\u0000", "\\ud83d")) {
            site.put("/mappings", CONTRACT.replace("\"title\"", priority.formatted(text)))
                    .names("stories.type.enumMap.High");
        }
    }

    @Test
    void exactlyOneVersionIsActive() {
        site.put("/mappings", CONTRACT).is(200);
        JsonNode activated =
                site.post("/mappings/map_v1/activate", null).is(200).json();
        assertThat(activated.path("staleItems").isInt()).isTrue();
        JsonNode versions = site.get("/mappings").is(200).json().path("content");
        assertThat(versions.findValuesAsText("versionId")).contains("map_v2", "map_v1");
        assertThat(versions.findValuesAsText("active")).containsOnlyOnce("true");
    }

    @Test
    void aNameThatWasUsedMakesAnotherVersion() {
        try (Site other = Site.bare(10)) {
            other.put("/mappings", CONTRACT).is(200);
            assertThat(other.put("/mappings", CONTRACT.replace("customfield_10026", "customfield_10040"))
                            .is(200)
                            .json()
                            .path("versionId")
                            .asText())
                    .isEqualTo("map_v2-2");
        }
    }

    @Test
    void theActiveVersionSavedAgainIsThatVersion() {
        try (Site other = Site.copied(10)) {
            JsonNode saved = other.put("/mappings", Site.MAPPING).is(200).json();
            assertThat(saved.path("versionId").asText()).isEqualTo("map_v1");
            assertThat(saved.path("staleItems").asInt(-1)).isZero();
            assertThat(other.get("/mappings").json().path("content")).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,/mappings/map_v9", "POST,/mappings/map_v9/activate"})
    void anUnknownVersionIsNotFound(String method, String path) {
        site.call(method, path).refused(404, "INVALID_ARGUMENT");
        site.call(method, path + "?versionId=map_v1").refused(400, "INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'projects': {'name': {'fieldId': 'customfield_99999'}}} | projects.name.fieldId",
                "{'projects': {}} | projects.name",
                "{'stories': null} | stories.title",
                "{'stories': {'title': {'fieldId': 'summary'}, 'mood': {'fieldId': 'summary'}}} | stories.mood",
                "{'stories': {'title': {'fieldId': 'summary'}, 'attributes.1st': {'fieldId': 'summary'}}} | stories.attributes.1st",
                "{'stories': {'title': {'fieldId': 'summary'}, 'storyPoints': {'fieldId': 'summary'}}} | stories.storyPoints.fieldId",
                "{'stories': {'title': {'fieldId': 'summary'}, 'storyPoints': {'fieldId': 'customfield_10026', 'type': 'date'}}} | stories.storyPoints.type",
                "{'stories': {'title': {'fieldId': 'summary', 'format': 'x'}}} | stories.title.format",
                "{'stories': {'title': {'fieldId': 'summary'}, 'status': {'fieldId': 'status', 'enumMap': {'Done': 'FINISHED'}}}} | stories.status.enumMap.Done",
                "{'versionName': ' '} | versionName",
                "{'versionName': null} | versionName"
            })
    void aWrongMappingIsNamedByItsPath(String change, String field) {
        ObjectNode mapping = (ObjectNode) Site.parse(CONTRACT);
        mapping.setAll((ObjectNode) Site.parse(change.replace('\'', '"')));
        site.put("/mappings", mapping.toString()).names(field);
    }
}
