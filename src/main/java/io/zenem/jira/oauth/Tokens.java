package io.zenem.jira.oauth;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.connector.Credentials;
import io.zenem.jira.connector.HttpCall;
import io.zenem.jira.crypto.Secrets;
import io.zenem.jira.crypto.UndecryptableSecret;
import io.zenem.jira.jira.HttpAnswer;
import io.zenem.jira.jira.JiraAccess;
import io.zenem.jira.jira.JiraRefused;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * When an OAuth connector needs a new access token, and what its refusal means. Ages and remaining times come from the database,
 * so that no two clocks are compared.
 */
@ApplicationScoped
@Named("tokens")
public class Tokens {
    private final Secrets secrets;
    private final Clock clock;
    private final String url;
    private final int aheadSeconds;
    private final int youngSeconds;
    private final long waitMillis;

    Tokens(
            Secrets secrets,
            Clock clock,
            @ConfigProperty(name = "connector.oauth.token-url") String url,
            @ConfigProperty(name = "connector.oauth.refresh-ahead-seconds") int aheadSeconds,
            @ConfigProperty(name = "connector.oauth.young-seconds") int youngSeconds,
            @ConfigProperty(name = "connector.oauth.wait-ms") long waitMillis) {
        this.secrets = secrets;
        this.clock = clock;
        this.url = url;
        this.aheadSeconds = aheadSeconds;
        this.youngSeconds = youngSeconds;
        this.waitMillis = waitMillis;
    }

    /**
     * What the access token of a connector needs: {@code none}, {@code ahead} (it still works, but not for long) or {@code now}.
     *
     * @throws JiraRefused 401 with what to do, where there is no grant or Atlassian refuses it
     */
    public String need(JiraAccess access) {
        if (access.problem() != null) {
            throw new JiraRefused(401, access.problem(), false);
        }
        if (!access.authorized() || access.cloudId() == null) {
            throw JiraRefused.unasked(
                    401,
                    "The connector waits for its authorization at Atlassian: POST /admin/connectors/" + access.id()
                            + "/oauth/start and open the address that it answers.");
        }
        long left = access.secondsLeft();
        if (access.granted() == null || left <= 0) {
            return "now";
        }
        // a short-lived token is not renewed all the time
        long ahead = Math.min(aheadSeconds, (left + access.secondsOld()) / 4);
        return left <= ahead ? "ahead" : "none";
    }

    /** As {@link #need}, after this call tried or another one was at it: a token that still works is good enough. */
    public String needAfterTry(JiraAccess access) {
        String need = need(access);
        return need.equals("ahead") ? "none" : need;
    }

    /** Milliseconds to wait while somebody else refreshes. */
    public long waitMillis(String need) {
        return need.equals("ahead") ? 0 : waitMillis;
    }

    /**
     * The call that renews the tokens; with the refresh token as it is under the lease.
     *
     * @throws JiraRefused where no encryption key opens what is stored, so that Atlassian cannot be asked
     */
    public HttpCall refresh(JiraAccess access, Map<String, Object> claimed) {
        try {
            return TokenEndpoint.refresh(
                    url,
                    access.clientId(),
                    Credentials.clientSecret(secrets, access.credentials(), access.id()),
                    secrets.decrypt((byte[]) claimed.get("refresh_token"), access.id()),
                    clock.instant());
        } catch (UndecryptableSecret noKey) {
            throw JiraRefused.unasked(401, noKey.getMessage());
        }
    }

    public Grant granted(String connectorId, HttpAnswer answer) {
        return TokenEndpoint.read(answer, secrets, connectorId);
    }

    /**
     * Atlassian refuses to give a token, and will until somebody repairs it.
     *
     * @param status of Atlassian's answer
     * @param message what to do, for health, job errors and the log
     * @param grantIsDead whether the refresh token is worth nothing any more; else it may work when the app's secret is right
     */
    public record Refusal(int status, String message, boolean grantIsDead) {}

    /** What a refusal of Atlassian's means for the connector. */
    public Refusal refusal(String connectorId, JiraRefused refused) {
        boolean dead = refused.status() == TokenEndpoint.DEAD_GRANT;
        return new Refusal(
                refused.status(),
                dead
                        ? "Atlassian does not accept the connector's authorization any more (" + refused.getMessage()
                                + "): authorize again with POST /admin/connectors/" + connectorId + "/oauth/start."
                        : "Atlassian does not accept the app (" + refused.getMessage()
                                + "): save the connector's auth with the right clientId and clientSecret.",
                dead);
    }

    /**
     * Whether Jira refused an access token before its time, so that a new one may help. A token that was just made is not the
     * reason, nor is a missing scope; refreshing again and again would repair neither.
     */
    public boolean rejected(JiraAccess access, HttpAnswer answer) {
        return access.byGrant()
                && answer.status() == 401
                && access.secondsOld() >= youngSeconds
                && !new String(answer.body(), StandardCharsets.UTF_8).contains("scope does not match");
    }
}
