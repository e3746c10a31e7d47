package io.zenem.jira.connector;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zenem.jira.jira.AccountZone;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.mapping.IssueMapper;
import io.zenem.jira.mapping.Mapping;
import io.zenem.jira.mapping.SiteContext;
import io.zenem.jira.mapping.StoryPoints;

/**
 * All that applying Jira's state to the copy depends on, read in one statement.
 *
 * @param accountZone in which Jira reads the dates of our JQL
 * @param mappingVersion the id of the active version
 * @param historyDays how far back the scope reaches; empty for all
 * @param historyFrom the copy is complete for issues updated since then; empty for all
 */
public record SyncContext(
        String connectorId,
        AccountZone accountZone,
        ScopeFilter scope,
        String mappingVersion,
        Mapping mapping,
        SiteContext site,
        Optional<Integer> historyDays,
        Optional<Instant> historyFrom) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Reads the answer of {@code sql/connector/context.sql}, or the context in a row of {@code sql/webhook/find.sql}. */
    public static SyncContext of(String json) {
        try {
            JsonNode row = JSON.readTree(json);
            return new SyncContext(
                    row.path("connectorId").asText(),
                    AccountZone.of(row.path("account").path("timeZone").asText("")),
                    ScopeFilter.of(row.path("scope"), row.path("projects"), row.path("issueTypes")),
                    row.path("mappingVersion").asText(""),
                    Mapping.of(row.path("mapping")),
                    SiteContext.of(
                            row.path("fields"), ZoneId.of(row.path("timeZone").asText("UTC")), row.path("issueTypes")),
                    Optional.of(row.at("/scope/historyDays"))
                            .filter(JsonNode::isInt)
                            .map(JsonNode::intValue),
                    Optional.ofNullable(row.path("historyFrom").textValue()).map(Instant::parse));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same where nothing is too old to be copied. */
    public SyncContext withAllHistory() {
        return new SyncContext(
                connectorId, accountZone, scope, mappingVersion, mapping, site, historyDays, Optional.empty());
    }

    /** Whether an issue that was changed then is older than what the copy has to have. */
    public boolean beyondHistory(Optional<Instant> updated) {
        return historyFrom.isPresent()
                && updated.filter(historyFrom.get()::isAfter).isPresent();
    }

    /** How many issues are read by id at once: fewer where a search has to evaluate the scope's condition for them. */
    public int readLimit() {
        return scope.jql().isPresent() ? JiraRequests.RECONCILE_LIMIT : JiraRequests.BULK_LIMIT;
    }

    /** Every Jira field to ask for: what the mapping needs, and what tells in which sprints the points count. */
    public Set<String> fieldIds() {
        Set<String> ids = new LinkedHashSet<>(mapping.fieldIds());
        ids.addAll(StoryPoints.sprintFieldIds(mapping, site));
        return ids;
    }

    /** Whether a webhook's body says less than a read would, so that its issue is read afresh. */
    public boolean needsFreshRead() {
        return scope.jql().isPresent() || IssueMapper.needsFreshRead(mapping, site.fields());
    }
}
