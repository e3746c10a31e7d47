package io.zenem.jira.webhook;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.connector.SyncContexts;
import io.zenem.jira.crypto.Secrets;
import io.zenem.jira.crypto.UndecryptableSecret;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What admins ask of a connector's webhook, and what it should therefore be at Jira. */
@ApplicationScoped
@Named("webhooks")
public class Webhooks {
    private static final int SECRET_BYTES = 32;

    private final Secrets secrets;
    private final String publicUrl;
    private final SecureRandom random = new SecureRandom();

    Webhooks(Secrets secrets, @ConfigProperty(name = "connector.public-url") String publicUrl) {
        this.secrets = secrets;
        this.publicUrl = publicUrl.replaceAll("/+$", "");
    }

    /** Where Jira delivers for a connector. */
    public String callbackUrl(String connectorId) {
        return publicUrl + "/webhooks/jira/" + connectorId;
    }

    /** What a request to register or to rotate wants; 409 without a scope. */
    public WantedWebhook wanted(ApiRequest request, Map<String, Object> hook) {
        boolean rotates = request.parameter("last").orElse("").equals("rotate");
        return rotates ? rotation(request, hook) : registration(request, hook);
    }

    /** A registration is asked for: by us at Jira, or by hand with a secret of the admin's. */
    private WantedWebhook registration(ApiRequest request, Map<String, Object> hook) {
        SyncContexts.ofWebhook(hook.get("context"));
        RequestFields fields = request.optionalFields();
        String mode = fields.text("mode", 20).orElse("jira");
        Optional<String> given = fields.text("secret", 500);
        if (!mode.equals("jira") && !mode.equals("manual")) {
            fields.error("mode", "must be jira or manual");
        }
        checkSecret(fields, mode.equals("manual"), given);
        fields.check();
        return wanted(mode, given, hook);
    }

    /** A new secret for a registration that exists; manual ones need the secret that was entered at Jira. */
    private WantedWebhook rotation(ApiRequest request, Map<String, Object> hook) {
        SyncContexts.ofWebhook(hook.get("context"));
        StoredWebhook stored = StoredWebhook.of(hook);
        if (stored.wanted().isEmpty() || stored.wanted().equals("none")) {
            throw ApiException.conflict("No webhook is registered yet; POST …/webhooks/register first.");
        }
        if (stored.kind().equals("dynamic")) {
            throw ApiException.conflict(
                    "Deliveries to an OAuth app are signed with the app's client secret, there is no secret of the webhook's own:"
                            + " renew that one in Atlassian's developer console and PUT the connector's auth with it.");
        }
        RequestFields fields = request.optionalFields();
        Optional<String> given = fields.text("secret", 500);
        checkSecret(fields, stored.wanted().equals("manual"), given);
        fields.check();
        return wanted(stored.wanted(), given, hook);
    }

    /** There is to be no webhook. */
    public WantedWebhook removal() {
        return new WantedWebhook("none", "");
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

    /** A secret that is still on its way to Jira is the new one: Jira may have it, and nobody makes a third meanwhile. */
    private WantedWebhook wanted(String wanted, Optional<String> given, Map<String, Object> hook) {
        StoredWebhook stored = StoredWebhook.of(hook);
        boolean app = wanted.equals("jira") && stored.byApp();
        boolean underWay =
                wanted.equals("jira") && stored.wanted().equals("jira") && readable(stored.nextEncrypted(), hook);
        return new WantedWebhook(wanted, app || underWay ? "" : encrypted(given.orElseGet(this::newSecret), hook));
    }

    /** What a check adds: a secret, where the webhook is to have one and has none because the credentials were of another kind. */
    public WantedWebhook unchanged(Map<String, Object> hook) {
        StoredWebhook stored = StoredWebhook.of(hook);
        boolean lacks = stored.kind().equals("jira")
                && stored.encrypted().isEmpty()
                && stored.nextEncrypted().isEmpty();
        return lacks ? new WantedWebhook("", encrypted(newSecret(), hook)) : WantedWebhook.NOTHING;
    }

    /** What there should be at Jira; 409 without a scope, and where no encryption key opens the secret. */
    DesiredWebhook desired(Map<String, Object> hook) {
        String connectorId = (String) hook.get("id");
        StoredWebhook stored = StoredWebhook.of(hook);
        if (stored.kind().equals("none")) {
            return new DesiredWebhook(connectorId, callbackUrl(connectorId), "none", "", "", List.of());
        }
        SyncContext context = SyncContexts.ofWebhook(hook.get("context"));
        boolean app = stored.kind().equals("dynamic");
        return new DesiredWebhook(
                connectorId,
                callbackUrl(connectorId),
                stored.kind(),
                stored.kind().equals("jira") ? secret(stored, connectorId) : "",
                // an app's filter knows projects and types, but not the admin's own condition: what it lets through is
                // sorted out here
                context.scope().toWebhookJql(app),
                WebhookEvents.needed(context, app));
    }

    private String secret(StoredWebhook stored, String connectorId) {
        try {
            return stored.nextEncrypted()
                    .or(stored::encrypted)
                    .map(encrypted -> secrets.decrypt(encrypted, connectorId))
                    .orElse("");
        } catch (UndecryptableSecret noKey) {
            throw ApiException.conflict(noKey.getMessage());
        }
    }

    private boolean readable(Optional<byte[]> secret, Map<String, Object> hook) {
        try {
            return secret.map(encrypted -> secrets.decrypt(encrypted, (String) hook.get("id")))
                    .isPresent();
        } catch (UndecryptableSecret noKey) {
            return false;
        }
    }

    private String encrypted(String secret, Map<String, Object> hook) {
        return secrets.encryptText(secret, (String) hook.get("id"));
    }

    private String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** 409 where somebody else is writing the connector's webhook, or has begun to because we took too long. */
    public void mustBeAlone(Object row) {
        if (row == null) {
            throw ApiException.conflict(
                    "Another registration of this connector's webhook is under way; try again in a minute.");
        }
    }

    /** Fails with what kept a request from being done, if anything did; where that passes, it is done later. */
    public void mustBeDone(Throwable failure) throws Throwable {
        if (failure != null) {
            throw failure;
        }
    }
}
