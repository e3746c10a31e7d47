package io.zenem.jira.connector;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zenem.jira.jira.HttpAnswer;
import io.zenem.jira.jira.JiraAccess;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * API tokens with scopes, the only ones of service accounts: the site answers them 401 as if they were wrong, and Atlassian's
 * gateway takes them. The answer to a wrong login says which it is, so that nobody makes one token after the other.
 */
@ApplicationScoped
@Named("scopedTokens")
public class ScopedTokens {
    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] NOTHING = {};

    private final Connectors connectors;
    private final Clock clock;
    private final String sites;

    ScopedTokens(
            Connectors connectors, Clock clock, @ConfigProperty(name = "connector.oauth.gateway-url") String gateway) {
        this.connectors = connectors;
        this.clock = clock;
        this.sites = gateway + "/ex/jira/";
    }

    /** Whether a refused token may be one of these: an account's, at a site's own address. */
    public boolean possible(JiraAccess access) {
        return access.authType().equals("basic") && !access.baseUrl().startsWith(sites);
    }

    /** Asks the site for its id at the gateway, which it tells everybody: the credentials stay here. */
    public HttpCall tenant(JiraAccess access) {
        String url = URI.create(access.baseUrl()).resolve("/_edge/tenant_info").toString();
        return new HttpCall("GET", url, "", NOTHING, clock.instant());
    }

    /** Where the gateway has the site; empty text where this is no site of Atlassian's. */
    public String gateway(HttpAnswer answer) {
        String id = answer.status() == 200 ? json(answer).path("cloudId").asText("") : "";
        return id.matches("[A-Za-z0-9-]{1,64}") ? sites + id : "";
    }

    /** Asks the gateway who the token is. */
    public HttpCall myself(JiraAccess access, String gateway, JiraRequest request) {
        return connectors.call(access, gateway, request);
    }

    /** What to do where the gateway took the token; empty text where it did not. */
    public String advice(String gateway, HttpAnswer answer) {
        boolean known = answer.status() == 200 && json(answer).hasNonNull("accountId");
        return known
                ? "The API token is one with scopes, which Jira does not accept at the site's address: save " + gateway
                        + " as the connector's baseUrl, with its credentials and \"sameSite\": true."
                : "";
    }

    /** Ends with the advice, or with the refusal as it was. */
    public void refuse(JiraRefused refusal, String advice) {
        throw advice.isEmpty() ? refusal : new JiraRefused(refusal.status(), advice, false);
    }

    private static JsonNode json(HttpAnswer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException page) {
            return JSON.createObjectNode();
        }
    }
}
