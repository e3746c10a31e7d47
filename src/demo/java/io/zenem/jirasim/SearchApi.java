package io.zenem.jirasim;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jirasim.Endpoint.Access;

/** Searching: {@code /search/jql}, the approximate count, and the removed {@code /search}. */
final class SearchApi {
    private static final int PAGE_WITH_FIELDS = 100;
    private static final String REMOVED = "The requested API has been removed. Please migrate to the"
            + " /rest/api/3/search/jql API. A full migration guideline is available at"
            + " https://developer.atlassian.com/changelog/#CHANGE-2046";

    private final Site site;
    private final Search search;
    private final Walks walks = new Walks();

    SearchApi(Site site) {
        this.site = site;
        this.search = new Search(site);
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/rest/api/:v/search/jql", Access.ANYONE, call -> search(call, SearchRequest.get(call))),
                Endpoint.post(
                        "/rest/api/:v/search/jql",
                        Access.ANYONE,
                        call -> search(call, SearchRequest.post(call.json()))),
                Endpoint.post("/rest/api/:v/search/approximate-count", Access.ANYONE, this::count),
                Endpoint.get("/rest/api/:v/search", Access.ANYONE, call -> removed()),
                Endpoint.post("/rest/api/:v/search", Access.ANYONE, call -> removed()));
    }

    private static Reply removed() {
        throw Refusal.of(410, REMOVED);
    }

    private Reply search(Call call, SearchRequest request) {
        Jql jql = bounded(request.jql());
        if (!call.member()) {
            return Reply.json(
                    Json.object().<ObjectNode>set("issues", Json.array()).put("isLast", true));
        }
        return Reply.json(site.read(() -> page(call.api(), request, jql)));
    }

    private ObjectNode page(int api, SearchRequest request, Jql jql) {
        Walks.Place place = request.token()
                .map(token -> walks.place(token, request.about(api))
                        .orElseThrow(() -> Refusal.of(400, "The provided next page token is invalid or expired.")))
                .orElseGet(() ->
                        new Walks.Place(walks.start(request.about(api), search.slots(jql, request.reconciled())), 0));
        FieldSelection selection = FieldSelection.of(request.fields(), "id");
        int size = selection.identityOnly() ? request.maxResults() : Math.min(PAGE_WITH_FIELDS, request.maxResults());
        int[] slots = place.walk().slots;
        if (site.faults.on(DemoFaults.Switch.SHORT_SEARCH_PAGES)) {
            size = Math.max(1, size / 3);
        }
        int to = Math.min(slots.length, place.from() + size);
        IssueShape shape = new IssueShape(site.wireShapes(api), selection);
        ArrayNode issues = Json.array();
        long now = site.now();
        for (int i = place.from(); i < to; i++) {
            // who was deleted since the walk began is missing from its page
            search.seen(slots[i], request.reconciled(), now).map(shape::write).ifPresent(issues::add);
        }
        ObjectNode body = Json.object();
        body.set("issues", issues);
        Optional<String> next = to < slots.length ? Optional.of(walks.token(place.walk(), to)) : Optional.empty();
        if (request.token().isPresent() && site.faults.on(DemoFaults.Switch.REPEATED_PAGE_TOKEN)) {
            next = request.token();
        }
        next.ifPresent(token -> body.put("nextPageToken", token));
        body.put("isLast", next.isEmpty());
        FieldShape.expand(body, request.expand(), selection, site.fields);
        return body;
    }

    private Reply count(Call call) {
        ClosedBody.check(call.json(), Map.of("jql", ClosedBody.TEXT));
        if (site.faults.on(DemoFaults.Switch.COUNT_UNAVAILABLE)) {
            throw Refusal.of(503, "The count is not available.");
        }
        Jql jql = bounded(call.json().path("jql").asText(""));
        int count = call.member() ? site.read(() -> search.slots(jql, java.util.Set.of()).length) : 0;
        return Reply.json(Json.object().put("count", count));
    }

    private static Jql bounded(String text) {
        Jql jql = JqlParser.parse(text);
        if (jql.where().isEmpty()) {
            throw Refusal.of(
                    400, "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.");
        }
        return jql;
    }
}
