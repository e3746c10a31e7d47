package io.zenem.jira.routes;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** POST /mappings/test: what a mapping makes of live issues, before anything is written. */
@QuarkusTest
class MappingTrialTest {
    private static final JsonNode NONE = MissingNode.getInstance();
    private static final String DRAFT =
            """
            {"projects": {"name": {"fieldId": "customfield_10011"}},
             "stories": {"title": {"fieldId": "summary"}, "storyPoints": {"fieldId": "customfield_10026"},
               "status": {"fieldId": "status", "enumMap": {"To Do": "NOT_STARTED", "In Progress": "IN_PROGRESS", "Done": "DONE"}},
               "attributes.tags": {"fieldId": "customfield_10039", "type": "array"}}}
            """;

    private static final String CONTRACT =
            "{\"projects\": {\"name\": {\"fieldId\": \"summary\"}}, \"stories\": {\"title\": {\"fieldId\": \"summary\"}}}";

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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRowIsWhatTheCopyWouldHaveWithTheEpicBesideTheStory(boolean dataCenter) {
        try (Site site = dataCenter ? DataCenterTest.copied(120) : Site.copied(120)) {
            JsonNode rows =
                    test(site, "{\"sampleSize\": 100, \"samples\": 100}").path("samples");
            assertThat(rows.size()).isGreaterThan(20);
            int epics = 0;
            Map<String, JsonNode> copied = byKey(site);
            for (JsonNode row : rows) {
                JsonNode entity = copied.getOrDefault(row.path("jiraKey").asText(), NONE);
                boolean project = entity.path("kind").asText().equals("projects");
                assertShown(row.path(project ? "project" : "story"), entity);
                JsonNode epic = copied.getOrDefault(entity.at("/parent/jiraKey").asText(), NONE);
                if (!project && epic.path("kind").asText().equals("projects")) {
                    assertShown(row.path("project"), epic);
                    epics++;
                } else {
                    assertThat(row.path(project ? "story" : "project").isNull()).isTrue();
                }
            }
            assertThat(epics).isGreaterThan(5);
        }
    }

    @Test
    void epicsThatTheSampleLacksAreOneRequestForAllRows() {
        try (Site site = Site.copied(200)) {
            String request = "{\"samples\": %d, \"issueTypes\": [\"Story\"], \"mapping\": " + CONTRACT + "}";
            site.jira().forgetRequests();
            test(site, request.formatted(0));
            long without = site.jira().requests().total();
            JsonNode rows = test(site, request.formatted(100)).path("samples");
            assertThat(site.jira().requests().total()).isEqualTo(2 * without + 1);
            Map<String, JsonNode> copied = byKey(site);
            assertThat(rows)
                    .filteredOn(row -> row.path("project").isObject())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(row -> {
                        JsonNode story = copied.getOrDefault(row.path("jiraKey").asText(), NONE);
                        JsonNode epic =
                                copied.getOrDefault(story.at("/parent/jiraKey").asText(), NONE);
                        assertThat(row.at("/project/name").asText())
                                .isEqualTo(epic.path("name").asText());
                    });
        }
    }

    @Test
    void anEpicThatIsHiddenFromTheAccountLeavesTheTestItsStories() {
        try (Site site = DataCenterTest.copied(100)) {
            JsonNode child = site.truth().values().stream()
                    .filter(item -> item.path("type").asText().equals("Story")
                            && !item.at("/parent/jiraKey").asText().isEmpty())
                    .findFirst()
                    .orElseThrow();
            site.jira().hide(child.at("/parent/jiraKey").asText(), true);
            assertThat(test(site, "{\"sampleSize\": 500, \"samples\": 100, \"issueTypes\": [\"Story\"]}")
                            .path("samples"))
                    .anySatisfy(row -> assertThat(row.path("jiraKey")).isEqualTo(child.path("jiraKey")))
                    .allSatisfy(row -> assertThat(row.path("project").isNull()).isTrue());
        }
    }

    @Test
    void anEpicOutsideTheScopeIsNotShown() {
        try (Site site = Site.copied(100)) {
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"], \"issueTypes\": [\"Story\"]}");
            assertThat(test(site, "{\"samples\": 100}").path("samples"))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.path("project").isNull()).isTrue());
        }
    }

    @Test
    void peopleAreShownAsTheCopyShowsThem() {
        try (Site site = Site.copied(100)) {
            String account = site.someReporter();
            site.put(
                            "/user-mappings",
                            "{\"mappings\": [{\"zenemEmail\": \"em@example.com\", \"jiraAccountId\": \"" + account
                                    + "\"}]}")
                    .is(200);
            JsonNode rows =
                    test(site, "{\"sampleSize\": 500, \"samples\": 100}").path("samples");
            assertThat(rows.findValues("reporter"))
                    .filteredOn(person -> person.path("accountId").asText().equals(account))
                    .isNotEmpty()
                    .allSatisfy(person ->
                            assertThat(person.path("zenemEmail").asText()).isEqualTo("em@example.com"));
            for (JsonNode row : rows) {
                JsonNode copy = site.get((row.path("story").isNull() ? "/projects" : "/stories") + "?key="
                                + row.path("jiraKey").asText())
                        .json()
                        .at("/content/0");
                row.path("story").properties().stream()
                        .filter(field -> List.of("assignee", "reporter").contains(field.getKey()))
                        .forEach(field -> assertThat(field.getValue()).isEqualTo(copy.path(field.getKey())));
                row.path("project").properties().stream()
                        .filter(field ->
                                row.path("story").isNull() && field.getKey().equals("owner"))
                        .forEach(field -> assertThat(field.getValue()).isEqualTo(copy.path("owner")));
            }
        }
    }

    @Test
    void valuesThatAnEnumMapLeavesOutAreNamed() {
        try (Site site = Site.copied(300)) {
            JsonNode answer = test(site, "{\"sampleSize\": 200, \"mapping\": " + DRAFT + "}");
            assertThat(answer.path("versionId").isNull()).isTrue();
            assertThat(answer.path("enumWarnings"))
                    .anySatisfy(
                            warning -> assertThat(warning.toString())
                                    .isEqualTo(
                                            "{\"entity\":\"stories\",\"field\":\"status\",\"jiraValue\":\"Won't Do\",\"mappedTo\":\"DONE\"}"))
                    .anySatisfy(
                            warning -> assertThat(warning.toString())
                                    .isEqualTo(
                                            "{\"entity\":\"stories\",\"field\":\"status\",\"jiraValue\":\"Waiting for \\\"QA\\\"\",\"mappedTo\":\"NOT_STARTED\"}"));
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
    void keysOfEnumMapsThatNothingAtJiraHasAreWarnedOf() {
        String mapping =
                """
                {"versionName": "keys", "projects": {"name": {"fieldId": "summary"},
                   "type": {"fieldId": "issuetype", "enumMap": {"Epic": "big", "Saga": "bigger"}}},
                 "stories": {"title": {"fieldId": "summary"}, "status": {"fieldId": "status", "enumMap": {" done": "DONE", "Dome": "DONE"}},
                   "attributes.tags": {"fieldId": "customfield_10039", "type": "array", "enumMap": {"whatever": "x"}}}}
                """;
        String warnings = "[{\"entity\":\"projects\",\"field\":\"type\",\"jiraValue\":\"Saga\","
                + "\"problem\":\"no issue type at Jira has this name or id\"},"
                + "{\"entity\":\"stories\",\"field\":\"status\",\"jiraValue\":\"Dome\","
                + "\"problem\":\"no status at Jira has this name or id\"}]";
        try (Site site = Site.copied(30)) {
            assertThat(site.put("/mappings", mapping).is(200).json().path("warnings"))
                    .hasToString(warnings);
            JsonNode tried = test(site, "{\"mapping\": " + mapping + "}").path("warnings");
            assertThat(tried.toString().replace(",\"issues\":0", "")).isEqualTo(warnings);
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

    /** The site's truth by the issues' keys. */
    private static Map<String, JsonNode> byKey(Site site) {
        return site.truth().values().stream()
                .collect(Collectors.toMap(item -> item.path("jiraKey").asText(), item -> item));
    }

    private static void assertShown(JsonNode shown, JsonNode expected) {
        assertThat(shown.isObject()).isTrue();
        shown.properties().stream()
                .filter(field -> !field.getKey().equals("parent"))
                .forEach(field ->
                        assertThat(Site.withoutZenemEmail(field.getValue())).isEqualTo(expected.path(field.getKey())));
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
