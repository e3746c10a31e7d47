package io.zenem.jira.overview;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
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
    private static final int MOST = 200;

    private final JiraRequests requests;

    SiteChoices(JiraRequests requests) {
        this.requests = requests;
    }

    /**
     * What is looked for; a record, because a bare text loses its quotes on its way through a route.
     *
     * @param list projects, boards, issue-types or statuses
     * @param search a text that a name or key is to contain; empty text for everything
     */
    public record Choice(String list, String search, int page, int size) {
        boolean finds(JsonNode element) {
            String wanted = search.toLowerCase(Locale.ROOT);
            return Stream.of("key", "name").anyMatch(field -> element.path(field)
                    .asText()
                    .toLowerCase(Locale.ROOT)
                    .contains(wanted));
        }

        long from() {
            return (long) page * size;
        }
    }

    /** What the request's path and query name; of projects and boards Jira gives at most 50 at a time. */
    public Choice choice(ApiRequest request) {
        QueryParameters query = request.query();
        String list = request.parameter("last").orElse("");
        int most = list.equals("projects") || list.equals("boards") ? MOST_LISTED : MOST;
        Choice choice =
                new Choice(list, query.text("search", LONGEST), query.page(), query.integer("size", 20, 1, most));
        query.check();
        return choice;
    }

    /** Asks for a page of projects or boards, or for all types or statuses; Data Center gives all projects. */
    public JiraRequest request(Choice choice) {
        return switch (choice.list()) {
            case "projects" -> requests.projectChoice(choice.search(), choice.from(), choice.size());
            case "boards" -> requests.boardChoice(choice.search(), choice.from(), choice.size());
            case "issue-types" -> requests.issueTypes();
            default -> requests.statuses();
        };
    }

    /**
     * Projects as {@code {id, key, name}}, boards as {@code {id, name, type, projectKey}}, issue types as
     * {@code {id, name, subtask, hierarchyLevel}}, statuses as {@code {id, name, category}}.
     */
    public JsonNode page(Choice choice, JsonNode answer) {
        return switch (choice.list()) {
            case "projects" -> projects(answer, choice);
            case "boards" -> boards(answer, choice);
            case "issue-types" -> slice(chosen(answer, List.of("id", "name", "subtask", "hierarchyLevel")), choice);
            default -> slice(statuses(answer), choice);
        };
    }

    private static JsonNode projects(JsonNode answer, Choice choice) {
        List<JsonNode> projects = chosen(answer.path("values"), List.of("id", "key", "name"));
        return answer.has("total") ? page(projects, choice, answer.path("total").asLong()) : slice(projects, choice);
    }

    /** The last page is the only one that tells how many there are. */
    private static JsonNode boards(JsonNode answer, Choice choice) {
        List<JsonNode> boards = answer.path("values")
                .valueStream()
                .map(board -> (JsonNode) picked(board, List.of("id", "name", "type"))
                        .put("projectKey", board.at("/location/projectKey").asText(null)))
                .toList();
        boolean more = !answer.path("isLast").asBoolean(boards.size() < choice.size());
        return page(boards, choice, answer.path("total").asLong(choice.from() + boards.size() + (more ? 1 : 0)));
    }

    private static List<JsonNode> statuses(JsonNode answer) {
        return answer.valueStream()
                .map(status -> (JsonNode) picked(status, List.of("id", "name"))
                        .put("category", status.at("/statusCategory/key").asText(null)))
                .toList();
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

    private static JsonNode slice(List<JsonNode> all, Choice choice) {
        List<JsonNode> found = all.stream().filter(choice::finds).toList();
        return page(found.stream().skip(choice.from()).limit(choice.size()).toList(), choice, found.size());
    }

    private static JsonNode page(List<JsonNode> content, Choice choice, long total) {
        ObjectNode answer = NODES.objectNode();
        answer.putArray("content").addAll(content);
        return answer.put("page", choice.page())
                .put("size", choice.size())
                .put("totalElements", total)
                .put("totalPages", (total + choice.size() - 1) / choice.size());
    }
}
