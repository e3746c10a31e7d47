package io.zenem.jira.mapping;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The name in the older form of a sprint, which is text: {@code ...Sprint@1f[id=197,name=Sprint 5, again,startDate=...]}. Names and goals are
 * people's texts, of several lines and with commas and equal signs of their own; after the name Jira writes the start, or, where it writes in
 * alphabetical order (the goal before the name), the board.
 */
final class SprintName {
    /** A goal may have many lines, and each comma in it is tried; what is behind so many characters is not looked at. */
    private static final int MAX_LENGTH = 10_000;

    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("\\[(?:.*,)?name=(.*?),(?:startDate|rapidViewId)=.*]$", Pattern.DOTALL),
            Pattern.compile("\\[(?:|[^\\[]*?,)name=(.*?)(?:,\\w+=.*)?]$", Pattern.DOTALL));

    private SprintName() {}

    /** Empty for anything else, and for a text that is not of this form. */
    static Optional<String> of(JsonNode value) {
        String whole = value.isTextual() ? value.textValue() : "";
        String text = whole.length() > MAX_LENGTH ? whole.substring(0, MAX_LENGTH) + "]" : whole;
        int begin = text.indexOf("Sprint@");
        int properties = text.indexOf('[', Math.max(begin, 0));
        return begin < 0 || properties < 0
                ? Optional.empty()
                : FORMS.stream()
                        .map(form -> form.matcher(text).region(properties, text.length()))
                        .filter(Matcher::lookingAt)
                        .map(sprint -> sprint.group(1))
                        .findFirst();
    }
}
