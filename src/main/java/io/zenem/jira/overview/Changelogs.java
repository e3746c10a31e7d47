package io.zenem.jira.overview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jira.jira.JiraUnavailable;

/** What Jira's changelogs tell of some issues: how the values of their fields changed, the oldest change first. */
final class Changelogs {
    static final JiraField STATUS = JiraField.of("status");

    private final Map<Long, Map<String, List<Timeline.Change>>> changes = new HashMap<>();

    /** Adds an issue's entries of these fields; more of them may come on a later page. */
    void add(JsonNode log, Collection<JiraField> fields) {
        Map<String, List<Timeline.Change>> byField =
                changes.computeIfAbsent(log.path("issueId").asLong(), issue -> new HashMap<>());
        fields.forEach(field ->
                byField.computeIfAbsent(field.id(), id -> new ArrayList<>()).addAll(changes(log, field)));
    }

    List<Timeline.Change> of(long issue, String fieldId) {
        return changes.getOrDefault(issue, Map.of()).getOrDefault(fieldId, List.of());
    }

    /** The changes of a field of every issue. */
    Stream<Timeline.Change> all(String fieldId) {
        return changes.keySet().stream().flatMap(issue -> of(issue, fieldId).stream());
    }

    static List<Timeline.Change> changes(JsonNode log, JiraField field) {
        List<Timeline.Change> changes = new ArrayList<>();
        for (JsonNode entry : log.path("changeHistories")) {
            for (JsonNode item : entry.path("items")) {
                if (of(item, field)) {
                    changes.add(new Timeline.Change(
                            moment(entry.path("created")), value(item, "from", field), value(item, "to", field)));
                }
            }
        }
        return changes;
    }

    /** Old entries have a field's name only, in English. */
    private static boolean of(JsonNode item, JiraField field) {
        return item.path("fieldId").asText("").isEmpty()
                ? item.path("field").asText().equalsIgnoreCase(field.name())
                : item.path("fieldId").asText().equals(field.id());
    }

    /** The id where the field has ids, else what people see; of points, only the latter is there. */
    private static String value(JsonNode item, String side, JiraField field) {
        String id = item.path(side).asText("");
        boolean ids = field.sprint() || field.id().equals(STATUS.id());
        return ids ? id : item.path(side + "String").asText(id);
    }

    /** Jira's schema says text, its own example has seconds since 1970, and clients have seen milliseconds. */
    static Instant moment(JsonNode created) {
        boolean seconds = created.isIntegralNumber() && created.longValue() < 100_000_000_000L;
        return seconds
                ? Instant.ofEpochSecond(created.longValue())
                : JiraTime.parse(created)
                        .orElseThrow(() -> new JiraUnavailable(200, "Jira's changelog has an entry without a time."));
    }
}
