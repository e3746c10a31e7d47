package io.zenem.jira.mapping;

import java.math.BigDecimal;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** The points that the active mapping sees on an issue. */
public final class StoryPoints {
    private static final String TARGET = "storyPoints";

    private StoryPoints() {}

    /** The Jira field that holds them; empty where none is mapped. */
    public static Optional<String> fieldId(Mapping mapping) {
        return Optional.ofNullable(mapping.stories().get(TARGET)).map(FieldRule::fieldId);
    }

    /** The points of an issue, read as its story's would be. */
    public static BigDecimal of(JsonNode issue, Mapping mapping) {
        return fieldId(mapping)
                .map(field -> issue.path("fields").path(field))
                .flatMap(NumberValue::of)
                .orElse(BigDecimal.ZERO);
    }

    /** Their sum, written as a story's points are: two halves are 1, and not 1.0. */
    public static BigDecimal sum(BigDecimal some, BigDecimal more) {
        return NumberValue.plain(some.add(more));
    }
}
