package io.zenem.jira.webhook;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jira.sync.Pages;

/** Sorts a batch of deliveries by what they ask for, and tells afterwards what became of each. */
@ApplicationScoped
@Named("drains")
public class Drains {
    private static final JsonMapper JSON = new JsonMapper();

    private final Clock clock;

    @Inject
    Drains(Clock clock) {
        this.clock = clock;
    }

    /** The batch behind claimed rows. */
    public DrainBatch read(SyncContext context, List<Map<String, Object>> rows) {
        DrainSorting sorting = new DrainSorting(context, clock.instant());
        for (Map<String, Object> row : rows) {
            long id = ((Number) row.get("id")).longValue();
            Optional.ofNullable((Number) row.get("issue_id")).ifPresent(issue -> sorting.reread(id, issue.longValue()));
            if (row.get("body") instanceof byte[] body) {
                DeliveryReader.read(body).forEach(delivery -> sorting.sort(id, delivery));
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

    /** What claimed deliveries name, for their dead letters should this have been the last try. */
    public String named(List<Map<String, Object>> rows) {
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
        return named.toString();
    }

    /** All deliveries of a connector that has no scope or mapping yet: the first backfill brings what they would. */
    public String unscoped(List<Map<String, Object>> rows) {
        ArrayNode outcomes = JSON.createArrayNode();
        rows.forEach(row ->
                outcome(outcomes, ((Number) row.get("id")).longValue(), "", "ignored", "no scope or mapping yet"));
        return outcomes.toString();
    }

    /**
     * What became of each delivery.
     *
     * @param bodies the answer of the statement that applied bodies, or null
     * @param reads the answers of those that applied issues read afresh, a JSON array
     */
    public String outcomes(DrainBatch batch, Object bodies, JsonNode reads) throws JsonProcessingException {
        Map<Long, String> became = new HashMap<>();
        if (bodies != null) {
            collect(became, JSON.readTree((String) bodies));
        }
        reads.forEach(read -> collect(became, read));
        ArrayNode outcomes = JSON.createArrayNode();
        for (DrainBatch.Line line : batch.ledger()) {
            String outcome = line.outcome();
            if (outcome.isEmpty()) {
                outcome = switch (became.getOrDefault(line.issueId(), "gone")) {
                    case "stale", "buried" -> "stale";
                    case "gone" -> "out_of_scope";
                    case "failed" -> "dead";
                    default -> "applied";
                };
            }
            outcome(outcomes, line.deliveryId(), line.event(), outcome, line.reason());
        }
        return outcomes.toString();
    }

    private static void collect(Map<Long, String> became, JsonNode kept) {
        kept.path("outcomes")
                .properties()
                .forEach(entry -> became.put(
                        Long.valueOf(entry.getKey()), entry.getValue().asText()));
    }

    private static void outcome(ArrayNode outcomes, long id, String event, String outcome, String reason) {
        outcomes.addObject()
                .put("id", id)
                .put("event", event)
                .put("outcome", outcome)
                .put("reason", reason);
    }

    /** The answer of a statement, as JSON to be collected. */
    public JsonNode kept(Object row) throws JsonProcessingException {
        return JSON.readTree((String) row);
    }

    /** Issues that were read afresh and are in scope. */
    public String page(SyncContext context, DrainBatch batch, JsonNode found, Instant readAt, Set<Long> matching) {
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
        return page.json(true, readAt, Optional.empty(), Optional.empty());
    }

    /** Issues that were asked for and are not in scope, or not at all. */
    public String removals(List<Long> asked, JsonNode found, Instant readAt, Set<Long> matching) {
        Removals removals = new Removals();
        Map<Long, JsonNode> present = new HashMap<>();
        found.path("issues").forEach(issue -> present.put(issue.path("id").asLong(), issue));
        Set<Long> unread = new HashSet<>();
        found.path("issueErrors").forEach(error -> unread.add(error.path("id").asLong()));
        for (long id : asked) {
            if (unread.contains(id)) {
                continue;
            }
            if (!present.containsKey(id)) {
                removals.add(id, readAt, readAt, "not_found", "a webhook named it and Jira does not find it by id");
            } else if (!matching.contains(id)) {
                Instant updated = JiraTime.parse(present.get(id).path("fields").path("updated"))
                        .orElse(readAt);
                removals.add(id, updated, readAt, "out_of_scope", "read by id after a webhook: outside the scope")
                        .put("key", present.get(id).path("key").asText());
            }
        }
        return removals.json().toString();
    }

    /** Whether a refusal proves that a version or sprint is gone. */
    public boolean gone(Throwable failure) {
        return failure instanceof JiraRefused refused && refused.status() == 404 && refused.provesAbsence();
    }
}
