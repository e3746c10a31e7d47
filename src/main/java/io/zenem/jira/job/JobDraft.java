package io.zenem.jira.job;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.ApiException;

/**
 * A job as an admin asked for it, before Jira has checked it.
 *
 * @param request in canonical form
 */
public record JobDraft(JsonNode request) {

    /** The condition to be checked with Jira, empty text for none. */
    public String jqlToCheck() {
        return request.path("jql").asText();
    }

    /** The boards that are asked for. */
    List<Long> boards() {
        return request.path("boards").valueStream().map(JsonNode::asLong).toList();
    }

    /** The request as it is queued, if Jira finds nothing wrong with this field. */
    JobRequest checked(String kind, String field, String error) {
        if (!error.isEmpty()) {
            throw ApiException.validation(Map.of(field, error));
        }
        return JobRequest.of(kind, request);
    }
}
