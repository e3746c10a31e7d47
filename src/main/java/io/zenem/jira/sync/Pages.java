package io.zenem.jira.sync;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import io.zenem.jira.mapping.ValueWarning;
import io.zenem.jira.work.ZenemEntity;

/**
 * Gathers a page of issues on its way into the copy: they are mapped, each gets its lineage, and the unmappable are set aside.
 */
public final class Pages {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_NAME = 255;
    private static final Pattern ISSUE_ADDRESS = Pattern.compile("/rest/api/\\d+/(\\d+)$");

    private final SyncContext context;
    private final String via;
    private final String origin;
    private final Map<Long, ObjectNode> items = new LinkedHashMap<>();
    private final Map<Long, Instant> newest = new HashMap<>();
    private final Map<String, Sighting> users = new LinkedHashMap<>();
    private final Map<String, String> references = new TreeMap<>();
    private final Map<String, ObjectNode> failed = new LinkedHashMap<>();
    private final Map<String, List<String>> dateless = new TreeMap<>();
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
    public void add(JsonNode issue, Instant asked, String from) {
        fetched++;
        // as exactly as the database can tell it: what is read back is compared with it
        Instant observedAt = asked.truncatedTo(ChronoUnit.MICROS);
        IssueMapper.Result result = IssueMapper.map(issue, context.mapping(), context.site());
        if (result instanceof IssueMapper.Unmappable bad) {
            ObjectNode letter = fail(bad.jiraId(), bad.reason());
            if (issue.path("key").isTextual()) {
                letter.put("jiraKey", indexed(issue.path("key").textValue()));
            }
            if (!from.isEmpty()) {
                letter.put("deliveryId", from);
            }
        } else if (result instanceof IssueMapper.Mapped good) {
            MappedIssue mapped = good.issue();
            if (!context.scope().contains(mapped.projectId(), mapped.issueTypeId(), mapped.issueTypeName())) {
                outside.add(String.valueOf(mapped.jiraId()));
                return;
            }
            Instant order = mapped.updated().orElse(observedAt);
            if (!newest.containsKey(mapped.jiraId()) || !order.isBefore(newest.get(mapped.jiraId()))) {
                newest.put(mapped.jiraId(), order);
                failed.remove(String.valueOf(mapped.jiraId()));
                items.put(mapped.jiraId(), item(mapped, self(issue), observedAt, from));
            }
            mapped.users()
                    .forEach(user ->
                            users.merge(user.accountId(), new Sighting(user, observedAt, from), Sighting::later));
            // one issue may show the id alone of what another one shows by its name
            mapped.references().forEach((ref, text) -> references.merge(ref, text, (a, b) -> b.isEmpty() ? a : b));
            mapped.valueWarnings().stream().filter(ValueWarning::dateless).forEach(value -> dateless.computeIfAbsent(
                            value.field(), field -> new ArrayList<>())
                    .add(mapped.jiraKey()));
        }
    }

    /** Adds what Jira could not read by id: it goes to the dead letters, and nothing is concluded about it. */
    public void unread(JsonNode issueErrors) {
        issueErrors.forEach(error -> fail(
                error.path("id").asText(""),
                "Jira could not read it by id: " + error.path("errorMessage").asText("no reason given")));
    }

    /** An issue is applied or fails as its last state does: older states of one that fails now are dropped. */
    private ObjectNode fail(String jiraId, String reason) {
        String id = indexed(jiraId);
        items.keySet().removeIf(known -> String.valueOf(known).equals(id));
        ObjectNode letter = JSON.createObjectNode().put("jiraId", id).put("reason", reason);
        failed.put(id, letter);
        return letter;
    }

    /** As much of what names an issue as fits into an index. */
    private static String indexed(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
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
                .put("issueType", mapped.issueTypeId())
                .put("observedAt", observedAt.toString())
                .put("beyondHistory", context.beyondHistory(mapped.updated()));
        mapped.updated().ifPresent(at -> item.put("updated", at.toString()));
        item.set("fields", mapped.stored());
        ArrayNode refs = item.putArray("refs");
        mapped.references().keySet().stream().sorted().forEach(refs::add);
        item.set("source", source(from).put("self", self));
        return item;
    }

    /** A person as an issue shows them: as old as the issue, because deliveries come late and out of order. */
    private record Sighting(SeenUser user, Instant observedAt, String from) {
        Sighting later(Sighting other) {
            return other.observedAt.isBefore(observedAt) ? this : other;
        }
    }

    private ObjectNode person(Sighting seen) {
        SeenUser user = seen.user();
        ObjectNode person = JSON.createObjectNode()
                .put("accountId", user.accountId())
                .put("observedAt", seen.observedAt().toString())
                .put("displayName", user.displayName())
                .put("email", user.email().orElse(null))
                .put("active", user.active())
                .put("accountType", user.accountType());
        return person.set("source", source(seen.from()));
    }

    private ObjectNode source(String from) {
        return JSON.createObjectNode()
                .put("via", via)
                .put(via.equals("webhook") ? "deliveryId" : "jobId", from.isEmpty() ? origin : from);
    }

    /** The ids of issues that Jira gave but that are not in scope. */
    public ArrayNode outside() {
        return outside;
    }

    /**
     * The page.
     *
     * @param readById whether the issues were read by id, and not by the lagging search or from a webhook's body
     * @param job the running job, if there is one
     */
    public IssuePage page(boolean readById, IssuePage.JobRef job) {
        ArrayNode shown = JSON.createArrayNode();
        references.forEach((ref, text) -> {
            // people and parents are rows themselves
            if (!text.isEmpty() || !(ref.startsWith("user:") || ref.startsWith("issue:"))) {
                shown.addObject().put("ref", ref).put("shown", text);
            }
        });
        ArrayNode warnings = JSON.createArrayNode();
        dateless.forEach((field, keys) -> warnings.add(warning(field, keys)));
        return new IssuePage(
                context.connectorId(),
                via,
                readById,
                context.mappingVersion(),
                fetched,
                job,
                List.copyOf(items.values()),
                JSON.createArrayNode().addAll(failed.values()),
                JSON.createArrayNode()
                        .addAll(users.values().stream().map(this::person).toList()),
                shown,
                outside,
                warnings);
    }

    /** One for a page and a target, without the text: it may be anything that people write. */
    private static String warning(String field, List<String> keys) {
        String more = keys.size() == 1 ? "" : " and " + (keys.size() - 1) + " more of its page";
        return "Issue " + keys.get(0) + more + ": what is mapped to " + field + " is no date, and is left empty.";
    }
}
