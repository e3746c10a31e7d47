package io.zenem.jira.oauth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.connector.HttpCall;
import io.zenem.jira.crypto.Secrets;
import io.zenem.jira.jira.HttpAnswer;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraUnavailable;

/**
 * What is said to Atlassian's token endpoint and what it answers. Neither its answers' texts nor what it was sent is ever
 * repeated in a message, because both hold secrets; its error codes are.
 */
final class TokenEndpoint {
    /** The status by which {@link JiraRefused} tells a dead grant from a refused app. */
    static final int DEAD_GRANT = 403;

    private static final JsonMapper JSON = new JsonMapper();
    private static final int DEFAULT_SECONDS = 3600;

    private TokenEndpoint() {}

    static HttpCall refresh(String url, String clientId, String clientSecret, String refreshToken, Instant now) {
        return post(url, body("refresh_token", clientId, clientSecret).put("refresh_token", refreshToken), now);
    }

    static HttpCall exchange(
            String url, String clientId, String clientSecret, String code, String redirectUri, Instant now) {
        return post(
                url,
                body("authorization_code", clientId, clientSecret)
                        .put("code", code)
                        .put("redirect_uri", redirectUri),
                now);
    }

    private static ObjectNode body(String grantType, String clientId, String clientSecret) {
        return JSON.createObjectNode()
                .put("grant_type", grantType)
                .put("client_id", clientId)
                .put("client_secret", clientSecret);
    }

    private static HttpCall post(String url, ObjectNode body, Instant now) {
        return new HttpCall("POST", url, "", body.toString().getBytes(StandardCharsets.UTF_8), now);
    }

    /**
     * The tokens of an answer, encrypted for the connector.
     *
     * @throws JiraUnavailable where it may be otherwise in a moment
     * @throws JiraRefused status {@link #DEAD_GRANT} where the grant is worth nothing, 401 where the app is refused
     */
    static Grant read(HttpAnswer answer, Secrets secrets, String connectorId) {
        int status = answer.status();
        if (status == 0 || status == 408 || status == 425 || status == 429 || status >= 500) {
            throw new JiraUnavailable(
                    status,
                    status == 0
                            ? "Atlassian's token endpoint did not answer."
                            : "Atlassian's token endpoint failed (HTTP " + status + ").",
                    answer.pause().orElse(null));
        }
        JsonNode json = json(answer.body());
        if (status != 200) {
            String error = json.path("error").asText("").replaceAll("[^a-z_]", "");
            if (error.isEmpty()) {
                // a proxy's page says nothing about the grant, which nobody can get back without a human
                throw new JiraUnavailable(status, "Something else than Atlassian's token endpoint answered.");
            }
            String said = "HTTP " + status + ", " + error;
            boolean dead = status == DEAD_GRANT || error.equals("invalid_grant");
            throw new JiraRefused(dead ? DEAD_GRANT : 401, said, false);
        }
        String access = json.path("access_token").asText("");
        if (access.isEmpty()) {
            throw new JiraUnavailable(status, "Something else than Atlassian's token endpoint answered.");
        }
        String refresh = json.path("refresh_token").asText("");
        return new Grant(
                secrets.encryptText(access, connectorId),
                refresh.isEmpty() ? "" : secrets.encryptText(refresh, connectorId),
                json.path("expires_in").asInt(DEFAULT_SECONDS));
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException noJson) {
            return JSON.createObjectNode();
        }
    }
}
