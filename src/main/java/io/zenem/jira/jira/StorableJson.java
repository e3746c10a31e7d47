package io.zenem.jira.jira;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Reads what Jira says without U+0000 and half surrogate pairs in any text. JSON allows both, PostgreSQL takes them nowhere: one such text
 * would fail the statement of a whole page, or be another one in each table.
 */
public final class StorableJson extends JsonNodeFactory {
    private static final char REPLACEMENT = '\uFFFD';

    @Override
    public TextNode textNode(String text) {
        return super.textNode(text == null ? null : storable(text));
    }

    /** The text without U+0000, and with U+FFFD for each half of a surrogate pair. */
    public static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || Character.isSurrogate(text.charAt(i))) {
                return cleaned(text);
            }
        }
        return text;
    }

    private static String cleaned(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(c -> c != 0).forEach(c -> {
            boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            out.appendCodePoint(lone ? REPLACEMENT : c);
        });
        return out.toString();
    }
}
