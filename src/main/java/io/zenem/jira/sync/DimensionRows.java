package io.zenem.jira.sync;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.JiraId;
import io.zenem.jira.jira.JiraTime;

/**
 * Versions or sprints as the rows of a page. What is no date is null there and what is no id has no row, each with a warning: one
 * value that the database cannot take must not cost the whole list.
 */
final class DimensionRows {
    /** Enough to recognise a text by. */
    private static final int SHOWN = 40;

    /** It has to fit into an index. */
    private static final int LONGEST_STATE = 255;

    private final ArrayNode rows;
    private final ArrayNode warnings;
    private boolean whole = true;

    DimensionRows(ObjectNode page, String name) {
        this.rows = page.putArray(name);
        this.warnings = page.putArray("warnings");
    }

    /** Whether every element has its row, so that what has none is gone. */
    boolean whole() {
        return whole;
    }

    void release(JsonNode version, String projectKey, ZoneId zone) {
        String of = "Version " + named(version) + " of project " + projectKey;
        Function<JsonNode, Optional<LocalDate>> day = value -> JiraTime.day(value, zone);
        row(version, of).ifPresent(row -> row.put("name", version.path("name").asText(""))
                .put("description", text(version, "description"))
                .put("released", version.path("released").asBoolean())
                .put("archived", version.path("archived").asBoolean())
                .put("startDate", date(version, "startDate", day, of))
                .put("releaseDate", date(version, "releaseDate", day, of))
                .put("self", version.path("self").asText("")));
    }

    void sprint(JsonNode sprint) {
        String of = "Sprint " + named(sprint);
        Function<JsonNode, Optional<Instant>> moment = JiraTime::parse;
        String state = sprint.path("state").asText("").toLowerCase(Locale.ROOT);
        row(sprint, of).ifPresent(row -> {
            row.put("name", sprint.path("name").asText(""))
                    .put("state", state.substring(0, Math.min(state.length(), LONGEST_STATE)))
                    .put("goal", text(sprint, "goal"))
                    .put("startDate", date(sprint, "startDate", moment, of))
                    .put("endDate", date(sprint, "endDate", moment, of))
                    .put("completeDate", date(sprint, "completeDate", moment, of))
                    .put("self", sprint.path("self").asText(""));
            // Jira need not tell on which board a sprint was made
            JiraId.of(sprint.path("originBoardId")).ifPresent(board -> row.put("boardId", board));
        });
    }

    private Optional<ObjectNode> row(JsonNode element, String of) {
        OptionalLong id = JiraId.of(element.path("id"));
        if (id.isEmpty()) {
            if (!element.isNull()) {
                whole = false;
                warnings.add(of + " has no numeric id, and is left out.");
            }
            return Optional.empty();
        }
        return Optional.of(rows.addObject().put("jiraId", id.getAsLong()));
    }

    private String date(JsonNode element, String name, Function<JsonNode, ? extends Optional<?>> reader, String of) {
        JsonNode value = element.path(name);
        Optional<String> date = reader.apply(value).map(Object::toString);
        if (date.isEmpty()
                && !value.isMissingNode()
                && !value.isNull()
                && !shown(value).isEmpty()) {
            warnings.add(of + ": " + name + " \"" + shown(value) + "\" is no date, and is left empty.");
        }
        return date.orElse(null);
    }

    private static String named(JsonNode element) {
        return "\"" + shown(element.path("name")) + "\" (" + shown(element.path("id")) + ")";
    }

    /** The beginning of a text from outside, on one line. */
    private static String shown(JsonNode value) {
        String text = (value.isContainerNode() ? "an object" : value.asText(""))
                .replaceAll("[\\s\\p{C}\\p{Z}]+", " ")
                .strip();
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }

    /** A text; one without words is none. */
    private static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
    }
}
