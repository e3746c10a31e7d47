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

/** Story 6 of the contract: sprints and their points. */
@QuarkusTest
class Story06SprintsTest {
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
        JsonNode accepted = site.post("/sync/sprints", "{ \"boards\": [12,34], \"includeCompleted\": false }")
                .is(202)
                .json();
        assertThat(accepted.path("accepted").booleanValue()).isTrue();
        site.awaitJob(accepted.path("jobId").asText(), "COMPLETED");
    }

    @Test
    void anActiveSprintHasTheContractsFieldsAndItsPoints() {
        JsonNode sprints = site.get("/sprints?boardId=12&state=active").is(200).json();
        assertThat(sprints.isArray()).isTrue();
        JsonNode sprint = sprints.get(0);
        assertThat(sprint.properties())
                .extracting(java.util.Map.Entry::getKey)
                .contains("id", "name", "state", "startDate", "endDate", "completeDate", "goal", "boardId");
        assertThat(sprint.path("state").asText()).isEqualTo("active");
        assertThat(sprint.at("/storyPoints/planned").isNumber()).isTrue();
        assertThat(sprint.at("/storyPoints/completed").isNumber()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"boards\": []}", "{\"boards\": null, \"includeCompleted\": null}"})
    void withoutBoardsItTakesAll(String body) {
        String job =
                site.post("/sync/sprints", body).is(202).json().path("jobId").asText();
        assertThat(site.awaitJob(job, "COMPLETED").path("request").toString())
                .isEqualTo("{\"entities\":[\"sprint\"],\"includeCompleted\":false}");
    }

    @Test
    void aBoardThatJiraDoesNotKnowIsNamed() {
        Service.Answer answer = site.post("/sync/sprints", "{\"boards\": [12, 99999]}");
        answer.names("boards");
        assertThat(answer.json().at("/fieldErrors/boards").asText())
                .contains("99999")
                .doesNotContain("12,");
    }

    @Test
    void whatIsWrongInItselfIsNamedAtOnceAndJiraIsNotAsked() {
        site.jira().forgetRequests();
        site.post("/sync/sprints", "{\"boards\": [12, -1], \"includeCompleted\": \"yes\", \"x\": 1}")
                .names("boards", "includeCompleted", "x");
        assertThat(site.jira().requests().to("GET /rest/agile/1.0/board/:board"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"boardId=abc", "boardId=0", "boardId=-12", "boardId=99999999999", "state=open", "boardId=12&boardId=34"
    })
    void aBadFilterIsAnInvalidArgument(String query) {
        site.get("/sprints?" + query).refused(400, "INVALID_ARGUMENT");
    }
}
