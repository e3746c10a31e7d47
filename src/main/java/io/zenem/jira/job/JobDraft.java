package io.zenem.jira.job;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.RequestFields;

/**
 * A job as an admin asked for it, of which Jira has something to say yet.
 *
 * @param request in canonical form, as far as it is right
 * @param errors what can be told without Jira, by field; told together with what Jira says
 */
public record JobDraft(JsonNode request, Map<String, String> errors) {

    static JobDraft of(ObjectNode request, RequestFields fields) {
        return new JobDraft(request, fields.errors());
    }

    /** The condition to be checked with Jira, empty text for none. */
    public String jqlToCheck() {
        return errors.containsKey("jql") ? "" : request.path("jql").asText();
    }

    /** The boards that are asked for. */
    List<Long> boards() {
        return request.path("boards").valueStream().map(JsonNode::asLong).toList();
    }

    /** The request as it is queued, if there is nothing wrong with this field either; 400 with every wrong field otherwise. */
    String checked(String field, String error) {
        Map<String, String> all = new TreeMap<>(errors);
        if (!error.isEmpty()) {
            all.putIfAbsent(field, error);
        }
        if (!all.isEmpty()) {
            throw ApiException.validation(all);
        }
        return request.toString();
    }
}
