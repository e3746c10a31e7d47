package io.zenem.jirasim;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jirasim.Endpoint.Access;

/**
 * What was changed of issues since the site began, the oldest first; what an issue began with is in no entry. The endpoints are Cloud's. In
 * bulk the moment is a number, as in the example of Atlassian's document, and not the text that its schema promises.
 */
final class HistoryApi {
    private static final int MOST_ISSUES = 1000;
    private static final int MOST_FIELDS = 10;
    private static final int MOST_ENTRIES = 10_000;

    private final Site site;

    HistoryApi(Site site) {
        this.site = site;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/rest/api/:v/changelog/bulkfetch", Access.ANYONE, this::bulk),
                Endpoint.get("/rest/api/:v/issue/:idOrKey/changelog", Access.ANYONE, this::one));
    }

    private Reply one(Call call) {
        if (!call.member()) {
            throw Refusal.noIssue();
        }
        return site.read(() -> {
            Issue issue = site.find(call.param("idOrKey")).filter(site::visible).orElseThrow(Refusal::noIssue);
            return OffsetPage.of(call, entries(issue, call.api()), 100, 100, entry -> entry);
        });
    }

    /** An issue's entries as it shows them alone. */
    List<ObjectNode> entries(Issue issue, int api) {
        return history(issue).stream()
                .map(change ->
                        shape(api, change).put("created", site.shapes(api).time(change.created())))
                .toList();
    }

    private List<Change> history(Issue issue) {
        return site.changes.getOrDefault(issue.id(), List.of()).stream()
                .sorted(Comparator.comparing(Change::created).thenComparing(Change::id))
                .toList();
    }

    private Reply bulk(Call call) {
        JsonNode body = call.json();
        ClosedBody.check(
                body,
                Map.of(
                        "issueIdsOrKeys", ClosedBody.TEXTS,
                        "fieldIds", ClosedBody.TEXTS,
                        "maxResults", ClosedBody.INTEGER,
                        "nextPageToken", ClosedBody.TEXT));
        List<String> wanted = ClosedBody.texts(body.path("issueIdsOrKeys"));
        Set<String> fields = Set.copyOf(ClosedBody.texts(body.path("fieldIds")));
        int size = body.path("maxResults").asInt(1000);
        if (wanted.isEmpty()
                || wanted.size() > MOST_ISSUES
                || fields.size() > MOST_FIELDS
                || size < 1
                || size > MOST_ENTRIES) {
            throw Refusal.payload();
        }
        int from = place(body.path("nextPageToken").asText("H0"));
        List<Change> all = call.member() ? site.read(() -> found(wanted, fields)) : List.of();
        int to = Math.min(all.size(), from + size);
        ObjectNode answer = Json.object();
        answer.set("issueChangeLogs", page(call, all.subList(Math.min(from, to), to)));
        if (to < all.size()) {
            answer.put("nextPageToken", "H" + Integer.toString(to, 36));
        }
        return Reply.json(answer);
    }

    private static int place(String token) {
        if (!token.matches("H[0-9a-z]{1,5}")) {
            throw Refusal.of(400, "The provided next page token is invalid or expired.");
        }
        return Integer.parseInt(token.substring(1), 36);
    }

    /** Entries that change one of the fields, with all their items. */
    private List<Change> found(List<String> wanted, Set<String> fields) {
        return wanted.stream()
                .flatMap(idOrKey -> site.find(idOrKey).filter(site::visible).stream())
                .distinct()
                .flatMap(issue -> history(issue).stream())
                .filter(change -> fields.isEmpty()
                        || change.items()
                                .valueStream()
                                .anyMatch(item ->
                                        fields.contains(item.path("fieldId").asText())))
                .sorted(Comparator.comparing(Change::created).thenComparing(Change::issue))
                .toList();
    }

    private ArrayNode page(Call call, List<Change> changes) {
        Map<Long, ArrayNode> byIssue = new LinkedHashMap<>();
        changes.forEach(change -> byIssue.computeIfAbsent(change.issue(), id -> Json.array())
                .add(shape(call.api(), change).put("created", change.created())));
        ArrayNode logs = Json.array();
        byIssue.forEach((issue, histories) ->
                logs.addObject().put("issueId", Long.toString(issue)).set("changeHistories", histories));
        return logs;
    }

    private ObjectNode shape(int api, Change change) {
        ObjectNode json = Json.object().put("id", Integer.toString(change.id()));
        json.set("author", site.shapes(api).user(1));
        json.set("items", change.items());
        return json;
    }
}
