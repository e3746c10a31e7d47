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
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.zenem.jirasim.DemoIssue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every change of what the API shows goes to the route {@code entity-changed}. */
@QuarkusTest
class EntityChangesTest {
    private static final String EPIC_LINK = "customfield_10014";
    private static final String POINTS = "customfield_10026";
    private static final String MANY_CHILDREN =
            """
            insert into jira.item (connector_id, jira_id, entity, jira_key, project_id, issue_type, fields, updated, observed_at,
                mapping_version, source, last_sync, refs)
            select connector_id, 9000000 + n, 'story', 'ABC-' || 9000000 + n, project_id, issue_type,
                '{"parent": {"jiraId": "1", "jiraKey": "ABC-1"}}', updated, observed_at, mapping_version, source, last_sync, '{issue:1}'
            from (select * from jira.item where connector_id = ? limit 1) i, generate_series(1, 1200) n
            """;
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

    @Test
    void anEpicWithAnotherKeyIsSentWithWhatShowsIt() throws SQLException {
        try (Site site = Site.live(20)) {
            DemoIssue epic = site.jira().createIssue("ABC", "Epic", Site.summary("An epic"));
            DemoIssue child = site.jira().createIssue("ABC", "Story", Map.of("parent", TextNode.valueOf(epic.key())));
            site.awaitWebhooks();
            try (Heard heard = new Heard(site.id)) {
                String key = site.jira().move(epic.key(), "XYZ").key();
                site.awaitWebhooks();
                assertThat(heard.of("story", String.valueOf(child.id()))).containsExactly("updated");
                assertThat(heard.last("story").at("/item/parent/jiraKey").asText())
                        .isEqualTo(key);
            }
        }
    }

    @Test
    void anEpicThatComesAfterItsChildrenIsSentWithThem() throws SQLException {
        try (Site site = Site.dataCenter(20)) {
            site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
            site.mapping(DataCenterTest.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            site.post("/webhooks/register", "{}").is(200);
            DemoIssue epic = site.jira().silently().createIssue("ABC", "Epic", Site.summary("An epic"));
            DemoIssue child = site.jira().createIssue("ABC", "Story", Map.of(EPIC_LINK, TextNode.valueOf(epic.key())));
            site.awaitWebhooks();
            assertThat(site.copy()
                            .get(String.valueOf(child.id()))
                            .path("parent")
                            .toString())
                    .isEqualTo("{\"jiraId\":null,\"jiraKey\":\"" + epic.key() + "\"}");
            try (Heard heard = new Heard(site.id)) {
                site.jira().editIssue(epic.key(), Site.summary("An epic that is told"));
                site.awaitWebhooks();
                assertThat(heard.of("story", String.valueOf(child.id()))).containsExactly("updated");
                assertThat(heard.last("story").at("/item/parent/jiraId").asText())
                        .isEqualTo(String.valueOf(epic.id()));
            }
        }
    }

    @Test
    void anEpicThatLeavesIsSentWithTheChildrenThatKnewItByItsKey() throws SQLException {
        try (Site site = Site.dataCenter(20)) {
            site.scope("{\"projects\": [\"ABC\"], \"jql\": \"labels is empty\"}");
            site.mapping(DataCenterTest.MAPPING);
            site.awaitJob("backfill_001", "COMPLETED");
            site.post("/webhooks/register", "{}").is(200);
            DemoIssue epic = site.jira().createIssue("ABC", "Epic", Site.summary("An epic"));
            DemoIssue child = site.jira().createIssue("ABC", "Story", Map.of(EPIC_LINK, TextNode.valueOf(epic.key())));
            site.awaitWebhooks();
            try (Heard heard = new Heard(site.id)) {
                site.jira()
                        .editIssue(
                                epic.key(),
                                Map.of(
                                        "labels",
                                        JsonNodeFactory.instance.arrayNode().add("out")));
                // the filter of the webhook keeps quiet about what leaves
                site.reconcile("{\"windowDays\": 1}");
                assertThat(heard.of("story", String.valueOf(child.id()))).containsExactly("updated");
                assertThat(heard.last("story").at("/item/parent").toString())
                        .isEqualTo("{\"jiraId\":null,\"jiraKey\":\"" + epic.key() + "\"}");
            }
        }
    }

    @Test
    void manyChildrenOfOneParentAreSentOnceEach() throws SQLException {
        try (Site site = Site.copied(20)) {
            Rows.change(MANY_CHILDREN, site.id);
            try (Heard heard = new Heard(site.id)) {
                Rows.change("insert into jira.fanout (connector_id, ref) values (?, 'issue:1')", site.id);
                assertThat(heard.everything())
                        .hasSize(1200)
                        .extracting(change -> change.path("jiraId").asText())
                        .doesNotHaveDuplicates();
            }
        }
    }

    private static void discover(Site site) {
        site.awaitJob(
                site.post("/discover-users", null).is(202).json().path("jobId").asText(), "COMPLETED");
    }
}
