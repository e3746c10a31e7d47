package io.zenem.jirasim;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** What a search asks, from the query of a GET or the body of a POST. */
record SearchRequest(
        String jql, Optional<String> token, int maxResults, List<String> fields, String expand, Set<Long> reconciled) {
    private static final int MAX_RECONCILED = 50;
    private static final int MAX_PROPERTIES = 5;

    static SearchRequest get(Call call) {
        Set<Long> reconciled = new HashSet<>();
        for (String id : call.queryList("reconcileIssues")) {
            if (!id.matches("\\d{1,18}")) {
                throw Refusal.payload();
            }
            reconciled.add(Long.valueOf(id));
        }
        return new SearchRequest(
                        call.query("jql").orElse(""),
                        call.query("nextPageToken").filter(token -> !token.isEmpty()),
                        call.queryInt("maxResults", 50),
                        call.queryList("fields"),
                        call.query("expand").orElse(""),
                        reconciled)
                .checked(call.queryList("properties").size());
    }

    static SearchRequest post(JsonNode body) {
        ClosedBody.check(
                body,
                Map.of(
                        "jql", ClosedBody.TEXT,
                        "nextPageToken", ClosedBody.TEXT,
                        "maxResults", ClosedBody.INTEGER,
                        "fields", ClosedBody.TEXTS,
                        "expand", ClosedBody.TEXT,
                        "properties", ClosedBody.TEXTS,
                        "fieldsByKeys", ClosedBody.BOOLEAN,
                        "reconcileIssues", ClosedBody.INTEGERS,
                        "includeArchivedProjects", ClosedBody.BOOLEAN));
        Set<Long> reconciled = new HashSet<>();
        body.path("reconcileIssues").forEach(id -> reconciled.add(id.asLong()));
        List<String> fields = ClosedBody.texts(body.path("fields")).stream()
                .flatMap(field -> Arrays.stream(field.split(",", -1)))
                .map(String::strip)
                .toList();
        return new SearchRequest(
                        body.path("jql").asText(""),
                        Optional.ofNullable(body.path("nextPageToken").textValue()),
                        maxResults(body.path("maxResults")),
                        fields,
                        body.path("expand").asText(""),
                        reconciled)
                .checked(body.path("properties").size());
    }

    private static int maxResults(JsonNode given) {
        // a number that is no int is out of bounds too, and must not wrap around
        return given.isNumber() && !given.canConvertToInt() ? 0 : given.asInt(50);
    }

    /** What a token is bound to. */
    String about(int api) {
        return api + "\n" + fields + "\n" + jql;
    }

    private SearchRequest checked(int properties) {
        if (maxResults < 1 || maxResults > 5000) {
            throw Refusal.of(400, "The max results parameter has to be between 1 and 5,000.");
        }
        if (reconciled.size() > MAX_RECONCILED) {
            throw Refusal.of(400, "The number of issues to reconcile has to be at most 50.");
        }
        if (properties > MAX_PROPERTIES) {
            throw Refusal.of(400, "The number of properties has to be at most 5.");
        }
        return this;
    }
}
