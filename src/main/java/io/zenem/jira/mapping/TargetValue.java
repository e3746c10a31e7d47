package io.zenem.jira.mapping;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import io.zenem.jira.jira.JiraField;
import io.zenem.jira.jira.SprintField;

/** Makes one target's value of one Jira value; what can't be read becomes null and a warning, never an error. */
record TargetValue(String target, FieldRule rule, SiteContext site, Remarks remarks) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    JsonNode of(TargetType type, JsonNode value) {
        boolean absent = value.isNull() || value.isMissingNode();
        remarks.refers(References.of(type, rule.fieldId(), epicLink(), value));
        return switch (type) {
            case STRINGS -> absent ? JSON.arrayNode() : strings(value);
            case SPRINTS -> absent ? JSON.arrayNode() : sprints(value);
            case RELEASES -> absent ? JSON.arrayNode() : releases(value);
            default -> absent ? JSON.nullNode() : one(type, value);
        };
    }

    private JsonNode one(TargetType type, JsonNode value) {
        return switch (type) {
            case STRING, TEXT -> string(value);
            case STATUS -> JSON.textNode(status(value));
            case USER -> user(value);
            case NUMBER -> readable(value, NumberValue.of(value).map(TargetValue::number), "not a number");
            case BOOLEAN -> readable(value, BooleanValue.of(value).map(JSON::booleanNode), "not a yes or no");
            case DATE ->
                readable(value, DateValue.date(value, site.connectorZone()).map(JSON::textNode), "not a date");
            case DATETIME -> readable(value, DateValue.moment(value).map(JSON::textNode), "not a date and time");
            case PARENT ->
                ParentValue.unset(value) ? JSON.nullNode() : readable(value, ParentValue.of(value), "not an issue");
            default -> throw new IllegalArgumentException(type + " is an array");
        };
    }

    private JsonNode readable(JsonNode value, Optional<? extends JsonNode> read, String problem) {
        if (read.isPresent()) {
            return read.get();
        }
        if (!blank(value)) {
            remarks.unreadable(target, value, problem);
        }
        return JSON.nullNode();
    }

    /** Jira's ways of saying nothing: an empty text, an empty array. */
    private static boolean blank(JsonNode value) {
        return value.isTextual() ? value.textValue().isBlank() : value.isArray() && value.isEmpty();
    }

    private static JsonNode number(BigDecimal number) {
        return number.scale() == 0 && number.precision() <= 18
                ? LongNode.valueOf(number.longValue())
                : DecimalNode.valueOf(number);
    }

    private JsonNode string(JsonNode value) {
        Optional<String> text = text().one(value).map(found -> mapped(found, value));
        return readable(value, text.map(JSON::textNode), "has no text");
    }

    private boolean epicLink() {
        return site.field(rule.fieldId()).filter(JiraField::epicLink).isPresent();
    }

    private TextValue text() {
        return TextValue.of(rule.fieldId(), site);
    }

    private String mapped(String text, JsonNode value) {
        if (rule.enumMap().isEmpty()) {
            return text;
        }
        Optional<String> entry =
                EnumLookup.of(rule.enumMap(), text, value.path("id").asText(""));
        if (entry.isEmpty()) {
            remarks.fellBack(target, text, text);
        }
        return entry.orElse(text);
    }

    private String status(JsonNode value) {
        JsonNode first = value.isArray() ? value.path(0) : value;
        String name = text().one(first).orElse("");
        Optional<String> entry =
                EnumLookup.of(rule.enumMap(), name, first.path("id").asText(""));
        if (entry.isEmpty()) {
            String fallback = ZenemStatus.fallback(first).name();
            remarks.fellBack(target, name, fallback);
            return fallback;
        }
        return entry.get();
    }

    private JsonNode user(JsonNode value) {
        Optional<SeenUser> user = UserValue.of(value);
        user.ifPresent(remarks::saw);
        return readable(
                value,
                user.map(seen -> JSON.objectNode()
                        .put("accountId", seen.accountId())
                        .put("displayName", seen.displayName().isEmpty() ? null : seen.displayName())),
                "not a user");
    }

    private JsonNode strings(JsonNode value) {
        List<String> texts = text().many(value);
        if (texts.isEmpty() && !blank(value)) {
            remarks.unreadable(target, value, "has no text");
        }
        return array(texts.stream().map(text -> mapped(text, value)).toList());
    }

    private JsonNode sprints(JsonNode value) {
        List<Long> ids = SprintField.ids(value);
        if (ids.isEmpty() && !blank(value)) {
            remarks.unreadable(target, value, "has no sprint id");
        }
        return array(ids.stream().map(String::valueOf).toList());
    }

    private JsonNode releases(JsonNode value) {
        Set<String> ids = new LinkedHashSet<>();
        Iterable<JsonNode> versions = value.isArray() ? value : List.of(value);
        for (JsonNode version : versions) {
            JsonNode id = version.path("id");
            if (id.isIntegralNumber() || (id.isTextual() && !id.textValue().isBlank())) {
                ids.add(CleanText.of(id.asText().trim()));
            } else {
                remarks.unreadable(target, version, "not a version");
            }
        }
        return array(List.copyOf(ids));
    }

    private static ArrayNode array(List<String> texts) {
        ArrayNode array = JSON.arrayNode(texts.size());
        texts.forEach(array::add);
        return array;
    }
}
