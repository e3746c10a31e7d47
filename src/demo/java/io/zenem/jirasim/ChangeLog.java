package io.zenem.jirasim;

import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The changelog of one change as webhooks carry it. */
final class ChangeLog {
    private final ArrayNode items = Json.array();

    /**
     * One field's change; what didn't change has no item. {@code fieldId} is empty for items that have none, such as
     * Key and Workflow.
     */
    ChangeLog item(String field, String fieldId, JsonNode from, String fromText, JsonNode to, String toText) {
        if (from.equals(to) && Objects.equals(fromText, toText)) {
            return this;
        }
        ObjectNode item = items.addObject().put("field", field);
        item.put("fieldtype", fieldId.startsWith("customfield_") ? "custom" : "jira");
        item.set("from", from);
        item.put("fromString", fromText);
        item.set("to", to);
        item.put("toString", toText);
        if (!fieldId.isEmpty()) {
            item.put("fieldId", fieldId);
        }
        return this;
    }

    /** An item without ids, only texts. */
    ChangeLog texts(String field, String fieldId, String from, String to) {
        return item(field, fieldId, Json.nothing(), from, Json.nothing(), to);
    }

    boolean only(String fieldId) {
        return items.size() == 1 && items.path(0).path("fieldId").asText().equals(fieldId);
    }

    /** The same as an entry of an issue's history. */
    Change entry(int id, Issue issue) {
        return new Change(id, issue.id(), issue.updated(), items);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    ObjectNode toJson(int id) {
        ObjectNode json = Json.object().put("id", Integer.toString(id));
        json.set("items", items);
        return json;
    }
}
