package io.zenem.jira.routes;

import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.zenem.jira.Differences;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.mapping.IssueMapper;
import io.zenem.jira.mapping.Mapping;
import io.zenem.jira.mapping.SiteContext;
import io.zenem.jira.work.ZenemEntity;
import io.zenem.jirasim.DemoOptions;
import io.zenem.jirasim.DemoServer;
import io.zenem.jirasim.DemoSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A demo Jira site with a connector to it, and the comparison of the copy with the site's truth. */
public final class Site implements AutoCloseable {
    public static final String MAPPING =
            """
            {"versionName": "v1",
             "projects": {"name": {"fieldId": "summary"}, "status": {"fieldId": "status"}, "owner": {"fieldId": "assignee"},
               "description": {"fieldId": "description"}, "labels": {"fieldId": "labels"}, "updatedAt": {"fieldId": "updated"}},
             "stories": {"title": {"fieldId": "summary"}, "status": {"fieldId": "status"}, "assignee": {"fieldId": "assignee"},
               "reporter": {"fieldId": "reporter"}, "description": {"fieldId": "description"}, "priority": {"fieldId": "priority"},
               "type": {"fieldId": "issuetype"}, "storyPoints": {"fieldId": "customfield_10026"}, "parent": {"fieldId": "parent"},
               "sprints": {"fieldId": "customfield_10020"}, "releases": {"fieldId": "fixVersions"}, "labels": {"fieldId": "labels"},
               "components": {"fieldId": "components"}, "createdAt": {"fieldId": "created"}, "updatedAt": {"fieldId": "updated"},
               "dueDate": {"fieldId": "duedate"}, "resolvedAt": {"fieldId": "resolutiondate"},
               "attributes.start": {"fieldId": "customfield_10015", "type": "date"}}}
            """;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> LINEAGE =
            Set.of("jiraId", "jiraKey", "sourceConnectionId", "sourceMetadata", "lastSyncTimestamp", "mappingVersion");

    private final DemoServer server;
    public final String id = FreshId.of("site");
    private String mapping = MAPPING;

    private Site(DemoOptions options) {
        server = DemoServer.start(options);
    }

    /** A site whose connector exists but has neither scope nor mapping. */
    public static Site bare(int issues) {
        Site site = new Site(DemoOptions.defaults().withIssues(issues));
        site.connect("{\"type\": \"basic\", \"email\": \"admin@demo.example\", \"apiToken\": \"demo-token\"}");
        return site;
    }

    /** A Data Center site whose connector exists but has neither scope nor mapping. */
    public static Site dataCenter(int issues) {
        Site site = new Site(DemoOptions.defaults().withIssues(issues).withDataCenter());
        site.connect("{\"type\": \"bearer\", \"token\": \"demo-token\"}");
        return site;
    }

    /** Takes the connector up again, after it was removed and its data kept. */
    public void takeUp() {
        connect("{\"type\": \"basic\", \"email\": \"admin@demo.example\", \"apiToken\": \"demo-token\"}");
    }

    private void connect(String auth) {
        Service.Answer created = Service.post(
                "/admin/connectors",
                """
                {"id": "%s", "name": "Test", "baseUrl": "%s", "timeZone": "Europe/Berlin", "auth": %s}
                """
                        .formatted(id, server.baseUrl(), auth));
        assertThat(created.status()).as(created.json().toString()).isEqualTo(201);
    }

    /** A site whose first backfill is done. */
    public static Site copied(int issues) {
        Site site = bare(issues);
        site.scope("{\"projects\": [\"ABC\", \"XYZ\"]}");
        site.mapping(MAPPING);
        site.awaitJob("backfill_001", "COMPLETED");
        return site;
    }

    /** As {@link #copied}, with a webhook. */
    public static Site live(int issues) {
        Site site = copied(issues);
        assertThat(site.post("/webhooks/register", "{}").status()).isEqualTo(200);
        return site;
    }

    /** Its own address. */
    public String baseUrl() {
        return server.baseUrl();
    }

    /** Has the connector ask another address for the same site. */
    public void moveTo(String baseUrl) {
        Service.Answer moved = put(
                "",
                """
                {"name": "Test", "baseUrl": "%s", "timeZone": "Europe/Berlin", "sameSite": true,
                 "auth": {"type": "basic", "email": "admin@demo.example", "apiToken": "demo-token"}}
                """
                        .formatted(baseUrl));
        assertThat(moved.status()).as(moved.json().toString()).isEqualTo(200);
    }

    public DemoSite jira() {
        return server.site();
    }

    public void scope(String json) {
        Service.Answer saved = put("/scope", json);
        assertThat(saved.status()).as(saved.json().toString()).isEqualTo(200);
    }

    public void mapping(String json) {
        mapping = json;
        Service.Answer saved = put("/mappings", json);
        assertThat(saved.status()).as(saved.json().toString()).isEqualTo(200);
    }

    public Service.Answer get(String path) {
        return Service.get("/admin/connectors/" + id + path);
    }

    public Service.Answer post(String path, String json) {
        return Service.post("/admin/connectors/" + id + path, json);
    }

    public Service.Answer put(String path, String json) {
        return Service.put("/admin/connectors/" + id + path, json);
    }

    /** Any other method, without a body. */
    public Service.Answer call(String method, String path) {
        return Service.call(method, "/admin/connectors/" + id + path, null, Service.token("connector-admin"));
    }

    public JsonNode awaitJob(String job, String status) {
        await("job " + job + " of " + id + " is " + status)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    JsonNode state = get("/sync/status?jobId=" + job).json();
                    assertThat(state.path("status").asText())
                            .as(state.toString())
                            .isNotIn(status.equals("FAILED") ? "-" : "FAILED");
                    return state.path("status").asText().equals(status);
                });
        return get("/sync/status?jobId=" + job).json();
    }

    public JsonNode reconcile(String request) {
        Service.Answer accepted = post("/sync/reconcile", request);
        assertThat(accepted.status()).as(accepted.json().toString()).isEqualTo(202);
        return awaitJob(accepted.json().path("jobId").asText(), "COMPLETED");
    }

    /** Until every delivery was sent, taken in and applied. */
    public void awaitWebhooks() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> jira().pendingDeliveries() == 0
                        // also what the service reads again of itself
                        && Rows.count(
                                        "select count(*) from jira.delivery where connector_id = ? and outcome is null",
                                        id)
                                == 0);
    }

    /** The copy by Jira id: entity, key and mapped fields. */
    Map<String, JsonNode> copy() {
        Map<String, JsonNode> copy = new TreeMap<>();
        for (String kind : new String[] {"projects", "stories"}) {
            for (int page = 0, pages = 1; page < pages; page++) {
                JsonNode answer = get("/" + kind + "?size=200&page=" + page).json();
                pages = answer.path("totalPages").asInt();
                answer.path("content").forEach(item -> {
                    ObjectNode fields = JSON.createObjectNode()
                            .put("kind", kind)
                            .put("jiraKey", item.path("jiraKey").asText());
                    item.properties().stream()
                            .filter(field -> !LINEAGE.contains(field.getKey()))
                            .forEach(field -> fields.set(field.getKey(), withoutZenemEmail(field.getValue())));
                    copy.put(item.path("jiraId").asText(), fields);
                });
            }
        }
        return copy;
    }

    static JsonNode withoutZenemEmail(JsonNode value) {
        return value.isObject() && value.has("zenemEmail")
                ? ((ObjectNode) value.deepCopy()).without("zenemEmail")
                : value;
    }

    /** What the copy should be: every true issue of the scope's projects, mapped. */
    Map<String, JsonNode> truth() {
        Mapping rules = Mapping.of(parse(mapping));
        Map<String, JiraField> fields = new HashMap<>();
        SiteContext context = new SiteContext(fields, ZoneId.of("Europe/Berlin"));
        Map<String, JsonNode> truth = new TreeMap<>();
        for (JsonNode issue : jira().issues(0, Integer.MAX_VALUE)) {
            if (Set.of("ABC", "XYZ")
                            .contains(issue.path("fields")
                                    .path("project")
                                    .path("key")
                                    .asText())
                    && IssueMapper.map(issue, rules, context) instanceof IssueMapper.Mapped mapped) {
                boolean project = mapped.issue().entity() == ZenemEntity.PROJECT;
                ObjectNode expected = JSON.createObjectNode()
                        .put("kind", project ? "projects" : "stories")
                        .put("jiraKey", mapped.issue().jiraKey());
                expected.setAll(mapped.issue().fields());
                // an epic link is a key; the copy knows whose it is
                if (expected.path("parent").path("jiraId").isNull()) {
                    jira().issue(expected.at("/parent/jiraKey").asText())
                            .ifPresent(epic -> expected.withObject("/parent").set("jiraId", epic.path("id")));
                }
                if (!expected.has("attributes")) {
                    expected.putObject("attributes");
                }
                truth.put(String.valueOf(mapped.issue().jiraId()), parse(expected.toString()));
            }
        }
        return truth;
    }

    /** Fails with the fields that differ, item by item. */
    void assertExactCopy() {
        assertThat(Differences.between(truth(), copy()))
                .as("what differs between Jira (left) and the copy (right)")
                .isEmpty();
    }

    public static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Map<String, JsonNode> summary(String text) {
        return Map.of("summary", TextNode.valueOf(text));
    }

    /** Some key of a story in a project. */
    public String someKey(String project, String type) {
        return jira().issues(0, Integer.MAX_VALUE).stream()
                .filter(issue -> issue.path("fields")
                                .path("project")
                                .path("key")
                                .asText()
                                .equals(project)
                        && issue.path("fields")
                                .path("issuetype")
                                .path("name")
                                .asText()
                                .equals(type))
                .map(issue -> issue.path("key").asText())
                .findFirst()
                .orElseThrow();
    }

    /** Planned or completed points of a sprint as the API tells them, cut to a whole number. */
    int points(int sprint, String which) {
        for (JsonNode one : get("/sprints?state=active").json()) {
            if (one.path("id").asInt() == sprint) {
                return one.path("storyPoints").path(which).asInt();
            }
        }
        throw new AssertionError("No active sprint " + sprint);
    }

    /** Some text that an array of some issue holds. */
    String someText(String target) {
        return truth().values().stream()
                .map(item -> item.path(target).path(0).asText())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** Some reporter whom no description mentions by name. */
    String someReporter() {
        String texts = truth().values().stream()
                .map(item -> item.path("description").asText())
                .collect(Collectors.joining());
        return truth().values().stream()
                .map(item -> item.path("reporter"))
                .filter(person -> person.isObject()
                        && !texts.contains("@" + person.path("displayName").asText()))
                .map(person -> person.path("accountId").asText())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        Service.delete("/admin/connectors/" + id + "?data=purge");
        server.close();
    }
}
