package io.zenem.jira.contract;

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

/** Story 2 of the contract: schedules and settings. */
@QuarkusTest
class Story02SettingsTest {
    private static Site site;

    @BeforeAll
    static void copy() {
        site = Site.bare(10);
    }

    @AfterAll
    static void end() {
        site.close();
    }

    @Test
    void theDefaultsAreTheContracts() {
        JsonNode settings = site.get("/settings").is(200).json();
        assertThat(settings.path("reconcileWeekdayCron").asText()).isEqualTo("0 0 2 * * ?");
        assertThat(settings.path("reconcileWeekendCron").asText()).isEqualTo("0 0 0/2 ? * SAT,SUN *");
        assertThat(settings.path("webhooksEnabled").booleanValue()).isTrue();
        assertThat(settings.path("reconcileWindowDays").intValue()).isEqualTo(7);
        assertThat(settings.path("logRetentionDays").intValue()).isEqualTo(30);
        assertThat(settings.path("reconcileEntities")).hasSize(4);
    }

    @Test
    void theContractsRequestIsSaved() {
        JsonNode saved = site.put(
                        "/settings",
                        """
                        { "reconcileWeekdayCron": "0 0 2 * * ?", "reconcileWeekendCron": "0 0 0/2 ? * SAT,SUN *", "webhooksEnabled": true }
                        """)
                .is(200)
                .json();
        assertThat(saved.path("saved").booleanValue()).isTrue();
        assertThat(saved.path("updatedAt").asText()).matches(Wire.TIMESTAMP);
        assertThat(saved.path("warnings")).isEmpty();
    }

    @Test
    void eachScheduleShowsItsNextFiveFires() {
        JsonNode settings = site.get("/settings").json();
        for (String fires : new String[] {"nextWeekdayFires", "nextWeekendFires"}) {
            assertThat(settings.path(fires)).hasSize(5).allMatch(at -> at.asText()
                    .matches(Wire.TIMESTAMP));
        }
    }

    @Test
    void aScheduleThatIsNullIsOffAndWhatIsNotNamedStays() {
        try (Site other = Site.bare(10)) {
            other.put("/settings", "{\"reconcileWeekendCron\": null, \"reconcileWindowDays\": 9}")
                    .is(200);
            other.put("/settings", "{}").is(200);
            JsonNode settings = other.get("/settings").json();
            assertThat(settings.path("reconcileWeekendCron").isNull()).isTrue();
            assertThat(settings.path("nextWeekendFires")).isEmpty();
            assertThat(settings.path("reconcileWeekdayCron").asText()).isEqualTo("0 0 2 * * ?");
            assertThat(settings.path("reconcileWindowDays").intValue()).isEqualTo(9);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"often", "0 0 2 * *", "0 0 2 * * ? * *", "99 0 2 * * ?", "0 0 25 * * ?", "0 0 0/2 ? * NOD"})
    void aCronThatQuartzDoesNotKnowIsRefused(String cron) {
        site.put("/settings", "{\"reconcileWeekdayCron\": \"" + cron + "\"}").names("reconcileWeekdayCron");
    }

    @ParameterizedTest
    @ValueSource(strings = {"* * * * * ?", "0/30 0 2 * * ?", "0,1 0 2 * * ?"})
    void aCronThatFiresMoreThanOnceAMinuteIsRefused(String cron) {
        Service.Answer refused = site.put("/settings", "{\"reconcileWeekdayCron\": \"" + cron + "\"}");
        refused.names("reconcileWeekdayCron");
        assertThat(refused.json().at("/fieldErrors/reconcileWeekdayCron").asText())
                .contains("more than once a minute", "such as 0");
    }

    @Test
    void aCronWhoseYearsAreOverIsRefused() {
        Service.Answer refused = site.put("/settings", "{\"reconcileWeekendCron\": \"0 0 2 * * ? 2020-2025\"}");
        refused.names("reconcileWeekendCron");
        assertThat(refused.json().at("/fieldErrors/reconcileWeekendCron").asText())
                .contains("years are over");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reconcileWeekdayCron | 0 0 2 ? * MON,WED | day fields are not looked at; this schedule runs Monday to Friday",
                "reconcileWeekdayCron | 0 0 2 L * ? | day fields are not looked at",
                "reconcileWeekendCron | 0 0 2 ? * MON-FRI | runs Saturday and Sunday"
            })
    void whatACronSaysInVainIsTold(String field, String cron, String warning) {
        try (Site other = Site.bare(10)) {
            JsonNode saved = other.put("/settings", "{\"" + field + "\": \"" + cron + "\"}")
                    .is(200)
                    .json();
            assertThat(saved.path("warnings")).hasSize(1);
            assertThat(saved.at("/warnings/0").asText()).startsWith(field).contains(warning);
        }
    }

    @Test
    void nothingButAScheduleIsSwitchedOffWithNull() {
        site.put(
                        "/settings",
                        """
                        { "reconcileWeekdayCron": null, "timeZone": null, "webhooksEnabled": null, "reconcileWindowDays": null,
                          "reconcileEntities": null, "logRetentionDays": null, "deletionGuardPercent": null }
                        """)
                .names(
                        "timeZone",
                        "webhooksEnabled",
                        "reconcileWindowDays",
                        "reconcileEntities",
                        "logRetentionDays",
                        "deletionGuardPercent");
    }

    @Test
    void offsetsAreNoTimeZones() {
        for (String zone : new String[] {"+05:30", "GMT+5", "Z"}) {
            site.put("/settings", "{\"timeZone\": \"" + zone + "\"}").names("timeZone");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'timeZone': 'Mars/Olympus'} | timeZone",
                "{'reconcileEntities': ['user']} | reconcileEntities",
                "{'reconcileEntities': []} | reconcileEntities",
                "{'reconcileWindowDays': 3651} | reconcileWindowDays",
                "{'logRetentionDays': 0} | logRetentionDays",
                "{'deletionGuardPercent': 101} | deletionGuardPercent",
                "{'nextWeekdayFires': []} | nextWeekdayFires"
            })
    void aWrongSettingIsNamed(String body, String field) {
        site.put("/settings", body.replace('\'', '"')).names(field);
    }
}
