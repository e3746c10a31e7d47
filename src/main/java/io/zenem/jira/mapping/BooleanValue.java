package io.zenem.jira.mapping;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** Yes and no in the ways that Jira's fields say it. */
final class BooleanValue {
    private static final Set<String> YES = Set.of("true", "yes", "y", "1", "on");
    private static final Set<String> NO = Set.of("false", "no", "n", "0", "off");

    private BooleanValue() {}

    /** From a boolean, 1 or 0, a word, an option of such a word, or checkboxes; empty otherwise. */
    static Optional<Boolean> of(JsonNode value) {
        if (value.isBoolean()) {
            return Optional.of(value.booleanValue());
        }
        if (value.isArray()) {
            return several(value);
        }
        if (value.isObject()) {
            return value.path("value").isValueNode() ? of(value.path("value")) : Optional.empty();
        }
        String word = (value.isNumber()
                        ? NumberValue.of(value).map(Object::toString).orElse("")
                        : value.asText(""))
                .trim()
                .toLowerCase(Locale.ROOT);
        return YES.contains(word) ? Optional.of(true) : NO.contains(word) ? Optional.of(false) : Optional.empty();
    }

    /** A single yes or no; of other checkboxes, whether any is ticked: Jira's Flagged is an array of one "Impediment". */
    private static Optional<Boolean> several(JsonNode options) {
        Optional<Boolean> word =
                options.size() == 1 && !options.get(0).isArray() ? of(options.get(0)) : Optional.empty();
        boolean ticked = !options.isEmpty()
                && options.valueStream().allMatch(option -> option.path("value").isTextual());
        return word.isPresent() || !ticked ? word : Optional.of(true);
    }
}
