package io.zenem.jira.demo;

import java.util.List;

/** A registered admin webhook. The secret is never shown again. */
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
        long lastUpdated) {}
