package io.zenem.jirasim;

import com.fasterxml.jackson.databind.JsonNode;

/** Writes a document of {@link Adf} as wiki markup, the rich text of REST version 2 and of webhook bodies. */
final class WikiText {
    private WikiText() {}

    static String of(JsonNode doc) {
        StringBuilder out = new StringBuilder();
        children(doc, out, "");
        return out.toString().strip();
    }

    private static void children(JsonNode node, StringBuilder out, String bullet) {
        node.path("content").forEach(child -> write(child, out, bullet));
    }

    private static void write(JsonNode node, StringBuilder out, String bullet) {
        JsonNode attrs = node.path("attrs");
        switch (node.path("type").asText()) {
            case "text" -> text(node, out);
            case "hardBreak" -> out.append('\n');
            case "paragraph" -> block(node, out, "", bullet.isEmpty() ? "\n\n" : "");
            case "heading" -> block(node, out, "h" + attrs.path("level").asInt(1) + ". ", "\n\n");
            case "bulletList" -> items(node, out, bullet + "*");
            case "orderedList" -> items(node, out, bullet + "#");
            case "codeBlock" ->
                block(node, out, "{code:" + attrs.path("language").asText() + "}\n", "\n{code}\n\n");
            case "blockquote" -> block(node, out, "{quote}", "{quote}\n\n");
            case "panel" -> block(node, out, "{panel}\n", "\n{panel}\n\n");
            case "rule" -> out.append("----\n\n");
            case "table" -> table(node, out);
            case "mention" ->
                out.append("[~accountid:").append(attrs.path("id").asText()).append(']');
            case "emoji" -> out.append(attrs.path("text").asText());
            case "inlineCard", "blockCard" ->
                out.append('[').append(attrs.path("url").asText()).append(']');
            default -> children(node, out, bullet);
        }
    }

    private static void block(JsonNode node, StringBuilder out, String before, String after) {
        out.append(before);
        children(node, out, "");
        out.append(after);
    }

    private static void items(JsonNode list, StringBuilder out, String bullet) {
        for (JsonNode item : list.path("content")) {
            out.append(bullet).append(' ');
            children(item, out, bullet);
            out.append('\n');
        }
        out.append('\n');
    }

    private static void table(JsonNode table, StringBuilder out) {
        for (JsonNode row : table.path("content")) {
            String bar = "|";
            for (JsonNode cell : row.path("content")) {
                bar = cell.path("type").asText().equals("tableHeader") ? "||" : "|";
                out.append(bar);
                children(cell, out, "|");
            }
            out.append(bar).append('\n');
        }
        out.append('\n');
    }

    private static void text(JsonNode node, StringBuilder out) {
        String text = node.path("text").asText();
        for (JsonNode mark : node.path("marks")) {
            text = switch (mark.path("type").asText()) {
                case "strong" -> "*" + text + "*";
                case "em" -> "_" + text + "_";
                case "code" -> "{{" + text + "}}";
                case "strike" -> "-" + text + "-";
                case "link" ->
                    "[" + text + "|" + mark.path("attrs").path("href").asText() + "]";
                default -> text;
            };
        }
        out.append(text);
    }
}
