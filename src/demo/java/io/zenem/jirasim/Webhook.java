package io.zenem.jirasim;

import java.util.List;

/**
 * A registered webhook. The secret is never shown again.
 *
 * @param app the OAuth app that a dynamic webhook belongs to; empty text for an admin webhook
 * @param expires epoch milliseconds; admin webhooks never do
 */
record Webhook(
        int id,
        String name,
        String url,
        List<String> events,
        String jql,
        boolean excludeBody,
        boolean enabled,
        String description,
        String secret,
        long lastUpdated,
        String app,
        long expires) {

    boolean dynamic() {
        return !app.isEmpty();
    }

    Webhook withUrl(String other) {
        return with(other, events, jql, enabled, expires);
    }

    Webhook withEvents(List<String> others) {
        return with(url, List.copyOf(others), jql, enabled, expires);
    }

    Webhook withJql(String other) {
        return with(url, events, other, enabled, expires);
    }

    Webhook withEnabled(boolean other) {
        return with(url, events, jql, other, expires);
    }

    Webhook withExpires(long other) {
        return with(url, events, jql, enabled, other);
    }

    Webhook withId(int other) {
        return new Webhook(
                other, name, url, events, jql, excludeBody, enabled, description, secret, lastUpdated, app, expires);
    }

    private Webhook with(String newUrl, List<String> newEvents, String newJql, boolean on, long end) {
        return new Webhook(
                id, name, newUrl, newEvents, newJql, excludeBody, on, description, secret, lastUpdated, app, end);
    }
}
