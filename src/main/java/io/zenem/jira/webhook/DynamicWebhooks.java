package io.zenem.jira.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

    /** Jira: thirty days from a webhook's creation or its last renewal. */
    private static final Duration LIFE = Duration.ofDays(30);

    private final Clock clock;

    @Inject
    DynamicWebhooks(Clock clock) {
        this.clock = clock;
    }

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

    /** What was just renewed, as Jira lists it; it may write the filter in another way, and keep to itself when it ends. */
    public Written written(Registration registration, String id, JsonNode listed) {
        Optional<RegisteredWebhook> shown = RegisteredWebhook.all(listed).stream()
                .filter(webhook -> webhook.id().equals(id))
                .findFirst();
        Instant ends = shown.flatMap(RegisteredWebhook::expires)
                .orElseGet(() -> clock.instant().plus(LIFE));
        return new Written(
                id, shown.map(RegisteredWebhook::outline).orElseGet(registration::asked), true, ends.toString());
    }

    /** The ids of the app's webhooks that deliver to an address. */
    public List<Long> ours(String callbackUrl, JsonNode listed) {
        return RegisteredWebhook.all(listed).stream()
                .filter(webhook -> webhook.url().equals(callbackUrl))
                .map(webhook -> Long.valueOf(webhook.id()))
                .toList();
    }
}
