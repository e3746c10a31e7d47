package io.zenem.jira.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.routes.Site;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Story 4 of the contract: history by hand. */
@QuarkusTest
class Story04BackfillTest {
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
    void theContractsRequestIsQueued() {
        JsonNode accepted = site.post("/sync/backfill", "{ \"daysBack\": 365, \"entities\": [\"epic\",\"issue\"] }")
                .is(202)
                .json();
        assertThat(accepted.path("jobId").asText()).matches("backfill_\\d{3}");
        assertThat(accepted.path("status").asText()).isEqualTo("QUEUED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "2025-01-01T00:00:00 | 2025-01-01T00:00:00",
                "2025-01-01T00:00:00Z | 2025-01-01T00:00:00",
                "2025-01-01T00:00:00+02:00 | 2024-12-31T22:00:00",
                "2025-01-01 | 2024-12-31T23:00:00"
            })
    void aRangeIsTakenInAnyFormAndToldInTheContracts(String from, String told) {
        String job = site.post("/sync/backfill", "{\"from\": \"" + from + "\", \"to\": \"2025-02-01T00:00:00Z\"}")
                .is(202)
                .json()
                .path("jobId")
                .asText();
        JsonNode request = site.get("/sync/status?jobId=" + job).json().path("request");
        assertThat(request.path("from").asText()).isEqualTo(told);
        assertThat(request.path("to").asText()).isEqualTo("2025-02-01T00:00:00");
    }

    @ParameterizedTest
    @CsvSource({
        "America/Santiago, 2025-09-07, 2025-09-07T04:00:00",
        "America/Havana, 2025-11-02, 2025-11-02T04:00:00",
        "Pacific/Apia, 2011-12-30, 2011-12-30T10:00:00"
    })
    void aDayBeginsAtItsFirstMomentWhereClocksSkipOrRepeatMidnight(String zone, String day, String told) {
        try (Site other = Site.copied(10)) {
            other.put("/settings", "{\"timeZone\": \"" + zone + "\"}").is(200);
            String job = other.post("/sync/backfill", "{\"from\": \"" + day + "\"}")
                    .is(202)
                    .json()
                    .path("jobId")
                    .asText();
            assertThat(other.get("/sync/status?jobId=" + job)
                            .json()
                            .at("/request/from")
                            .asText())
                    .isEqualTo(told);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"daysBack\": 30, \"from\": null, \"to\": null, \"entities\": null}",
                "{\"daysBack\": null, \"from\": \"2025-01-01\", \"to\": null}",
                "{\"daysBack\": 30, \"entities\": [\"version\"]}"
            })
    void nullIsAbsentAndVersionsAloneMayBeAskedFor(String request) {
        site.post("/sync/backfill", request).is(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'' | 3650", "'{}' | 3650", "'{\"entities\": [\"epic\"]}' | 3650"})
    void aBackfillWithoutAPeriodTakesTheScopesHistory(String request, int days) {
        try (Site other = Site.bare(10)) {
            other.scope("{\"projects\": [\"ABC\"], \"historyDays\": " + days + "}");
            other.mapping(Site.MAPPING);
            other.awaitJob("backfill_001", "COMPLETED");
            String job = other.post("/sync/backfill", request.isEmpty() ? null : request)
                    .is(202)
                    .json()
                    .path("jobId")
                    .asText();
            assertThat(other.get("/sync/status?jobId=" + job)
                            .json()
                            .at("/request/daysBack")
                            .asInt())
                    .isEqualTo(days);
        }
        assertThat(site.get("/sync/status?jobId="
                                + site.post("/sync/backfill", "{}")
                                        .is(202)
                                        .json()
                                        .path("jobId")
                                        .asText())
                        .json()
                        .path("request")
                        .has("daysBack"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"to\": \"2025-01-01\"}",
                "{\"daysBack\": 0}",
                "{\"daysBack\": 36501}",
                "{\"daysBack\": 5, \"from\": \"2025-01-01\"}",
                "{\"from\": \"soon\"}",
                "{\"from\": \"2025-13-01\"}",
                "{\"from\": \"2999-01-01\"}",
                "{\"from\": \"2025-02-01\", \"to\": \"2025-01-01\"}",
                "{\"daysBack\": 5, \"entities\": []}",
                "{\"daysBack\": 5, \"entities\": [\"user\"]}",
                "{\"daysBack\": 5, \"x\": 1}"
            })
    void aBackfillThatMakesNoSenseIsRefused(String request) {
        site.post("/sync/backfill", request).refused(400, "VALIDATION_ERROR");
    }
}
