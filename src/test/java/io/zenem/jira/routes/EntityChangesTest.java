package io.zenem.jira.routes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jira.demo.DemoIssue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every change of what the API shows goes to the route {@code entity-changed}. */
@QuarkusTest
class EntityChangesTest {
    private static final String POINTS = "customfield_10026";
    private static final String ADA = "712020:5f0c3c2e-0002-4000-8000-000000000002";

    @Test
    void aPersonIsSentAsTheApiShowsHim() throws SQLException {
        try (Site site = Site.bare(10);
                Heard heard = new Heard(site.id)) {
            discover(site);
            List<JsonNode> people = heard.everything();
            assertThat(people).hasSize(20);
            JsonNode ada = people.stream()
                    .filter(change -> change.path("jiraId").asText().equals(ADA))
                    .findFirst()
                    .orElseThrow();
            assertThat(ada.path("entity").asText()).isEqualTo("user");
            assertThat(ada.path("action").asText()).isEqualTo("created");
            assertThat(ada.path("item"))
                    .isEqualTo(site.get("/users?search=" + ADA).json().at("/content/0"));
        }
    }

    @Test
    void aPersonIsSentWhenWhatIsShownChangesAndNotWhenHeIsOnlyReadAgain() throws SQLException {
        try (Site site = Site.bare(10)) {
            site.jira().addUser("acc_kim", "atlassian", "Kim", Optional.of("kim@demo.example"), true, true);
            discover(site);
            try (Heard heard = new Heard(site.id)) {
                discover(site);
                assertThat(heard.everything()).isEmpty();
                site.jira().renameUser("acc_kim", "Kim Other");
                discover(site);
                assertThat(heard.of("user", "acc_kim")).containsExactly("updated");
                site.put("/zenem-users", "{\"users\": [{\"email\": \"kim@demo.example\", \"name\": \"Kim\"}]}");
                assertThat(heard.of("user", "acc_kim")).containsExactly("updated", "updated");
                assertThat(heard.last("user").at("/item/zenemEmail").asText()).isEqualTo("kim@demo.example");
                site.jira().removeUser("acc_kim");
                discover(site);
                assertThat(heard.of("user", "acc_kim")).containsExactly("updated", "updated", "deleted");
                assertThat(heard.everything()).hasSize(3);
                assertThat(heard.last("user").path("item").isNull()).isTrue();
            }
        }
    }

    @Test
    void aSprintIsSentWithItsPointsAndOnlyWhenTheyChange() throws SQLException {
        try (Site site = Site.live(100)) {
            int sprint = site.get("/sprints?state=active").json().at("/0/id").asInt();
            int planned = site.points(sprint, "planned");
            int completed = site.points(sprint, "completed");
            DemoIssue story = site.jira().createIssue("ABC", "Story", Map.of(POINTS, IntNode.valueOf(100)));
            site.jira().addToSprint(sprint, story.key());
            await().until(() -> site.points(sprint, "planned") == planned + 100);
            try (Heard heard = new Heard(site.id)) {
                site.jira().editIssue(story.key(), Site.summary("no other points"));
                site.awaitWebhooks();
                awaitSums(site);
                assertThat(heard.of("sprint", String.valueOf(sprint))).isEmpty();
                site.jira().transition(story.key(), "Done");
                await().until(() -> site.points(sprint, "completed") == completed + 100);
                assertThat(heard.of("sprint", String.valueOf(sprint))).containsExactly("updated");
                assertThat(heard.last("sprint").at("/item/storyPoints"))
                        .isEqualTo(site.get("/sprints?state=active").json().at("/0/storyPoints"));
            }
        }
    }

    private static void awaitSums(Site site) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Rows.count("select count(*) from jira.points_due where connector_id = ?", site.id) == 0);
    }

    @Test
    void aPersonWithAnotherNameIsSentWithEverythingThatShowsIt() throws SQLException {
        try (Site site = Site.live(120)) {
            String person = site.someReporter();
            Set<String> concerned = new TreeSet<>();
            site.copy().forEach((id, item) -> {
                if (item.findValuesAsText("accountId").contains(person)) {
                    concerned.add(id);
                }
            });
            try (Heard heard = new Heard(site.id)) {
                site.jira().renameUser(person, "A New Name");
                site.awaitWebhooks();
                assertThat(heard.of("user", person)).containsExactly("updated");
                assertThat(heard.everything())
                        .filteredOn(change -> !change.path("entity").asText().equals("user"))
                        .allMatch(change -> change.toString().contains("\"displayName\":\"A New Name\""))
                        .extracting(change -> change.path("jiraId").asText())
                        .containsExactlyInAnyOrderElementsOf(concerned);
            }
        }
    }

    private static void discover(Site site) {
        site.awaitJob(
                site.post("/discover-users", null).is(202).json().path("jobId").asText(), "COMPLETED");
    }
}
