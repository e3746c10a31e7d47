package io.zenem.jira.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a connector's webhook by now, on the way from our row over Jira's list to what is stored of it.
 *
 * @param stored our row
 * @param change of what is wanted, before Jira follows it
 * @param difference from Jira's list; empty before Jira was asked
 * @param finding how it is at Jira, for health and log
 * @param outcome what Jira has at the end
 * @param failure why Jira does not have yet what is wanted
 */
public record WebhookCheck(
        StoredWebhook stored,
        Change change,
        Optional<WebhookDifference> difference,
        Finding finding,
        WebhookOutcome outcome,
        Optional<Throwable> failure) {
    /**
     * A change of what is wanted.
     *
     * @param wanted jira, manual or none; empty text where that stays as it is
     * @param encrypted the next secret, encrypted, base64; empty text where none is given
     */
    public record Change(String wanted, String encrypted) {
        static final Change NOTHING = new Change("", "");

        /** Never the secret. */
        @Override
        public String toString() {
            return "Change[" + wanted + "]";
        }
    }

    static WebhookCheck of(StoredWebhook stored) {
        return new WebhookCheck(
                stored,
                Change.NOTHING,
                Optional.empty(),
                Finding.unchecked(),
                WebhookOutcome.NOTHING,
                Optional.empty());
    }

    WebhookCheck wanting(Change wanted) {
        return new WebhookCheck(stored, wanted, difference, finding, outcome, failure);
    }

    WebhookCheck compared(WebhookDifference found) {
        return new WebhookCheck(stored, change, Optional.of(found), found.finding(), outcome, failure);
    }

    /**
     * After all was sent. Jira's list is the proof, not its answers to what was sent: it may write a filter in another way, keep to itself
     * when a webhook ends, and leave one disabled.
     *
     * @param listed Jira's webhooks now
     * @param reckoned when one that was made or renewed just now ends
     */
    WebhookCheck done(List<RegisteredWebhook> listed, Instant reckoned) {
        WebhookDifference sent = difference.orElseThrow();
        DesiredWebhook desired = sent.desired();
        Optional<RegisteredWebhook> shown =
                WebhookDifference.ours(desired, stored, listed).stream().findFirst();
        Instant ends = sent.renews() ? reckoned : stored.expires().orElse(reckoned);
        return ended(
                sent.after(shown),
                new WebhookOutcome(
                        desired.kind(),
                        shown.map(RegisteredWebhook::id).orElse(""),
                        desired.none() ? "" : desired.asked(),
                        shown.map(RegisteredWebhook::outline).orElse(""),
                        desired.dynamic()
                                ? shown.flatMap(RegisteredWebhook::expires)
                                        .orElse(ends)
                                        .toString()
                                : ""));
    }

    /** The service's own webhook stays at Jira beside the one that an admin entered by hand. */
    WebhookCheck left(String reason) {
        DesiredWebhook desired = difference.orElseThrow().desired();
        String message =
                "The webhook that the service had registered is still at Jira, where somebody has to remove it. "
                        + reason;
        return ended(
                new Finding("", message, finding.lost(), "WARN", "WEBHOOK_LEFT"),
                new WebhookOutcome(desired.kind(), "", desired.asked(), "", ""));
    }

    private WebhookCheck ended(Finding found, WebhookOutcome kept) {
        return new WebhookCheck(stored, change, difference, found, kept, failure);
    }

    WebhookCheck failed(Finding found, Throwable thrown) {
        return new WebhookCheck(stored, change, difference, found, WebhookOutcome.NOTHING, Optional.of(thrown));
    }

    /** Whether there is something to be sent to Jira, or to be stored as done. */
    public boolean sends() {
        return difference.filter(WebhookDifference::sends).isPresent();
    }

    /** What is to be sent. */
    public List<WebhookAction> actions() {
        return difference.map(WebhookDifference::actions).orElse(List.of());
    }

    /** Whether an admin enters it at Jira by hand, so that Jira's refusal to remove the service's own does not matter. */
    public boolean byHand() {
        return difference.filter(found -> found.desired().manual()).isPresent();
    }
}
