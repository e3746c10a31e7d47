package io.zenem.jira.oauth;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.HtmlPage;
import io.zenem.jira.connector.Credentials;
import io.zenem.jira.connector.HttpCall;
import io.zenem.jira.crypto.Secrets;
import io.zenem.jira.crypto.UndecryptableSecret;
import io.zenem.jira.jira.HttpAnswer;
import io.zenem.jira.jira.JiraAccess;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraRequest;
import org.apache.commons.codec.digest.DigestUtils;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** An admin's way to Atlassian and back. The state alone proves who comes back, so it is unguessable, short-lived and used once. */
@ApplicationScoped
@Named("authorizations")
public class Authorizations {
    /** What the sync reads, and what dynamic webhooks and refresh tokens need (Atlassian's OpenAPI documents; agile has granular scopes only). */
    static final List<String> SCOPES = List.of(
            "read:jira-work",
            "read:jira-user",
            "manage:jira-webhook",
            "read:board-scope:jira-software",
            "read:board-scope.admin:jira-software",
            "read:sprint:jira-software",
            "read:project:jira",
            "read:issue-details:jira",
            "read:jql:jira",
            "offline_access");

    private static final int STATE_BYTES = 32;
    private static final String AGAIN = " Begin again with POST /admin/connectors/{id}/oauth/start.";

    private final Secrets secrets;
    private final Clock clock;
    private final String authorizeUrl;
    private final String tokenUrl;
    private final String resourcesUrl;
    private final String redirectUri;
    private final int stateSeconds;
    private final SecureRandom random = new SecureRandom();

    Authorizations(
            Secrets secrets,
            Clock clock,
            @ConfigProperty(name = "connector.oauth.authorize-url") String authorizeUrl,
            @ConfigProperty(name = "connector.oauth.token-url") String tokenUrl,
            @ConfigProperty(name = "connector.oauth.resources-url") String resourcesUrl,
            @ConfigProperty(name = "connector.public-url") String publicUrl,
            @ConfigProperty(name = "connector.oauth.state-seconds") int stateSeconds) {
        this.secrets = secrets;
        this.clock = clock;
        this.authorizeUrl = authorizeUrl;
        this.tokenUrl = tokenUrl;
        this.resourcesUrl = resourcesUrl;
        this.redirectUri = publicUrl.replaceAll("/+$", "") + "/oauth/callback";
        this.stateSeconds = stateSeconds;
    }

    /**
     * An authorization that begins.
     *
     * @param hash of its state, base64; the state itself is told once, in the address, and never kept
     * @param seconds how long it may take
     * @param url where an admin grants it
     */
    public record Pending(String hash, int seconds, String url) {
        /** Without the address, which holds the state. */
        @Override
        public String toString() {
            return "Pending[" + seconds + " s]";
        }
    }

    /** A new authorization of a connector's app; 409 for a connector that has none. */
    public Pending begin(ApiRequest request, JiraAccess connector) {
        request.mustBringNothing();
        if (!connector.byGrant()) {
            throw ApiException.conflict(
                    "Only a connector with auth.type oauth2 is authorized at Atlassian; this one has "
                            + connector.authType() + ".");
        }
        byte[] bytes = new byte[STATE_BYTES];
        random.nextBytes(bytes);
        String state = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        String url = authorizeUrl + "?audience=api.atlassian.com&client_id="
                + JiraRequest.encode(connector.clientId())
                + "&scope=" + JiraRequest.encode(String.join(" ", SCOPES))
                + "&redirect_uri=" + JiraRequest.encode(redirectUri)
                + "&state=" + state + "&response_type=code&prompt=consent";
        return new Pending(hash(state), stateSeconds, url);
    }

    /** The answer to {@code POST …/oauth/start}. */
    public record Begun(String authorizationUrl, Object expiresAt, List<String> scopes) {}

    /** What the admin gets: the address to be opened in a browser. */
    public Begun begun(Pending pending, Object expiresAt) {
        return new Begun(pending.url(), expiresAt, SCOPES);
    }

    /**
     * What the browser brought back from Atlassian.
     *
     * @param hash of the state, base64
     * @param code to be exchanged for tokens, empty text for none
     * @param error Atlassian's error code, empty text for none
     */
    public record Callback(String hash, String code, String error) {
        /** Without the code. */
        @Override
        public String toString() {
            return "Callback[" + error + "]";
        }
    }

    /** What the browser brought back; 400 without a state. */
    public Callback returned(ApiRequest request) {
        String state = request.parameter("state")
                .orElseThrow(() -> ApiException.invalidArgument("The address has no state." + AGAIN));
        return new Callback(
                hash(state),
                request.parameter("code").orElse(""),
                request.parameter("error").orElse("").replaceAll("[^a-z_]", ""));
    }

    /** Ends with 400 unless the state is one of ours, unused and in time, and Atlassian granted something. */
    public void mustBeGranted(Callback callback, Object authorization) {
        if (authorization == null) {
            throw ApiException.invalidArgument(
                    "This authorization is not known here: it was used already, is too old, or another one was begun after it."
                            + AGAIN);
        }
        if (!callback.error().isEmpty()) {
            throw ApiException.invalidArgument(
                    "Atlassian granted nothing (" + callback.error() + "). Nothing was changed." + AGAIN);
        }
        if (callback.code().isEmpty()) {
            throw ApiException.invalidArgument("The address has no code." + AGAIN);
        }
    }

    /** The call that exchanges the code for tokens; 409 where no encryption key opens the app's secret. */
    public HttpCall exchange(Callback callback, Map<String, Object> authorization) {
        try {
            return TokenEndpoint.exchange(
                    tokenUrl,
                    (String) authorization.get("client_id"),
                    Credentials.clientSecret(
                            secrets, (byte[]) authorization.get("credentials"), (String) authorization.get("id")),
                    callback.code(),
                    redirectUri,
                    clock.instant());
        } catch (UndecryptableSecret noKey) {
            throw ApiException.conflict(noKey.getMessage());
        }
    }

    /** The tokens, encrypted; 409 where Atlassian refuses the code or the app, or gives nothing to refresh with. */
    public Grant granted(String connectorId, HttpAnswer answer) {
        try {
            Grant grant = TokenEndpoint.read(answer, secrets, connectorId);
            if (grant.renewal().isEmpty()) {
                throw ApiException.conflict(
                        "Atlassian gave no refresh token: the app has to be allowed the scope offline_access." + AGAIN);
            }
            return grant;
        } catch (JiraRefused refused) {
            throw ApiException.conflict("Atlassian does not exchange the code (" + refused.getMessage()
                    + "): see that the connector's clientId and clientSecret are right." + AGAIN);
        }
    }

    /** Asks which sites the tokens are for. */
    public HttpCall sites(String connectorId, Grant grant) {
        String access = secrets.decryptText(grant.access(), connectorId);
        return new HttpCall("GET", resourcesUrl, "Bearer " + access, new byte[0], clock.instant());
    }

    /** The connector's site among them. */
    public AtlassianSite site(Map<String, Object> authorization, JsonNode resources) {
        return AtlassianSite.choose(
                Optional.ofNullable((String) authorization.get("cloud_id")),
                (String) authorization.get("base_url"),
                resources);
    }

    public HtmlPage done(Object stored, AtlassianSite site) {
        if (stored == null) {
            throw ApiException.conflict("The connector was changed meanwhile." + AGAIN);
        }
        return new HtmlPage(
                200, "Connected", "The connector is authorized for " + site.url() + ". You can close this window.");
    }

    private static String hash(String state) {
        return Base64.getEncoder().encodeToString(DigestUtils.sha256(state));
    }
}
