package io.zenem.jira.connector;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.api.WireTime;
import io.zenem.jira.crypto.Secrets;

/**
 * A connector's credentials in two halves.
 *
 * @param type basic (Cloud: email and API token), bearer (Data Center: personal access token) or oauth2 (Cloud: an app)
 * @param shown what an admin may see again
 * @param hidden what is only ever stored encrypted
 * @param cloudId the site that an OAuth app is used for, where the admin named it
 * @param grant an OAuth refresh token, where the admin has one already
 */
public record Credentials(
        String type, ObjectNode shown, String hidden, Optional<String> cloudId, Optional<String> grant) {
    static final String OAUTH = "oauth2";

    private static final JsonMapper JSON = new JsonMapper();

    /** Reads the {@code auth} object; empty when it has errors, which the fields remember. */
    static Optional<Credentials> read(RequestFields auth) {
        String type = auth.requiredText("type", 20);
        ObjectNode shown = JSON.createObjectNode();
        ObjectNode hidden = JSON.createObjectNode();
        Optional<String> cloudId = Optional.empty();
        Optional<String> grant = Optional.empty();
        auth.text("expiresAt", 40).ifPresent(text -> WireTime.parse(text)
                .ifPresentOrElse(
                        at -> shown.put("expiresAt", WireTime.format(at)),
                        () -> auth.error("expiresAt", "must be a timestamp like 2026-08-10T10:00:00")));
        switch (type) {
            case "basic" -> {
                String email = auth.requiredText("email", 320);
                if (!email.contains("@")
                        || email.indexOf(':') >= 0
                        || email.chars().anyMatch(Character::isISOControl)) {
                    auth.error("email", "must be the e-mail address of the Atlassian account");
                }
                shown.put("email", email);
                hidden.put("email", email).put("apiToken", visible(auth, "apiToken"));
            }
            case "bearer" -> hidden.put("token", visible(auth, "token"));
            case OAUTH -> {
                shown.put("clientId", visible(auth, "clientId"));
                hidden.put("clientSecret", visible(auth, "clientSecret"));
                grant = auth.raw("refreshToken").map(given -> visible(auth, "refreshToken"));
                cloudId = auth.text("cloudId", 64);
                cloudId.filter(id -> !id.matches("[A-Za-z0-9-]+"))
                        .ifPresent(wrong -> auth.error("cloudId", "must be the site's id, of letters, digits and -"));
                if (grant.isPresent() && cloudId.isEmpty()) {
                    auth.error("cloudId", "is required with refreshToken: the id of the site that it is for");
                }
            }
            case "" -> {
                // told as required already
            }
            default -> auth.error("type", "must be basic, bearer or oauth2");
        }
        return auth.wrong()
                ? Optional.empty()
                : Optional.of(new Credentials(type, shown, hidden.toString(), cloudId, grant));
    }

    /** A header value: one line of printable ASCII. */
    private static String visible(RequestFields auth, String field) {
        String value = auth.requiredText(field, 4000).strip();
        if (!value.chars().allMatch(c -> c > 32 && c < 127)) {
            auth.error(field, "must be one line of printable ASCII characters without blanks");
        }
        return value;
    }

    /** The Authorization header's value for an account's own credentials; it must never be logged. */
    static String authorization(String type, String hidden) {
        if (type.equals("bearer")) {
            return "Bearer " + part(hidden, "token");
        }
        String pair = part(hidden, "email") + ":" + part(hidden, "apiToken");
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The secret that an OAuth app shares with Atlassian: it proves us at the token endpoint, and signs the app's deliveries. It must never
     * be logged.
     *
     * @param credentials of a connector, encrypted
     */
    public static String clientSecret(Secrets secrets, byte[] credentials, String connectorId) {
        return part(secrets.decrypt(credentials, connectorId), "clientSecret");
    }

    private static String part(String hidden, String name) {
        try {
            JsonNode value = JSON.readTree(hidden).path(name);
            if (value.isTextual()) {
                return value.textValue();
            }
        } catch (JsonProcessingException damaged) {
            // told below, and never with what was read
        }
        throw new IllegalStateException("The stored credentials are damaged; save the connector's auth again.");
    }

    @Override
    public String toString() {
        return "Credentials[" + type + "]";
    }
}
