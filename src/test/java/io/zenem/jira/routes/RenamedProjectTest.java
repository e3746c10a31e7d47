package io.zenem.jira.routes;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoFaults.Switch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A project's key may change; whoever names it by an old one, or by one that is newer than our last look, means the same project. */
@QuarkusTest
class RenamedProjectTest {
    @Test
    void aSyncOfVersionsTakesTheNewKeyBeforeAnyLookAndTheOldOneAfterIt() {
        try (Site site = Site.copied(20)) {
            String id = site.jira()
                    .issue(site.someKey("ABC", "Story"))
                    .orElseThrow()
                    .at("/fields/project/id")
                    .asText();
            site.jira().silently().renameProjectKey("ABC", "NEW");
            for (String key : new String[] {"NEW", "ABC", id}) {
                JsonNode job = site.awaitJob(
                        site.post("/sync/versions", "{\"projects\": [\"" + key + "\"]}")
                                .is(202)
                                .json()
                                .path("jobId")
                                .asText(),
                        "COMPLETED");
                assertThat(job.at("/request/projectIds").toString()).isEqualTo("[" + id + "]");
            }
            assertThat(site.get("/releases?size=200").json().path("content").findValuesAsText("projectKey"))
                    .contains("NEW")
                    .doesNotContain("ABC");
        }
    }

    @Test
    void aWrongRequestIsRefusedWithoutAskingJiraForItsProjects() {
        try (Site site = Site.copied(10)) {
            site.jira().forgetRequests();
            site.jira().faults().turn(Switch.DEAD_TOKEN, true);
            site.post("/sync/versions", "{\"projects\": [\"NOPE\"], \"x\": 1}").names("x");
            String many = IntStream.range(0, 51).mapToObj(i -> "\"P" + i + "\"").collect(Collectors.joining(", "));
            site.post("/sync/versions", "{\"projects\": [" + many + "]}").names("projects");
            assertThat(site.jira().requests().total()).isZero();
        }
    }

    @Test
    void aScopeThatNamesAProjectByBothKeysHasItOnce() {
        try (Site site = Site.bare(10)) {
            site.jira().silently().renameProjectKey("ABC", "NEW");
            assertThat(site.put("/scope", "{\"projects\": [\"ABC\", \"NEW\", \"XYZ\"]}")
                            .is(200)
                            .json()
                            .path("projects")
                            .toString())
                    .isEqualTo("[\"NEW\",\"XYZ\"]");
            site.get("/fields?includeSamples=true&projects=ABC").is(200);
        }
    }

    @Test
    void aSyncOfVersionsOrSprintsTellsWhatItFound() {
        try (Site site = Site.copied(20)) {
            site.jira()
                    .silently()
                    .createVersion("ABC", "unheard of", java.util.Optional.empty(), java.util.Optional.empty());
            JsonNode job = site.awaitJob(
                    site.post("/sync/versions", "{}").json().path("jobId").asText(), "COMPLETED");
            assertThat(job.path("drift").toString()).isEqualTo("{\"missed\":1,\"stale\":0,\"deleted\":0}");
            site.jira().silently().createSprint(12, "unheard of", "");
            job = site.awaitJob(
                    site.post("/sync/sprints", "{}").json().path("jobId").asText(), "COMPLETED");
            assertThat(job.at("/drift/missed").asInt()).isEqualTo(1);
        }
    }
}
