package io.zenem.jira.webhook;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jira.jira.JiraUser;
import io.zenem.jira.mapping.IssueMapper;
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
        Sorting sorting = new Sorting(context, clock.instant());
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
        ArrayNode removals = JSON.createArrayNode();
        Map<Long, JsonNode> present = new HashMap<>();
        found.path("issues").forEach(issue -> present.put(issue.path("id").asLong(), issue));
        Set<Long> unread = new HashSet<>();
        found.path("issueErrors").forEach(error -> unread.add(error.path("id").asLong()));
        for (long id : asked) {
            if (unread.contains(id)) {
                continue;
            }
            if (!present.containsKey(id)) {
                removal(
                        removals,
                        id,
                        readAt,
                        readAt,
                        "not_found",
                        "a webhook named it and Jira does not find it by id");
            } else if (!matching.contains(id)) {
                Instant updated = JiraTime.parse(present.get(id).path("fields").path("updated"))
                        .orElse(readAt);
                removal(removals, id, updated, readAt, "out_of_scope", "read by id after a webhook: outside the scope")
                        .put("key", present.get(id).path("key").asText());
            }
        }
        return removals.toString();
    }

    static ObjectNode removal(
            ArrayNode removals, long id, Instant removedAt, Instant observedAt, String verdict, String evidence) {
        return removals.addObject()
                .put("jiraId", id)
                .put("removedAt", removedAt.toString())
                .put("observedAt", observedAt.toString())
                .put("verdict", verdict)
                .put("evidence", evidence);
    }

    /** Whether a refusal proves that a version or sprint is gone. */
    public boolean gone(Throwable failure) {
        return failure instanceof JiraRefused refused && refused.status() == 404 && refused.provesAbsence();
    }

    /** One batch while it is sorted. */
    private static final class Sorting {
        private final SyncContext context;
        private final Instant now;
        private final Pages page;
        private final boolean fresh;
        private final Set<Long> reads = new LinkedHashSet<>();
        private final Map<Long, Long> versions = new TreeMap<>();
        private final Map<Long, Long> sprints = new TreeMap<>();
        private final ArrayNode removals = JSON.createArrayNode();
        private final ArrayNode users = JSON.createArrayNode();
        private final List<DrainBatch.Line> ledger = new ArrayList<>();
        private boolean projectChanged;

        Sorting(SyncContext context, Instant now) {
            this.context = context;
            this.now = now;
            this.page = new Pages(context, "webhook", "");
            this.fresh = context.needsFreshRead();
        }

        void reread(long deliveryId, long issueId) {
            reads.add(issueId);
            ledger.add(new DrainBatch.Line(deliveryId, "reread", issueId, "", ""));
        }

        void sort(long deliveryId, Delivery delivery) {
            if (delivery instanceof Delivery.IssueChanged changed) {
                changed(deliveryId, changed);
            } else if (delivery instanceof Delivery.IssueDeleted deleted) {
                removal(
                        removals,
                        deleted.issueId(),
                        at(deleted.at()),
                        at(deleted.at()),
                        "deleted",
                        "Jira told so by webhook");
                line(deliveryId, deleted.event(), deleted.issueId(), "applied", "");
            } else if (delivery instanceof Delivery.VersionChanged version) {
                versions.put(version.versionId(), deliveryId);
                line(deliveryId, version.event(), 0, "applied", "");
            } else if (delivery instanceof Delivery.VersionDeleted version) {
                versions.put(version.versionId(), deliveryId);
                version.mergedTo().ifPresent(merged -> versions.put(merged, deliveryId));
                line(deliveryId, version.event(), 0, "applied", "");
            } else if (delivery instanceof Delivery.SprintChanged sprint) {
                sprints.put(sprint.sprintId(), deliveryId);
                line(deliveryId, sprint.event(), 0, "applied", "");
            } else if (delivery instanceof Delivery.SprintDeleted sprint) {
                sprints.put(sprint.sprintId(), deliveryId);
                line(deliveryId, sprint.event(), 0, "applied", "");
            } else if (delivery instanceof Delivery.ProjectChanged project) {
                // one that comes back from the archive is none of those that count
                boolean ours = context.scope().chosenProjects().contains(project.projectId());
                projectChanged |= ours;
                line(deliveryId, project.event(), 0, ours ? "applied" : "out_of_scope", "");
            } else if (delivery instanceof Delivery.UserChanged user) {
                user(deliveryId, user);
                line(deliveryId, user.event(), 0, "applied", "");
            } else {
                line(deliveryId, delivery.event(), 0, "ignored", "no event that the copy depends on");
            }
        }

        private void changed(long deliveryId, Delivery.IssueChanged changed) {
            boolean bodySuffices = !fresh
                    && changed.issue().isPresent()
                    && IssueMapper.missingFields(changed.issue().get(), context.mapping())
                            .isEmpty();
            if (bodySuffices) {
                JsonNode issue = changed.issue().get();
                int outside = page.outside().size();
                page.add(issue, at(changed.at()), String.valueOf(deliveryId));
                if (page.outside().size() > outside) {
                    Instant updated = changed.updated().orElse(at(changed.at()));
                    removal(
                                    removals,
                                    changed.issueId(),
                                    updated,
                                    at(changed.at()),
                                    "out_of_scope",
                                    "a webhook shows it outside the scope")
                            .put("key", issue.path("key").asText());
                    line(deliveryId, changed.event(), changed.issueId(), "out_of_scope", "");
                    return;
                }
            } else {
                reads.add(changed.issueId());
            }
            line(deliveryId, changed.event(), changed.issueId(), "", "");
        }

        private void user(long deliveryId, Delivery.UserChanged changed) {
            JsonNode user = changed.user();
            if (!user.hasNonNull("displayName")) {
                // a deleted account is named by its id alone; the next reconcile asks what it is called now
                return;
            }
            ObjectNode person = users.addObject().put("accountId", JiraUser.id(user));
            person.put("displayName", user.path("displayName").asText(""))
                    .put("active", user.path("active").asBoolean(true))
                    .put("accountType", JiraUser.type(user))
                    .putObject("source")
                    .put("via", "webhook")
                    .put("deliveryId", String.valueOf(deliveryId));
        }

        /** The event's own time; never later than now, or a wrong clock would make it win for ever. */
        private Instant at(Instant event) {
            return event.equals(Instant.EPOCH) || event.isAfter(now) ? now : event;
        }

        private static List<DrainBatch.Named> named(Map<Long, Long> deliveries) {
            return deliveries.entrySet().stream()
                    .map(named -> new DrainBatch.Named(named.getKey(), named.getValue()))
                    .toList();
        }

        private void line(long deliveryId, String event, long issueId, String outcome, String reason) {
            ledger.add(new DrainBatch.Line(deliveryId, event, issueId, outcome, reason));
        }

        DrainBatch batch() {
            List<Long> ids = new ArrayList<>(reads);
            List<List<Long>> chunks = new ArrayList<>();
            for (int from = 0; from < ids.size(); from += context.readLimit()) {
                chunks.add(ids.subList(from, Math.min(ids.size(), from + context.readLimit())));
            }
            return new DrainBatch(
                    page.isEmpty() ? "" : page.json(false, now, Optional.empty(), Optional.empty()),
                    chunks,
                    removals,
                    named(versions),
                    named(sprints),
                    users.isEmpty() ? "" : users.toString(),
                    projectChanged,
                    ledger);
        }
    }
}
