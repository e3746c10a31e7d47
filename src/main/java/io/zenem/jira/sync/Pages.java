package io.zenem.jira.sync;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.mapping.IssueMapper;
import io.zenem.jira.mapping.MappedIssue;
import io.zenem.jira.mapping.SeenUser;
import io.zenem.jira.work.ZenemEntity;

/**
 * A page of issues on its way into the copy: mapped, each with its lineage, the unmappable set aside. Its JSON is the one
 * parameter of {@code sql/sync/keep_issues.sql}.
 */
public final class Pages {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ISSUE_ADDRESS = Pattern.compile("/rest/api/\\d+/(\\d+)$");

    private final SyncContext context;
    private final String via;
    private final String origin;
    private final Map<Long, ObjectNode> items = new LinkedHashMap<>();
    private final Map<Long, Instant> newest = new HashMap<>();
    private final Map<String, ObjectNode> users = new LinkedHashMap<>();
    private final Map<String, String> references = new TreeMap<>();
    private final Set<String> failedIds = new HashSet<>();
    private final ArrayNode failed = JSON.createArrayNode();
    private final ArrayNode outside = JSON.createArrayNode();
    private int fetched;

    /**
     * An empty page.
     *
     * @param via backfill, reconcile, webhook, replay
     * @param origin the job's or the delivery's id
     */
    public Pages(SyncContext context, String via, String origin) {
        this.context = context;
        this.via = via;
        this.origin = origin;
    }

    /** Adds an issue as Jira had it at a moment. Of several states of one issue the newest stays. */
    public void add(JsonNode issue, Instant observedAt, String from) {
        fetched++;
        completeType(issue.path("fields").path("issuetype"));
        IssueMapper.Result result = IssueMapper.map(issue, context.mapping(), context.site());
        if (result instanceof IssueMapper.Unmappable bad) {
            if (!failedIds.add(bad.jiraId())) {
                return;
            }
            ObjectNode letter = failed.addObject().put("jiraId", bad.jiraId()).put("reason", bad.reason());
            if (issue.path("key").isTextual()) {
                letter.put("jiraKey", issue.path("key").textValue());
            }
            if (!from.isEmpty()) {
                letter.put("deliveryId", from);
            }
        } else if (result instanceof IssueMapper.Mapped good) {
            MappedIssue mapped = good.issue();
            if (!context.scope().contains(mapped.projectId(), mapped.issueTypeName())) {
                outside.add(String.valueOf(mapped.jiraId()));
                return;
            }
            Instant order = mapped.updated().orElse(observedAt);
            if (!newest.containsKey(mapped.jiraId()) || !order.isBefore(newest.get(mapped.jiraId()))) {
                newest.put(mapped.jiraId(), order);
                items.put(mapped.jiraId(), item(mapped, self(issue), observedAt, from));
            }
            mapped.users().forEach(user -> users.merge(user.accountId(), person(user, observedAt, from), Pages::later));
            references.putAll(mapped.references());
        }
    }

    /** Adds what Jira could not read by id: it goes to the dead letters, and nothing is concluded about it. */
    public void unread(JsonNode issueErrors) {
        issueErrors.forEach(error -> {
            String id = error.path("id").asText("");
            if (failedIds.add(id)) {
                failed.addObject()
                        .put("jiraId", id)
                        .put(
                                "reason",
                                "Jira could not read it by id: "
                                        + error.path("errorMessage").asText("no reason given"));
            }
        });
    }

    /** Older webhook bodies name the type without its level, which alone tells an epic whatever its name. */
    private void completeType(JsonNode type) {
        Integer level = context.typeLevels().get(type.path("id").asText());
        if (type instanceof ObjectNode object && level != null && !type.has("hierarchyLevel")) {
            object.put("hierarchyLevel", level);
        }
    }

    /** Cloud's webhook bodies name another version of the API and leave a part of the path out (2020 and 2024 captures). */
    private static String self(JsonNode issue) {
        return ISSUE_ADDRESS.matcher(issue.path("self").asText("")).replaceFirst("/rest/api/3/issue/$1");
    }

    private ObjectNode item(MappedIssue mapped, String self, Instant observedAt, String from) {
        ObjectNode item = JSON.createObjectNode()
                .put("jiraId", mapped.jiraId())
                .put("jiraKey", mapped.jiraKey())
                .put("entity", mapped.entity() == ZenemEntity.PROJECT ? "project" : "story")
                .put("projectId", mapped.projectId())
                .put("issueType", mapped.issueTypeName())
                .put("observedAt", observedAt.toString())
                .put("beyondHistory", context.beyondHistory(mapped.updated()));
        mapped.updated().ifPresent(at -> item.put("updated", at.toString()));
        item.set("fields", mapped.fields());
        ArrayNode refs = item.putArray("refs");
        mapped.references().keySet().stream().sorted().forEach(refs::add);
        item.set("source", source(from).put("self", self));
        return item;
    }

    /** Deliveries come late and out of order: what is known of a person is as old as the issue that shows it. */
    private static ObjectNode later(ObjectNode known, ObjectNode seen) {
        return Instant.parse(seen.path("observedAt").asText())
                        .isBefore(Instant.parse(known.path("observedAt").asText()))
                ? known
                : seen;
    }

    private ObjectNode person(SeenUser user, Instant observedAt, String from) {
        ObjectNode person = JSON.createObjectNode()
                .put("accountId", user.accountId())
                .put("observedAt", observedAt.toString())
                .put("displayName", user.displayName())
                .put("email", user.email().orElse(null))
                .put("active", user.active())
                .put("accountType", user.accountType());
        return person.set("source", source(from));
    }

    private ObjectNode source(String from) {
        return JSON.createObjectNode()
                .put("via", via)
                .put(via.equals("webhook") ? "deliveryId" : "jobId", from.isEmpty() ? origin : from);
    }

    /** Whether there is nothing to be applied. */
    public boolean isEmpty() {
        return items.isEmpty() && failed.isEmpty();
    }

    /** The ids of issues that Jira gave but that are not in scope. */
    public ArrayNode outside() {
        return outside;
    }

    /**
     * The statement's parameter.
     *
     * @param authoritative whether the issues were read by id, and not by the lagging search or from a webhook's body
     * @param job the job at work, with its attempt, if there is one
     * @param slice the walk's checkpoint, if there is one
     */
    public String json(boolean authoritative, Instant observedAt, Optional<JobRef> job, Optional<ObjectNode> slice) {
        ObjectNode page = JSON.createObjectNode()
                .put("connectorId", context.connectorId())
                .put("via", via)
                .put("observedAt", observedAt.toString())
                .put("authoritative", authoritative)
                .put("mappingVersion", context.mappingVersion())
                .put("fetched", fetched);
        job.ifPresent(ref -> page.put("jobId", ref.id()).put("attempt", ref.attempt()));
        page.putArray("items").addAll(items.values());
        page.set("failed", failed);
        page.set("outside", outside);
        ArrayNode seen = page.putArray("references");
        references.forEach((ref, shown) -> seen.addObject().put("ref", ref).put("shown", shown));
        page.putArray("users").addAll(users.values());
        slice.ifPresent(checkpoint -> page.set("slice", checkpoint));
        return page.toString();
    }

    /** The job that a page belongs to. */
    public record JobRef(String id, int attempt) {}
}
