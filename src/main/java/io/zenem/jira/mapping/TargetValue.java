package io.zenem.jira.mapping;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import io.zenem.jira.jira.JiraId;
import io.zenem.jira.jira.SprintField;

/**
 * Makes one target's value of one Jira value; what can't be read becomes null and a warning, never an error.
 *
 * @param fieldId the field that has the value
 */
record TargetValue(Mapping.Target target, String fieldId, SiteContext site, Remarks remarks) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    JsonNode of(JsonNode value) {
        TargetType type = target.type();
        boolean absent = value.isNull() || value.isMissingNode();
        remarks.refers(References.of(type, fieldId, site, value));
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
            case NUMBER ->
                readable(
                        value,
                        single(value, read -> NumberValue.of(read.text()).map(TargetValue::number)),
                        "not a number");
            case BOOLEAN ->
                readable(value, BooleanValue.of(value, field().read(value)).map(JSON::booleanNode), "not a yes or no");
            case DATE ->
                readable(value, time(value, at -> DateValue.date(at, site.connectorZone())), ValueWarning.NO_DATE);
            case DATETIME -> readable(value, time(value, DateValue::moment), ValueWarning.NO_MOMENT);
            case PARENT ->
                ParentValue.unset(value) ? JSON.nullNode() : readable(value, ParentValue.of(value), "not an issue");
            default -> throw new IllegalArgumentException(type + " is an array");
        };
    }

    private JsonNode readable(JsonNode value, Optional<? extends JsonNode> read, String problem) {
        if (read.isPresent()) {
            return read.get();
        }
        if (field().used(value)) {
            remarks.unreadable(target.name(), value, problem);
        }
        return JSON.nullNode();
    }

    /** The one element that can be read so; of two nobody knows which is meant. */
    private <T> Optional<T> single(JsonNode value, Function<FieldText.Read, Optional<T>> reader) {
        List<T> found = field().read(value).stream()
                .flatMap(read -> reader.apply(read).stream())
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private Optional<JsonNode> time(JsonNode value, Function<JsonNode, Optional<String>> reader) {
        return single(value, read -> {
            JsonNode at = DateInterval.of(read.value())
                    .map(interval -> interval.bound(target.name()))
                    .orElse(read.value());
            return reader.apply(at)
                    .or(() -> reader.apply(JSON.textNode(read.text())))
                    .map(JSON::textNode);
        });
    }

    private static JsonNode number(BigDecimal number) {
        return number.scale() == 0 && number.precision() <= 18
                ? LongNode.valueOf(number.longValue())
                : DecimalNode.valueOf(number);
    }

    private JsonNode string(JsonNode value) {
        List<FieldText.Read> reads = field().read(value);
        if (reads.isEmpty()) {
            return readable(value, Optional.empty(), "has no text");
        }
        String text = reads.stream().map(FieldText.Read::text).collect(Collectors.joining(", "));
        Optional<String> word = word(text, reads.size() == 1 ? reads.get(0).value() : value);
        NamedText.of(NamedText.pieces(fieldId, site, reads), word)
                .ifPresent(form -> remarks.named(target.name(), form));
        return JSON.textNode(word.orElse(text));
    }

    private FieldText field() {
        return FieldText.of(fieldId, site);
    }

    /** What the rule's enumMap makes of a value, if it has one. */
    private Optional<String> word(String text, JsonNode named) {
        if (target.rule().enumMap().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> entry = entry(text, named);
        if (entry.isEmpty()) {
            remarks.fellBack(target.name(), text, text);
        }
        return entry;
    }

    private Optional<String> entry(String text, JsonNode named) {
        return EnumLookup.of(
                target.rule(),
                reference(fieldId, site, named).orElse(""),
                text,
                named.path("id").asText(""));
    }

    /** The reference by which an enumMap knows a value: two options of a cascade are not the first of them. */
    static Optional<String> reference(String fieldId, SiteContext site, JsonNode named) {
        return named.path("child").isObject() ? Optional.empty() : References.of(fieldId, site, named);
    }

    private String status(JsonNode value) {
        Optional<FieldText.Read> first = field().read(value).stream().findFirst();
        String name = first.map(FieldText.Read::text).orElse("");
        JsonNode state = first.map(FieldText.Read::value).orElse(value);
        return entry(name, state).orElseGet(() -> {
            String fallback = ZenemStatus.fallback(state).name();
            remarks.fellBack(target.name(), name, fallback);
            return fallback;
        });
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
        List<FieldText.Read> parts = ObjectText.parts(value);
        List<FieldText.Read> reads = parts.isEmpty() ? field().read(value) : parts;
        if (reads.isEmpty() && field().used(value)) {
            remarks.unreadable(target.name(), value, "has no text");
        }
        ArrayNode shown = JSON.arrayNode();
        ArrayNode stored = JSON.arrayNode();
        for (FieldText.Read read : reads) {
            Optional<String> word = word(read.text(), read.value());
            String text = word.orElse(read.text());
            shown.add(text);
            List<JsonNode> pieces = parts.isEmpty()
                    ? NamedText.pieces(fieldId, site, read)
                    : List.of(NamedText.piece(fieldId, site, read));
            // an element of several names is a text: what renames one of them is seen when the issue is read next
            stored.add(
                    pieces.size() > 1
                            ? JSON.textNode(text)
                            : NamedText.of(pieces, word).orElseGet(() -> JSON.textNode(text)));
        }
        if (!stored.equals(shown)) {
            remarks.named(target.name(), stored);
        }
        return shown;
    }

    private JsonNode sprints(JsonNode value) {
        List<Long> ids = SprintField.ids(value);
        if (ids.isEmpty() && field().used(value)) {
            remarks.unreadable(target.name(), value, "has no sprint id");
        }
        return array(ids.stream().map(String::valueOf).toList());
    }

    private JsonNode releases(JsonNode value) {
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode version : value.isArray() ? value : List.of(value)) {
            OptionalLong id = JiraId.of(version.path("id"));
            if (id.isPresent()) {
                ids.add(String.valueOf(id.getAsLong()));
            } else if (field().used(version)) {
                remarks.unreadable(target.name(), version, "not a version");
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
