package io.zenem.jira.webhook;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.mapping.BodyNames;

/** What the issues in the bodies of a batch refer to by id. Bodies are parsed one by one, and again when applied: parsed, one takes many times its size. */
final class DrainReferences {
    private DrainReferences() {}

    /** A JSON array; empty where bodies say nothing that counts. */
    static ArrayNode of(SyncContext context, List<Map<String, Object>> rows) {
        Set<String> references = new TreeSet<>();
        if (!context.needsFreshRead()) {
            for (Map<String, Object> row : rows) {
                if (row.get("body") instanceof byte[] body) {
                    DeliveryReader.read(body).forEach(delivery -> references.addAll(of(context, delivery)));
                }
            }
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        references.forEach(all::add);
        return all;
    }

    private static Set<String> of(SyncContext context, Delivery delivery) {
        return delivery instanceof Delivery.IssueChanged changed
                ? changed.issue()
                        .map(issue -> BodyNames.references(issue, context.mapping(), context.site()))
                        .orElse(Set.of())
                : Set.of();
    }
}
