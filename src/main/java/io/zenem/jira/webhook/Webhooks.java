package io.zenem.jira.webhook;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.crypto.Secrets;
import io.zenem.jira.crypto.UndecryptableSecret;
import io.zenem.jira.jira.JiraRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A connector's webhook: what it should be, and how an administrator's one is written at Jira. */
@ApplicationScoped
@Named("webhooks")
public class Webhooks {
    private static final String PATH = "/rest/webhooks/1.0/webhook";
    private static final int SECRET_BYTES = 32;

    private final Secrets secrets;
    private final String publicUrl;
    private final SecureRandom random = new SecureRandom();

    @Inject
    Webhooks(Secrets secrets, @ConfigProperty(name = "connector.public-url") String publicUrl) {
        this.secrets = secrets;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    /** Where Jira delivers for a connector. */
    public String callbackUrl(String connectorId) {
        return publicUrl + "/webhooks/jira/" + connectorId;
    }

    /** A registration as asked for: by us at Jira, or by hand with a secret of the admin's. */
    public Registration begin(ApiRequest request, SyncContext context, Map<String, Object> hook) {
        RequestFields fields = request.optionalFields();
        String mode = fields.text("mode", 20).orElse("jira");
        Optional<String> given = fields.text("secret", 500);
        if (!mode.equals("jira") && !mode.equals("manual")) {
            fields.error("mode", "must be jira or manual");
        }
        checkSecret(fields, mode.equals("manual"), given);
        fields.check();
        return registration(context, hook, mode.equals("manual"), given.orElseGet(this::newSecret));
    }

    /** A new secret for a registration that exists; manual ones need the secret that was entered at Jira. */
    public Registration rotation(ApiRequest request, SyncContext context, Map<String, Object> hook) {
        if (hook.get("mode") == null) {
            throw ApiException.conflict("No webhook is registered yet; POST …/webhooks/register first.");
        }
        boolean manual = "manual".equals(hook.get("mode"));
        if (!manual && byApp(hook)) {
            throw ApiException.conflict(
                    "Deliveries to an OAuth app are signed with the app's client secret, there is no secret of the webhook's own:"
                            + " renew that one in Atlassian's developer console and PUT the connector's auth with it.");
        }
        RequestFields fields = request.optionalFields();
        Optional<String> given = fields.text("secret", 500);
        checkSecret(fields, manual, given);
        fields.check();
        return registration(context, hook, manual, given.orElseGet(this::newSecret));
    }

    /** The registration as it should be at Jira now, with the secret that it has; 409 where no encryption key opens that. */
    public Registration present(SyncContext context, Map<String, Object> hook) {
        try {
            String secret = hook.get("secret") instanceof byte[] encrypted
                    ? secrets.decrypt(encrypted, context.connectorId())
                    : newSecret();
            return registration(context, hook, "manual".equals(hook.get("mode")), secret);
        } catch (UndecryptableSecret noKey) {
            throw ApiException.conflict(noKey.getMessage());
        }
    }

    private static void checkSecret(RequestFields fields, boolean manual, Optional<String> given) {
        if (manual && given.isEmpty() && !fields.wrong()) {
            fields.error("secret", "is required in manual mode: the secret that you entered at Jira");
        } else if (!manual && given.isPresent()) {
            fields.error("secret", "is made by the service; give one only with mode manual");
        }
        given.filter(secret -> secret.length() < 16)
                .ifPresent(shortOne -> fields.error("secret", "must have at least 16 characters"));
    }

    private Registration registration(SyncContext context, Map<String, Object> hook, boolean manual, String secret) {
        boolean dynamic = !manual && byApp(hook);
        String mode = manual ? "manual" : dynamic ? "dynamic" : "jira";
        return new Registration(
                context.connectorId(),
                callbackUrl(context.connectorId()),
                mode,
                dynamic ? "" : Base64.getEncoder().encodeToString(secrets.encrypt(secret, context.connectorId())),
                dynamic ? "" : secret,
                // an app's filter knows projects and types, but not the admin's own condition: what it lets through is
                // sorted out here
                dynamic ? context.scope().toSimpleJql() : context.scope().toJql(),
                WebhookEvents.needed(context, dynamic),
                // an id of the other kind says nothing
                Optional.ofNullable((String) hook.get("registration"))
                        .filter(id -> mode.equals(hook.get("mode")))
                        .orElse(""));
    }

    private static boolean byApp(Map<String, Object> hook) {
        return "oauth2".equals(hook.get("auth_type"));
    }

    private String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Asks for the webhooks that Jira has. */
    public JiraRequest list() {
        return JiraRequest.get(PATH);
    }

    /** Creates or updates the webhook at Jira; the secret is always sent, because an update without it may clear it. */
    public JiraRequest write(Registration registration, JsonNode listed) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("name", "Zenem connector " + registration.connectorId())
                .put("url", registration.callbackUrl())
                .put("enabled", true)
                .put("excludeBody", false)
                .put("secret", registration.secret());
        registration.events().forEach(body.withArray("events")::add);
        body.putObject("filters").put("issue-related-events-section", registration.jql());
        List<RegisteredWebhook> ours = registration.ours(listed);
        return ours.isEmpty()
                ? JiraRequest.post(PATH, body)
                : JiraRequest.put(PATH + "/" + ours.get(0).id(), body);
    }

    /** What Jira made of it. */
    public Written written(Registration registration, JsonNode listed, JsonNode answer) {
        RegisteredWebhook now = RegisteredWebhook.ofAdmins(answer);
        List<RegisteredWebhook> ours = registration.ours(listed);
        return new Written(
                now.id().isEmpty() && !ours.isEmpty() ? ours.get(0).id() : now.id(),
                // an answer without a body leaves us with what was asked for
                answer.has("url") ? now.outline() : registration.asked(),
                now.enabled(),
                "");
    }

    /** The kind of webhook, jira or dynamic, that the service has at Jira when the admin takes over; empty text for none. */
    public String ownKind(Map<String, Object> hook) {
        boolean ours = hook.get("registration") != null && !"manual".equals(hook.get("mode"));
        return ours ? (String) hook.get("mode") : "";
    }

    /** Nothing is written at Jira for a webhook that the admin enters by hand. */
    public Written byHand() {
        return Written.NOWHERE;
    }

    /** All but the first of the webhooks that are ours: one is enough. */
    public List<String> doubles(Registration registration, JsonNode listed) {
        return registration.ours(listed).stream()
                .skip(1)
                .map(RegisteredWebhook::id)
                .toList();
    }

    /** Removes a webhook at Jira. */
    public JiraRequest remove(Object id) {
        return JiraRequest.delete(PATH + "/" + JiraRequest.encode(id.toString()));
    }

    /** The ids at Jira of all webhooks that deliver to this connector. */
    public List<String> ours(String connectorId, JsonNode listed) {
        return RegisteredWebhook.all(listed).stream()
                .filter(webhook -> webhook.url().equals(callbackUrl(connectorId)))
                .map(RegisteredWebhook::id)
                .toList();
    }

    /** 409 where another registration of the connector is under way. */
    public void mustBeAlone(Object row) {
        if (row == null) {
            throw ApiException.conflict(
                    "Another registration of this connector's webhook is under way; try again in a minute.");
        }
    }
}
