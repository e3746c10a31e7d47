package io.zenem.jira.jira;

import java.util.OptionalLong;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** Jira's ids: positive numbers that some answers write as numbers and others as text. */
public final class JiraId {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private JiraId() {}

    /** The id; empty for whatever is none, so that it never becomes the id of something else. */
    public static OptionalLong of(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return positive(value.longValue());
        }
        return value.isTextual() ? of(value.textValue()) : OptionalLong.empty();
    }

    public static OptionalLong of(String text) {
        return DIGITS.matcher(text).matches() ? positive(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static OptionalLong positive(long id) {
        return id > 0 ? OptionalLong.of(id) : OptionalLong.empty();
    }
}
