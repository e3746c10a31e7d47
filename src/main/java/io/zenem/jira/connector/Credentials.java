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

/**
 * A connector's credentials in two halves.
 *
 * @param type basic (Cloud: email and API token) or bearer (Data Center: personal access token)
 * @param shown what an admin may see again
 * @param hidden what is only ever stored encrypted
 */
record Credentials(String type, ObjectNode shown, String hidden) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Reads the {@code auth} object; empty when it has errors, which the fields remember. */
    static Optional<Credentials> read(RequestFields auth) {
        String type = auth.requiredText("type", 20);
        ObjectNode shown = JSON.createObjectNode();
        ObjectNode hidden = JSON.createObjectNode();
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
            case "" -> {
                // told as required already
            }
            default -> auth.error("type", "must be basic or bearer");
        }
        return auth.wrong() ? Optional.empty() : Optional.of(new Credentials(type, shown, hidden.toString()));
    }

    /** A header value: one line of printable ASCII. */
    private static String visible(RequestFields auth, String field) {
        String value = auth.requiredText(field, 4000).strip();
        if (!value.chars().allMatch(c -> c > 32 && c < 127)) {
            auth.error(field, "must be one line of printable ASCII characters without blanks");
        }
        return value;
    }

    /** The Authorization header's value; it must never be logged. */
    static String authorization(String type, String hidden) {
        try {
            JsonNode secret = JSON.readTree(hidden);
            if (type.equals("bearer")) {
                return "Bearer " + secret.path("token").textValue();
            }
            String pair = secret.path("email").textValue() + ":"
                    + secret.path("apiToken").textValue();
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("The stored credentials are damaged; save the connector's auth again.");
        }
    }

    @Override
    public String toString() {
        return "Credentials[" + type + "]";
    }
}
