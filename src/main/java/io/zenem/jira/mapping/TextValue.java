package io.zenem.jira.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.AdfText;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jira.jira.WikiText;

/**
 * What a person would read in any of Jira's values.
 *
 * @param richText plain text is wiki markup
 * @param moments text is a moment, in some user's offset: written in UTC, or a delivery and a later read would differ
 */
record TextValue(boolean richText, boolean moments) {
    /** Jira's arrays are flat; this much nesting is only a safeguard. */
    private static final int MAX_DEPTH = 8;

    private static final Pattern JIRA_MOMENT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}[+-]\\d{4}");

    static TextValue of(String fieldId, SiteContext site) {
        return site.field(fieldId)
                .map(f -> new TextValue(
                        f.richText(), f.type().filter("datetime"::equals).isPresent()))
                .orElseGet(() -> new TextValue(RichFields.knownByName(fieldId), !fieldId.startsWith("customfield_")));
    }

    /** The value as one text, the elements of arrays joined by commas; empty where nothing in it can be read. */
    Optional<String> one(JsonNode value) {
        if (value.isArray()) {
            List<String> elements = many(value);
            return elements.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", elements));
        }
        return single(value);
    }

    /** The value as a list: an array's elements, a cascading option's parent and child, or the one value. */
    List<String> many(JsonNode value) {
        List<String> texts = new ArrayList<>();
        collect(value, texts, 0);
        return texts;
    }

    private void collect(JsonNode value, List<String> into, int depth) {
        if (value.isArray() && depth < MAX_DEPTH) {
            value.forEach(element -> collect(element, into, depth + 1));
        } else if (value.isObject() && value.path("child").isObject() && depth == 0) {
            single(value.path("value")).ifPresent(into::add);
            single(value.path("child").path("value")).ifPresent(into::add);
        } else {
            single(value).ifPresent(into::add);
        }
    }

    private Optional<String> single(JsonNode value) {
        if (value.isTextual()) {
            return Optional.of(CleanText.of(text(value)));
        }
        if (value.isNumber()) {
            return Optional.of(
                    NumberValue.of(value).map(BigDecimal::toPlainString).orElseGet(value::asText));
        }
        if (value.isBoolean()) {
            return Optional.of(value.asText());
        }
        return value.isObject() ? object(value) : Optional.empty();
    }

    private String text(JsonNode value) {
        String text = value.textValue();
        if (richText) {
            return WikiText.toPlainText(text);
        }
        if (moments && JIRA_MOMENT.matcher(text).matches()) {
            return JiraTime.parse(value).map(DateValue::wire).orElse(text);
        }
        return text;
    }

    /** By shape: document; cascading option; option; user; all that has a name; issue; and what has an id at least. */
    private static Optional<String> object(JsonNode value) {
        if (value.path("type").asText("").equals("doc") && value.path("content").isArray()) {
            return Optional.of(CleanText.of(AdfText.toPlainText(value)));
        }
        if (value.path("child").isObject()) {
            String both = List.of(value.path("value"), value.path("child").path("value")).stream()
                    .flatMap(part -> scalar(part).stream())
                    .collect(Collectors.joining(" - "));
            return Optional.of(both).filter(text -> !text.isEmpty());
        }
        return name(value);
    }

    /** The text that stands for an object alone, without what is nested in it: of a cascading option its own value. */
    static Optional<String> name(JsonNode object) {
        return List.of("value", "displayName", "name", "title", "label", "key", "id").stream()
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
