package io.zenem.jira.overview;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.Jql;

/** How the copy's completeness is proved: by Jira's own count of each project, within the scope and its history. */
@ApplicationScoped
@Named("coverages")
public class Coverages {
    /** The JQL that counts those issues of a project {@code {id, key}} that the copy should have. */
    public String jql(Map<String, Object> project, SyncContext context) {
        String scope = context.scope().toJql(List.of(project.get("key").toString()));
        return Jql.and(
                scope,
                context.historyFrom().map(context.accountZone()::updatedFrom).orElse(""));
    }

    /** What Jira counted: {@code {projectId, count}}. */
    public JsonNode proof(JsonNode count, Map<String, Object> project) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("projectId", ((Number) project.get("id")).longValue())
                .set("count", count);
    }
}
