package io.zenem.jira.routes;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** POST /mappings/test: what a mapping makes of live issues, before anything is written. */
@QuarkusTest
class MappingTrialTest {
    private static final String DRAFT =
            """
            {"projects": {"name": {"fieldId": "customfield_10011"}},
             "stories": {"title": {"fieldId": "summary"}, "storyPoints": {"fieldId": "customfield_10026"},
               "status": {"fieldId": "status", "enumMap": {"To Do": "NOT_STARTED", "In Progress": "IN_PROGRESS", "Done": "DONE"}},
               "attributes.tags": {"fieldId": "customfield_10039", "type": "array"}}}
            """;

    @Test
    void theActiveMappingIsTriedOnASample() {
        try (Site site = Site.copied(300)) {
            JsonNode answer =
                    test(site, "{\"sampleSize\": 50, \"projects\": [\"ABC\"], \"issueTypes\": [\"Epic\", \"Story\"]}");
            assertThat(answer.path("sampled").asInt()).isEqualTo(50);
            assertThat(answer.path("mapped").asInt()).isEqualTo(50);
            assertThat(answer.path("coveragePct").asInt()).isEqualTo(100);
            assertThat(answer.path("versionId").asText()).isEqualTo("map_v1");
            assertThat(answer.path("samples"))
                    .hasSize(10)
                    .allSatisfy(row -> assertThat(row.path("jiraKey").asText()).startsWith("ABC-"));
            assertThat(answer.path("samples").findValuesAsText("issueType")).containsOnly("Epic", "Story");
        }
    }

    @Test
    void aRowIsWhatTheCopyWouldHave() {
        try (Site site = Site.copied(120)) {
            JsonNode rows =
                    test(site, "{\"sampleSize\": 100, \"samples\": 100}").path("samples");
            assertThat(rows.size()).isGreaterThan(20);
            Map<String, JsonNode> truth = site.truth();
            for (JsonNode row : rows) {
                assertThat(row.path("project").isNull())
                        .isNotEqualTo(row.path("story").isNull());
                JsonNode entity = row.path("project").isNull() ? row.path("story") : row.path("project");
                JsonNode expected = truth.values().stream()
                        .filter(item -> item.path("jiraKey").equals(row.path("jiraKey")))
                        .findFirst()
                        .orElseThrow();
                entity.properties()
                        .forEach(field -> assertThat(field.getValue()).isEqualTo(expected.path(field.getKey())));
            }
        }
    }

    @Test
    void valuesThatAnEnumMapLeavesOutAreNamed() {
        try (Site site = Site.copied(300)) {
            JsonNode answer = test(site, "{\"sampleSize\": 200, \"mapping\": " + DRAFT + "}");
            assertThat(answer.path("versionId").isNull()).isTrue();
            assertThat(answer.path("enumWarnings"))
                    .anySatisfy(warning -> assertThat(warning.toString())
                            .isEqualTo("{\"field\":\"status\",\"jiraValue\":\"Won't Do\",\"mappedTo\":\"DONE\"}"))
                    .anySatisfy(
                            warning -> assertThat(warning.toString())
                                    .isEqualTo(
                                            "{\"field\":\"status\",\"jiraValue\":\"Waiting for \\\"QA\\\"\",\"mappedTo\":\"NOT_STARTED\"}"));
            assertThat(answer.path("mapped").asInt())
                    .isPositive()
                    .isLessThan(answer.path("sampled").asInt());
            assertThat(answer.path("fields")).anySatisfy(field -> {
                assertThat(field.path("target").asText()).isEqualTo("attributes.tags");
                assertThat(field.path("coveragePct").asInt()).isBetween(0, 60);
            });
        }
    }

    @Test
    void valuesThatCannotBeReadAreWarnedOf() {
        try (Site site = Site.copied(30)) {
            site.jira().editIssue(site.someKey("ABC", "Story"), Map.of("customfield_10041", TextNode.valueOf("XL")));
            JsonNode answer = test(
                    site,
                    """
                    {"mapping": {"projects": {"name": {"fieldId": "summary"}},
                      "stories": {"title": {"fieldId": "summary"}, "storyPoints": {"fieldId": "customfield_10041"}}}}
                    """);
            assertThat(answer.path("warnings")).anySatisfy(warning -> {
                assertThat(warning.path("field").asText()).isEqualTo("storyPoints");
                assertThat(warning.path("jiraValue").asText()).isEqualTo("XL");
                assertThat(warning.path("problem").asText()).isEqualTo("not a number");
                assertThat(warning.path("issues").asInt()).isEqualTo(1);
            });
            assertThat(answer.path("samples").get(0).path("warnings").isEmpty()).isFalse();
        }
    }

    @Test
    void aLargeSampleIsReadPageByPage() {
        try (Site site = Site.copied(700)) {
            site.jira().forgetRequests();
            assertThat(test(site, "{\"sampleSize\": 400, \"samples\": 0}")
                            .path("sampled")
                            .asInt())
                    .isEqualTo(400);
            assertThat(site.jira().requests().total()).isLessThan(12);
            assertThat(test(site, "{\"sampleSize\": 3}").path("sampled").asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void moreThanThereIsIsAllThatThereIs() {
        try (Site site = Site.copied(60)) {
            assertThat(test(site, "{\"sampleSize\": 500}").path("sampled").asInt())
                    .isEqualTo(site.truth().size());
            assertThat(test(site, null).path("sampled").asInt())
                    .isEqualTo(Math.min(50, site.truth().size()));
        }
    }

    @Test
    void nothingIsWritten() {
        try (Site site = Site.copied(40)) {
            var before = site.copy();
            String versions = site.get("/mappings").json().toString();
            test(site, "{\"mapping\": " + DRAFT + "}");
            assertThat(site.copy()).isEqualTo(before);
            assertThat(site.get("/mappings").json().toString()).isEqualTo(versions);
            assertThat(site.get("/sync/jobs").json().path("totalElements").asInt())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'sampleSize': 0} | sampleSize",
                "{'sampleSize': 501} | sampleSize",
                "{'sampleSize': '50'} | sampleSize",
                "{'sampleSize': 1.5} | sampleSize",
                "{'samples': -1} | samples",
                "{'projects': 'ABC'} | projects",
                "{'projects': [5]} | projects",
                "{'projects': ['ABC', 'NOPE'], 'issueTypes': ['Saga']} | issueTypes,projects",
                "{'issueTypes': ['']} | issueTypes",
                "{'mapping': 5} | mapping",
                "{'mapping': {}} | mapping.projects.name,mapping.stories.title",
                "{'mapping': {'projects': {'name': {'fieldId': 'nope'}}, 'stories': {'title': {'fieldId': 'summary'}, 'mood': {}}, 'x': 1}} | mapping.projects.name.fieldId,mapping.stories.mood,mapping.x",
                "{'sampleSize': 0, 'x': 1, 'projects': {}} | projects,sampleSize,x",
                "{'sampleSize': 0, 'projects': ['NOPE'], 'issueTypes': ['Saga'], 'mapping': {}} | issueTypes,mapping.projects.name,mapping.stories.title,projects,sampleSize"
            })
    void everyWrongFieldIsNamedAtOnce(String request, String fields) {
        try (Site site = Site.copied(10)) {
            Service.Answer answer = site.post("/mappings/test", request.replace('\'', '"'));
            assertThat(answer.status()).as(answer.json().toString()).isEqualTo(400);
            assertThat(answer.json().path("error").asText()).isEqualTo("VALIDATION_ERROR");
            assertThat(names(answer.json().path("fieldErrors"))).isEqualTo(List.of(fields.split(",", -1)));
        }
    }

    @Test
    void withoutScopeOrMappingItSaysWhatToDoFirst() {
        try (Site site = Site.bare(30)) {
            assertConflict(site.post("/mappings/test", "{\"mapping\": " + DRAFT + "}"), "PUT …/scope");
            assertConflict(site.post("/mappings/test", "{\"projects\": [\"ABC\"]}"), "PUT …/mappings");
            assertThat(test(site, "{\"projects\": [\"TEAM\"], \"mapping\": " + DRAFT + "}")
                            .path("sampled")
                            .asInt())
                    .isPositive();
            assertThat(site.post("/mappings/test", "{").status()).isEqualTo(400);
        }
    }

    @Test
    void aViewerMayNotTest() {
        try (Site site = Site.copied(10)) {
            String path = "/admin/connectors/" + site.id + "/mappings/test";
            Service.Answer answer = Service.call("POST", path, "{}", Service.token("connector-viewer"));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json().path("error").asText()).isEqualTo("FORBIDDEN");
            assertThat(site.get("/mappings/test").status()).isEqualTo(404);
        }
    }

    private static JsonNode test(Site site, String request) {
        Service.Answer answer = site.post("/mappings/test", request);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json();
    }

    private static void assertConflict(Service.Answer answer, String whatToDo) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(409);
        assertThat(answer.json().path("error").asText()).isEqualTo("INVALID_ARGUMENT");
        assertThat(answer.json().path("message").asText()).contains(whatToDo);
    }

    private static List<String> names(JsonNode object) {
        return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
                .toList();
    }
}
