package io.zenem.jira.jira;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What Data Center understands instead of a question to Cloud, and its answer in Cloud's form. It has version 2 of the API only: a
 * search with offsets, no bulk read, no count; an offset serves as the token of the next page.
 */
final class DataCenter {
    private static final String CLOUD = "/rest/api/3/";
    private static final String OWN = "/rest/api/2/";
    private static final String SEARCH = OWN + "search";
    private static final String WALK = CLOUD + "search/jql";
    private static final String COUNT = CLOUD + "search/approximate-count";
    private static final String BY_ID = CLOUD + "issue/bulkfetch";
    private static final String PEOPLE_BY_ID = CLOUD + "user/bulk?";
    private static final String PEOPLE = CLOUD + "users/search?";

    private DataCenter() {}

    /**
     * The question for Data Center.
     *
     * @throws JiraRefused where there is none
     */
    static JiraRequest asked(JiraRequest cloud) {
        String path = cloud.pathAndQuery();
        JsonNode body = cloud.body().orElse(JsonNodeFactory.instance.objectNode());
        if (path.equals(WALK)) {
            return JiraRequest.post(
                    SEARCH,
                    search(
                                    body,
                                    body.path("jql").asText(),
                                    body.path("maxResults").asInt())
                            .put("startAt", body.path("nextPageToken").asInt(0)));
        }
        if (path.equals(COUNT)) {
            return JiraRequest.post(SEARCH, search(body, body.path("jql").asText(), 0));
        }
        if (path.equals(BY_ID)) {
            // ids that are gone would make the question invalid
            return JiraRequest.post(SEARCH, byId(body).put("validateQuery", false));
        }
        if (path.startsWith(PEOPLE_BY_ID)) {
            throw new JiraRefused(404, "Data Center reads no people in bulk.", false);
        }
        if (path.startsWith(PEOPLE)) {
            return JiraRequest.get(
                    OWN + "user/search?username=.&includeInactive=true&" + path.substring(PEOPLE.length()));
        }
        return new JiraRequest(cloud.method(), path.replaceFirst("^" + CLOUD, OWN), cloud.body());
    }

    private static ObjectNode byId(JsonNode body) {
        StringBuilder ids = new StringBuilder();
        body.path("issueIdsOrKeys")
                .forEach(id -> ids.append(ids.isEmpty() ? "" : ",").append(id.asLong()));
        return search(body, "id in (" + ids + ")", body.path("issueIdsOrKeys").size());
    }

    private static ObjectNode search(JsonNode body, String jql, int maxResults) {
        ObjectNode search =
                JsonNodeFactory.instance.objectNode().put("jql", jql).put("maxResults", maxResults);
        Optional.ofNullable(body.get("fields")).ifPresent(fields -> search.set("fields", fields));
        return search;
    }

    /**
     * Data Center's answer as Cloud would give it.
     *
     * @throws JiraUnavailable where a read by id was answered in part: nothing may be concluded from what it leaves out
     */
    static JsonNode answered(JiraRequest cloud, JsonNode answer) {
        return switch (cloud.pathAndQuery()) {
            case WALK -> walked(answer);
            case COUNT -> JsonNodeFactory.instance.objectNode().set("count", answer.path("total"));
            case BY_ID -> read(answer);
            default -> answer;
        };
    }

    private static JsonNode walked(JsonNode answer) {
        int next = answer.path("startAt").asInt() + answer.path("issues").size();
        boolean last =
                answer.path("issues").isEmpty() || next >= answer.path("total").asInt();
        ObjectNode page = JsonNodeFactory.instance.objectNode().put("isLast", last);
        page.set("issues", answer.path("issues"));
        return last ? page : page.put("nextPageToken", String.valueOf(next));
    }

    private static JsonNode read(JsonNode answer) {
        if (answer.path("total").asInt() > answer.path("issues").size()) {
            throw new JiraUnavailable(200, "Jira answered a read by id only in part.");
        }
        ObjectNode found = JsonNodeFactory.instance.objectNode();
        found.set("issues", answer.path("issues"));
        return found;
    }
}
