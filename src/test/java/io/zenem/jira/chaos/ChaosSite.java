package io.zenem.jira.chaos;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.Differences;
import io.zenem.jira.mapping.IssueMapper;
import io.zenem.jira.mapping.Mapping;
import io.zenem.jira.mapping.SiteContext;
import io.zenem.jira.process.RunningService;
import io.zenem.jira.work.ZenemEntity;
import io.zenem.jirasim.DemoOptions;
import io.zenem.jirasim.DemoServer;
import io.zenem.jirasim.DemoSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A demo site with a connector to it, and the comparison of everything that is copied with the site's truth. */
final class ChaosSite implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CONNECTOR = "/admin/connectors/chaos";
    private static final Set<String> SCOPE = Set.of("ABC", "XYZ");
    private static final Set<Integer> BOARDS = Set.of(12, 34);
    private static final String COMMON =
            """
            "description": {"fieldId": "description"}, "status": {"fieldId": "status"}, "priority": {"fieldId": "priority"},
            "type": {"fieldId": "issuetype"}, "labels": {"fieldId": "labels"}, "components": {"fieldId": "components"},
            "parent": {"fieldId": "parent"}, "createdAt": {"fieldId": "created"}, "updatedAt": {"fieldId": "updated"},
            "dueDate": {"fieldId": "duedate"}, "resolvedAt": {"fieldId": "resolutiondate"},
            "attributes.status": {"fieldId": "status", "type": "string"},
            "attributes.severity": {"fieldId": "customfield_10030", "type": "string"},
            "attributes.region": {"fieldId": "customfield_10032", "type": "string"},
            "attributes.reviewer": {"fieldId": "customfield_10033", "type": "string"},
            "attributes.versions": {"fieldId": "fixVersions", "type": "array of string"},
            "attributes.project": {"fieldId": "project", "type": "string"}""";
    private static final String MAPPING =
            """
            {"versionName": "v1",
             "projects": {"name": {"fieldId": "summary"}, "owner": {"fieldId": "assignee"}, %1$s},
             "stories": {"title": {"fieldId": "summary"}, "assignee": {"fieldId": "assignee"}, "reporter": {"fieldId": "reporter"},
               "storyPoints": {"fieldId": "customfield_10026"}, "sprints": {"fieldId": "customfield_10020"},
               "releases": {"fieldId": "fixVersions"}, "attributes.sprints": {"fieldId": "customfield_10020", "type": "array of string"},
               %1$s}}
            """
                    .formatted(COMMON);
    private static final Set<String> LINEAGE =
            Set.of("jiraId", "id", "sourceConnectionId", "sourceMetadata", "lastSyncTimestamp", "mappingVersion");

    private final DemoServer server;

    ChaosSite(int issues) {
        server = DemoServer.start(DemoOptions.defaults().withIssues(issues));
    }

    DemoSite jira() {
        return server.site();
    }

    /** Makes the connector, waits for its first backfill and registers the webhook. */
    void connect(RunningService service) {
        service.post(
                "/admin/connectors",
                """
                {"id": "chaos", "name": "Chaos", "baseUrl": "%s", "timeZone": "Asia/Kolkata",
                 "auth": {"type": "basic", "email": "admin@demo.example", "apiToken": "demo-token"}}"""
                        .formatted(server.baseUrl()));
        service.put(CONNECTOR + "/scope", "{\"projects\": [\"ABC\", \"XYZ\"]}");
        service.put(CONNECTOR + "/mappings", MAPPING);
        awaitJob(service, "backfill_001");
        service.post(CONNECTOR + "/webhooks/register", "{}");
    }

    /** Asks for a job of all history, as an impatient admin would; whatever it says. */
    static void ask(RunningService service, String kind) {
        try {
            service.post(CONNECTOR + "/sync/" + kind, "{}");
        } catch (AssertionError refused) {
            // an equal job is running, or the service is dead right now
        }
    }

    void reconcile(RunningService service) {
        awaitJob(
                service,
                service.post(CONNECTOR + "/sync/reconcile", "{\"windowDays\": 730}")
                        .path("jobId")
                        .asText());
    }

    private static void awaitJob(RunningService service, String id) {
        await("job " + id)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    JsonNode job = service.get(CONNECTOR + "/sync/status?jobId=" + id);
                    String status = job.path("status").asText();
                    if (!Set.of("COMPLETED", "QUEUED", "RUNNING").contains(status)) {
                        throw new AssertionError(job.toString());
                    }
                    return status.equals("COMPLETED");
                });
    }

    /** Until every delivery was sent, taken in and applied, and points are summed. */
    void awaitInbox(RunningService service) {
        await("the inbox is empty")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> jira().pendingDeliveries() == 0
                        && service.get(CONNECTOR + "/webhooks/status")
                                        .path("pending")
                                        .asInt()
                                == 0);
    }

    /**
     * Fails unless the ledger accounts for every delivery that was answered 202 by now, and each has one outcome or waits. What is
     * down tells nothing.
     */
    void assertLedger(RunningService service) {
        long accepted = jira().deliveries().stream()
                .filter(delivery -> delivery.status() == 202)
                .count();
        JsonNode status;
        try {
            status = service.get(CONNECTOR + "/webhooks/status");
        } catch (AssertionError down) {
            return;
        }
        long received = status.path("events24h").asLong();
        long ended = status.path("outcomes24h")
                .valueStream()
                .mapToLong(JsonNode::asLong)
                .sum();
        assertThat(ended + status.path("pending").asLong())
                .as(status.toString())
                .isEqualTo(received);
        assertThat(received + status.path("duplicates24h").asLong())
                .as("answered 202, at least: " + status)
                .isGreaterThanOrEqualTo(accepted);
    }

    /** What differs between Jira (left) and the copy (right), field by field. */
    List<String> differences(RunningService service) {
        return Differences.between(truth(), copy(service));
    }

    private static Map<String, JsonNode> copy(RunningService service) {
        Map<String, JsonNode> copy = new TreeMap<>();
        for (String kind : List.of("projects", "stories", "releases")) {
            for (int page = 0, pages = 1; page < pages; page++) {
                JsonNode answer = service.get(CONNECTOR + "/" + kind + "?size=200&page=" + page);
                pages = answer.path("totalPages").asInt();
                answer.path("content").forEach(row -> keep(copy, kind, row));
            }
        }
        service.get(CONNECTOR + "/sprints").forEach(row -> keep(copy, "sprints", row));
        return copy;
    }

    private static void keep(Map<String, JsonNode> copy, String kind, JsonNode row) {
        ObjectNode fields = JSON.createObjectNode();
        row.properties().stream()
                .filter(field -> !LINEAGE.contains(field.getKey()))
                .forEach(field -> fields.set(
                        field.getKey(),
                        field.getValue().has("zenemEmail")
                                ? ((ObjectNode) field.getValue().deepCopy()).without("zenemEmail")
                                : field.getValue()));
        copy.put(kind + " " + row.path("jiraId").asText(), fields);
    }

    private Map<String, JsonNode> truth() {
        Map<String, JsonNode> truth = new TreeMap<>();
        List<JsonNode> issues = jira().issues(0, Integer.MAX_VALUE);
        Mapping rules = Mapping.of(parse(MAPPING));
        SiteContext context = new SiteContext(new HashMap<>(), ZoneId.of("Asia/Kolkata"));
        for (JsonNode issue : issues) {
            if (SCOPE.contains(issue.at("/fields/project/key").asText())
                    && IssueMapper.map(issue, rules, context) instanceof IssueMapper.Mapped mapped) {
                ObjectNode expected =
                        JSON.createObjectNode().put("jiraKey", mapped.issue().jiraKey());
                expected.setAll(mapped.issue().fields());
                if (!expected.has("attributes")) {
                    expected.putObject("attributes");
                }
                String kind = mapped.issue().entity() == ZenemEntity.PROJECT ? "projects " : "stories ";
                truth.put(kind + mapped.issue().jiraId(), parse(expected.toString()));
            }
        }
        Map<String, String> projects = issues.stream()
                .map(issue -> issue.at("/fields/project"))
                .collect(Collectors.toMap(
                        project -> project.path("id").asText(),
                        project -> project.path("key").asText(),
                        (one, same) -> one));
        jira().versions().stream()
                .filter(version ->
                        SCOPE.contains(projects.get(version.path("projectId").asText())))
                .forEach(version -> truth.put(
                        "releases " + version.path("id").asText(),
                        release(version, projects.get(version.path("projectId").asText()))));
        jira().sprints().stream()
                .filter(sprint -> BOARDS.contains(sprint.path("originBoardId").asInt()))
                .forEach(sprint -> truth.put("sprints " + sprint.path("id").asText(), sprint(sprint, issues)));
        return truth;
    }

    private static JsonNode release(JsonNode version, String project) {
        ObjectNode release = JSON.createObjectNode().put("projectKey", project);
        for (String name : List.of("name", "description", "released", "archived", "startDate", "releaseDate")) {
            release.set(name, version.has(name) ? withoutEmptyText(version.get(name)) : JSON.nullNode());
        }
        return release;
    }

    private static JsonNode withoutEmptyText(JsonNode value) {
        return value.isTextual() && value.textValue().isEmpty() ? JSON.nullNode() : value;
    }

    private static JsonNode sprint(JsonNode sprint, List<JsonNode> issues) {
        ObjectNode expected = JSON.createObjectNode();
        for (String name : List.of("name", "state", "goal")) {
            expected.set(name, withoutEmptyText(sprint.path(name)));
        }
        for (String name : List.of("startDate", "endDate", "completeDate")) {
            String time = sprint.path(name).asText("");
            expected.put(name, time.isEmpty() ? null : time.substring(0, 19));
        }
        expected.put("boardId", sprint.path("originBoardId").asInt());
        expected.set("storyPoints", JSON.nullNode());
        if (sprint.path("state").asText().equals("active")) {
            expected.putObject("storyPoints")
                    .put("planned", points(sprint, issues, false))
                    .put("completed", points(sprint, issues, true));
        }
        return parse(expected.toString());
    }

    /** As the database writes numbers: 22 and 0.5. */
    private static BigDecimal points(JsonNode sprint, List<JsonNode> issues, boolean done) {
        BigDecimal sum = issues.stream()
                .map(issue -> issue.path("fields"))
                .filter(fields -> !fields.at("/issuetype/subtask").asBoolean())
                .filter(fields -> !done
                        || fields.at("/status/statusCategory/key").asText().equals("done"))
                .filter(fields ->
                        fields.path("customfield_10020").findValues("id").contains(sprint.path("id")))
                .map(fields -> fields.path("customfield_10026").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new BigDecimal(sum.stripTrailingZeros().toPlainString());
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
