package io.zenem.jira.webhook;

/** A delivery that is no JSON object: Jira never sends one, and sending it again changes nothing. */
public final class MalformedDelivery extends RuntimeException {
    /** Says what is wrong, and nothing of the body. */
    public MalformedDelivery(String message) {
        super(message);
    }
}
