package io.zenem.jira.webhook;

import java.security.SecureRandom;
import java.util.ArrayList;
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
import io.zenem.jira.jira.JiraRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A connector's webhook at Jira: one registration whatever happens, with a secret that only Jira and we know. */
@ApplicationScoped
@Named("webhooks")
public class Webhooks {
    static final String PATH = "/rest/webhooks/1.0/webhook";

    private static final List<String> EVENTS = List.of(
            "jira:issue_created",
            "jira:issue_updated",
            "jira:issue_deleted",
            "jira:version_created",
            "jira:version_updated",
            "jira:version_released",
            "jira:version_unreleased",
            "jira:version_moved",
            "jira:version_deleted",
            "sprint_created",
            "sprint_updated",
            "sprint_started",
            "sprint_closed",
            "sprint_deleted",
            "project_updated",
            "project_deleted",
            "project_soft_deleted",
            "project_restored_deleted",
            "project_archived",
            "project_restored_archived",
            "user_updated");

    /** These move an issue's updated, which matters only where it is mapped. */
    private static final List<String> EVENTS_OF_UPDATED = List.of(
            "comment_created",
            "comment_updated",
            "comment_deleted",
            "worklog_created",
            "worklog_updated",
            "worklog_deleted",
            "attachment_created",
            "attachment_deleted",
            "issuelink_created",
            "issuelink_deleted");

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
    public Registration begin(ApiRequest request, SyncContext context) {
        RequestFields fields = request.optionalFields();
        String mode = fields.text("mode", 20).orElse("jira");
        Optional<String> given = fields.text("secret", 500);
        if (!mode.equals("jira") && !mode.equals("manual")) {
            fields.error("mode", "must be jira or manual");
        }
        checkSecret(fields, mode.equals("manual"), given);
        fields.check();
        return registration(context, mode.equals("manual"), given);
    }

    /** A new secret for a registration that exists; manual ones need the secret that was entered at Jira. */
    public Registration rotation(ApiRequest request, SyncContext context, Map<String, Object> hook) {
        if (hook.get("mode") == null) {
            throw ApiException.conflict("No webhook is registered yet; POST …/webhooks/register first.");
        }
        boolean manual = "manual".equals(hook.get("mode"));
        RequestFields fields = request.optionalFields();
        Optional<String> given = fields.text("secret", 500);
        checkSecret(fields, manual, given);
        fields.check();
        return registration(context, manual, given);
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

    private Registration registration(SyncContext context, boolean manual, Optional<String> given) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = given.orElseGet(() -> HexFormat.of().formatHex(bytes));
        List<String> events = new ArrayList<>(EVENTS);
        if (updatedIsMapped(context)) {
            events.addAll(EVENTS_OF_UPDATED);
        }
        return new Registration(
                context.connectorId(),
                callbackUrl(context.connectorId()),
                manual,
                Base64.getEncoder().encodeToString(secrets.encrypt(secret, context.connectorId())),
                secret,
                context.scope().toJql(),
                events,
                List.of());
    }

    private static boolean updatedIsMapped(SyncContext context) {
        return context.mapping().fieldIds().contains("updated")
                && (context.mapping().stories().values().stream()
                                .anyMatch(rule -> rule.fieldId().equals("updated"))
                        || context.mapping().projects().values().stream()
                                .anyMatch(rule -> rule.fieldId().equals("updated")));
    }

    /** Asks for the webhooks that Jira has. */
    public JiraRequest list() {
        return JiraRequest.get(PATH);
    }

    /** The registration with what Jira has of ours: recognised by the address it delivers to. */
    public Registration found(Registration registration, JsonNode webhooks) {
        List<String> ours = new ArrayList<>();
        webhooks.forEach(webhook -> {
            if (webhook.path("url").asText().equals(registration.callbackUrl())) {
                String self = webhook.path("self").asText();
                ours.add(self.substring(self.lastIndexOf('/') + 1));
            }
        });
        return new Registration(
                registration.connectorId(),
                registration.callbackUrl(),
                registration.manual(),
                registration.encrypted(),
                registration.secret(),
                registration.jql(),
                registration.events(),
                ours);
    }

    /** Creates or updates the webhook at Jira; the secret is always sent, because an update without it may clear it. */
    public JiraRequest write(Registration registration) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("name", "Zenem connector " + registration.connectorId())
                .put("url", registration.callbackUrl())
                .put("excludeBody", false)
                .put("secret", registration.secret());
        registration.events().forEach(body.withArray("events")::add);
        body.putObject("filters").put("issue-related-events-section", registration.jql());
        return registration.request(body);
    }

    /** The id under which Jira knows a registration that was just written. */
    public String idAtJira(Registration registration, JsonNode answer) {
        return registration.id(answer);
    }

    /** Removes a webhook at Jira. */
    public JiraRequest remove(Object id) {
        return JiraRequest.delete(PATH + "/" + JiraRequest.encode(id.toString()));
    }

    /** The ids at Jira of all webhooks that deliver to this connector. */
    public List<String> ours(String connectorId, JsonNode webhooks) {
        List<String> ids = new ArrayList<>();
        webhooks.forEach(webhook -> {
            if (webhook.path("url").asText().equals(callbackUrl(connectorId))) {
                String self = webhook.path("self").asText();
                ids.add(self.substring(self.lastIndexOf('/') + 1));
            }
        });
        return ids;
    }

    /** 409 where another registration of the connector is under way. */
    public void mustBeAlone(Object row) {
        if (row == null) {
            throw ApiException.conflict(
                    "Another registration of this connector's webhook is under way; try again in a minute.");
        }
    }
}
