package io.zenem.jira.overview;

import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** What needs an admin between us and Jira: scope and mapping, credentials, the webhook. */
record ConnectionRules(JsonNode facts, JsonNode health, Attention attention) {
    /** Credentials that end within so many days are replaced in time. */
    private static final int CREDENTIAL_DAYS = 14;

    void apply() {
        setup();
        credentials();
        webhook();
        silence();
    }

    private void setup() {
        if (!facts.path("scopeSaved").asBoolean()) {
            attention.error(
                    "NO_SCOPE",
                    "No scope is saved, so nothing is copied. Choose the projects.",
                    attention.put("/scope"));
        } else if (!facts.path("mappingActive").asBoolean()) {
            attention.error(
                    "NO_MAPPING", "No mapping is active, so nothing is copied. Save one.", attention.put("/mappings"));
        }
    }

    private void credentials() {
        boolean reachable = health.path("reachable").asBoolean();
        String message = health.path("message").asText();
        if (health.path("errorCode").asText().equals("AUTHORIZATION_NEEDED")) {
            attention.error("AUTHORIZATION_NEEDED", message, attention.post("/oauth/start"));
        } else if (!reachable && health.path("httpStatus").asInt() == 401) {
            attention.error("CREDENTIALS_REFUSED", "Jira refuses the credentials. Replace them.", attention.put(""));
        } else if (!reachable && health.hasNonNull("lastErrorAt")) {
            attention.error("JIRA_UNREACHABLE", message, attention.post("/test"));
        }
        JsonNode left = health.at("/credential/daysLeft");
        if (left.isNumber() && left.asInt() < 0) {
            attention.error("CREDENTIALS_END", "The credentials have ended. Replace them.", attention.put(""));
        } else if (left.isNumber() && left.asInt() <= CREDENTIAL_DAYS) {
            attention.warn(
                    "CREDENTIALS_END",
                    "The credentials end in " + left.asInt() + " days. Replace them before that.",
                    attention.put(""));
        }
    }

    private void webhook() {
        String state = health.at("/webhook/state").asText();
        String told = health.at("/webhook/message").asText("The webhook at Jira is not as it should be.");
        switch (state) {
            case "unregistered" ->
                attention.warn(
                        "WEBHOOK_UNREGISTERED",
                        "No webhook is registered: changes arrive by reconciles only.",
                        attention.post("/webhooks/register"));
            case "disabled", "missing", "changed", "doubled" -> {
                if (facts.path("webhooksEnabled").asBoolean()) {
                    attention.error(
                            "WEBHOOK_" + state.toUpperCase(Locale.ROOT), told, attention.post("/webhooks/check"));
                } else {
                    attention.warn(
                            "WEBHOOKS_OFF",
                            "Webhooks are switched off in the settings: changes arrive by reconciles only.",
                            attention.put("/settings", Map.of("webhooksEnabled", true)));
                }
            }
            default -> {
                // ok, or not looked at yet
            }
        }
    }

    private void silence() {
        JsonNode silence = health.path("silence");
        if (silence.path("silent").asBoolean()) {
            attention.warn(
                    "WEBHOOK_SILENT",
                    "No webhook came for " + silence.path("minutes").asInt() + " minutes; usually one comes within "
                            + silence.path("usualMinutes").asInt() + ". Check the webhook.",
                    attention.post("/webhooks/check"));
        }
    }
}
