package io.zenem.jira.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraField;

/**
 * What a person reads of a field's value: short, on one line, arrays element by element. Which form a value has is said by
 * the schema's type (Jira: GET /field); what has another form than its type says is read by its shape.
 */
final class SampleText {
    /** Enough to recognise a value by; what is longer is personal data that nobody needs here. */
    static final int MAX_LENGTH = 80;

    /** Jira's arrays are flat; this much nesting is only a safeguard. */
    private static final int MAX_DEPTH = 4;

    /** Of these, every issue has a value, which mostly says "none": they are used where there is something to read. */
    private static final Set<String> ALWAYS_THERE = Set.of(
            "progress",
            "votes",
            "watches",
            "timetracking",
            "comments-page",
            "worklog",
            "issuerestriction",
            "sd-servicelevelagreement");

    private final TextValue text;
    private final String kind;

    private SampleText(TextValue text, String kind) {
        this.text = text;
        this.kind = kind;
    }

    static SampleText of(JiraField field, SiteContext site) {
        return new SampleText(TextValue.of(field.id(), site), kind(field));
    }

    /** The type that counts: of an array, its elements'; in lower case. */
    static String kind(JiraField field) {
        String type = Compatibility.schemaType(field).orElse("any");
        return (type.equals("array") ? field.items().orElse("any") : type).toLowerCase(Locale.ROOT);
    }

    /** The texts of a value, each once, in its order; none where nothing in it can be read. Total: any JSON goes in. */
    List<String> of(JsonNode value) {
        List<String> texts = new ArrayList<>();
        collect(value, texts, 0);
        return texts.stream()
                .map(SampleText::line)
                .filter(line -> !line.isEmpty() && !emptyJson(line))
                .distinct()
                .toList();
    }

    /** Whether the issue has the field at all, be it something that cannot be read. */
    boolean used(JsonNode value) {
        boolean blank = value.isMissingNode()
                || value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual()
                        && (value.textValue().isBlank()
                                || emptyJson(value.textValue().strip())))
                || ParentValue.unset(value);
        return !blank && (!ALWAYS_THERE.contains(kind) || !of(value).isEmpty());
    }

    /** What apps write into text fields that they fill themselves, Jira's own Development among them. */
    private static boolean emptyJson(String text) {
        return text.equals("{}") || text.equals("[]");
    }

    private void collect(JsonNode value, List<String> into, int depth) {
        JsonNode elements = value.path("worklogs").isArray() ? value.path("worklogs") : value;
        if (elements.isArray() && depth < MAX_DEPTH) {
            elements.forEach(element -> collect(element, into, depth + 1));
        } else {
            one(elements).ifPresent(into::add);
        }
    }

    private Optional<String> one(JsonNode value) {
        if (!value.isObject()) {
            return kind.equals("json") ? SprintName.of(value).or(() -> text.one(value)) : scalar(value);
        }
        return switch (kind) {
            case "progress", "votes", "watches", "timetracking", "comments-page", "worklog", "attachment" ->
                IssueFigures.of(kind, value);
            case "issuelink", "issuelinks" -> link(value);
            case "user" -> UserValue.of(value).map(SampleText::person).or(() -> text.one(value));
            case "sd-servicelevelagreement",
                    "sd-approvals",
                    "sd-customerrequesttype",
                    "sd-feedback",
                    "sd-request-feedback" -> ServiceDeskText.of(kind, value);
            default -> any(value);
        };
    }

    private Optional<String> scalar(JsonNode value) {
        return switch (kind) {
            case "number" -> NumberValue.of(value).map(Object::toString).or(() -> text.one(value));
            case "date" -> DateValue.written(value).or(() -> text.one(value));
            case "datetime" -> DateValue.moment(value).or(() -> text.one(value));
            default -> text.one(value);
        };
    }

    /** An option, a version, a team ...; Data Center's Parent Link wraps its issue in {@code data}. */
    private Optional<String> any(JsonNode value) {
        return value.path("data").path("key").isTextual() ? text.one(value.path("data")) : text.one(value);
    }

    private static String person(SeenUser user) {
        return user.displayName().isEmpty() ? user.accountId() : user.displayName();
    }

    /** {@code blocks ABC-12} of a link, the key alone of a parent or a sub-task. */
    private Optional<String> link(JsonNode value) {
        for (String direction : List.of("outward", "inward")) {
            JsonNode key = value.path(direction + "Issue").path("key");
            if (key.isTextual()) {
                return Optional.of(value.path("type").path(direction).asText("") + " " + key.textValue());
            }
        }
        return value.path("key").isTextual() ? Optional.of(value.path("key").textValue()) : any(value);
    }

    /** One line without control characters, cut where it is long. */
    private static String line(String text) {
        String line =
                CleanText.of(text).replaceAll("[\\s\\p{Cntrl}\\p{Z}]+", " ").strip();
        return line.codePointCount(0, line.length()) <= MAX_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH)).strip() + "…";
    }
}
