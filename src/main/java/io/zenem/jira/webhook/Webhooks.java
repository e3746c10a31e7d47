package io.zenem.jira.webhook;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.connector.SyncContext;
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
    public WebhookCheck wanted(ApiRequest request, WebhookCheck check) {
        check.stored().syncContext();
        boolean rotates = request.parameter("last").orElse("").equals("rotate");
        return check.wanting(rotates ? rotation(request, check.stored()) : registration(request, check.stored()));
    }

    /** A registration is asked for: by us at Jira, or by hand with a secret of the admin's. */
    private WebhookCheck.Change registration(ApiRequest request, StoredWebhook stored) {
        RequestFields fields = request.optionalFields();
        String mode = fields.text("mode", 20).orElse("jira");
        Optional<String> given = fields.text("secret", 500);
        if (!mode.equals("jira") && !mode.equals("manual")) {
            fields.error("mode", "must be jira or manual");
        }
        checkSecret(fields, mode.equals("manual"), given);
        fields.check();
        return wanted(mode, given, stored);
    }

    /** A new secret for a registration that exists; manual ones need the secret that was entered at Jira. */
    private WebhookCheck.Change rotation(ApiRequest request, StoredWebhook stored) {
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
        return wanted(stored.wanted(), given, stored);
    }

    /** There is to be no webhook. */
    public WebhookCheck removal(WebhookCheck check) {
        return check.wanting(new WebhookCheck.Change("none", ""));
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
    private WebhookCheck.Change wanted(String wanted, Optional<String> given, StoredWebhook stored) {
        boolean app = wanted.equals("jira") && stored.byApp();
        boolean underWay = wanted.equals("jira") && stored.wanted().equals("jira") && nextIsReadable(stored);
        return new WebhookCheck.Change(
                wanted, app || underWay ? "" : encrypted(given.orElseGet(this::newSecret), stored));
    }

    /** What a check adds: a secret, where the webhook is to have one and has none because the credentials were of another kind. */
    public WebhookCheck completed(WebhookCheck check) {
        StoredWebhook stored = check.stored();
        boolean lacks = stored.kind().equals("jira")
                && stored.encrypted().isEmpty()
                && stored.nextEncrypted().isEmpty();
        return lacks ? check.wanting(new WebhookCheck.Change("", encrypted(newSecret(), stored))) : check;
    }

    /** What there should be at Jira; 409 without a scope, and where no encryption key opens the secret. */
    DesiredWebhook desired(StoredWebhook stored) {
        String connectorId = stored.connectorId();
        if (stored.kind().equals("none")) {
            return new DesiredWebhook(connectorId, callbackUrl(connectorId), "none", "", "", List.of());
        }
        SyncContext context = stored.syncContext();
        boolean app = stored.kind().equals("dynamic");
        return new DesiredWebhook(
                connectorId,
                callbackUrl(connectorId),
                stored.kind(),
                stored.kind().equals("jira") ? secret(stored) : "",
                // an app's filter knows projects and types, but not the admin's own condition: what it lets through is
                // sorted out here
                context.scope().toWebhookJql(app),
                WebhookEvents.needed(context, app));
    }

    private String secret(StoredWebhook stored) {
        try {
            return stored.nextEncrypted()
                    .or(stored::encrypted)
                    .map(encrypted -> secrets.decrypt(encrypted, stored.connectorId()))
                    .orElse("");
        } catch (UndecryptableSecret noKey) {
            throw ApiException.conflict(noKey.getMessage());
        }
    }

    private boolean nextIsReadable(StoredWebhook stored) {
        try {
            return stored.nextEncrypted()
                    .map(encrypted -> secrets.decrypt(encrypted, stored.connectorId()))
                    .isPresent();
        } catch (UndecryptableSecret noKey) {
            return false;
        }
    }

    private String encrypted(String secret, StoredWebhook stored) {
        return secrets.encryptText(secret, stored.connectorId());
    }

    private String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** 409 where somebody else is writing the connector's webhook, or has begun to because we took too long: there is no lease or row. */
    public void mustBeAlone(Object row) {
        if (row == null) {
            throw ApiException.conflict(
                    "Another registration of this connector's webhook is under way; try again in a minute.");
        }
    }

    /** Fails with what kept a request from being done, if anything did; where that passes, it is done later. */
    public void mustBeDone(WebhookCheck check) throws Throwable {
        if (check.failure().isPresent()) {
            throw check.failure().get();
        }
    }
}
