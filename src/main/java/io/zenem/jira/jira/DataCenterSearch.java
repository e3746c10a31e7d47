package io.zenem.jira.jira;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Data Center's one search, {@code POST /rest/api/2/search}, in the place of Cloud's walk by tokens, its count, its read by
 * ids and its changelogs. Walks whose order never takes an issue back are made safe by {@link OffsetWalk}; others, and those in a zone
 * that is not known, have plain offsets, and what they miss is the census' to find.
 *
 * @param body of the request to Cloud
 * @param zone of the account's profile, in which Jira reads the dates of our JQL
 */
record DataCenterSearch(JsonNode body, AccountZone zone) {
    private static final String PATH = "/rest/api/2/search";
    /** As Data Center is shipped; it gives fewer where an administrator says so. */
    private static final int MOST = 1000;

    /** A changelog comes with all that was ever changed of an issue, some twenty kilobytes. */
    private static final int CHANGELOGS = 200;

    private static final Pattern FORWARD =
            Pattern.compile("(.*) ORDER BY (created|updated) ASC, key ASC", Pattern.DOTALL);

    JiraRequest walk() {
        OffsetWalk walk = OffsetWalk.at(token());
        Optional<Matcher> forward = forward();
        String jql = forward.flatMap(order -> walk.from()
                        .map(from -> Jql.and(
                                        order.group(1),
                                        order.group(2) + " >= " + Jql.instant(from, zone.forCuts(), Jql.Rounding.FLOOR))
                                + order.group(0).substring(order.end(1))))
                .orElse(body.path("jql").asText());
        // the anchor comes beside those that are asked for
        int asked = body.path("maxResults").asInt() + (walk.anchor().isPresent() ? 1 : 0);
        ObjectNode search = search(jql, Math.min(MOST, asked)).put("startAt", walk.offset());
        Set<String> fields = fields();
        forward.ifPresent(order -> fields.add(order.group(2)));
        fields.forEach(search.putArray("fields")::add);
        return JiraRequest.post(PATH, search);
    }

    /** The page as Cloud would give it, without the issue that the page before had already. */
    JsonNode walked(JsonNode answer) {
        JsonNode issues = once(answer.path("issues"));
        OffsetWalk walk = OffsetWalk.at(token());
        int total = answer.path("total").asInt();
        Optional<OffsetWalk> next = forward().isPresent()
                ? walk.after(issues, total, forward().get().group(2), zone.forCuts())
                : plain(walk, issues.size(), total);
        ObjectNode page = JsonNodeFactory.instance.objectNode().put("isLast", next.isEmpty());
        ArrayNode fresh = page.putArray("issues");
        boolean repeated = walk.anchor().isPresent() && !walk.moved(issues);
        for (int i = repeated ? 1 : 0; i < issues.size(); i++) {
            fresh.add(issues.path(i));
        }
        next.ifPresent(place -> page.put("nextPageToken", place.token()).put(OffsetWalk.RESTARTS, place.again()));
        return issues.isArray() ? page : answer;
    }

    /** What is named twice on a page has one place in the list. */
    private static JsonNode once(JsonNode issues) {
        Map<String, JsonNode> once = new LinkedHashMap<>();
        issues.forEach(issue -> once.put(issue.path("id").asText(), issue));
        return issues.isArray() ? JsonNodeFactory.instance.arrayNode().addAll(once.values()) : issues;
    }

    private static Optional<OffsetWalk> plain(OffsetWalk walk, int came, int total) {
        int next = walk.offset() + came;
        return came == 0 || next >= total
                ? Optional.empty()
                : Optional.of(new OffsetWalk(Optional.empty(), next, Optional.empty(), 0));
    }

    private Optional<Matcher> forward() {
        // in a zone that is not known nobody can say which minute an offset counts from
        return zone.known()
                .map(known -> FORWARD.matcher(body.path("jql").asText()))
                .filter(Matcher::matches);
    }

    private Optional<String> token() {
        return Optional.ofNullable(body.path("nextPageToken").textValue());
    }

    JiraRequest count() {
        return JiraRequest.post(PATH, search(body.path("jql").asText(), 0));
    }

    /** The changelogs of the next issues; the token is how many came before. */
    JiraRequest changelogs() {
        ObjectNode search = search(next());
        search.putArray("fields").add("id");
        search.putArray("expand").add("changelog");
        return JiraRequest.post(PATH, search);
    }

    /** The same as Cloud would give it. It is incomplete where the search does not show an issue, or not all of its entries. */
    JsonNode changelogs(JsonNode answer) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode logs = page.putArray("issueChangeLogs");
        boolean incomplete = answer.path("issues").size() < next().size();
        for (JsonNode issue : answer.path("issues")) {
            JsonNode log = issue.path("changelog");
            incomplete |= log.path("histories").size() < log.path("total").asInt();
            logs.addObject()
                    .put("issueId", issue.path("id").asText())
                    .putArray("changeHistories")
                    .addAll(log.path("histories")
                            .valueStream()
                            .sorted(Comparator.comparing(entry ->
                                    JiraTime.parse(entry.path("created")).orElse(Instant.EPOCH)))
                            .toList());
        }
        int to = came() + CHANGELOGS;
        if (to < wanted().size()) {
            page.put("nextPageToken", String.valueOf(to));
        }
        return answer.path("issues").isArray() ? page.put("incomplete", incomplete) : answer;
    }

    private List<String> next() {
        return wanted().stream().skip(came()).limit(CHANGELOGS).toList();
    }

    private int came() {
        return token().map(Integer::valueOf).orElse(0);
    }

    /** Issues that are gone would make the search invalid, which is why it is not validated. */
    private static ObjectNode search(List<String> ids) {
        return search(Jql.inIds("id", ids.stream().map(Long::valueOf).toList()), ids.size())
                .put("validateQuery", false);
    }

    Set<String> wanted() {
        return texts("issueIdsOrKeys");
    }

    Set<String> fields() {
        return texts("fields");
    }

    private Set<String> texts(String name) {
        Set<String> texts = new LinkedHashSet<>();
        body.path(name).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static ObjectNode search(String jql, int maxResults) {
        return JsonNodeFactory.instance.objectNode().put("jql", jql).put("maxResults", maxResults);
    }
}
