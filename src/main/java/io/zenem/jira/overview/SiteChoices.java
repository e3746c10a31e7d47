package io.zenem.jira.overview;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.QueryParameters;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;

/** What an admin can choose at Jira for a scope or a mapping, in pages; each page is one request of Jira. */
@ApplicationScoped
@Named("siteChoices")
public class SiteChoices {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST = 255;
    private static final int MOST_LISTED = 50;

    private final JiraRequests requests;

    @Inject
    SiteChoices(JiraRequests requests) {
        this.requests = requests;
    }

    /** A text that a name or key is to contain, in a record, because a bare text loses its quotes on its way through a route. */
    public record Search(String text) {
        boolean finds(JsonNode element) {
            String wanted = text.toLowerCase(Locale.ROOT);
            return Stream.of("key", "name").anyMatch(field -> element.path(field)
                    .asText()
                    .toLowerCase(Locale.ROOT)
                    .contains(wanted));
        }
    }

    /** The request's search; empty text for everything. */
    public Search search(ApiRequest request) {
        QueryParameters query = request.query();
        Search search = new Search(query.text("search", LONGEST));
        query.checkWithPage();
        return search;
    }

    /** The size of a page of projects or boards, of which Jira gives at most 50 at a time. */
    public int size(ApiRequest request) {
        QueryParameters query = request.query();
        int size = query.integer("size", 20, 1, MOST_LISTED);
        query.check();
        return size;
    }

    /** Asks for a page of projects; Data Center gives them all. */
    public JiraRequest projects(Search search, int page, int size) {
        return requests.projectChoice(search.text(), (long) page * size, size);
    }

    /** Asks for a page of boards. */
    public JiraRequest boards(Search search, int page, int size) {
        return requests.boardChoice(search.text(), (long) page * size, size);
    }

    /** Asks for all issue types. */
    public JiraRequest issueTypes() {
        return requests.issueTypes();
    }

    /** Asks for all statuses. */
    public JiraRequest statuses() {
        return requests.statuses();
    }

    /** Projects as {@code {id, key, name}}. */
    public JsonNode projectPage(JsonNode answer, Search search, int page, int size) {
        List<JsonNode> projects = chosen(answer.path("values"), List.of("id", "key", "name"));
        return answer.has("total")
                ? page(projects, page, size, answer.path("total").asLong())
                : slice(projects, search, page, size);
    }

    /** Boards as {@code {id, name, type, projectKey}}; the last page is the only one that tells how many there are. */
    public JsonNode boardPage(JsonNode answer, int page, int size) {
        List<JsonNode> boards = answer.path("values")
                .valueStream()
                .map(board -> (JsonNode) picked(board, List.of("id", "name", "type"))
                        .put("projectKey", board.at("/location/projectKey").asText(null)))
                .toList();
        long before = (long) page * size;
        boolean more = !answer.path("isLast").asBoolean(boards.size() < size);
        return page(boards, page, size, answer.path("total").asLong(before + boards.size() + (more ? 1 : 0)));
    }

    /** Issue types as {@code {id, name, subtask, hierarchyLevel}}, as Jira lists them. */
    public JsonNode typePage(JsonNode answer, Search search, int page, int size) {
        return slice(chosen(answer, List.of("id", "name", "subtask", "hierarchyLevel")), search, page, size);
    }

    /** Statuses as {@code {id, name, category}}. */
    public JsonNode statusPage(JsonNode answer, Search search, int page, int size) {
        List<JsonNode> statuses = answer.valueStream()
                .map(status -> (JsonNode) picked(status, List.of("id", "name"))
                        .put("category", status.at("/statusCategory/key").asText(null)))
                .toList();
        return slice(statuses, search, page, size);
    }

    private static List<JsonNode> chosen(JsonNode elements, List<String> names) {
        return elements.valueStream()
                .map(element -> (JsonNode) picked(element, names))
                .toList();
    }

    private static ObjectNode picked(JsonNode element, List<String> names) {
        ObjectNode picked = NODES.objectNode();
        names.forEach(
                name -> picked.set(name, element.path(name).isMissingNode() ? NODES.nullNode() : element.get(name)));
        return picked;
    }

    private static JsonNode slice(List<JsonNode> all, Search search, int page, int size) {
        List<JsonNode> found = all.stream().filter(search::finds).toList();
        return page(found.stream().skip((long) page * size).limit(size).toList(), page, size, found.size());
    }

    private static JsonNode page(List<JsonNode> content, int page, int size, long total) {
        ObjectNode answer = NODES.objectNode();
        answer.putArray("content").addAll(content);
        return answer.put("page", page)
                .put("size", size)
                .put("totalElements", total)
                .put("totalPages", (total + size - 1) / size);
    }
}
