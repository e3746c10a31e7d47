package io.zenem.jira.mapping;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** A field's value as a sample shows it: each text once, short, on one line. */
final class SampleText {
    /** Enough to recognise a value by; what is longer is personal data that nobody needs here. */
    static final int MAX_LENGTH = 80;

    private SampleText() {}

    /** The texts of a value, each once, in its order; none where nothing in it can be read. */
    static List<String> of(FieldText field, JsonNode value) {
        return field.read(value).stream()
                .map(read -> line(read.text()))
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    /** One line without control characters, cut where it is long. */
    static String line(String text) {
        return beginning(text.replaceAll("[\\s\\p{Cntrl}\\p{Z}]+", " ").strip());
    }

    static String beginning(String text) {
        return text.codePointCount(0, text.length()) <= MAX_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH)).stripTrailing() + "…";
    }
}
