package io.zenem.jirasim;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Turns the raw values of {@link CustomValues} into the form that a field's type has in a REST version, and back. */
final class CustomShape {
    private final Shapes shapes;

    CustomShape(Shapes shapes) {
        this.shapes = shapes;
    }

    JsonNode write(Field field, JsonNode raw) {
        if (raw.isNull()) {
            return raw;
        }
        return switch (field.type()) {
            case "option" -> option(field, raw);
            case "option-with-child" -> withChild(field, raw);
            case "user" -> user(raw);
            case "datetime" -> dateTime(raw);
            case "array" -> array(field, raw);
            case "string" -> richText(field) ? rich(raw) : raw;
            default -> raw;
        };
    }

    static boolean richText(Field field) {
        return field.id().equals("description")
                || field.id().equals("environment")
                || field.custom().endsWith(":textarea");
    }

    private JsonNode rich(JsonNode raw) {
        if (shapes.api == 3) {
            return raw.isTextual() ? Adf.plain(raw.asText()) : raw;
        }
        String wiki = raw.isTextual() ? raw.asText() : WikiText.of(raw);
        return Json.text(shapes.site.dataCenter() ? wiki.replace("[~accountid:", "[~") : wiki);
    }

    private JsonNode dateTime(JsonNode raw) {
        return Json.text(shapes.time(Instant.parse(raw.asText()).toEpochMilli()));
    }

    private ObjectNode option(Field field, JsonNode raw) {
        // ids of options are arbitrary but fixed
        String id = Integer.toString(11_000 + Math.floorMod((field.id() + raw.asText()).hashCode(), 9_000));
        return Json.object()
                .put("self", shapes.self("customFieldOption/" + id))
                .put("value", shapes.site.renamedOptions.getOrDefault(field.id() + ":" + raw.asText(), raw.asText()))
                .put("id", id);
    }

    private JsonNode withChild(Field field, JsonNode raw) {
        ObjectNode parent = option(field, raw.path(0));
        if (raw.size() > 1) {
            parent.set("child", option(field, raw.path(1)));
        }
        return parent;
    }

    private JsonNode user(JsonNode raw) {
        return shapes.site
                .userByAccount(raw.asText())
                .map(user -> shapes.user(user.number()))
                .orElseGet(Json::nothing);
    }

    private JsonNode array(Field field, JsonNode raw) {
        ArrayNode list = Json.array();
        raw.forEach(item -> list.add(
                switch (field.items()) {
                    case "option" -> option(field, item);
                    case "user" -> user(item);
                    default -> item;
                }));
        return list;
    }

    /** The raw form of what a caller gave: {@code {"value":"High"}} and {@code "High"} are both the text High. */
    static JsonNode raw(Field field, JsonNode given) {
        return switch (field.type()) {
            case "option", "user" -> plain(given);
            case "option-with-child" -> given.isObject() ? pair(given) : given;
            case "array" -> {
                ArrayNode list = Json.array();
                given.forEach(item -> list.add(plain(item)));
                yield given.isNull() ? given : list;
            }
            default -> given;
        };
    }

    private static JsonNode pair(JsonNode given) {
        ArrayNode pair = Json.array().add(given.path("value").asText());
        Optional.of(given.path("child").path("value"))
                .filter(JsonNode::isTextual)
                .ifPresent(pair::add);
        return pair;
    }

    private static JsonNode plain(JsonNode given) {
        if (!given.isObject()) {
            return given;
        }
        return given.has("accountId") ? given.get("accountId") : given.path("value");
    }
}
