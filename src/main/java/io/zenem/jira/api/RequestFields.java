package io.zenem.jira.api;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads a JSON object field by field and remembers all that is wrong, so that an admin sees every error at once. A property that was never
 * asked for is unknown, and therefore an error too. JSON null means absent.
 */
public final class RequestFields {
    /** Why a name is refused that {@link #deceives}. */
    public static final String NO_NAME =
            "must not contain line breaks, other control characters or characters that turn the direction of the text";

    /** Control characters, the separators of lines and paragraphs, and what embeds, overrides or isolates a direction. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

    private static final int MOST_ELEMENTS = 1000;

    private final JsonNode object;
    private final String prefix;
    private final Map<String, String> errors;
    private final Set<String> known = new TreeSet<>();
    private final List<RequestFields> nested = new ArrayList<>();

    RequestFields(JsonNode object) {
        this(object, "", new TreeMap<>());
    }

    private RequestFields(JsonNode object, String prefix, Map<String, String> errors) {
        this.object = object;
        this.prefix = prefix;
        this.errors = errors;
    }

    /** Notes an error of a field, unless it already has one. */
    public RequestFields error(String field, String message) {
        errors.putIfAbsent(prefix + field, message);
        return this;
    }

    /** The name under which the field's errors are told. */
    public String path(String field) {
        return prefix + field;
    }

    /** Whether the field is there at all, be it null. */
    public boolean has(String field) {
        known.add(field);
        return object.has(field);
    }

    /** Whether anything was wrong so far. */
    public boolean wrong() {
        return !errors.isEmpty();
    }

    /** The field as it is, for a reader of its own. */
    public Optional<JsonNode> raw(String field) {
        known.add(field);
        return Optional.ofNullable(object.get(field)).filter(value -> !value.isNull());
    }

    /** A text of 1 to max characters that is not blank. */
    public Optional<String> text(String field, int max) {
        return raw(field).flatMap(value -> {
            if (!value.isTextual()) {
                error(field, "must be a string");
            } else if (value.textValue().isBlank()) {
                error(field, "must not be empty");
            } else if (value.textValue().length() > max) {
                error(field, "must have at most " + max + " characters");
            } else if (value.textValue().indexOf('\0') >= 0) {
                error(field, "must not contain the character U+0000");
            } else {
                return Optional.of(value.textValue());
            }
            return Optional.empty();
        });
    }

    /** As {@link #text}, and absent is an error. */
    public String requiredText(String field, int max) {
        if (raw(field).isEmpty()) {
            error(field, "is required");
        }
        return text(field, max).orElse("");
    }

    /** As {@link #requiredText}, for what people see in lists and logs: of one line, in the direction in which it is written. */
    public String requiredName(String field, int max) {
        String name = requiredText(field, max);
        if (deceives(name)) {
            error(field, NO_NAME);
        }
        return name;
    }

    /** Whether a name has what nobody sees and what changes what they see; {@link #NO_NAME} says so. */
    public static boolean deceives(String name) {
        return UNSEEN.matcher(name).find();
    }

    public Optional<Integer> integer(String field, int min, int max) {
        return value(
                field,
                value -> value.isIntegralNumber()
                        && value.canConvertToInt()
                        && value.intValue() >= min
                        && value.intValue() <= max,
                JsonNode::intValue,
                "must be a whole number from " + min + " to " + max);
    }

    public Optional<Boolean> bool(String field) {
        return value(field, JsonNode::isBoolean, JsonNode::booleanValue, "must be true or false");
    }

    private <T> Optional<T> value(
            String field, Predicate<JsonNode> right, Function<JsonNode, T> read, String otherwise) {
        return raw(field).flatMap(value -> {
            if (right.test(value)) {
                return Optional.of(read.apply(value));
            }
            error(field, otherwise);
            return Optional.empty();
        });
    }

    /** An array of texts, each of at most max characters; doubles are dropped. */
    public Optional<List<String>> texts(String field, int max) {
        return texts(field, max, MOST_ELEMENTS);
    }

    /** As {@link #texts(String, int)}, with a limit to their number. */
    public Optional<List<String>> texts(String field, int max, int most) {
        return elements(
                field,
                most,
                value -> value.isTextual()
                        && !value.textValue().isBlank()
                        && value.textValue().length() <= max
                        && value.textValue().indexOf('\0') < 0,
                JsonNode::textValue,
                "must be an array of strings of 1 to " + max + " characters");
    }

    /** An array of positive whole numbers (Jira ids); doubles are dropped. */
    public Optional<List<Long>> ids(String field) {
        return elements(
                field,
                MOST_ELEMENTS,
                value -> value.isIntegralNumber() && value.canConvertToLong() && value.longValue() > 0,
                JsonNode::longValue,
                "must be an array of positive whole numbers");
    }

    private <T> Optional<List<T>> elements(
            String field, int most, Predicate<JsonNode> right, Function<JsonNode, T> read, String otherwise) {
        Optional<JsonNode> array = array(field, most, "elements");
        if (array.isPresent() && !array.get().valueStream().allMatch(right)) {
            error(field, otherwise);
            return Optional.empty();
        }
        return array.map(values -> values.valueStream().map(read).distinct().toList());
    }

    private Optional<JsonNode> array(String field, int most, String what) {
        return value(
                field,
                values -> values.isArray() && values.size() <= most,
                values -> values,
                "must be an array of at most " + most + " " + what);
    }

    /** An array of one or more of these words; doubles are dropped. */
    public Optional<List<String>> choices(String field, List<String> words) {
        return value(
                field,
                values -> values.isArray()
                        && !values.isEmpty()
                        && values.valueStream().allMatch(value -> words.contains(value.asText(""))),
                values -> values.valueStream().map(JsonNode::asText).distinct().toList(),
                "must be an array of one or more of " + String.join(", ", words));
    }

    /** The name of an IANA time zone; an offset is none, because it knows no summer. */
    public Optional<String> timeZone(String field) {
        return text(field, 60).filter(zone -> {
            boolean known = ZoneId.getAvailableZoneIds().contains(zone);
            if (!known) {
                error(field, "must be an IANA time zone like Europe/Berlin");
            }
            return known;
        });
    }

    /** A nested object; its errors are told under {@code field.name}. */
    public Optional<RequestFields> object(String field) {
        return value(field, JsonNode::isObject, value -> nested(field, value), "must be an object");
    }

    /** An array of at most max objects; the errors of the third are told under {@code field[2].name}. */
    public Optional<List<RequestFields>> objects(String field, int max) {
        return array(field, max, "objects").map(values -> {
            List<RequestFields> objects = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                String element = field + "[" + i + "]";
                if (values.get(i).isObject()) {
                    objects.add(nested(element, values.get(i)));
                } else {
                    error(element, "must be an object");
                }
            }
            return objects;
        });
    }

    private RequestFields nested(String field, JsonNode value) {
        RequestFields inner = new RequestFields(value, prefix + field + ".", errors);
        nested.add(inner);
        return inner;
    }

    /** What is wrong so far, unknown properties included, by field. */
    public Map<String, String> errors() {
        collectUnknown();
        return new TreeMap<>(errors);
    }

    /** Ends the reading: 400 with every wrong field and every property nobody asked for. */
    public void check() {
        if (!errors().isEmpty()) {
            throw ApiException.validation(errors);
        }
    }

    private void collectUnknown() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                error(
                        name,
                        "is not known here; "
                                + (known.isEmpty() ? "no fields are" : "known are " + String.join(", ", known)));
            }
        });
        nested.forEach(RequestFields::collectUnknown);
    }
}
