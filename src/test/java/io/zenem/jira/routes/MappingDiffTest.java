package io.zenem.jira.routes;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** POST /mappings/diff: what another version of the mapping would change, before it does. */
@QuarkusTest
class MappingDiffTest {
    private static final String RULES =
            """
            "projects": {"name": {"fieldId": "summary"}, "status": {"fieldId": "status"}, "owner": {"fieldId": "reporter"},
              "labels": {"fieldId": "labels"}, "updatedAt": {"fieldId": "updated"}},
            "stories": {"title": {"fieldId": "summary"}, "assignee": {"fieldId": "reporter"}, "reporter": {"fieldId": "reporter"},
              "status": {"fieldId": "status", "enumMap": {"In Review": "BLOCKED", "Done": "CANCELLED"}},
              "priority": {"fieldId": "priority", "enumMap": {"High": "urgent"}}, "type": {"fieldId": "issuetype"},
              "storyPoints": {"fieldId": "customfield_10040", "fallbackFieldIds": ["customfield_10026"]}, "parent": {"fieldId": "parent"},
              "sprints": {"fieldId": "customfield_10020"}, "releases": {"fieldId": "versions"}, "labels": {"fieldId": "components"},
              "createdAt": {"fieldId": "created"}, "updatedAt": {"fieldId": "updated"}, "resolvedAt": {"fieldId": "resolutiondate"},
              "dueDate": {"fieldId": "duedate"}, "attributes.severity": {"fieldId": "customfield_10030", "type": "string"}}
            """;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatItSaysIsWhatASwitchThenChanges(boolean dataCenter) {
        try (Site site = dataCenter ? DataCenterTest.copied(120) : Site.copied(120)) {
            Map<String, Map<String, JsonNode>> before = rows(site);
            JsonNode diff = diff(
                    site,
                    "{\"from\": \"map_v1\", \"sampleSize\": 500, \"samples\": 100, \"mapping\": {" + RULES + "}}");
            assertThat(rows(site)).isEqualTo(before);

            site.mapping("{\"versionName\": \"v2\"," + RULES + "}");
            JsonNode saved =
                    diff(site, "{\"from\": \"map_v1\", \"to\": \"map_v2\", \"sampleSize\": 500, \"samples\": 100}");
            assertThat(saved.path("fields")).isEqualTo(diff.path("fields"));
            assertThat(saved.path("examples")).isEqualTo(diff.path("examples"));
            assertThat(saved.path("to").asText()).isEqualTo("map_v2");
            site.awaitJob(site.post("/sync/backfill", "{}").json().path("jobId").asText(), "COMPLETED");

            Map<String, Map<String, JsonNode>> after = rows(site);
            assertThat(diff.path("sampled").asInt()).isEqualTo(before.size());
            assertThat(diff.path("changed").asLong())
                    .isEqualTo(before.keySet().stream()
                            .filter(key -> !before.get(key).equals(after.get(key)))
                            .count())
                    .isPositive();
            assertThat(told(diff)).isEqualTo(changed(before, after));
            assertThat(diff.path("examples")).hasSize(100).allSatisfy(example -> {
                String key = example.path("jiraKey").asText();
                String field = example.path("field").asText();
                assertThat(shown(example.path("before"))).isEqualTo(shown(value(before.get(key), field)));
                assertThat(shown(example.path("after"))).isEqualTo(shown(value(after.get(key), field)));
            });
        }
    }

    /** In how many rows each field is another one; that it has none is no matter of whether it is mapped. */
    private static Map<String, Integer> changed(
            Map<String, Map<String, JsonNode>> before, Map<String, Map<String, JsonNode>> after) {
        Map<String, Integer> changed = new TreeMap<>();
        before.forEach((key, row) -> {
            Set<String> fields = new TreeSet<>(row.keySet());
            fields.addAll(after.get(key).keySet());
            fields.stream()
                    .filter(field -> !value(row, field).equals(value(after.get(key), field)))
                    .forEach(field -> changed.merge(field, 1, Integer::sum));
        });
        return changed;
    }

    private static Map<String, Integer> told(JsonNode diff) {
        Map<String, Integer> told = new TreeMap<>();
        diff.path("fields")
                .valueStream()
                .filter(field -> field.path("changed").asInt() > 0)
                .forEach(field -> told.merge(
                        field.path("field").asText(), field.path("changed").asInt(), Integer::sum));
        return told;
    }

    /** As a diff shows it: of a parent that Jira names by its key alone, it does not know the id. */
    private static JsonNode shown(JsonNode value) {
        return value.has("jiraKey") ? value.path("jiraKey") : Site.withoutZenemEmail(value);
    }

    private static JsonNode value(Map<String, JsonNode> row, String field) {
        return row.getOrDefault(field, NullNode.getInstance());
    }

    /** The values of each row of the copy, by key. */
    private static Map<String, Map<String, JsonNode>> rows(Site site) {
        Map<String, Map<String, JsonNode>> rows = new HashMap<>();
        site.copy().values().forEach(item -> {
            Map<String, JsonNode> row = new TreeMap<>();
            item.properties().stream()
                    .filter(field -> !Set.of("kind", "jiraKey", "attributes").contains(field.getKey()))
                    .forEach(field -> row.put(field.getKey(), field.getValue()));
            item.path("attributes").properties().forEach(one -> row.put("attributes." + one.getKey(), one.getValue()));
            row.values().removeIf(value -> value.isNull() || (value.isArray() && value.isEmpty()));
            rows.put(item.path("jiraKey").asText(), row);
        });
        return rows;
    }

    @Test
    void aVersionDoesNotDifferFromItself() {
        try (Site site = Site.copied(40)) {
            JsonNode diff = diff(site, "{\"from\": \"map_v1\", \"to\": \"map_v1\"}");
            assertThat(diff.path("changed").asInt()).isZero();
            assertThat(diff.path("examples")).isEmpty();
            assertThat(diff.path("coverageBefore")).isEqualTo(diff.path("coverageAfter"));
            assertThat(diff.path("fields")).isNotEmpty().allSatisfy(field -> {
                assertThat(field.path("before")).isEqualTo(field.path("after"));
                assertThat(field.path("changed").asInt()).isZero();
            });
        }
    }

    @Test
    void aFieldThatOneDoesNotMapHasNoCoverageThere() {
        try (Site site = Site.copied(40)) {
            JsonNode diff = diff(
                    site,
                    "{\"from\": \"map_v1\", \"samples\": 50, \"mapping\": {\"projects\": {\"name\": {\"fieldId\": \"summary\"}},"
                            + " \"stories\": {\"title\": {\"fieldId\": \"summary\"}, \"startDate\": {\"fieldId\": \"created\"}}}}");
            assertThat(diff.path("to").isNull()).isTrue();
            assertThat(field(diff, "startDate").path("before").isNull()).isTrue();
            assertThat(field(diff, "startDate").path("after").asInt())
                    .isEqualTo(field(diff, "startDate").path("sampled").asInt())
                    .isPositive();
            assertThat(field(diff, "reporter").path("after").isNull()).isTrue();
            assertThat(diff.path("examples").findValuesAsText("field")).contains("startDate", "reporter");
        }
    }

    @Test
    void nothingIsWrittenAndJiraIsAskedLittle() throws SQLException {
        try (Site site = Site.copied(300)) {
            site.jira().forgetRequests();
            diff(site, "{\"from\": \"map_v1\", \"sampleSize\": 300, \"mapping\": {" + RULES + "}}");
            assertThat(site.jira().requests().total()).isLessThanOrEqualTo(6);
            assertThat(site.get("/mappings").json().path("content")).hasSize(1);
            assertThat(Rows.count("select count(*) from jira.job where connector_id = ?", site.id))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"from\": \"map_v9\", \"to\": \"map_v8\", \"projects\": [\"NOPE\"]} | from,projects,to",
                "{\"to\": \"map_v1\", \"sampleSize\": 0, \"surprise\": 1} | from,sampleSize,surprise",
                "{\"from\": \"map_v1\"} | to",
                "{\"from\": \"map_v1\", \"to\": \"map_v1\", \"mapping\": {}} | mapping",
                "{\"from\": \"map_v1\", \"mapping\": {\"projects\": {}, \"stories\": {}}} | mapping.projects.name,mapping.stories.title"
            })
    void whatIsWrongIsNamed(String request, String fields) {
        try (Site site = Site.copied(5)) {
            Service.Answer answer = site.post("/mappings/diff", request);
            answer.refused(400, "VALIDATION_ERROR");
            assertThat(new TreeSet<>(answer.json().path("fieldErrors").properties().stream()
                            .map(Map.Entry::getKey)
                            .toList()))
                    .contains(fields.split(","));
        }
    }

    private static JsonNode field(JsonNode diff, String name) {
        return diff.path("fields")
                .valueStream()
                .filter(field -> field.path("field").asText().equals(name)
                        && field.path("entity").asText().equals("stories"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode diff(Site site, String request) {
        Service.Answer answer = site.post("/mappings/diff", request);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json();
    }
}
