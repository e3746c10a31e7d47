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

    /** From a boolean, 1 or 0, a word, an option of such a word, or an array of one of these; empty otherwise. */
    static Optional<Boolean> of(JsonNode value) {
        if (value.isBoolean()) {
            return Optional.of(value.booleanValue());
        }
        if (value.isArray()) {
            return value.size() == 1 && !value.get(0).isArray() ? of(value.get(0)) : Optional.empty();
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
}
