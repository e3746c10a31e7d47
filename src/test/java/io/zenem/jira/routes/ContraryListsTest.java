package io.zenem.jira.routes;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Switch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists and searches that repeat themselves instead of ending, and those that name a thing twice. */
@QuarkusTest
class ContraryListsTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aListOfUsersThatIgnoresStartAtEndsWithAWarning(boolean dataCenter) {
        try (Site site = dataCenter ? Site.dataCenter(10) : Site.bare(10)) {
            site.jira().faults().turn(Switch.IGNORED_START, true);
            site.jira().forgetRequests();
            String job = site.post("/discover-users", null).json().path("jobId").asText();
            JsonNode status = site.awaitJob(job, "COMPLETED");
            assertThat(status.at("/progress/usersFetched").asInt()).isEqualTo(20);
            assertThat(site.jira().requests().total()).isLessThan(10);
            assertThat(warnings(site)).singleElement().asString().contains("users");
        }
    }

    @Test
    void boardsSprintsAndVersionsEndTooAndNothingIsGoneForThat() {
        try (Site site = Site.copied(60)) {
            int version = site.jira().versions().get(0).path("id").asInt();
            int sprint = site.jira().sprints().get(0).path("id").asInt();
            site.jira().silently().deleteVersion(version);
            site.jira().silently().deleteSprint(sprint);
            site.jira().faults().turn(Switch.IGNORED_START, true);
            site.jira().forgetRequests();
            assertThat(site.reconcile("{}").path("status").asText()).isEqualTo("COMPLETED");
            assertThat(site.jira().requests().total()).isLessThan(60);
            assertThat(warnings(site)).anyMatch(text -> text.contains("versions of"));
            assertThat(warnings(site)).anyMatch(text -> text.contains("boards of"));
            assertThat(warnings(site)).anyMatch(text -> text.contains("sprints of"));
            assertThat(site.get("/releases?size=200").json().findValuesAsText("jiraId"))
                    .contains(String.valueOf(version));
            assertThat(sprints(site)).contains(String.valueOf(sprint));
            site.jira().faults().clear();
            site.reconcile("{}");
            assertThat(site.get("/releases?size=200").json().findValuesAsText("jiraId"))
                    .doesNotContain(String.valueOf(version));
            assertThat(sprints(site)).doesNotContain(String.valueOf(sprint));
            site.assertExactCopy();
        }
    }

    @Test
    void aSearchThatIgnoresItsTokensEndsAndWhatItDidNotNameStays() {
        try (Site site = Site.copied(250)) {
            site.jira().silently().delete(site.someKey("XYZ", "Bug"));
            site.jira().faults().turn(Switch.IGNORED_PAGE_TOKEN, true);
            site.jira().forgetRequests();
            site.reconcile("{}");
            assertThat(site.jira().requests().total()).isLessThan(60);
            assertThat(warnings(site)).anyMatch(text -> text.contains("issues by"));
            site.assertExactCopy();
        }
    }

    @Test
    void aCensusOfEverNewIdsEndsWhereNoMoreCanBeAndRemovesNothing() {
        try (Site site = Site.copied(250)) {
            site.jira().faults().turn(Switch.EVER_NEW_IDS, true);
            site.jira().forgetRequests();
            JsonNode job = site.reconcile("{}");
            // about twice as many ids as Jira counts and a thousand more, and then each of them by itself
            assertThat(site.jira().requests().total()).isLessThan(120);
            assertThat(warnings(site)).anyMatch(text -> text.contains("issues by"));
            assertThat(job.path("incomplete").toString()).contains("\"entity\":\"issue\"");
            site.assertExactCopy();
        }
    }

    @Test
    void aDataCenterSearchThatIgnoresStartAtEnds() {
        try (Site site = Site.dataCenter(250)) {
            site.jira().faults().turn(Switch.IGNORED_START, true);
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(DataCenterTest.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            assertThat(site.jira().requests().total()).isLessThan(120);
            site.assertExactCopy();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsNamedTwiceOnAPageCountsOnce(boolean dataCenter) {
        try (Site site = dataCenter ? Site.dataCenter(120) : Site.bare(120)) {
            site.jira().faults().turn(Switch.NAMED_TWICE, true);
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(dataCenter ? DataCenterTest.MAPPING : Site.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            site.jira().silently().renameStatus("In Progress", "Doing");
            site.jira().silently().delete(site.someKey("XYZ", "Bug"));
            site.jira().silently().createIssue("ABC", "Story", Site.summary("named twice"));
            site.reconcile("{}");
            site.assertExactCopy();
            String job = site.post("/discover-users", null).json().path("jobId").asText();
            assertThat(site.awaitJob(job, "COMPLETED")
                            .at("/progress/usersFetched")
                            .asInt())
                    .isEqualTo(20);
        }
    }

    @Test
    void anEntryWithoutAnIdIsLeftOut() {
        try (Site site = Site.copied(60)) {
            site.jira().faults().turn(Switch.ENTRIES_WITHOUT_ID, true);
            site.jira().silently().delete(site.someKey("XYZ", "Bug"));
            site.jira().silently().createIssue("ABC", "Story", Site.summary("beside what has no id"));
            assertThat(site.reconcile("{}").path("status").asText()).isEqualTo("COMPLETED");
            site.assertExactCopy();
        }
    }

    @Test
    void noPointIsCountedTwice() {
        try (Site site = Site.copied(120)) {
            JsonNode before = site.get("/sprints?state=active").json();
            site.jira().faults().turn(Switch.NAMED_TWICE, true);
            site.reconcile("{}");
            assertThat(before).isNotEmpty();
            assertThat(site.get("/sprints?state=active").json()).isEqualTo(before);
        }
    }

    private static List<String> sprints(Site site) {
        return site.get("/sprints").json().findValuesAsText("id");
    }

    private static List<String> warnings(Site site) {
        return site.get("/logs?code=LIST_INCOMPLETE&level=WARN")
                .json()
                .path("content")
                .findValuesAsText("message");
    }
}
