package io.zenem.jira.jira;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * A walk through one of Jira's offset-paged lists. The server may give fewer than asked for, so the offset advances by what came, and an
 * empty page ends the walk whatever {@code isLast} says. When something in front of an offset leaves the list, all behind it move up, and one
 * of them would never be named: so a page begins with the last one of the page before, and where it does not, the walk begins again.
 *
 * @param kind versions, boards or sprints
 * @param reference the project or board whose list it is
 * @param startAt how many of the list came
 * @param last the id that came last, empty before the first page
 * @param found what came so far, by id
 * @param pages so many came since the walk began, or began again
 * @param askedAt when the first of them was asked for: the list is no newer
 * @param open whether there is a page to ask for
 * @param restarts how often it began again
 * @param incomplete whether Jira repeated itself, went on for longer than any real list, or changed the list at every attempt
 */
public record ListWalk(
        String kind,
        Object reference,
        int startAt,
        String last,
        Map<String, JsonNode> found,
        PageSize size,
        int pages,
        Optional<Instant> askedAt,
        boolean open,
        int restarts,
        boolean incomplete)
        implements PagedWalk<ListWalk> {
    private static final int MOST_AT_ONCE = 50;
    /** More than any real list has. */
    private static final int MOST_PAGES = 1000;

    private static final int MOST_RESTARTS = 3;

    public static ListWalk of(String kind, Object reference) {
        return new ListWalk(
                kind, reference, 0, "", Map.of(), PageSize.of(MOST_AT_ONCE), 0, Optional.empty(), true, 0, false);
    }

    @Override
    public JiraRequest request(JiraRequests requests) {
        return switch (kind) {
            case "versions" -> requests.versions(reference, from(), size.now());
            case "boards" -> requests.boards(reference, from(), size.now());
            case "sprints" -> requests.sprints(reference, from(), size.now());
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** A page of one has no room for the one before. */
    private boolean overlaps() {
        return !last.isEmpty() && size.now() > 1;
    }

    private int from() {
        return overlaps() ? startAt - 1 : startAt;
    }

    @Override
    public ListWalk after(JsonNode page) {
        throw new UnsupportedOperationException("A list has to know when it was asked for.");
    }

    @Override
    public ListWalk after(JsonNode page, Instant now) {
        JsonNode came = page.path("values");
        if (!came.isArray()) {
            throw new JiraUnavailable(200, "Jira answered without a list of " + kind + ".");
        }
        Map<String, JsonNode> all = new LinkedHashMap<>(found);
        // what is named twice on a page has one place in the list
        Set<String> ids = new LinkedHashSet<>();
        came.forEach(value -> {
            ids.add(value.path("id").asText());
            all.put(value.path("id").asText(), value);
        });
        boolean fresh = all.size() > found.size();
        boolean moved = overlaps() && !came.path(0).path("id").asText().equals(last);
        if (moved && (fresh || came.isEmpty()) && restarts < MOST_RESTARTS) {
            return new ListWalk(
                    kind, reference, 0, "", Map.of(), size.after(), 0, Optional.empty(), true, restarts + 1, false);
        }
        boolean end = ended(page, ids.size());
        boolean endless = !end && (!fresh || pages + 1 >= MOST_PAGES);
        return new ListWalk(
                kind,
                reference,
                from() + ids.size(),
                ids.stream().reduce(last, (before, id) -> id),
                all,
                size.after(),
                pages + 1,
                askedAt.or(() -> Optional.of(now)),
                !end && !endless,
                restarts,
                incomplete || endless || moved);
    }

    private boolean ended(JsonNode page, int ids) {
        if (page.has("total") || page.has("isLast")) {
            return ids == 0
                    || page.path("isLast").asBoolean(false)
                    || (page.has("total") && from() + ids >= page.path("total").asInt());
        }
        return ids <= (overlaps() ? 1 : 0);
    }

    @Override
    public ListWalk smaller(JiraFailure failure) {
        PageSize fewer = size.smaller().orElseThrow(() -> failure);
        return new ListWalk(kind, reference, startAt, last, found, fewer, pages, askedAt, open, restarts, incomplete);
    }

    public ArrayNode values() {
        return JsonNodeFactory.instance.arrayNode().addAll(found.values());
    }

    @Override
    public String entity() {
        return kind.equals("versions") ? "version" : "sprint";
    }

    @Override
    public String title() {
        return kind + " of " + reference;
    }
}
