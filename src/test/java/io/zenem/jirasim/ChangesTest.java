package io.zenem.jirasim;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangesTest {
    private DemoServer server;
    private DemoSite site;
    private JiraClient jira;

    @BeforeEach
    void start() {
        server = DemoServer.start(DemoOptions.defaults().withIssues(60));
        site = server.site();
        jira = JiraClient.member(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode fields(String idOrKey) {
        return site.issue(idOrKey).orElseThrow().path("fields");
    }

    @Test
    void moveKeepsTheIdAndTheOldKeyResolves() throws IOException {
        DemoIssue before = site.createIssue("ABC", "Story", Map.of());
        DemoIssue after = site.move(before.key(), "XYZ");
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.key()).startsWith("XYZ-");
        assertThat(jira.read("/rest/api/3/issue/" + before.key()).path("key").asText())
                .isEqualTo(after.key());
    }

    @Test
    void editRaisesUpdatedEvenWithinAMillisecond() {
        DemoIssue issue = site.createIssue("ABC", "Story", Map.of());
        String first = fields(issue.key()).path("updated").asText();
        site.editIssue(issue.key(), Map.of("summary", Json.text("a")));
        String second = fields(issue.key()).path("updated").asText();
        site.comment(issue.key(), "b");
        assertThat(second).isGreaterThan(first);
        assertThat(fields(issue.key()).path("updated").asText()).isGreaterThan(second);
    }

    @Test
    void doneResolvesAndReopeningClears() {
        DemoIssue issue = site.createIssue("ABC", "Story", Map.of());
        site.transition(issue.key(), "Done");
        assertThat(fields(issue.key()).path("resolutiondate").isNull()).isFalse();
        site.transition(issue.key(), "To Do");
        assertThat(fields(issue.key()).path("resolution").isNull()).isTrue();
    }

    @Test
    void subtasksGoWithTheirParent() {
        DemoIssue parent = site.createIssue("ABC", "Story", Map.of());
        DemoIssue child = site.createIssue("ABC", "Sub-task", Map.of("parent", Json.text(parent.key())));
        site.move(parent.key(), "TEAM");
        assertThat(site.issue(child.key()).orElseThrow().path("key").asText()).startsWith("TEAM-");
        assertThat(fields(parent.key()).path("subtasks")).hasSize(1);
        site.delete(parent.key());
        assertThat(site.issue(child.key())).isEmpty();
    }

    @Test
    void newKeyOfAProjectChangesEveryKeyAndNoUpdated() throws IOException {
        String updated = fields("ABC-1").path("updated").asText();
        site.renameProjectKey("ABC", "NEW");
        assertThat(jira.read("/rest/api/3/issue/ABC-1").path("key").asText()).isEqualTo("NEW-1");
        assertThat(fields("NEW-1").path("updated").asText()).isEqualTo(updated);
        assertThat(jira.read("/rest/api/3/project/search?expand=projectKeys&keys=NEW")
                        .at("/values/0/projectKeys/1")
                        .asText())
                .isEqualTo("ABC");
    }

    @Test
    void trashedProjectVanishesAndComesBack() throws IOException {
        int all = site.issueCount();
        site.deleteProject("XYZ");
        assertThat(site.issueCount()).isLessThan(all);
        assertThat(jira.get("/rest/api/3/issue/XYZ-1").statusCode()).isEqualTo(404);
        assertThat(jira.read("/rest/api/3/project/search?status=deleted")
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        site.restoreProject("XYZ");
        assertThat(site.issueCount()).isEqualTo(all);
    }

    @Test
    void sprintsAndVersionsAndNamesLeaveUpdatedAlone() {
        DemoIssue issue = site.createIssue(
                "ABC",
                "Story",
                Map.of(
                        "fixVersions",
                        Json.array().add("2.1"),
                        "customfield_10020",
                        Json.array().add(100)));
        String updated = fields(issue.key()).path("updated").asText();
        site.editSprint(100, "Renamed", "");
        site.renameStatus("To Do", "Backlog");
        assertThat(fields(issue.key()).at("/customfield_10020/0/name").asText()).isEqualTo("Renamed");
        assertThat(fields(issue.key()).at("/status/name").asText()).isEqualTo("Backlog");
        site.deleteSprint(100);
        site.mergeVersion(10403, 10404);
        assertThat(fields(issue.key()).path("customfield_10020").isNull()).isTrue();
        assertThat(fields(issue.key()).at("/fixVersions/0/id").asText()).isEqualTo("10404");
        assertThat(fields(issue.key()).path("updated").asText()).isEqualTo(updated);
    }

    @Test
    void sprintsOfABoardComeInOrderAndInPages() throws IOException {
        JsonNode page = jira.read("/rest/agile/1.0/board/34/sprint?maxResults=100");
        assertThat(page.path("values")).hasSize(50);
        assertThat(page.path("isLast").asBoolean()).isFalse();
        int shared = jira.read("/rest/agile/1.0/board/34/sprint?state=active")
                .at("/values/0/id")
                .asInt();
        assertThat(JiraClient.all(
                        jira.read("/rest/agile/1.0/board/12/sprint?state=active")
                                .path("values"),
                        "id"))
                .contains(Integer.toString(shared));
        assertThat(jira.read("/rest/agile/1.0/board/12/configuration")
                        .at("/estimation/field/fieldId")
                        .asText())
                .isEqualTo("customfield_10026");
    }

    @Test
    void controlApiDoesTheSame() throws IOException {
        JsonNode created = JiraClient.json(
                jira.post("/demo/issues?silent=true", "{\"project\":\"ABC\",\"type\":\"Bug\",\"summary\":\"by hand\"}")
                        .body());
        String path = "/demo/issues/" + created.path("key").asText();
        jira.send("PATCH", path, Optional.of(Json.object().put("status", "Done")));
        assertThat(fields(created.path("id").asText()).at("/status/name").asText())
                .isEqualTo("Done");
        assertThat(jira.send("PATCH", path, Optional.of(Json.object().put("status", "Nope")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(jira.read("/demo/truth/issues?limit=1000").path("issues")).hasSize(61);
        assertThat(jira.send("DELETE", path, Optional.empty()).statusCode()).isEqualTo(204);
        assertThat(jira.get("/demo").body()).contains("/demo/faults");
    }
}
