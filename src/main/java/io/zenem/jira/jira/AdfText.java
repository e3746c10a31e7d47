package io.zenem.jira.jira;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The words of an Atlassian document (ADF, Jira's rich text in API v3) as plain text: a line for each block, list items
 * with their marker, table cells with bars between. Marks (bold, links) leave no trace; empty blocks, rules and images
 * without an alternative text leave no line.
 */
public final class AdfText {
    /** Deeper than any editor lets one nest; below it, the words are kept and the layout is not. */
    private static final int MAX_DEPTH = 100;

    private static final Set<String> INLINE = Set.of(
            "text", "hardBreak", "mention", "emoji", "date", "status", "inlineCard", "mediaInline", "inlineExtension");
    private static final Set<String> LISTS = Set.of("bulletList", "orderedList", "taskList", "decisionList");

    private AdfText() {}

    /**
     * The plain text of a document, without trailing white space. Never throws, whatever the JSON: what is not a document gives the text that
     * it has, null gives the empty text. Plain text is taken as v2's wiki markup.
     */
    public static String toPlainText(JsonNode adf) {
        String text = adf.isTextual() ? WikiText.toPlainText(adf.textValue()) : render(adf, 0);
        return text.stripTrailing();
    }

    private static String render(JsonNode node, int depth) {
        if (depth > MAX_DEPTH) {
            return wordsOf(node);
        }
        if (node.isArray()) {
            return blocks(node, depth);
        }
        String type = node.path("type").asText("");
        if (LISTS.contains(type)) {
            return list(node, type, depth);
        }
        return switch (type) {
            case "table" -> rows(node, depth);
            case "tableRow" -> row(node, depth);
            case "expand", "nestedExpand" ->
                joined("\n", attribute(node, "title"), blocks(node.path("content"), depth));
            default -> node.path("content").isArray() ? blocks(node.path("content"), depth) : leaf(node, type);
        };
    }

    /** A node without content: its words stand in {@code text} or in an attribute that depends on the type. */
    private static String leaf(JsonNode node, String type) {
        return switch (type) {
            case "hardBreak" -> "\n";
            case "mention" -> firstOf(attribute(node, "text"), prefixed("@", attribute(node, "id")));
            case "emoji" -> firstOf(attribute(node, "text"), attribute(node, "shortName"));
            case "date" -> date(attribute(node, "timestamp"));
            case "inlineCard", "blockCard", "embedCard" ->
                firstOf(
                        attribute(node, "url"),
                        scalar(node.path("attrs").path("data").path("url")));
            case "media", "mediaInline" -> attribute(node, "alt");
            default -> firstOf(node.isValueNode() ? scalar(node) : scalar(node.path("text")), attribute(node, "text"));
        };
    }

    private static String blocks(JsonNode content, int depth) {
        StringBuilder out = new StringBuilder();
        boolean onLine = false;
        for (JsonNode child : content) {
            String text = render(child, depth + 1);
            if (!text.isEmpty()) {
                boolean inline = inline(child);
                if (out.length() > 0 && !(inline && onLine)) {
                    out.append('\n');
                }
                out.append(text);
                onLine = inline;
            }
        }
        return out.toString();
    }

    private static boolean inline(JsonNode node) {
        return INLINE.contains(node.path("type").asText("")) || (node.has("text") && !node.has("content"));
    }

    private static String rows(JsonNode table, int depth) {
        List<String> lines = new ArrayList<>();
        table.path("content").forEach(child -> lines.add(render(child, depth + 1)));
        return String.join("\n", lines);
    }

    /** One line whatever the cells contain, so that rows stay tellable apart. */
    private static String row(JsonNode row, int depth) {
        List<String> cells = new ArrayList<>();
        row.path("content").forEach(cell -> cells.add(render(cell, depth + 1).replace('\n', ' ')));
        return String.join(" | ", cells);
    }

    private static String list(JsonNode list, String type, int depth) {
        List<String> items = new ArrayList<>();
        long number = list.path("attrs").path("order").asLong(1);
        for (JsonNode child : list.path("content")) {
            String text = render(child, depth + 1).replace("\n", "\n  ");
            if (LISTS.contains(child.path("type").asText(""))) {
                items.add("  " + text);
            } else {
                items.add(marker(child, type, number++) + text);
            }
        }
        return String.join("\n", items);
    }

    private static String marker(JsonNode item, String listType, long number) {
        return switch (listType) {
            case "orderedList" -> number + ". ";
            case "taskList" -> "DONE".equals(attribute(item, "state")) ? "- [x] " : "- [ ] ";
            default -> "- ";
        };
    }

    private static String wordsOf(JsonNode root) {
        StringBuilder out = new StringBuilder();
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            JsonNode node = open.pop();
            JsonNode content = node.isArray() ? node : node.path("content");
            if (content.isArray()) {
                for (int i = content.size() - 1; i >= 0; i--) {
                    open.push(content.get(i));
                }
            } else {
                String words = leaf(node, node.path("type").asText(""));
                out.append(out.length() > 0 && !words.isEmpty() ? " " : "").append(words);
            }
        }
        return out.toString();
    }

    private static String date(String epochMillis) {
        try {
            return LocalDate.ofInstant(Instant.ofEpochMilli(Long.parseLong(epochMillis)), ZoneOffset.UTC)
                    .toString();
        } catch (NumberFormatException notANumber) {
            return epochMillis;
        }
    }

    private static String attribute(JsonNode node, String name) {
        return scalar(node.path("attrs").path(name));
    }

    private static String scalar(JsonNode value) {
        return value.isTextual() || value.isNumber() ? value.asText() : "";
    }

    private static String firstOf(String preferred, String other) {
        return preferred.isEmpty() ? other : preferred;
    }

    private static String prefixed(String prefix, String text) {
        return text.isEmpty() ? "" : prefix + text;
    }

    private static String joined(String separator, String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + separator + second;
    }
}
