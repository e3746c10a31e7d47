package io.zenem.jira.jira;

import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * A walk through one of Jira's offset-paged lists. The server may give fewer than asked for, so the offset advances by what
 * came, and an empty page ends the walk whatever {@code isLast} says.
 *
 * @param kind versions, boards or sprints
 * @param reference the project or board whose list it is
 * @param values what came so far
 * @param open whether there is a page to ask for
 */
public record ListWalk(String kind, Object reference, int startAt, ArrayNode values, boolean open) {
    /** More pages than any real list has: the server repeats itself. */
    private static final int MOST_VALUES = 100_000;

    /** The beginning of a walk. */
    public static ListWalk of(String kind, Object reference) {
        return new ListWalk(kind, reference, 0, JsonNodeFactory.instance.arrayNode(), true);
    }

    /** The next page. */
    JiraRequest request(JiraRequests requests) {
        return switch (kind) {
            case "versions" -> requests.versions(reference, startAt);
            case "boards" -> requests.boards(reference, startAt);
            case "sprints" -> requests.sprints(reference, startAt);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** The walk after a page. */
    ListWalk after(JsonNode page) {
        JsonNode came = page.path("values");
        if (!came.isArray()) {
            throw new JiraUnavailable(200, "Jira answered without a list of " + kind + ".");
        }
        Set<String> ids = new HashSet<>();
        values.forEach(value -> ids.add(value.path("id").asText()));
        // a list that moves while it is read names some twice
        came.forEach(value -> {
            if (ids.add(value.path("id").asText())) {
                values.add(value);
            }
        });
        int next = startAt + came.size();
        boolean last = page.path("isLast").asBoolean(false)
                || (page.has("total") && next >= page.path("total").asInt());
        if (next > MOST_VALUES) {
            throw new JiraUnavailable(200, "Jira's list of " + kind + " does not end.");
        }
        return new ListWalk(kind, reference, next, values, !came.isEmpty() && !last);
    }
}
