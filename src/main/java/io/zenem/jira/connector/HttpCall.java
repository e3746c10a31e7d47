package io.zenem.jira.connector;

import java.time.Instant;

/**
 * A request to Jira, or to Atlassian for a token, ready to be sent.
 *
 * @param authorization the header's value, a secret; empty for a call that proves itself by its body
 * @param body UTF-8 JSON, empty for none
 * @param askedAt when it was asked: what it answers is not older than that
 */
public record HttpCall(String method, String url, String authorization, byte[] body, Instant askedAt) {
    /** Without the credentials and the body, which may hold some. */
    @Override
    public String toString() {
        return method + " " + url;
    }
}
