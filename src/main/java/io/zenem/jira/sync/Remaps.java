package io.zenem.jira.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.mapping.StoredTargets;
import io.zenem.jira.work.ZenemEntity;

/** Has items mapped again, from what is stored, when something whose name a mapping reads is renamed. */
@ApplicationScoped
@Named("remaps")
public class Remaps {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * The items that refer to something that was renamed, while they are mapped again.
     *
     * @param lastId the last one that was looked at
     * @param changed those of the last batch that changed, without fields where Jira has to be asked, for {@code sql/change/remap.sql}
     * @param open whether there may be more
     */
    public record Remap(SyncContext context, String reference, long lastId, ArrayNode changed, boolean open) {}

    /** The items of a reference; none where the active mapping only shows the name. */
    public Remap begin(String contextRow, String reference) {
        SyncContext context = SyncContext.of(contextRow);
        boolean read = new StoredTargets(context.mapping(), context.site(), Map.of()).read(reference);
        return new Remap(context, reference, 0, JSON.arrayNode(), read);
    }

    /** The items after a batch, the answer of {@code sql/change/holders.sql}. */
    public Remap after(Remap remap, JsonNode holders) {
        Map<String, JsonNode> things = new HashMap<>();
        holders.path("things").properties().forEach(thing -> things.put(thing.getKey(), thing.getValue()));
        SyncContext context = remap.context();
        StoredTargets targets = new StoredTargets(context.mapping(), context.site(), things);
        ArrayNode changed = JSON.arrayNode();
        long last = remap.lastId();
        for (JsonNode item : holders.path("items")) {
            last = item.path("jiraId").asLong();
            List<String> references =
                    item.path("refs").valueStream().map(JsonNode::asText).toList();
            ZenemEntity entity =
                    item.path("entity").asText().equals("project") ? ZenemEntity.PROJECT : ZenemEntity.STORY;
            ObjectNode stored = (ObjectNode) item.path("fields");
            Optional<ObjectNode> now = targets.mapped(entity, stored, references, remap.reference());
            if (!now.equals(Optional.of(stored))) {
                ObjectNode other = changed.addObject().put("jiraId", last);
                other.set("before", stored);
                now.ifPresent(fields -> other.set("fields", fields));
            }
        }
        return new Remap(
                context,
                remap.reference(),
                last,
                changed,
                !holders.path("items").isEmpty());
    }
}
