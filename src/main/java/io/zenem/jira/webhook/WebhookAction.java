package io.zenem.jira.webhook;

import java.util.List;

/**
 * One request that brings Jira nearer to what is wanted.
 *
 * @param kind of the webhooks that it is about: jira or dynamic
 * @param verb create, update, remove or renew
 * @param ids of the webhooks, none for create
 */
public record WebhookAction(String kind, String verb, List<String> ids) {
    static WebhookAction create(String kind) {
        return new WebhookAction(kind, "create", List.of());
    }

    static WebhookAction update(String id) {
        return new WebhookAction("jira", "update", List.of(id));
    }

    static WebhookAction remove(String kind, List<String> ids) {
        return new WebhookAction(kind, "remove", ids);
    }

    /** Jira removes an app's webhooks at once, and an administrator's one by one. */
    static List<WebhookAction> removals(String kind, List<String> ids) {
        if (kind.equals("dynamic")) {
            return ids.isEmpty() ? List.of() : List.of(remove(kind, ids));
        }
        return ids.stream().map(id -> remove(kind, List.of(id))).toList();
    }

    static WebhookAction renew(String id) {
        return new WebhookAction("dynamic", "renew", List.of(id));
    }

    /** Whether it must not be sent twice. */
    public boolean creates() {
        return verb.equals("create");
    }

    /** Whether it does not matter that the webhook is gone already: a first try may have removed it, or somebody else. */
    public boolean removes() {
        return verb.equals("remove");
    }

    boolean renews() {
        return verb.equals("renew");
    }
}
