package io.zenem.jira.overview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.overview.AttentionEntry.Action;
import io.zenem.jira.overview.AttentionEntry.Severity;

/** What needs an admin, collected by the rules; each entry with the call that repairs it or shows more. */
final class Attention {
    private final String base;
    private final List<AttentionEntry> entries = new ArrayList<>();

    private Attention(String connectorId) {
        this.base = "/admin/connectors/" + connectorId;
    }

    /**
     * All that needs an admin, the worst first; empty when all is well.
     *
     * @param facts the row of {@code sql/overview/facts.sql}
     * @param health the row of {@code sql/connector/health.sql}
     */
    static List<AttentionEntry> of(JsonNode facts, JsonNode health, String connectorId, Instant now) {
        Attention attention = new Attention(connectorId);
        new ConnectionRules(facts, health, attention).apply();
        new CopyRules(facts, health, attention, now).apply();
        return attention.entries.stream()
                .sorted(Comparator.comparing(AttentionEntry::severity))
                .toList();
    }

    void error(String code, String message, Action action) {
        entries.add(new AttentionEntry(code, Severity.ERROR, message, action));
    }

    void warn(String code, String message, Action action) {
        entries.add(new AttentionEntry(code, Severity.WARNING, message, action));
    }

    void info(String code, String message, Action action) {
        entries.add(new AttentionEntry(code, Severity.INFO, message, action));
    }

    Action get(String path) {
        return new Action("GET", base + path, null);
    }

    Action post(String path) {
        return new Action("POST", base + path, Map.of());
    }

    /** A call whose body the admin has to write. */
    Action put(String path) {
        return new Action("PUT", base + path, null);
    }

    Action put(String path, Map<String, Object> body) {
        return new Action("PUT", base + path, body);
    }
}
