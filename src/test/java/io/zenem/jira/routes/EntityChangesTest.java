package io.zenem.jira.routes;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every change of what the API shows goes to the route {@code entity-changed}. */
@QuarkusTest
class EntityChangesTest {
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
