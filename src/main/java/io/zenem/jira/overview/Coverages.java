package io.zenem.jira.overview;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraUnavailable;
import io.zenem.jira.jira.Jql;

/** How the copy's completeness is proved: by Jira's own count of each project, within the scope and its history. */
@ApplicationScoped
@Named("coverages")
public class Coverages {
    private final JiraRequests requests;

    @Inject
    Coverages(JiraRequests requests) {
        this.requests = requests;
    }

    /** 400 for a body with fields: there is nothing to choose. */
    public ApiRequest mustBringNothing(ApiRequest request) {
        request.mustBringNothing();
        return request;
    }

    /** Asks how many issues of a project {@code {id, key}} the copy should have. */
    public JiraRequest count(Map<String, Object> project, SyncContext context) {
        String scope = new Jql.Scope(
                        List.of(project.get("key").toString()),
                        List.copyOf(context.scope().issueTypes().values()),
                        context.scope().jql())
                .toJql();
        Optional<String> history = context.historyFrom().map(context.accountZone()::updatedFrom);
        return requests.count(Jql.and(scope, history.orElse("")));
    }

    /**
     * What Jira said: {@code {projectId, count}}.
     *
     * @throws JiraUnavailable where it did not say a number
     */
    public JsonNode proof(JsonNode answer, Map<String, Object> project) {
        if (!answer.path("count").isIntegralNumber()) {
            throw new JiraUnavailable(200, "Jira was asked for a count and answered with something else.");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("projectId", ((Number) project.get("id")).longValue())
                .put("count", answer.path("count").asLong());
    }
}
