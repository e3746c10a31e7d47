package io.zenem.jira.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What to do about an OAuth app's webhooks, which Jira lets nobody change, and which end after thirty days. */
final class AppWebhooks {
    /** Jira: five webhooks an app, user and site. */
    private static final int MOST = 5;

    private AppWebhooks() {}

    /**
     * How one right webhook of an OAuth app comes about without a gap: what is right stays; else a new one is made before the old
     * ones go. Only where there is no room for another, or the app's address changes (Jira allows one), some go first.
     *
     * @param right the outline of a right one
     * @param taken the number of the app's webhooks, ours and others
     */
    static List<WebhookAction> actions(
            DesiredWebhook desired,
            StoredWebhook stored,
            List<RegisteredWebhook> ours,
            String right,
            int taken,
            Instant soon) {
        List<RegisteredWebhook> keep = ours.stream()
                .filter(webhook -> webhook.outline().equals(right) && webhook.hasNumber())
                .limit(1)
                .toList();
        List<String> first = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (RegisteredWebhook webhook : ours) {
            boolean elsewhere = !webhook.url().equals(desired.callbackUrl());
            boolean full = taken - first.size() >= MOST;
            // one that cannot be named in a request fails everything before another is made
            boolean stuck = !webhook.hasNumber();
            if (!keep.contains(webhook)) {
                (stuck || (keep.isEmpty() && (elsewhere || full)) ? first : after).add(webhook.id());
            }
        }
        List<WebhookAction> actions = new ArrayList<>(WebhookAction.removals("dynamic", first));
        if (keep.isEmpty()) {
            actions.add(WebhookAction.create("dynamic"));
        }
        actions.addAll(WebhookAction.removals("dynamic", after));
        keep.stream()
                .filter(webhook -> endsSoon(stored, webhook, soon))
                .forEach(webhook -> actions.add(WebhookAction.renew(webhook.id())));
        return actions;
    }

    /** Where Jira does not say when it ends, what we reckoned at its last renewal counts; where nobody knows, it may be tomorrow. */
    private static boolean endsSoon(StoredWebhook stored, RegisteredWebhook one, Instant soon) {
        return one.expires().or(stored::expires).map(soon::isAfter).orElse(true);
    }
}
