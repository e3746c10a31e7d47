package io.zenem.jira.process;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zenem.jira.demo.DemoOptions;
import io.zenem.jira.demo.DemoServer;
import io.zenem.jira.demo.DemoSite;
import io.zenem.jira.mapping.IssueMapper;
import io.zenem.jira.mapping.Mapping;
import io.zenem.jira.mapping.SiteContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A demo site that outlives the services which copy it. */
final class CopiedSite implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CONNECTOR = "/admin/connectors/crash";
    /** With a description, so that every delivery has to be read afresh: more can go wrong. */
    private static final String MAPPING =
            """
            {"versionName": "v1", "projects": {"name": {"fieldId": "summary"}, "status": {"fieldId": "status"}},
             "stories": {"title": {"fieldId": "summary"}, "status": {"fieldId": "status"}, "assignee": {"fieldId": "assignee"},
               "description": {"fieldId": "description"}, "storyPoints": {"fieldId": "customfield_10026"}, "parent": {"fieldId": "parent"}}}
            """;

    private final DemoServer server;

    CopiedSite(int issues) {
        server = DemoServer.start(DemoOptions.defaults().withIssues(issues));
    }

    DemoSite jira() {
        return server.site();
    }

    /** Makes the connector and lets its first backfill begin. */
    void connect(RunningService service) {
        service.post(
                "/admin/connectors",
                """
                {"id": "crash", "name": "Crash", "baseUrl": "%s",
                 "auth": {"type": "basic", "email": "admin@demo.example", "apiToken": "demo-token"}}"""
                        .formatted(server.baseUrl()));
        service.put(CONNECTOR + "/scope", "{\"projects\": [\"ABC\", \"XYZ\"]}");
        service.put(CONNECTOR + "/mappings", MAPPING);
    }

    void register(RunningService service) {
        service.post(CONNECTOR + "/webhooks/register", "{}");
    }

    JsonNode webhooks(RunningService service) {
        return service.get(CONNECTOR + "/webhooks/status");
    }

    JsonNode job(RunningService service, String id) {
        return service.get(CONNECTOR + "/sync/status?jobId=" + id);
    }

    String reconcile(RunningService service) {
        return service.post(CONNECTOR + "/sync/reconcile", "{}").path("jobId").asText();
    }

    int deadLetters(RunningService service) {
        return service.get(CONNECTOR + "/dead-letters?size=1")
                .path("totalElements")
                .asInt();
    }

    /** Makes so many issues of the scope such as cannot be mapped. */
    List<String> breakSome(int count) {
        List<String> keys = jira().issues(0, Integer.MAX_VALUE).stream()
                .map(issue -> issue.path("key").asText())
                .filter(key -> !key.startsWith("TEAM"))
                .limit(count)
                .toList();
        keys.forEach(jira()::breakIssue);
        return keys;
    }

    void awaitJob(RunningService service, String id) {
        await("job " + id)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> job(service, id).path("status").asText(), "COMPLETED"::equals);
    }

    /** Until every delivery was sent, taken in and applied. */
    void awaitInbox(RunningService service) {
        await("the inbox is empty")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> jira().pendingDeliveries() == 0
                        && webhooks(service).path("pending").asInt() == 0);
    }

    /** Every mapped field of every item, here and there. */
    void assertExactCopy(RunningService service) throws JsonProcessingException {
        assertThat(copy(service)).isEqualTo(truth());
    }

    private Map<String, JsonNode> truth() throws JsonProcessingException {
        Mapping mapping = Mapping.of(JSON.readTree(MAPPING));
        SiteContext context = new SiteContext(Map.of(), ZoneOffset.UTC);
        Map<String, JsonNode> truth = new TreeMap<>();
        for (JsonNode issue : jira().issues(0, Integer.MAX_VALUE)) {
            if (IssueMapper.map(issue, mapping, context) instanceof IssueMapper.Mapped mapped
                    && Set.of("ABC", "XYZ").contains(mapped.issue().projectKey())) {
                truth.put(
                        mapped.issue().jiraKey(),
                        JSON.readTree(mapped.issue().fields().toString()));
            }
        }
        return truth;
    }

    private static Map<String, JsonNode> copy(RunningService service) {
        Map<String, JsonNode> copy = new TreeMap<>();
        for (String kind : new String[] {"projects", "stories"}) {
            for (int page = 0, pages = 1; page < pages; page++) {
                JsonNode answer = service.get(CONNECTOR + "/" + kind + "?size=200&page=" + page);
                pages = answer.path("totalPages").asInt();
                answer.path("content")
                        .forEach(item -> copy.put(item.path("jiraKey").asText(), mapped(item)));
            }
        }
        return copy;
    }

    private static JsonNode mapped(JsonNode item) {
        var fields = JSON.createObjectNode();
        item.properties().forEach(field -> {
            if (MAPPING.contains('"' + field.getKey() + '"')) {
                fields.set(field.getKey(), field.getValue());
            }
        });
        if (fields.path("assignee").isObject()) {
            ((com.fasterxml.jackson.databind.node.ObjectNode) fields.get("assignee")).remove("zenemEmail");
        }
        return fields;
    }

    @Override
    public void close() {
        server.close();
    }
}
