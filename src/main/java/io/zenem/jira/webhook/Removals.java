package io.zenem.jira.webhook;

import java.time.Instant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Issues that leave the copy, as {@code sql/webhook/remove.sql} takes them. */
final class Removals {
    private final ArrayNode json = JsonNodeFactory.instance.arrayNode();

    /**
     * One more.
     *
     * @param removedAt when it left, in Jira's time
     * @param observedAt when that was seen; a later state of the issue wins over it
     * @return where its key may be added
     */
    ObjectNode add(long id, Instant removedAt, Instant observedAt, String verdict, String evidence) {
        return json.addObject()
                .put("jiraId", id)
                .put("removedAt", removedAt.toString())
                .put("observedAt", observedAt.toString())
                .put("verdict", verdict)
                .put("evidence", evidence);
    }

    ArrayNode json() {
        return json;
    }
}
