package io.zenem.jira.jira;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Reads what Jira says without U+0000 in any text. JSON allows it, PostgreSQL takes it nowhere: one such text would fail the statement
 * of a whole page.
 */
public final class StorableJson extends JsonNodeFactory {
    private static final long serialVersionUID = 1;

    @Override
    public TextNode textNode(String text) {
        return super.textNode(text == null ? null : text.replace("\0", ""));
    }
}
