package io.zenem.jira.webhook;

/**
 * A change of what is wanted.
 *
 * @param wanted jira, manual or none; empty text where that stays as it is
 * @param encrypted the next secret, encrypted, base64; empty text where none is given
 */
public record WantedWebhook(String wanted, String encrypted) {
    static final WantedWebhook NOTHING = new WantedWebhook("", "");

    /** Never the secret. */
    @Override
    public String toString() {
        return "WantedWebhook[" + wanted + "]";
    }
}
