package io.zenem.jirasim;

/**
 * A query that Jira refuses, for its syntax or for what it names. Anonymous callers are refused for syntax only: what
 * they name is never looked up, and they get an empty result (recorded answers of October 2026).
 */
final class JqlError extends RuntimeException {
    private JqlError(String message) {
        super(message);
    }

    static JqlError syntax(String message, int position) {
        return new JqlError("Error in the JQL Query: " + message + " (line 1, character " + (position + 1) + ")");
    }

    static JqlError meaning(String message) {
        return new JqlError(message);
    }
}
