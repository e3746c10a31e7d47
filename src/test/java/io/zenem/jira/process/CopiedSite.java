package io.zenem.jira.process;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zenem.jira.mapping.IssueMapper;
import io.zenem.jira.mapping.Mapping;
import io.zenem.jira.mapping.SiteContext;
import io.zenem.jirasim.DemoOptions;
import io.zenem.jirasim.DemoRequest;
import io.zenem.jirasim.DemoServer;
import io.zenem.jirasim.DemoSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A demo site that outlives the services which copy it. */
final class CopiedSite implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int ACCEPTED = 202;
    /** With a description, so that every delivery has to be read afresh: more can go wrong. */
    private static final String MAPPING =
            """
            {"versionName": "v1", "projects": {"name": {"fieldId": "summary"}, "status": {"fieldId": "status"}},
             "stories": {"title": {"fieldId": "summary"}, "status": {"fieldId": "status"}, "assignee": {"fieldId": "assignee"},
               "description": {"fieldId": "description"}, "storyPoints": {"fieldId": "customfield_10026"}, "parent": {"fieldId": "parent"}}}
            """;

    private final DemoServer server;
    private final String id;
    private final String connector;

    CopiedSite(int issues) {
        this(issues, "crash");
    }

    /** Beside other sites of the same service, each with a connector of its own. */
    CopiedSite(int issues, String id) {
        this.server = DemoServer.start(DemoOptions.defaults().withIssues(issues));
        this.id = id;
        this.connector = "/admin/connectors/" + id;
    }

    DemoSite jira() {
        return server.site();
    }

    /** Whether the connector's scope has the issue of this key. */
    static boolean covers(String key) {
        return key.startsWith("ABC-") || key.startsWith("XYZ-");
    }

    /** Makes the connector and lets its first backfill begin. */
    void connect(RunningService service) {
        create(service);
        service.put(connector + "/scope", "{\"projects\": [\"ABC\", \"XYZ\"]}");
        service.put(connector + "/mappings", MAPPING);
    }

    /** Makes the connector, which copies nothing yet. */
    void create(RunningService service) {
        service.post(
                "/admin/connectors",
                """
                {"id": "%s", "name": "Crash", "baseUrl": "%s",
                 "auth": {"type": "basic", "email": "admin@demo.example", "apiToken": "demo-token"}}"""
                        .formatted(id, server.baseUrl()));
    }

    void register(RunningService service) {
        service.post(connector + "/webhooks/register", "{}");
    }

    JsonNode webhooks(RunningService service) {
        return service.get(connector + "/webhooks/status");
    }

    /** How many deliveries were applied, as the metrics have it. */
    int applied(RunningService service) {
        return service.get(connector + "/metrics?range=24h")
                .path("series")
                .valueStream()
                .mapToInt(hour -> hour.at("/deliveries/applied").asInt())
                .sum();
    }

    JsonNode job(RunningService service, String id) {
        return service.get(connector + "/sync/status?jobId=" + id);
    }

    /** Asks Jira something by way of this instance. */
    void probe(RunningService service) {
        service.get(connector + "/health?probe=true");
    }

    /** Has the whole of history fetched once more; answers the job's id. */
    String backfill(RunningService service) {
        return service.post(connector + "/sync/backfill", "{\"daysBack\": 3650}")
                .path("jobId")
                .asText();
    }

    /** How many requests came to Jira a second, from the first to the last one. */
    double requestsASecond() {
        List<Instant> times =
                jira().requests().last().stream().map(DemoRequest::at).sorted().toList();
        Duration all = Duration.between(times.get(0), times.get(times.size() - 1));
        return (times.size() - 1) * 1000.0 / all.toMillis();
    }

    /** When the jobs of the schedules were queued, the newest first. */
    List<LocalDateTime> scheduledJobs(RunningService service) {
        return service.get(connector + "/sync/jobs?size=200")
                .path("content")
                .valueStream()
                .filter(job -> job.path("trigger").asText().equals("schedule"))
                .map(job -> LocalDateTime.parse(job.path("createdAt").asText()))
                .toList();
    }

    void settings(RunningService service, String json) {
        service.put(connector + "/settings", json);
    }

    int deadLetters(RunningService service) {
        return service.get(connector + "/dead-letters?size=1")
                .path("totalElements")
                .asInt();
    }

    /** Makes so many issues of the scope such as cannot be mapped. */
    List<String> breakSome(int count) {
        List<String> keys = jira().issues(0, Integer.MAX_VALUE).stream()
                .map(issue -> issue.path("key").asText())
                .filter(CopiedSite::covers)
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

    /** The identifiers of deliveries that nobody took, however often Jira tried. */
    Set<String> deliveriesGivenUp() {
        Set<String> identifiers = new TreeSet<>();
        jira().deliveries().forEach(delivery -> identifiers.add(delivery.identifier()));
        jira().deliveries().stream()
                .filter(delivery -> delivery.status() == ACCEPTED)
                .forEach(delivery -> identifiers.remove(delivery.identifier()));
        return identifiers;
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
                    && covers(mapped.issue().jiraKey())) {
                truth.put(
                        mapped.issue().jiraKey(),
                        JSON.readTree(mapped.issue().fields().toString()));
            }
        }
        return truth;
    }

    private Map<String, JsonNode> copy(RunningService service) {
        Map<String, JsonNode> copy = new TreeMap<>();
        for (String kind : new String[] {"projects", "stories"}) {
            for (int page = 0, pages = 1; page < pages; page++) {
                JsonNode answer = service.get(connector + "/" + kind + "?size=200&page=" + page);
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
