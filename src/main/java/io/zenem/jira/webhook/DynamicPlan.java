package io.zenem.jira.webhook;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How one right webhook of an OAuth app comes about without a gap: what is right stays; else a new one is made before the old
 * ones go. Only where there is no room for another, or the app's address changes (Jira allows one), some go first.
 *
 * @param keep the id of the one that is right, empty text for none
 * @param first the ids that have to go before
 * @param after the ids that go then
 */
public record DynamicPlan(String keep, List<Long> first, List<Long> after) {
    /** Jira: five webhooks an app, user and site. */
    private static final int MOST = 5;

    static DynamicPlan of(Registration wanted, String echo, JsonNode listed) {
        List<RegisteredWebhook> ours = wanted.ours(listed);
        String right = echo.isEmpty() ? wanted.asked() : echo;
        String keep = ours.stream()
                .filter(webhook -> webhook.outline().equals(right))
                .map(RegisteredWebhook::id)
                .findFirst()
                .orElse("");
        List<Long> first = new ArrayList<>();
        List<Long> after = new ArrayList<>();
        int room = MOST - RegisteredWebhook.all(listed).size();
        for (RegisteredWebhook webhook : ours) {
            boolean elsewhere = !webhook.url().equals(wanted.callbackUrl());
            if (webhook.id().equals(keep)) {
                continue;
            }
            if (keep.isEmpty() && (elsewhere || room < 1)) {
                first.add(Long.valueOf(webhook.id()));
                room++;
            } else {
                after.add(Long.valueOf(webhook.id()));
            }
        }
        return new DynamicPlan(keep, first, after);
    }

    /** Whether a new one has to be made. */
    public boolean creates() {
        return keep.isEmpty();
    }

    /** Whether some have to go before. */
    public boolean clears() {
        return !first.isEmpty();
    }

    /** Whether some go afterwards. */
    public boolean tidies() {
        return !after.isEmpty();
    }
}
