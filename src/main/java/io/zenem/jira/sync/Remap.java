package io.zenem.jira.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.mapping.StoredTargets;
import io.zenem.jira.work.ZenemEntity;

/**
 * The items that refer to something that was renamed, while they are mapped again.
 *
 * @param lastId the last one that was looked at
 * @param changed those of the last batch that changed, without fields where Jira has to be asked, for {@code sql/change/remap.sql}
 * @param open whether there may be more
 */
public record Remap(SyncContext context, String reference, long lastId, ArrayNode changed, boolean open) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static Remap of(SyncContext context, String reference) {
        boolean read = new StoredTargets(context.mapping(), context.site(), Map.of()).read(reference);
        return new Remap(context, reference, 0, JSON.arrayNode(), read);
    }

    /** After a batch, the answer of {@code sql/change/holders.sql}. */
    Remap after(JsonNode holders) {
        Map<String, JsonNode> things = new HashMap<>();
        holders.path("things").properties().forEach(thing -> things.put(thing.getKey(), thing.getValue()));
        StoredTargets targets = new StoredTargets(context.mapping(), context.site(), things);
        ArrayNode others = JSON.arrayNode();
        long last = lastId;
        for (JsonNode item : holders.path("items")) {
            last = item.path("jiraId").asLong();
            List<String> references = new ArrayList<>();
            item.path("refs").forEach(ref -> references.add(ref.asText()));
            ZenemEntity entity =
                    item.path("entity").asText().equals("project") ? ZenemEntity.PROJECT : ZenemEntity.STORY;
            ObjectNode stored = (ObjectNode) item.path("fields");
            Optional<ObjectNode> now = targets.mapped(entity, stored, references, reference);
            if (!now.equals(Optional.of(stored))) {
                ObjectNode other = others.addObject().put("jiraId", last);
                other.set("before", stored);
                now.ifPresent(fields -> other.set("fields", fields));
            }
        }
        return new Remap(
                context, reference, last, others, !holders.path("items").isEmpty());
    }
}
