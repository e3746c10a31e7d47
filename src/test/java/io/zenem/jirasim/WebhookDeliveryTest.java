package io.zenem.jirasim;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jirasim.DemoFaults.Delivery;
import io.zenem.jirasim.DemoFaults.Switch;
import io.zenem.jirasim.Receiver.Taken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WebhookDeliveryTest {
    private static final String SECRET = "It's a Secret to Everybody";

    private DemoServer server;
    private DemoSite site;
    private JiraClient jira;
    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        server = DemoServer.start(DemoOptions.defaults().withIssues(30));
        site = server.site();
        site.faults().webhookRetryDelay(Duration.ofMillis(5));
        jira = JiraClient.member(server);
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        server.close();
        receiver.close();
    }

    private JsonNode register(String jql, String... events) throws IOException {
        ObjectNode hook =
                Json.object().put("name", "test").put("url", receiver.url()).put("secret", SECRET);
        List.of(events).forEach(hook.putArray("events")::add);
        hook.putObject("filters").put("issue-related-events-section", jql);
        return JiraClient.json(jira.send("POST", "/rest/webhooks/1.0/webhook", Optional.of(hook))
                .body());
    }

    private DemoIssue create(String project) {
        return site.createIssue(project, "Story", Map.of("summary", Json.text("Grüße \"you\" 🎉")));
    }

    private List<Taken> taken(int count) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> receiver.taken.size() >= count && site.pendingDeliveries() == 0);
        return receiver.taken;
    }

    @Test
    void knownVectorOfTheSignature() {
        assertThat(WebhookSignature.of(SECRET, "Hello World!".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo("sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9");
    }

    @Test
    void signsTheRawBytes() throws IOException {
        register("", "jira:issue_created");
        create("ABC");
        Taken post = taken(1).get(0);
        assertThat(post.header("X-Hub-Signature"))
                .isEqualTo(WebhookSignature.of(SECRET, post.body().getBytes()));
        assertThat(post.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(post.headers()).doesNotContainKey("X-atlassian-webhook-retry");
    }

    @Test
    void neverShowsTheSecretAndForgetsItOnAPutWithoutOne() throws IOException {
        JsonNode hook = register("", "jira:issue_created");
        assertThat(hook.path("isSigned").asBoolean()).isTrue();
        assertThat(hook.has("secret")).isFalse();
        String path = hook.path("self").asText().substring(server.baseUrl().length());
        jira.send("PUT", path, Optional.of(Json.object().put("name", "x").put("url", receiver.url())));
        assertThat(jira.read(path).path("isSigned").asBoolean()).isFalse();
        assertThat(jira.send("DELETE", path, Optional.empty()).statusCode()).isEqualTo(204);
        assertThat(jira.read("/rest/webhooks/1.0/webhook")).isEmpty();
    }

    @Test
    void repeatsAfterServerErrorsWithTheSameIdentifier() throws IOException {
        register("", "jira:issue_created");
        receiver.answers.addAll(List.of(503, 429));
        create("ABC");
        List<Taken> posts = taken(3);
        assertThat(posts.stream()
                        .map(post -> post.header("X-Atlassian-Webhook-Identifier"))
                        .distinct())
                .hasSize(1);
        assertThat(posts.stream().map(post -> String.valueOf(post.header("X-Atlassian-Webhook-Retry"))))
                .containsExactly("null", "1", "2");
    }

    @Test
    void givesUpAfterFiveRepeats() throws IOException {
        register("", "jira:issue_created");
        receiver.answers.addAll(List.of(500, 500, 500, 500, 500, 500, 500));
        create("ABC");
        assertThat(taken(6)).hasSize(6);
    }

    @Test
    void neverRepeatsAfterARefusal() throws IOException {
        register("", "jira:issue_created");
        receiver.answers.add(401);
        create("ABC");
        assertThat(taken(1)).hasSize(1);
        assertThat(site.deliveries().get(0).status()).isEqualTo(401);
    }

    @Test
    void filterIsTestedOnTheNewState() throws IOException {
        register("project = XYZ", "jira:issue_created", "jira:issue_updated", "sprint_created");
        DemoIssue issue = create("ABC");
        site.move(issue.key(), "XYZ");
        site.createSprint(12, "S", "");
        assertThat(taken(2).stream().map(Taken::event))
                .containsExactlyInAnyOrder("jira:issue_updated", "sprint_created");
    }

    @Test
    void silentChangesSendNothing() throws IOException {
        register("", "jira:issue_created", "jira:issue_deleted");
        site.silently().createIssue("ABC", "Task", Map.of());
        site.delete(create("ABC").key());
        assertThat(taken(2).stream().map(Taken::event))
                .containsExactlyInAnyOrder("jira:issue_created", "jira:issue_deleted");
    }

    @Test
    void bodiesHaveTheShapeOfVersionTwo() throws IOException {
        register("", "jira:issue_created", "jira:issue_updated");
        DemoIssue issue = site.createIssue("ABC", "Story", Map.of("description", Adf.plain("one")));
        site.addToSprint(100, issue.key());
        JsonNode body = taken(2).stream()
                .filter(post -> post.event().equals("jira:issue_updated"))
                .findFirst()
                .orElseThrow()
                .json();
        assertThat(body.at("/issue/fields/description").asText()).isEqualTo("one");
        assertThat(body.at("/issue/self").asText()).isEqualTo(server.baseUrl() + "/rest/api/2/" + issue.id());
        assertThat(body.at("/issue/fields/updated").asText()).matches(".*-0[78]00");
        assertThat(body.at("/issue/fields/customfield_10020/0").asText())
                .startsWith("com.atlassian.greenhopper.service.sprint.Sprint@");
        assertThat(body.toString()).doesNotContain("emailAddress");
        assertThat(body.at("/changelog/items/0/fieldId").asText()).isEqualTo("customfield_10020");
    }

    @Test
    void changelogLeavesOutWhatDidNotChange() throws IOException {
        register("", "jira:issue_updated");
        DemoIssue issue = create("ABC");
        site.editIssue(issue.key(), Map.of("status", Json.text("To Do"), "summary", Json.text("other")));
        JsonNode items = taken(1).get(0).json().at("/changelog/items");
        assertThat(JiraClient.all(items, "fieldId")).containsExactly("summary");
    }

    @Test
    void moveTellsBothKeys() throws IOException {
        register("", "jira:issue_updated");
        DemoIssue issue = create("ABC");
        DemoIssue moved = site.move(issue.key(), "TEAM");
        JsonNode body = taken(1).get(0).json();
        assertThat(body.path("issue_event_type_name").asText()).isEqualTo("issue_moved");
        assertThat(body.at("/changelog/items")).anySatisfy(item -> {
            assertThat(item.path("field").asText()).isEqualTo("Key");
            assertThat(item.path("fromString").asText()).isEqualTo(issue.key());
            assertThat(item.path("toString").asText()).isEqualTo(moved.key());
        });
    }

    @Test
    void mergedVersionLooksLikeADeletion() throws IOException {
        register("", "jira:version_deleted", "jira:version_released");
        site.releaseVersion(10403, true, Optional.empty());
        site.mergeVersion(10403, 10404);
        JsonNode body = taken(2).stream()
                .filter(post -> post.event().equals("jira:version_deleted"))
                .findFirst()
                .orElseThrow()
                .json();
        assertThat(body.at("/mergedTo/id").asText()).isEqualTo("10404");
        assertThat(body.at("/version/projectId").isNumber()).isTrue();
        assertThat(body.path("version").has("releaseDate")).isFalse();
    }

    @Test
    void faultsOfTheDeliveryCanBeAskedFor() throws IOException {
        register("", "jira:issue_created");
        site.faults().deliveries(Delivery.DUPLICATED, 1);
        site.faults().turn(Switch.WRONG_SIGNATURE, true);
        create("ABC");
        List<Taken> posts = taken(2);
        assertThat(posts.stream()
                        .map(post -> post.header("X-Atlassian-Webhook-Identifier"))
                        .distinct())
                .hasSize(1);
        assertThat(posts.get(0).header("X-Hub-Signature"))
                .isNotEqualTo(WebhookSignature.of(SECRET, posts.get(0).body().getBytes()));
        site.faults().deliveries(Delivery.LOST, 1);
        create("ABC");
        assertThat(site.pendingDeliveries()).isZero();
    }
}
