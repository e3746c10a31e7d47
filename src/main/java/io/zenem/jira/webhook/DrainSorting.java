package io.zenem.jira.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraUser;
import io.zenem.jira.mapping.BodyNames;
import io.zenem.jira.mapping.IssueMapper;
import io.zenem.jira.sync.Dimension;
import io.zenem.jira.sync.IssuePage;
import io.zenem.jira.sync.Pages;

/** One batch of deliveries while it is sorted by what it asks for. */
final class DrainSorting {
    private final SyncContext context;
    private final Instant now;
    private final Duration ahead;
    private final Map<String, String> names;
    private final Pages page;
    private final boolean fresh;
    private final Set<Long> reads = new LinkedHashSet<>();
    private final Map<String, Dimension> dimensions = new LinkedHashMap<>();
    private final ArrayNode removals = JsonNodeFactory.instance.arrayNode();
    private final Map<String, ObjectNode> users = new LinkedHashMap<>();
    private final List<DrainBatch.Line> ledger = new ArrayList<>();
    private boolean projectChanged;

    /**
     * An empty batch.
     *
     * @param now by our clock
     * @param ahead how far Jira's clock is ahead of it
     * @param names the names of what bodies refer to, by reference
     */
    DrainSorting(SyncContext context, Instant now, Duration ahead, Map<String, String> names) {
        this.context = context;
        this.now = now;
        this.ahead = ahead;
        this.names = names;
        this.page = new Pages(context, "webhook", "");
        this.fresh = context.needsFreshRead();
    }

    void reread(long deliveryId, long issueId) {
        reads.add(issueId);
        ledger.add(new DrainBatch.Line(deliveryId, Drains.REREAD, issueId, "", ""));
    }

    /**
     * One thing that a delivery says.
     *
     * @param inDoubt whether its body was found too old to be believed, so that the issue is read
     */
    void sort(long deliveryId, Delivery delivery, boolean inDoubt) {
        if (delivery instanceof Delivery.IssueChanged changed) {
            changed(deliveryId, changed, inDoubt);
        } else if (delivery instanceof Delivery.IssueDeleted deleted) {
            Instant at = at(deleted.at());
            DrainBatch.remove(removals, deleted.issueId(), at, at, "deleted", "Jira told so by webhook");
            line(deliveryId, deleted.event(), deleted.issueId(), "applied", "");
        } else if (delivery instanceof Delivery.DimensionChanged changed) {
            String entity = changed.entity();
            String origin = String.valueOf(deliveryId);
            changed.ids().forEach(id -> dimensions.put(entity + id, new Dimension(entity, id, "webhook", origin)));
            line(deliveryId, changed.event(), 0, "applied", "");
        } else if (delivery instanceof Delivery.ProjectChanged project) {
            // of those that an admin chose: one that comes back from the archive is not among those in scope yet
            boolean ours = context.scope().chosenProjects().contains(project.projectId());
            projectChanged |= ours;
            line(deliveryId, project.event(), 0, ours ? "applied" : "out_of_scope", "");
        } else if (delivery instanceof Delivery.UserChanged user) {
            user(deliveryId, user);
            line(deliveryId, user.event(), 0, "applied", "");
        } else {
            String reason = delivery.event().equals(DeliveryReader.NO_EVENT)
                    ? "neither a webhookEvent nor an issue's id"
                    : "no event that the copy depends on";
            line(deliveryId, delivery.event(), 0, "ignored", reason);
        }
    }

    private void changed(long deliveryId, Delivery.IssueChanged changed, boolean inDoubt) {
        boolean bodySuffices =
                !fresh && !inDoubt && changed.issue().filter(this::suffices).isPresent();
        if (bodySuffices) {
            JsonNode issue = changed.issue().get();
            int outside = page.outside().size();
            page.add(issue, at(changed.at()), String.valueOf(deliveryId));
            if (page.outside().size() > outside) {
                Instant updated = changed.updated().orElse(at(changed.at()));
                long project = issue.at("/fields/project/id").asLong();
                boolean moved = !context.scope().projectIds().contains(project);
                String key = issue.path("key").asText();
                DrainBatch.remove(
                                removals,
                                changed.issueId(),
                                updated,
                                at(changed.at()),
                                moved ? "moved" : "out_of_scope",
                                moved ? "a webhook shows it under " + key : "a webhook shows it outside the scope")
                        .put("key", key)
                        .put("projectId", project);
                line(deliveryId, changed.event(), changed.issueId(), "out_of_scope", "");
                return;
            }
        } else {
            reads.add(changed.issueId());
        }
        line(deliveryId, changed.event(), changed.issueId(), "", "");
    }

    /**
     * A body says all where it has every field, and names nothing that only a read could name. Whether the account may see an issue with
     * a security level only a read tells: webhooks are sent for all of them.
     */
    private boolean suffices(JsonNode issue) {
        return IssueMapper.identified(issue)
                && !issue.at("/fields/security").isObject()
                && context.scope().knowsType(issue.at("/fields/issuetype/id").asText())
                && IssueMapper.missingFields(issue, context.mapping(), context.site())
                        .isEmpty()
                && BodyNames.replace(issue, context.mapping(), context.site(), names);
    }

    private void user(long deliveryId, Delivery.UserChanged changed) {
        JsonNode user = changed.user();
        if (!user.hasNonNull("displayName")) {
            // a deleted account is named by its id alone; the next reconcile asks what it is called now
            return;
        }
        // deliveries come late and out of order: of two events of one person the later one counts
        Instant at = at(changed.at());
        ObjectNode known = users.get(JiraUser.id(user));
        if (known != null && Instant.parse(known.path("observedAt").asText()).isAfter(at)) {
            return;
        }
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        users.put(JiraUser.id(user), person);
        person.put("observedAt", at.toString());
        person.put("accountId", JiraUser.id(user))
                .put("displayName", user.path("displayName").asText(""))
                .put("active", user.path("active").asBoolean(true))
                .put("accountType", JiraUser.type(user))
                .putObject("source")
                .put("via", "webhook")
                .put("deliveryId", String.valueOf(deliveryId));
    }

    /** The event's own time by our clock, as reads have theirs; never later than now, or a wrong clock would make it win for ever. */
    private Instant at(Instant event) {
        Instant ours = event.minus(ahead);
        return event.equals(Instant.EPOCH) || ours.isAfter(now) ? now : ours;
    }

    private void line(long deliveryId, String event, long issueId, String outcome, String reason) {
        ledger.add(new DrainBatch.Line(deliveryId, event, issueId, outcome, reason));
    }

    DrainBatch batch() {
        return new DrainBatch(
                page.page(false, IssuePage.JobRef.NONE),
                List.copyOf(reads),
                removals,
                List.copyOf(dimensions.values()),
                users.isEmpty() ? "" : users.values().toString(),
                projectChanged,
                ledger,
                Map.of());
    }
}
