package io.zenem.jira.webhook;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;

import io.zenem.jira.api.ApiException;
import io.zenem.jira.connector.SyncContext;

/**
 * What is stored of a connector's webhook: what an admin wants, and what Jira had when it was last written or looked at.
 *
 * @param context what it depends on; empty before there is a scope
 * @param authType of the connector, which decides which kind of webhook it can have
 * @param enabled the connector's switch
 * @param wanted jira, manual or none; empty text where nothing was ever asked for
 * @param mode what is at Jira: jira, manual, dynamic or none; empty text before anybody knows
 * @param encrypted the secret that Jira has
 * @param nextEncrypted the secret that Jira is to have
 * @param id Jira's, empty text for none
 * @param asked address, events and filter as Jira was asked for them last
 * @param echo the same as Jira showed them afterwards: it may write a filter in another way
 * @param state what the last check found
 */
public record StoredWebhook(
        String connectorId,
        Optional<String> context,
        String authType,
        boolean enabled,
        String wanted,
        String mode,
        Optional<byte[]> encrypted,
        Optional<byte[]> nextEncrypted,
        String id,
        Optional<String> asked,
        Optional<String> echo,
        String state,
        Optional<Instant> expires) {

    /** Reads a row of {@code sql/webhook/find.sql}. */
    static StoredWebhook of(Map<String, Object> row) {
        return new StoredWebhook(
                (String) row.get("id"),
                text(row, "context"),
                text(row, "auth_type").orElse(""),
                Boolean.TRUE.equals(row.get("webhooks_enabled")),
                text(row, "wanted").orElse(""),
                text(row, "mode").orElse(""),
                Optional.ofNullable((byte[]) row.get("secret")),
                Optional.ofNullable((byte[]) row.get("next_secret")),
                text(row, "registration").orElse(""),
                text(row, "asked"),
                text(row, "echo"),
                text(row, "state").orElse(""),
                Optional.ofNullable((Date) row.get("expires_at")).map(Date::toInstant));
    }

    private static Optional<String> text(Map<String, Object> row, String column) {
        return Optional.ofNullable((String) row.get(column));
    }

    /** What it depends on, with an empty mapping where there is none yet; 409 without a scope. */
    SyncContext syncContext() {
        return SyncContext.of(context.orElseThrow(
                () -> ApiException.conflict("The connector has no scope yet; save it first (PUT …/scope).")));
    }

    /** Whether an OAuth app's webhook is the kind that we can write. */
    boolean byApp() {
        return authType.equals("oauth2");
    }

    /** Which kind the wanted one is: jira, dynamic, manual or none. */
    String kind() {
        return wanted.equals("jira") ? ours() : wanted;
    }

    /** Among which of Jira's webhooks ours is to be looked for: jira or dynamic; empty text where it is not to be looked for. */
    String listedKind() {
        return switch (wanted) {
            case "manual" -> pending() ? "" : "jira";
            case "none" -> mode.isEmpty() ? ours() : mode.equals("jira") || mode.equals("dynamic") ? mode : "";
            default -> ours();
        };
    }

    private String ours() {
        return byApp() ? "dynamic" : "jira";
    }

    /** Whether Jira does not have yet what is wanted: another kind, or another secret. */
    boolean pending() {
        return !mode.equals(kind()) || nextEncrypted.isPresent();
    }

    /** Whether it is to deliver, and Jira can be asked for it. */
    public boolean watched() {
        return !wanted.isEmpty() && enabled && !hidden();
    }

    /** Whether it was entered by hand, which Jira shows to no app. */
    boolean hidden() {
        return byApp() && wanted.equals("manual") && !pending();
    }

    /** Whether Jira knows it under an id; one of the other kind says nothing. */
    boolean isKnown(RegisteredWebhook webhook) {
        return mode.equals(kind()) && !id.isEmpty() && webhook.id().equals(id);
    }

    /** Never the secrets. */
    @Override
    public String toString() {
        return "StoredWebhook[" + wanted + ", " + mode + "]";
    }
}
