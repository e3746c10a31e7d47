package io.zenem.jirasim;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jirasim.Endpoint.Access;

/** Reading issues by id or key; both resources see every change at once. */
final class IssueApi {
    private static final int BULK = 100;
    private static final int BULK_OF_SINGLE_VALUES = 1000;
    private static final Set<String> COSTLY_EXPANDS =
            Set.of("changelog", "editmeta", "operations", "renderedFields", "transitions", "versionedRepresentations");

    private final Site site;

    IssueApi(Site site) {
        this.site = site;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/rest/api/:v/issue/bulkfetch", Access.ANYONE, this::bulkFetch),
                Endpoint.get("/rest/api/:v/issue/:idOrKey", Access.ANYONE, this::issue));
    }

    private Reply issue(Call call) {
        if (!call.member()) {
            throw Refusal.noIssue();
        }
        FieldSelection selection = FieldSelection.of(call.queryList("fields"), "*all");
        return Reply.json(site.read(() -> {
            Issue issue = site.find(call.param("idOrKey")).orElseThrow(Refusal::noIssue);
            if (!site.visible(issue)) {
                throw site.dataCenter() ? Refusal.hiddenIssue() : Refusal.noIssue();
            }
            return new IssueShape(site.wireShapes(call.api()), selection).write(issue);
        }));
    }

    private Reply bulkFetch(Call call) {
        JsonNode body = call.json();
        ClosedBody.check(
                body,
                Map.of(
                        "issueIdsOrKeys", ClosedBody.TEXTS,
                        "fields", ClosedBody.TEXTS,
                        "fieldsByKeys", ClosedBody.BOOLEAN,
                        "expand", ClosedBody.TEXTS,
                        "properties", ClosedBody.TEXTS));
        List<String> wanted = ClosedBody.texts(body.path("issueIdsOrKeys"));
        List<String> fields = ClosedBody.texts(body.path("fields")).stream()
                .flatMap(field -> Arrays.stream(field.split(",", -1)))
                .toList();
        FieldSelection selection = FieldSelection.of(fields, "*navigable");
        refuseWrongCount(wanted.size(), limit(selection, ClosedBody.texts(body.path("expand"))));
        ObjectNode answer = Json.object().put("expand", "schema,names");
        List<ObjectNode> issues = call.member() ? site.read(() -> fetch(call, wanted, selection)) : List.of();
        ArrayNode readable = answer.putArray("issues");
        ArrayNode errors = answer.putArray("issueErrors");
        issues.forEach(issue -> {
            String id = issue.path("id").asText();
            if (site.faults.on(DemoFaults.Switch.UNREADABLE_BY_ID) && Long.parseLong(id) % 7 == 0) {
                errors.addObject().put("id", id).put("errorMessage", "The issue could not be loaded.");
            } else {
                readable.add(issue);
            }
        });
        FieldShape.expand(answer, body.path("expand").toString(), selection, site.fields);
        return Reply.json(answer);
    }

    private List<ObjectNode> fetch(Call call, List<String> wanted, FieldSelection selection) {
        TreeMap<Long, Issue> found = new TreeMap<>();
        for (String idOrKey : wanted) {
            site.find(idOrKey).filter(site::visible).ifPresent(issue -> found.put(issue.id(), issue));
        }
        IssueShape shape = new IssueShape(site.wireShapes(call.api()), selection);
        return found.values().stream().map(shape::write).toList();
    }

    private static void refuseWrongCount(int count, int limit) {
        if (count == 0) {
            throw Refusal.of(400, "The issueIdsOrKeys parameter must contain at least one issue.");
        }
        if (count > limit) {
            throw Refusal.of(400, "The number of issues requested (" + count + ") exceeds the limit of " + limit + ".");
        }
    }

    /** A hundred issues; a thousand where only single-valued fields are named and nothing costly is expanded. */
    private int limit(FieldSelection selection, List<String> expand) {
        boolean named = !selection.wildcard()
                && !selection.included().isEmpty()
                && selection.included().size() <= BULK;
        boolean single = selection.select(site.fields).stream().allMatch(Field::singleValued);
        return named && single && expand.stream().noneMatch(COSTLY_EXPANDS::contains) ? BULK_OF_SINGLE_VALUES : BULK;
    }
}
