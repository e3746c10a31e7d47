package io.zenem.jira.webhook;

/** The delivery could not be made durable: the sender keeps it and tries again (Jira: up to five times, after 503). */
public final class InboxUnavailable extends RuntimeException {
    /** Says why in words that a stranger may read. */
    public InboxUnavailable(String message) {
        super(message);
    }
}
