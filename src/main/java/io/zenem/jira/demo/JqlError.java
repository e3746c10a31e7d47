package io.zenem.jira.demo;

/**
 * A query that Jira refuses. Anonymous callers get the refusal only for broken syntax; for unknown fields and values
 * they get an empty result instead (recorded answers of October 2026).
 */
final class JqlError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final boolean syntax;

    private JqlError(String message, boolean syntax) {
        super(message);
        this.syntax = syntax;
    }

    static JqlError syntax(String message, int position) {
        return new JqlError("Error in the JQL Query: " + message + " (line 1, character " + (position + 1) + ")", true);
    }

    static JqlError meaning(String message) {
        return new JqlError(message, false);
    }
}
