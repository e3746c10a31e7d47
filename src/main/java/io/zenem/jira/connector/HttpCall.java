package io.zenem.jira.connector;

import java.time.Instant;

/**
 * A request to Jira, ready to be sent.
 *
 * @param authorization the header's value, a secret
 * @param body UTF-8 JSON, empty for none
 * @param askedAt when it was asked: what it answers is not older than that
 */
public record HttpCall(String method, String url, String authorization, byte[] body, Instant askedAt) {
    /** Without the credentials. */
    @Override
    public String toString() {
        return method + " " + url;
    }
}
