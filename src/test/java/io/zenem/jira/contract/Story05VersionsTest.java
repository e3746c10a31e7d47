package io.zenem.jira.contract;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Service;
import io.zenem.jira.routes.Site;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Story 5 of the contract: versions become releases. */
@QuarkusTest
class Story05VersionsTest {
    private static Site site;

    @BeforeAll
    static void copy() {
        site = Site.copied(10);
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void theContractsRequestIsAccepted() {
        JsonNode accepted = site.post("/sync/versions", "{ \"projects\": [\"ABC\",\"XYZ\"] }")
                .is(202)
                .json();
        assertThat(accepted.path("accepted").booleanValue()).isTrue();
        site.awaitJob(accepted.path("jobId").asText(), "COMPLETED");
    }

    @Test
    void aReleaseHasTheContractsFieldsAndItsLineage() {
        JsonNode release = site.get("/releases?size=1").is(200).json().at("/content/0");
        assertThat(release.properties())
                .extracting(java.util.Map.Entry::getKey)
                .contains("id", "name", "description", "released", "releaseDate", "startDate", "archived", "projectKey")
                .contains("sourceConnectionId", "sourceMetadata", "lastSyncTimestamp", "mappingVersion");
    }

    @Test
    void releasesAreFilteredByProjectStatusAndTime() {
        JsonNode all = site.get("/releases?size=200").json().path("content");
        assertThat(filtered("key=ABC"))
                .isNotEmpty()
                .allMatch(release -> release.path("projectKey").asText().equals("ABC"));
        assertThat(filtered("status=released")).isNotEmpty().allMatch(release -> release.path("released")
                .asBoolean());
        assertThat(filtered("status=released").size()
                        + filtered("status=unreleased").size()
                        + filtered("status=archived").size())
                .isEqualTo(all.size());
        assertThat(filtered("updatedSince=2000-01-01T00:00:00")).hasSize(all.size());
        assertThat(filtered("updatedSince=2100-01-01T00:00:00")).isEmpty();
    }

    private static List<JsonNode> filtered(String filter) {
        return site.get("/releases?size=200&" + filter)
                .is(200)
                .json()
                .path("content")
                .valueStream()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"projects\": []}", "{\"projects\": null}"})
    void withoutProjectsItTakesAll(String body) {
        site.post("/sync/versions", body).is(202);
    }

    @ParameterizedTest
    @CsvSource({"NOPE", "TEAM", "abc"})
    void aProjectOutsideTheScopeIsNamed(String key) {
        Service.Answer answer = site.post("/sync/versions", "{\"projects\": [\"ABC\", \"" + key + "\"]}");
        answer.names("projects");
        assertThat(answer.json().at("/fieldErrors/projects").asText())
                .contains(key)
                .doesNotContain("ABC");
    }
}
