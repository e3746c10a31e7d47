package io.zenem.jira.mapping;

import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zenem.jira.jira.JiraTime;

/**
 * A date of Jira Product Discovery ({@code jira.polaris:interval}): a month or a quarter, {@code {"start":"2026-04-01","end":"2026-06-30"}},
 * as an object or as the text of one.
 */
record DateInterval(JsonNode start, JsonNode end) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Much longer than any interval, so that no document is parsed in vain. */
    private static final int MAX_LENGTH = 500;

    private static final Set<String> BOUNDS = Set.of("start", "end");

    /** Empty unless all it has is bounds that are dates. */
    static Optional<DateInterval> of(JsonNode value) {
        if (value.isTextual()) {
            return parsed(value.textValue().strip()).filter(JsonNode::isObject).flatMap(DateInterval::of);
        }
        boolean interval = value.isObject()
                && !value.isEmpty()
                && value.properties().stream()
                        .allMatch(bound -> BOUNDS.contains(bound.getKey())
                                && (bound.getValue().isNull() || dated(bound.getValue())));
        return Optional.of(new DateInterval(value.path("start"), value.path("end")))
                .filter(bounds -> interval && (dated(bounds.start) || dated(bounds.end)));
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return text.startsWith("{") && text.length() <= MAX_LENGTH
                    ? Optional.of(JSON.readTree(text))
                    : Optional.empty();
        } catch (JsonProcessingException words) {
            return Optional.empty();
        }
    }

    private static boolean dated(JsonNode bound) {
        return bound.isTextual() && JiraTime.day(bound, ZoneOffset.UTC).isPresent();
    }

    /** The bound that a target is about: the end, unless it is the start date. */
    JsonNode bound(String target) {
        return target.equals("startDate") ? start : end;
    }

    /** {@code 2026-04-01 to 2026-06-30}; a single day as it is. */
    String text() {
        if (!dated(start)) {
            return "until " + end.textValue();
        }
        if (!dated(end)) {
            return "from " + start.textValue();
        }
        return start.equals(end) ? start.textValue() : start.textValue() + " to " + end.textValue();
    }
}
