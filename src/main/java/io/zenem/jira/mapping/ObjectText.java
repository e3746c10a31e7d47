package io.zenem.jira.mapping;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.AdfText;

/** Objects of Jira in words, known by their shape. */
final class ObjectText {
    private ObjectText() {}

    /** The text of a document, an interval, a cascading option, an option, a user, anything with a name, an issue, and anything with an id at least. */
    static Optional<String> of(JsonNode value) {
        if (value.path("data").path("key").isTextual()) {
            // Data Center's Parent Link wraps its issue
            return of(value.path("data"));
        }
        if (value.path("type").asText("").equals("doc") && value.path("content").isArray()) {
            return Optional.of(AdfText.toPlainText(value));
        }
        if (value.path("child").isObject()) {
            String both = parts(value).stream().map(FieldText.Read::text).collect(Collectors.joining(" - "));
            return Optional.of(both).filter(text -> !text.isEmpty());
        }
        return DateInterval.of(value).map(DateInterval::text).or(() -> name(value));
    }

    /** A cascading option and its child, each with its own text; nothing of anything else. */
    static List<FieldText.Read> parts(JsonNode value) {
        return value.path("child").isObject()
                ? Stream.of(value, value.path("child"))
                        .flatMap(
                                part -> scalar(part.path("value")).map(text -> new FieldText.Read(part, text)).stream())
                        .toList()
                : List.of();
    }

    /** {@code blocks ABC-12} of a link, the key alone of a parent or a sub-task. */
    static Optional<String> link(JsonNode value) {
        for (String direction : List.of("outward", "inward")) {
            JsonNode key = value.path(direction + "Issue").path("key");
            if (key.isTextual()) {
                return Optional.of(value.path("type").path(direction).asText("") + " " + key.textValue());
            }
        }
        return value.path("key").isTextual() ? Optional.of(value.path("key").textValue()) : of(value);
    }

    /** The text that stands for an object alone, without what is nested in it: of a cascading option its own value. */
    static Optional<String> name(JsonNode object) {
        return Stream.of("value", "displayName", "name", "title", "label", "key", "id")
                .flatMap(property -> scalar(object.path(property)).stream())
                .findFirst()
                .or(() -> scalar(object.path("requestType").path("name")));
    }

    private static Optional<String> scalar(JsonNode value) {
        return value.isValueNode() && !value.isNull()
                ? Optional.of(CleanText.of(value.asText())).filter(text -> !text.isEmpty())
                : Optional.empty();
    }
}
