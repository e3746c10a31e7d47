package io.zenem.jira.webhook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraRequest;

/** The webhook of an OAuth app at Jira, which ends after thirty days unless it is renewed. */
@ApplicationScoped
@Named("dynamicWebhooks")
public class DynamicWebhooks {
    private static final String PATH = "/rest/api/3/webhook";

    /** Asks for the app's webhooks; an app has five at most. */
    public JiraRequest list() {
        return JiraRequest.get(PATH + "?maxResults=100");
    }

    /**
     * What to do about those that Jira has.
     *
     * @param hook the stored registration, which knows how Jira showed it when it was right
     */
    public DynamicPlan plan(Registration registration, Map<String, Object> hook, JsonNode listed) {
        boolean same = registration.asked().equals(hook.get("asked"));
        return DynamicPlan.of(registration, same && hook.get("echo") instanceof String echo ? echo : "", listed);
    }

    /** Creates the webhook. */
    public JiraRequest create(Registration registration) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("url", registration.callbackUrl());
        ObjectNode webhook = body.putArray("webhooks").addObject().put("jqlFilter", registration.jql());
        registration.events().forEach(webhook.withArray("events")::add);
        return JiraRequest.post(PATH, body);
    }

    /** The new webhook's id; Jira tells its refusal of one webhook inside an answer of 200. */
    public String created(JsonNode answer) {
        JsonNode result = answer.path("webhookRegistrationResult").path(0);
        if (result.path("createdWebhookId").isIntegralNumber()) {
            return result.path("createdWebhookId").asText();
        }
        String errors = StreamSupport.stream(result.path("errors").spliterator(), false)
                .map(error -> error.asText().replaceAll("\\p{Cntrl}+", " "))
                .collect(Collectors.joining(" "));
        throw new JiraRefused(400, "Jira did not register the webhook, saying: " + errors, true);
    }

    /** Removes webhooks; Jira ignores ids that are not the app's. */
    public JiraRequest remove(List<Long> ids) {
        return new JiraRequest("DELETE", PATH, Optional.of(ids(ids)));
    }

    /** Removes the webhook of a registration. */
    public JiraRequest removeOwn(String id) {
        return remove(List.of(Long.valueOf(id)));
    }

    /** Gives a webhook thirty days more. */
    public JiraRequest renew(String id) {
        return JiraRequest.put(PATH + "/refresh", ids(List.of(Long.valueOf(id))));
    }

    private static ObjectNode ids(List<Long> ids) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ids.forEach(body.withArray("webhookIds")::add);
        return body;
    }

    /** What is registered now, as Jira lists it; it may write the filter in another way. */
    public Written written(Registration registration, String id, JsonNode listed) {
        return RegisteredWebhook.all(listed).stream()
                .filter(webhook -> webhook.id().equals(id))
                .findFirst()
                .map(webhook -> new Written(
                        id,
                        webhook.outline(),
                        true,
                        webhook.expires().map(Object::toString).orElse("")))
                .orElseGet(() -> new Written(id, registration.asked(), true, ""));
    }

    /** The ids of the app's webhooks that deliver to an address. */
    public List<Long> ours(String callbackUrl, JsonNode listed) {
        return RegisteredWebhook.all(listed).stream()
                .filter(webhook -> webhook.url().equals(callbackUrl))
                .map(webhook -> Long.valueOf(webhook.id()))
                .toList();
    }
}
