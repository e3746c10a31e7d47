package io.zenem.jira.jira;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One request to Jira's REST API, without site and credentials.
 *
 * @param pathAndQuery from the first slash on, encoded
 * @param body the JSON body of a POST or PUT
 * @param waiting for the answer
 */
public record JiraRequest(String method, String pathAndQuery, Optional<JsonNode> body, Waiting waiting) {
    /** Without its first slash a path would go on with the name of the site's host, and take the credentials to another one. */
    public JiraRequest {
        if (!pathAndQuery.startsWith("/")) {
            throw new IllegalArgumentException("The path of a request to Jira begins with /, not as " + pathAndQuery);
        }
    }

    public JiraRequest(String method, String pathAndQuery, Optional<JsonNode> body) {
        this(method, pathAndQuery, body, Waiting.AS_CALLER);
    }

    public static JiraRequest get(String pathAndQuery) {
        return new JiraRequest("GET", pathAndQuery, Optional.empty());
    }

    public static JiraRequest post(String path, JsonNode body) {
        return new JiraRequest("POST", path, Optional.of(body));
    }

    public static JiraRequest put(String path, JsonNode body) {
        return new JiraRequest("PUT", path, Optional.of(body));
    }

    public static JiraRequest delete(String path) {
        return new JiraRequest("DELETE", path, Optional.empty());
    }

    /** The same for whoever wants to know soon, a job too. */
    public JiraRequest soon() {
        return with(Waiting.SHORT);
    }

    /** The same for whoever insists although nobody waits: five more tries instead of one, and long waits. */
    public JiraRequest insisting() {
        return with(Waiting.LONG);
    }

    /** The same, waiting as long as its caller does where it says nothing itself. */
    public JiraRequest ofCaller(boolean insists) {
        if (waiting != Waiting.AS_CALLER) {
            return this;
        }
        return insists ? insisting() : soon();
    }

    JiraRequest with(Waiting other) {
        return new JiraRequest(method, pathAndQuery, body, other);
    }

    /** A path segment or query value, percent-encoded. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without the body, which may hold a webhook's secret. */
    @Override
    public String toString() {
        return method + " " + pathAndQuery;
    }

    /** The body as UTF-8, empty for none. */
    public byte[] bodyBytes() {
        return body.map(json -> json.toString().getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
    }
}
