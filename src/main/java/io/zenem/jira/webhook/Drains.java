package io.zenem.jira.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jira.mapping.BodyNames;
import io.zenem.jira.sync.IssuePage;
import io.zenem.jira.sync.KeptPage;
import io.zenem.jira.sync.Outcome;
import io.zenem.jira.sync.Pages;

/** Sorts a batch of deliveries by what they ask for, and tells afterwards what became of each. */
@ApplicationScoped
@Named("drains")
public class Drains {
    private static final JsonMapper JSON = new JsonMapper();
    /** The event of what the service reads again by itself, without a webhook. */
    static final String REREAD = "reread";

    private final Clock clock;

    Drains(Clock clock) {
        this.clock = clock;
    }

    /**
     * What the issues in the bodies of claimed rows refer to by id, a JSON array for {@code sql/webhook/names.sql}. Bodies are parsed one by
     * one, and again when applied: parsed, one takes many times its size.
     */
    public String references(SyncContext context, List<Map<String, Object>> rows) {
        Set<String> references = new TreeSet<>();
        if (!context.needsFreshRead()) {
            rows.stream()
                    .flatMap(row -> deliveries(row).stream())
                    .flatMap(delivery -> delivery instanceof Delivery.IssueChanged changed
                            ? changed.issue().stream()
                            : Stream.empty())
                    .forEach(
                            issue -> references.addAll(BodyNames.references(issue, context.mapping(), context.site())));
        }
        return JSON.valueToTree(references).toString();
    }

    private static List<Delivery> deliveries(Map<String, Object> row) {
        return row.get("body") instanceof byte[] body ? DeliveryReader.read(body) : List.of();
    }

    private static long id(Map<String, Object> row) {
        return ((Number) row.get("id")).longValue();
    }

    /**
     * The batch behind claimed rows.
     *
     * @param names the names of what the bodies refer to, the answer of {@code sql/webhook/names.sql}
     */
    public DrainBatch read(SyncContext context, List<Map<String, Object>> rows, String names)
            throws JsonProcessingException {
        long ahead = rows.isEmpty() ? 0 : ((Number) rows.get(0).get("ahead_ms")).longValue();
        DrainSorting sorting = new DrainSorting(
                context, clock.instant(), Duration.ofMillis(ahead), JSON.readValue(names, new TypeReference<>() {}));
        for (Map<String, Object> row : rows) {
            boolean inDoubt = row.get("issue_id") != null;
            if (row.get("body") instanceof byte[] body) {
                DeliveryReader.read(body).forEach(delivery -> sorting.sort(id(row), delivery, inDoubt));
            } else if (row.get("issue_id") instanceof Number issue) {
                sorting.reread(id(row), issue.longValue());
            }
        }
        return sorting.batch();
    }

    /** The ids of claimed deliveries, as a JSON array. */
    public String ids(List<Map<String, Object>> rows) {
        return rows.stream().map(Drains::id).toList().toString();
    }

    /** Claimed deliveries that could not be applied, all of them. */
    public FailedDeliveries failed(List<Map<String, Object>> rows) {
        List<ObjectNode> named = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            if (row.get("issue_id") instanceof Number issue) {
                named.add(named(id(row), new DeadDelivery("issue", issue.longValue(), Optional.empty())));
            }
            if (row.get("body") instanceof byte[] body) {
                DeadDelivery.of(body).forEach(thing -> named.add(named(id(row), thing)));
            }
        }
        return new FailedDeliveries(ids(rows), named.toString(), "");
    }

    /**
     * Deliveries about issues that Jira does not give.
     *
     * @param unread why, by the issue's id
     */
    public FailedDeliveries unread(DrainBatch batch, Map<Long, String> unread) {
        List<DrainBatch.Line> lines = batch.waiting(unread.keySet());
        return new FailedDeliveries(
                lines.stream().map(DrainBatch.Line::id).toList().toString(),
                lines.stream()
                        .map(line -> named(line.id(), new DeadDelivery("issue", line.issueId(), Optional.empty())))
                        .toList()
                        .toString(),
                unread.values().stream().findFirst().orElse(""));
    }

    private static ObjectNode named(long deliveryId, DeadDelivery thing) {
        return JSON.createObjectNode()
                .put("deliveryId", deliveryId)
                .put("entity", thing.entity())
                .put("jiraId", String.valueOf(thing.jiraId()))
                .put("jiraKey", thing.jiraKey().orElse(null));
    }

    /** All deliveries of a connector that has no scope or mapping yet: the first backfill brings what they would. */
    public String unscoped(List<Map<String, Object>> rows) {
        return json(
                rows.stream().map(row -> new DrainBatch.Line(id(row), "", 0, "ignored", "no scope or mapping yet")));
    }

    /**
     * What became of each delivery. One whose body was too old to be believed is not among them: it waits for the next batch,
     * which reads its issue; nor is one about an issue that Jira does not give.
     *
     * @param became what became of each issue that was applied
     * @param unread the issues that Jira does not give
     */
    public String outcomes(DrainBatch batch, Map<Long, Outcome> became, Map<Long, String> unread) {
        Set<Long> waiting =
                batch.waiting(unread.keySet()).stream().map(DrainBatch.Line::id).collect(Collectors.toSet());
        return json(batch.ledger().stream()
                .filter(line -> !waiting.contains(line.id()))
                .map(line ->
                        line.outcome().isEmpty() ? judged(line, Optional.ofNullable(became.get(line.issueId()))) : line)
                .filter(line -> !line.outcome().isEmpty()));
    }

    private static String json(Stream<DrainBatch.Line> outcomes) {
        return JSON.valueToTree(outcomes.toList()).toString();
    }

    private static DrainBatch.Line judged(DrainBatch.Line line, Optional<Outcome> became) {
        return new DrainBatch.Line(
                line.id(),
                line.event(),
                line.issueId(),
                ledger(became),
                line.reason().isEmpty() ? reason(became) : line.reason());
    }

    /** What the ledger says of a delivery; nothing where it waits. */
    private static String ledger(Optional<Outcome> became) {
        return became.map(outcome -> switch (outcome) {
                    case STALE, TOMBSTONED -> "stale";
                    case FAILED -> "dead";
                    case IN_DOUBT -> "";
                    default -> "applied";
                })
                .orElse("out_of_scope");
    }

    private static String reason(Optional<Outcome> became) {
        return became.map(outcome -> switch (outcome) {
                    case STALE -> "the copy has a newer state of its issue";
                    case TOMBSTONED -> "its issue is gone, and this state is older than that";
                    case FAILED -> "its issue could not be mapped or read; the dead letter says why";
                    case TOO_OLD -> "its issue is older than the history that the copy has";
                    default -> "";
                })
                .orElse("its issue is not in the scope");
    }

    /** What became of nothing so far. */
    public Map<Long, Outcome> nothingKept() {
        return Map.of();
    }

    /** What became of issues, and of those of one more page. */
    public Map<Long, Outcome> kept(Map<Long, Outcome> before, KeptPage page) {
        Map<Long, Outcome> became = new HashMap<>(before);
        became.putAll(page.outcomes());
        return became;
    }

    /** Issues that were read afresh and are in scope. */
    public IssuePage page(SyncContext context, DrainBatch batch, JsonNode found, Instant readAt, Set<Long> matching) {
        Map<Long, String> deliveries = new HashMap<>();
        batch.ledger().forEach(line -> deliveries.put(line.issueId(), String.valueOf(line.id())));
        Pages page = new Pages(context, "webhook", "");
        found.path("issues").forEach(issue -> {
            long id = issue.path("id").asLong();
            if (matching.contains(id)) {
                page.add(issue, readAt, deliveries.getOrDefault(id, ""));
            }
        });
        page.unread(found.path("issueErrors"));
        return page.page(true, Optional.empty(), Optional.empty());
    }

    /**
     * Issues that were asked for and are not in scope, or not at all.
     *
     * @param verdicts on each that was asked for, with the evidence
     * @param found Jira's answer
     */
    public String removals(DrainBatch batch, JsonNode verdicts, JsonNode found, Instant readAt) {
        Set<Long> named = new HashSet<>();
        batch.ledger().stream().filter(line -> !line.event().equals(REREAD)).forEach(line -> named.add(line.issueId()));
        Map<Long, Instant> updated = new HashMap<>();
        found.path("issues").forEach(issue -> JiraTime.parse(issue.at("/fields/updated"))
                .ifPresent(at -> updated.put(issue.path("id").asLong(), at)));
        Removals removals = new Removals();
        for (JsonNode verdict : verdicts) {
            long id = verdict.path("jiraId").asLong();
            if (!verdict.path("verdict").asText().equals("present")) {
                String evidence = verdict.path("evidence").asText();
                removals.add(
                                id,
                                updated.getOrDefault(id, readAt),
                                readAt,
                                verdict.path("verdict").asText(),
                                named.contains(id) ? "read after a webhook: " + evidence : evidence)
                        .setAll(Map.of("key", verdict.path("key"), "projectId", verdict.path("projectId")));
            }
        }
        return removals.json().toString();
    }
}
