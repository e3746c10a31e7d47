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
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

    public List<ClaimedDelivery> claimed(List<Map<String, Object>> rows) {
        return rows.stream().map(ClaimedDelivery::of).toList();
    }

    /**
     * What the issues in the bodies refer to by id, a JSON array for {@code sql/webhook/names.sql}. Bodies are parsed one by one, and again
     * when applied: parsed, one takes many times its size.
     */
    public String references(SyncContext context, List<ClaimedDelivery> claimed) {
        Set<String> references = new TreeSet<>();
        if (!context.needsFreshRead()) {
            claimed.stream()
                    .flatMap(delivery -> delivery.says().stream())
                    .flatMap(delivery -> delivery instanceof Delivery.IssueChanged changed
                            ? changed.issue().stream()
                            : Stream.empty())
                    .forEach(
                            issue -> references.addAll(BodyNames.references(issue, context.mapping(), context.site())));
        }
        return JSON.valueToTree(references).toString();
    }

    /**
     * The deliveries as a batch.
     *
     * @param names the names of what the bodies refer to, the answer of {@code sql/webhook/names.sql}
     */
    public DrainBatch read(SyncContext context, List<ClaimedDelivery> claimed, String names)
            throws JsonProcessingException {
        DrainSorting sorting = new DrainSorting(
                context, clock.instant(), claimed.get(0).ahead(), JSON.readValue(names, new TypeReference<>() {}));
        for (ClaimedDelivery one : claimed) {
            if (one.body().isPresent()) {
                one.says()
                        .forEach(said ->
                                sorting.sort(one.id(), said, one.issueId().isPresent()));
            } else {
                sorting.reread(one.id(), one.issueId().orElseThrow());
            }
        }
        return sorting.batch();
    }

    /** Their ids, as a JSON array. */
    public String ids(List<ClaimedDelivery> claimed) {
        return claimed.stream().map(ClaimedDelivery::id).toList().toString();
    }

    /**
     * Deliveries that could not be applied, for {@code sql/webhook/fail.sql}.
     *
     * @param ids as a JSON array
     * @param things what they name, a JSON array, for their dead letters should this have been the last try
     * @param message why, where that is not an exception's
     */
    public record FailedDeliveries(String ids, String things, String message) {}

    /** All of them, because applying them failed. */
    public FailedDeliveries failed(List<ClaimedDelivery> claimed) {
        List<ObjectNode> named = new ArrayList<>();
        for (ClaimedDelivery one : claimed) {
            one.issueId().ifPresent(issue -> named.add(named(one.id(), DeadDelivery.issue(issue))));
            one.body().ifPresent(body -> DeadDelivery.of(body).forEach(thing -> named.add(named(one.id(), thing))));
        }
        return new FailedDeliveries(ids(claimed), named.toString(), "");
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
                        .map(line -> named(line.id(), DeadDelivery.issue(line.issueId())))
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
    public String unscoped(List<ClaimedDelivery> claimed) {
        return json(claimed.stream()
                .map(one -> new DrainBatch.Line(one.id(), "", 0, "ignored", "no scope or mapping yet")));
    }

    /**
     * What became of each delivery. One whose body was too old to be believed is not among them: it waits for the next batch,
     * which reads its issue; nor is one about an issue that Jira does not give.
     *
     * @param unread the issues that Jira does not give
     */
    public String outcomes(DrainBatch batch, Map<Long, String> unread) {
        Set<Long> waiting =
                batch.waiting(unread.keySet()).stream().map(DrainBatch.Line::id).collect(Collectors.toSet());
        return json(batch.ledger().stream()
                .filter(line -> !waiting.contains(line.id()))
                .map(line -> line.outcome().isEmpty() ? judged(line, batch.became()) : line)
                .filter(line -> !line.outcome().isEmpty()));
    }

    private static String json(Stream<DrainBatch.Line> outcomes) {
        return JSON.valueToTree(outcomes.toList()).toString();
    }

    /** What the ledger says of a delivery about an issue; no outcome where it waits. */
    private static DrainBatch.Line judged(DrainBatch.Line line, Map<Long, Outcome> became) {
        return Optional.ofNullable(became.get(line.issueId()))
                .map(outcome -> switch (outcome) {
                    case STALE -> line.ended("stale", "the copy has a newer state of its issue");
                    case TOMBSTONED -> line.ended("stale", "its issue is gone, and this state is older than that");
                    case FAILED ->
                        line.ended("dead", "its issue could not be mapped or read; the dead letter says why");
                    case TOO_OLD -> line.ended("applied", "its issue is older than the history that the copy has");
                    case IN_DOUBT -> line;
                    default -> line.ended("applied", "");
                })
                .orElse(line.ended("out_of_scope", "its issue is not in the scope"));
    }

    /** The batch, with what became of the issues of one more page. */
    public DrainBatch kept(DrainBatch batch, KeptPage page) {
        return batch.with(page.outcomes());
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
        return page.page(true, IssuePage.JobRef.NONE);
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
        ArrayNode removals = JSON.createArrayNode();
        for (JsonNode verdict : verdicts) {
            long id = verdict.path("jiraId").asLong();
            if (!verdict.path("verdict").asText().equals("present")) {
                String evidence = verdict.path("evidence").asText();
                DrainBatch.remove(
                                removals,
                                id,
                                updated.getOrDefault(id, readAt),
                                readAt,
                                verdict.path("verdict").asText(),
                                named.contains(id) ? "read after a webhook: " + evidence : evidence)
                        .setAll(Map.of("key", verdict.path("key"), "projectId", verdict.path("projectId")));
            }
        }
        return removals.toString();
    }
}
