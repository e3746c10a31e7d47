package io.zenem.jira.webhook;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraRequest;

/** Jira's two resources of webhooks: administrators' ones, and those of OAuth apps, which end after thirty days. */
@ApplicationScoped
@Named("webhookRequests")
public class WebhookRequests {
    private static final String ADMINS = "/rest/webhooks/1.0/webhook";
    private static final String APPS = "/rest/api/3/webhook";

    /**
     * Asks for those that Jira has of the kind that ours is (an app has five at most); null where ours is not to be looked for. 409 where there
     * is none, or Jira shows us none of its kind.
     */
    public JiraRequest list(WebhookCheck check) {
        StoredWebhook stored = check.stored();
        if (stored.wanted().isEmpty()) {
            throw ApiException.conflict("No webhook is registered; POST …/webhooks/register first.");
        }
        if (stored.hidden()) {
            throw ApiException.conflict(
                    "Jira shows webhooks that were entered by hand to no OAuth app; look in Settings, System, WebHooks.");
        }
        return switch (stored.listedKind()) {
            case "dynamic" -> JiraRequest.get(APPS + "?maxResults=100");
            case "jira" -> JiraRequest.get(ADMINS);
            default -> null;
        };
    }

    /** What to send for one of a check's actions. */
    public JiraRequest of(WebhookAction action, WebhookCheck check) {
        DesiredWebhook desired = check.difference().orElseThrow().desired();
        boolean app = action.kind().equals("dynamic");
        return switch (action.verb()) {
            case "create" -> JiraRequest.post(app ? APPS : ADMINS, app ? ofApp(desired) : ofAdmin(desired));
            case "update" -> JiraRequest.put(path(action.ids().get(0)), ofAdmin(desired));
            case "renew" -> JiraRequest.put(APPS + "/refresh", ids(action.ids()));
            default ->
                app
                        ? new JiraRequest("DELETE", APPS, Optional.of(ids(action.ids())))
                        : JiraRequest.delete(path(action.ids().get(0)));
        };
    }

    /** Fails where Jira did not create a webhook: of an app's it tells that inside an answer of 200. */
    public void mustBeCreated(WebhookCheck check, JsonNode answer) {
        if (!check.difference().orElseThrow().desired().dynamic()) {
            return;
        }
        JsonNode result = answer.path("webhookRegistrationResult").path(0);
        if (!result.path("createdWebhookId").isIntegralNumber()) {
            String errors = StreamSupport.stream(result.path("errors").spliterator(), false)
                    .map(error -> error.asText().replaceAll("\\p{Cntrl}+", " "))
                    .collect(Collectors.joining(" "));
            throw new JiraRefused(400, "Jira did not register the webhook, saying: " + errors, true);
        }
    }

    /** The secret is always sent, because an update without it may clear it. */
    private static ObjectNode ofAdmin(DesiredWebhook desired) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("name", "Zenem connector " + desired.connectorId())
                .put("url", desired.callbackUrl())
                .put("enabled", true)
                .put("excludeBody", false)
                .put("secret", desired.secret());
        desired.events().forEach(body.withArray("events")::add);
        body.putObject("filters").put("issue-related-events-section", desired.jql());
        return body;
    }

    private static ObjectNode ofApp(DesiredWebhook desired) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("url", desired.callbackUrl());
        ObjectNode webhook = body.putArray("webhooks").addObject().put("jqlFilter", desired.jql());
        desired.events().forEach(webhook.withArray("events")::add);
        return body;
    }

    private static ObjectNode ids(List<String> ids) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ids.forEach(id -> body.withArray("webhookIds").add(Long.parseLong(digits(id))));
        return body;
    }

    private static String path(String id) {
        return ADMINS + "/" + digits(id);
    }

    private static String digits(String id) {
        if (!RegisteredWebhook.isNumber(id)) {
            throw new JiraRefused(0, RegisteredWebhook.withoutNumber(id), false);
        }
        return id;
    }
}
