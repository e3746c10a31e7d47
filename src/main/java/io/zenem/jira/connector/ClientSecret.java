package io.zenem.jira.connector;

import java.util.Map;

import io.zenem.jira.crypto.Secrets;

/** The secret that an OAuth app shares with Atlassian: it proves us at the token endpoint, and signs the app's deliveries. */
public final class ClientSecret {
    private ClientSecret() {}

    /**
     * Decrypts it for its use; it must never be logged.
     *
     * @param row a connector's id and credentials, as a statement gives them
     */
    public static String of(Secrets secrets, Map<String, Object> row) {
        return Credentials.part(
                secrets.decrypt((byte[]) row.get("credentials"), (String) row.get("id")), "clientSecret");
    }
}
