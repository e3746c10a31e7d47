package io.zenem.jira.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The points of active sprints. */
@QuarkusTest
class SprintPointsTest {
    @Test
    void aBoardThatEstimatesByAnotherFieldIsTold() {
        try (Site site = Site.bare(100)) {
            site.scope("{\"projects\": [\"ABC\"]}");
            site.mapping(Site.MAPPING.replace(
                    "\"storyPoints\": {\"fieldId\": \"customfield_10026\"}",
                    "\"storyPoints\": {\"fieldId\": \"customfield_10040\"}"));
            site.awaitJob("backfill_001", "COMPLETED");
            JsonNode warnings = site.get("/logs?code=ESTIMATE_DIFFERS").json().path("content");
            assertThat(warnings.findValuesAsText("message"))
                    .contains(
                            "Board 12 estimates by Story Points (customfield_10026); the points of its sprints are those of the mapped field.");
            assertThat(warnings.at("/0/level").asText()).isEqualTo("WARN");
        }
    }

    @Test
    void aBoardThatEstimatesByTheMappedFieldIsNotWorthAWord() {
        try (Site site = Site.copied(100)) {
            assertThat(site.get("/logs?code=ESTIMATE_DIFFERS")
                            .json()
                            .path("totalElements")
                            .asInt())
                    .isZero();
        }
    }
}
