package io.zenem.jirasim;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes Atlassian Document Format, the rich text of REST version 3: {@code {type:"doc",version:1,content:[…]}}. */
final class Adf {
    private Adf() {}

    static ObjectNode doc(JsonNode... blocks) {
        ObjectNode doc = node("doc", blocks);
        doc.put("version", 1);
        return doc;
    }

    /** Plain text as paragraphs, one for each line that is not empty. */
    static ObjectNode plain(String text) {
        ObjectNode doc = doc();
        ArrayNode content = doc.putArray("content");
        text.lines().filter(line -> !line.isBlank()).forEach(line -> content.add(paragraph(text(line))));
        return doc;
    }

    static ObjectNode paragraph(JsonNode... inline) {
        return node("paragraph", inline);
    }

    static ObjectNode text(String text, String... marks) {
        ObjectNode node = Json.object().put("type", "text").put("text", text);
        if (marks.length > 0) {
            ArrayNode list = node.putArray("marks");
            for (String mark : marks) {
                list.addObject().put("type", mark);
            }
        }
        return node;
    }

    static ObjectNode link(String text, String href) {
        ObjectNode node = text(text);
        node.putArray("marks")
                .addObject()
                .put("type", "link")
                .putObject("attrs")
                .put("href", href);
        return node;
    }

    /** A node without content, with one attribute. */
    static ObjectNode leaf(String type, String attribute, String value) {
        ObjectNode node = Json.object().put("type", type);
        node.putObject("attrs").put(attribute, value);
        return node;
    }

    static ObjectNode mention(User user) {
        ObjectNode node = leaf("mention", "id", user.accountId());
        node.withObject("/attrs").put("text", "@" + user.displayName()).put("accessLevel", "");
        return node;
    }

    static ObjectNode emoji(String shortName, String text) {
        ObjectNode node = leaf("emoji", "shortName", shortName);
        node.withObject("/attrs").put("text", text);
        return node;
    }

    static ObjectNode heading(int level, String text) {
        ObjectNode node = node("heading", text(text));
        node.putObject("attrs").put("level", level);
        return node;
    }

    static ObjectNode list(String type, String... items) {
        ObjectNode list = Json.object().put("type", type);
        ArrayNode content = list.putArray("content");
        for (String item : items) {
            content.add(node("listItem", paragraph(text(item))));
        }
        return list;
    }

    static ObjectNode code(String language, String code) {
        ObjectNode node = node("codeBlock", text(code));
        node.putObject("attrs").put("language", language);
        return node;
    }

    static ObjectNode panel(String kind, String text) {
        ObjectNode node = node("panel", paragraph(text(text)));
        node.putObject("attrs").put("panelType", kind);
        return node;
    }

    /** A table whose first row is the heading. */
    static ObjectNode table(List<List<String>> rows) {
        ObjectNode table = Json.object().put("type", "table");
        table.putObject("attrs").put("layout", "default");
        ArrayNode content = table.putArray("content");
        for (List<String> row : rows) {
            String cell = content.isEmpty() ? "tableHeader" : "tableCell";
            ArrayNode cells = content.addObject().put("type", "tableRow").putArray("content");
            row.forEach(text -> cells.add(node(cell, paragraph(text(text)))));
        }
        return table;
    }

    static ObjectNode node(String type, JsonNode... content) {
        ObjectNode node = Json.object().put("type", type);
        node.putArray("content").addAll(List.of(content));
        return node;
    }
}
