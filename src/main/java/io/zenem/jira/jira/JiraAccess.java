package io.zenem.jira.jira;

import java.util.Map;

/**
 * A connector with what a call to its Jira needs: a row of {@code sql/connector/find.sql}.
 *
 * @param authType basic, bearer or oauth2
 * @param credentials encrypted
 * @param clientId of the OAuth app; null where there is none, as the rest of its grant
 * @param accountZone known since the site was first looked at, before which nobody walks
 * @param granted the app's access token, encrypted
 * @param authorized whether the grant can be renewed
 * @param problem why Atlassian renews it no more
 * @param generation counts the renewals
 * @param secondsLeft until the access token ends, and secondsOld since it was made, by the database's clock
 * @param cancelled whether the job that asks was cancelled
 */
public record JiraAccess(
        String id,
        String baseUrl,
        String authType,
        byte[] credentials,
        String clientId,
        AccountZone accountZone,
        String cloudId,
        byte[] granted,
        boolean authorized,
        String problem,
        int generation,
        long secondsLeft,
        long secondsOld,
        boolean cancelled) {

    public static JiraAccess of(Map<String, Object> row) {
        return new JiraAccess(
                (String) row.get("id"),
                (String) row.get("base_url"),
                (String) row.get("auth_type"),
                (byte[]) row.get("credentials"),
                (String) row.get("client_id"),
                AccountZone.of(row.get("account_zone") instanceof String zone ? zone : ""),
                (String) row.get("cloud_id"),
                (byte[]) row.get("access_token"),
                (boolean) row.get("authorized"),
                (String) row.get("problem"),
                (int) row.get("generation"),
                (long) row.get("seconds_left"),
                (long) row.get("seconds_old"),
                (boolean) row.get("cancelled"));
    }

    /** Whether calls carry an access token of an OAuth app, which has to be fresh. */
    public boolean byGrant() {
        return authType.equals("oauth2");
    }

    /** A personal access token, sent as bearer, is Data Center's; Cloud has API tokens and OAuth. */
    public boolean dataCenter() {
        return authType.equals("bearer");
    }

    /** Never what is stored in secret. */
    @Override
    public String toString() {
        return "JiraAccess[" + id + "]";
    }
}
