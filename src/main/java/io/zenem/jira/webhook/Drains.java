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

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraTime;
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

    /** What the bodies of claimed rows refer to by id, a JSON array for {@code sql/webhook/names.sql}. */
    public String references(SyncContext context, List<Map<String, Object>> rows) {
        return DrainReferences.of(context, rows).toString();
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
            long id = ((Number) row.get("id")).longValue();
            boolean inDoubt = row.get("issue_id") != null;
            if (row.get("body") instanceof byte[] body) {
                DeliveryReader.read(body).forEach(delivery -> sorting.sort(id, delivery, inDoubt));
            } else if (row.get("issue_id") instanceof Number issue) {
                sorting.reread(id, issue.longValue());
            }
        }
        return sorting.batch();
    }

    /** The ids of claimed deliveries, as a JSON array. */
    public String ids(List<Map<String, Object>> rows) {
        ArrayNode ids = JSON.createArrayNode();
        rows.forEach(row -> ids.add(((Number) row.get("id")).longValue()));
        return ids.toString();
    }

    /** Claimed deliveries that could not be applied, all of them. */
    public FailedDeliveries failed(List<Map<String, Object>> rows) {
        ArrayNode named = JSON.createArrayNode();
        for (Map<String, Object> row : rows) {
            long id = ((Number) row.get("id")).longValue();
            List<DeadDelivery> things = new ArrayList<>();
            if (row.get("issue_id") instanceof Number issue) {
                things.add(new DeadDelivery("issue", issue.longValue(), Optional.empty()));
            }
            if (row.get("body") instanceof byte[] body) {
                things.addAll(DeadDelivery.of(body));
            }
            things.forEach(thing -> named.addObject()
                    .put("deliveryId", id)
                    .put("entity", thing.entity())
                    .put("jiraId", String.valueOf(thing.jiraId()))
                    .put("jiraKey", thing.jiraKey().orElse(null)));
        }
        return new FailedDeliveries(ids(rows), named.toString(), "");
    }

    /**
     * Deliveries about issues that Jira does not give.
     *
     * @param unread why, by the issue's id
     */
    public FailedDeliveries unread(DrainBatch batch, Map<Long, String> unread) {
        ArrayNode ids = JSON.createArrayNode();
        ArrayNode named = JSON.createArrayNode();
        batch.waiting(unread.keySet()).forEach(line -> {
            ids.add(line.deliveryId());
            named.addObject()
                    .put("deliveryId", line.deliveryId())
                    .put("entity", "issue")
                    .put("jiraId", String.valueOf(line.issueId()));
        });
        return new FailedDeliveries(
                ids.toString(),
                named.toString(),
                unread.values().stream().findFirst().orElse(""));
    }

    /** All deliveries of a connector that has no scope or mapping yet: the first backfill brings what they would. */
    public String unscoped(List<Map<String, Object>> rows) {
        ArrayNode outcomes = JSON.createArrayNode();
        rows.forEach(row -> outcome(
                outcomes,
                new DrainBatch.Line(
                        ((Number) row.get("id")).longValue(), "", 0, "ignored", "no scope or mapping yet")));
        return outcomes.toString();
    }

    /**
     * What became of each delivery. One whose body was too old to be believed is not among them: it waits for the next batch,
     * which reads its issue; nor is one about an issue that Jira does not give.
     *
     * @param became what became of each issue that was applied
     * @param unread the issues that Jira does not give
     */
    public String outcomes(DrainBatch batch, Map<Long, Outcome> became, Map<Long, String> unread) {
        ArrayNode outcomes = JSON.createArrayNode();
        Set<Long> waiting = new HashSet<>();
        batch.waiting(unread.keySet()).forEach(line -> waiting.add(line.deliveryId()));
        for (DrainBatch.Line line : batch.ledger()) {
            Optional<Outcome> issue = Optional.ofNullable(became.get(line.issueId()));
            String outcome = line.outcome().isEmpty() ? ledger(issue) : line.outcome();
            if (!outcome.isEmpty() && !waiting.contains(line.deliveryId())) {
                String reason = line.outcome().isEmpty() && line.reason().isEmpty() ? reason(issue) : line.reason();
                outcome(
                        outcomes,
                        new DrainBatch.Line(line.deliveryId(), line.event(), line.issueId(), outcome, reason));
            }
        }
        return outcomes.toString();
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

    private static void outcome(ArrayNode outcomes, DrainBatch.Line line) {
        outcomes.addObject()
                .put("id", line.deliveryId())
                .put("event", line.event())
                .put("issueId", line.issueId())
                .put("outcome", line.outcome())
                .put("reason", line.reason());
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
        batch.ledger().forEach(line -> deliveries.put(line.issueId(), String.valueOf(line.deliveryId())));
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
