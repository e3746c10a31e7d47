package io.zenem.jira.demo;

/**
 * A request that the demo site was sent.
 *
 * @param method the HTTP method
 * @param path the path and the query as sent
 * @param body the body's first 20,000 bytes as text
 */
public record DemoRequest(String method, String path, String body) {}
