package io.zenem.jira.mapping;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** The name in the older form of a sprint, which is text: {@code ...Sprint@1f[id=197,name=Sprint 5, again,state=ACTIVE]}. */
final class SprintName {
    /** A goal may be long, and the pattern tries every place of a text that does not fit it. */
    private static final int MAX_LENGTH = 2000;

    private static final Pattern NAME = Pattern.compile("Sprint@[^\\[]*\\[.*?(?<=[\\[,])name=(.*?)(?:,\\w+=.*)?]$");

    private SprintName() {}

    /** Empty for anything else, and for a text that is not of this form. */
    static Optional<String> of(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : "";
        Matcher sprint = NAME.matcher(text.length() > MAX_LENGTH ? "" : text);
        return sprint.find() ? Optional.of(sprint.group(1)) : Optional.empty();
    }
}
