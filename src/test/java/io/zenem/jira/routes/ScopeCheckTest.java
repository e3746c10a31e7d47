package io.zenem.jira.routes;

import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** POST scope/check: what a scope would bring, before anything is stored. */
@QuarkusTest
class ScopeCheckTest {
    private static Site site;

    @BeforeAll
    static void bare() {
        site = Site.bare(80);
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void jiraCountsEachProjectAndEachOfItsTypes(boolean dataCenter) {
        try (Site other = dataCenter ? Site.dataCenter(80) : Site.bare(80)) {
            JsonNode outlook = checked(other, "{\"projects\": [\"ABC\", \"XYZ\"]}");
            Map<String, Long> truth = other.truth().values().stream()
                    .collect(Collectors.groupingBy(item -> project(item), Collectors.counting()));
            assertThat(outlook.path("issues").asLong()).isEqualTo(other.truth().size());
            assertThat(outlook.path("projects")).hasSize(2).allSatisfy(project -> {
                assertThat(project.path("issues").asLong())
                        .isEqualTo(truth.get(project.path("projectKey").asText()));
                assertThat(sum(project.path("issueTypes")))
                        .isEqualTo(project.path("issues").asLong());
                assertThat(project.path("issueTypes").findValuesAsText("name")).contains("Epic", "Story");
            });
            assertThat(outlook.path("notCounted").asInt()).isZero();
        }
    }

    @Test
    void theJqlIsWhatJiraIsAskedFor() {
        JsonNode outlook = checked(
                site,
                "{\"projects\": [\"ABC\"], \"issueTypes\": [\"epic\", \"Story\"], \"jql\": \"labels = zenem\", \"historyDays\": 30}");
        assertThat(outlook.path("jql").asText())
                .matches("project in \\(\"ABC\"\\) AND issuetype in \\(\"Epic\",\"Story\"\\)"
                        + " AND \\(labels = zenem\\) AND updated >= \"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d\"");
        assertThat(outlook.at("/projects/0/issueTypes").findValuesAsText("name"))
                .containsExactlyInAnyOrder("Epic", "Story");
        // of one project, the whole is counted once
        assertThat(outlook.path("counted").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"projects\": [\"ABC\", \"NOPE\"], \"issueTypes\": [\"Story\", \"Saga\"], \"boards\": [99999], \"jql\": \"colour = red\"}",
                "{\"projects\": [], \"jql\": \"labels = a) OR (labels = b\", \"historyDays\": 0, \"surprise\": 1}",
                "{\"projects\": [\"ABC\"], \"jql\": \"labels = a ORDER BY key\"}",
                "{}"
            })
    void whatIsWrongIsToldAsBySaving(String scope) {
        Service.Answer answer = site.post("/scope/check", scope);
        answer.refused(400, "VALIDATION_ERROR");
        Service.Answer saved = site.put("/scope", scope);
        assertThat(answer.json().path("fieldErrors"))
                .isNotEmpty()
                .isEqualTo(saved.json().path("fieldErrors"));
        assertThat(answer.json().path("message")).isEqualTo(saved.json().path("message"));
    }

    @Test
    void nothingIsStored() throws SQLException {
        checked(site, "{\"projects\": [\"ABC\"]}");
        assertThat(site.get("/scope").json()).isEmpty();
        assertThat(Rows.count("select count(*) from jira.job where connector_id = ?", site.id))
                .isZero();
        assertThat(Rows.count("select count(*) from jira.site where connector_id = ?", site.id))
                .isZero();
    }

    @Test
    void fiftyCountsAreTheMostAndWhatIsLeftIsSaid() {
        String projects = IntStream.range(0, 60)
                .mapToObj(i -> {
                    String key = "P" + (char) ('A' + i / 26) + (char) ('A' + i % 26);
                    site.jira().addProject(key, key, false);
                    return "\"" + key + "\"";
                })
                .collect(Collectors.joining(","));
        JsonNode outlook = checked(site, "{\"projects\": [" + projects + "], \"issueTypes\": [\"Story\"]}");
        assertThat(outlook.path("counted").asInt()).isEqualTo(50);
        assertThat(outlook.path("notCounted").asInt()).isEqualTo(11);
        assertThat(outlook.path("issues").isNumber()).isTrue();
        assertThat(outlook.path("projects"))
                .filteredOn(project -> project.path("issues").isNull())
                .hasSize(11);
    }

    private static String project(JsonNode item) {
        return item.path("jiraKey").asText().replaceFirst("-.*", "");
    }

    private static long sum(JsonNode types) {
        return types.valueStream()
                .mapToLong(type -> type.path("issues").asLong())
                .sum();
    }

    private static JsonNode checked(Site site, String scope) {
        Service.Answer answer = site.post("/scope/check", scope);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json();
    }
}
