package io.zenem.jira.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.WikiText;

/**
 * What a person reads in the values of one field. It is the one reader of samples, of mapping tests and of the copy, so that what /fields
 * shows is what the copy gets. The schema's type says which form a value has (Jira: GET /field); a value of another form is read by its
 * shape.
 *
 * @param kind the schema's type, of an array its elements', in lower case
 * @param richText plain text is wiki markup
 * @param sprint text is the older form of a sprint
 * @param custom apps may write JSON into it as text
 * @param ofApp of no kind of Jira's own: an app fills it, so a text that looks like nothing was written by nobody, and is nothing
 */
record FieldText(String kind, boolean richText, boolean sprint, boolean custom, boolean ofApp) {
    /** Jira's arrays are flat; this much nesting is only a safeguard. */
    private static final int MAX_DEPTH = 8;

    private static final String OWN = "com.atlassian.jira.plugin.system.customfieldtypes:";

    /** Every issue has a value in these, which mostly says "none": they count as used where there is something to read. */
    private static final Set<String> ALWAYS_THERE = Set.of(
            "progress",
            "votes",
            "watches",
            "timetracking",
            "comments-page",
            "worklog",
            "issuerestriction",
            "sd-servicelevelagreement");

    /** An element of an array, or the one value, with its text. */
    record Read(JsonNode value, String text) {}

    static FieldText of(JiraField field) {
        String kind = kind(field);
        return new FieldText(
                kind,
                field.richText(),
                field.sprint() || kind.equals("json"),
                field.id().startsWith("customfield_"),
                field.id().startsWith("customfield_")
                        && field.customType()
                                .filter(custom -> custom.startsWith(OWN))
                                .isEmpty());
    }

    /** For a field that the site's list may not name: then all of a system field's moments count as such. */
    static FieldText of(String fieldId, SiteContext site) {
        boolean custom = fieldId.startsWith("customfield_");
        return site.field(fieldId)
                .map(FieldText::of)
                .orElseGet(() ->
                        new FieldText(custom ? "any" : "moment", JiraField.richText(fieldId), false, custom, custom));
    }

    /** The type that counts: of an array, its elements'; in lower case. */
    static String kind(JiraField field) {
        String type = Compatibility.schemaType(field).orElse("any");
        return (type.equals("array") ? field.items().orElse("any") : type).toLowerCase(Locale.ROOT);
    }

    /** All of a value that can be read, in its order; null, blank and empty elements say nothing. Never throws, whatever the JSON. */
    List<Read> read(JsonNode value) {
        List<Read> reads = new ArrayList<>();
        collect(value, reads, 0);
        return reads;
    }

    /** Whether an issue with this value has the field at all, even if the value cannot be read. */
    boolean used(JsonNode value) {
        boolean needsText = richText || ALWAYS_THERE.contains(kind);
        return !blank(value)
                && !ParentValue.unset(value)
                && (!needsText || !read(value).isEmpty());
    }

    /** Jira's ways of saying nothing: null, an empty text, an empty object, an array of nothing else. */
    private boolean blank(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().allMatch(element -> element.isArray() ? element.isEmpty() : blank(element));
        }
        return value.isMissingNode()
                || value.isNull()
                || (value.isObject() && value.isEmpty())
                || (value.isTextual() && nothing(value.textValue()));
    }

    private void collect(JsonNode value, List<Read> into, int depth) {
        JsonNode elements = value.path("worklogs").isArray() ? value.path("worklogs") : value;
        if (elements.isArray()) {
            if (depth < MAX_DEPTH) {
                elements.forEach(element -> collect(element, into, depth + 1));
            }
        } else {
            (elements.isObject() ? KindText.of(kind, elements) : scalar(elements))
                    .map(CleanText::of)
                    .filter(text -> !nothing(text))
                    .ifPresent(text -> into.add(new Read(elements, text)));
        }
    }

    /** Blank, or what apps write into text fields that they fill themselves, Jira's own Development among them. */
    private boolean nothing(String text) {
        return text.isBlank()
                || (ofApp && (text.strip().equals("{}") || text.strip().equals("[]")));
    }

    private Optional<String> scalar(JsonNode value) {
        return switch (kind) {
            case "number" -> number(value).or(() -> any(value));
            case "date" -> DateValue.written(value).or(() -> any(value));
            case "datetime" -> DateValue.moment(value).or(() -> any(value));
            case "moment" -> DateValue.jiraMoment(value).or(() -> any(value));
            default -> any(value);
        };
    }

    private Optional<String> any(JsonNode value) {
        if (value.isTextual()) {
            return Optional.of(text(value));
        }
        return value.isNumber() || value.isBoolean()
                ? number(value).or(() -> Optional.of(value.asText()))
                : Optional.empty();
    }

    private static Optional<String> number(JsonNode value) {
        return NumberValue.of(value).map(BigDecimal::toPlainString);
    }

    private String text(JsonNode value) {
        if (richText) {
            return WikiText.toPlainText(value.textValue());
        }
        Optional<String> known = sprint
                ? SprintName.of(value)
                : custom ? DateInterval.of(value).map(DateInterval::text) : Optional.empty();
        return known.orElseGet(value::textValue);
    }
}
