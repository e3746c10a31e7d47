package io.zenem.jira.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Jira has after everything that was to be sent was sent.
 *
 * @param kind jira, dynamic, manual or none
 * @param id Jira's, empty text for none
 * @param asked address, events and filter as Jira was asked for them
 * @param echo the same as Jira shows them
 * @param expiresAt ISO instant, empty text for never
 */
public record WebhookOutcome(Finding finding, String kind, String id, String asked, String echo, String expiresAt) {
    /**
     * Jira's list is the proof, not its answers to what was sent: it may write a filter in another way, keep to itself when a webhook
     * ends, and leave one disabled.
     *
     * @param listed Jira's webhooks now
     * @param reckoned when one that was made or renewed just now ends
     */
    static WebhookOutcome of(
            StoredWebhook stored, WebhookDifference difference, List<RegisteredWebhook> listed, Instant reckoned) {
        DesiredWebhook desired = difference.desired();
        Optional<RegisteredWebhook> shown =
                WebhookDifference.ours(desired, stored, listed).stream().findFirst();
        Instant ends = difference.renews() ? reckoned : stored.expires().orElse(reckoned);
        return new WebhookOutcome(
                found(difference, shown),
                desired.kind(),
                shown.map(RegisteredWebhook::id).orElse(""),
                desired.none() ? "" : desired.asked(),
                shown.map(RegisteredWebhook::outline).orElse(""),
                desired.dynamic()
                        ? shown.flatMap(RegisteredWebhook::expires).orElse(ends).toString()
                        : "");
    }

    private static Finding found(WebhookDifference difference, Optional<RegisteredWebhook> shown) {
        DesiredWebhook desired = difference.desired();
        Finding before = difference.finding();
        if (desired.manual() || desired.none()) {
            // one that was entered by hand was not seen yet
            return Finding.quiet("", before.lost());
        }
        if (shown.filter(webhook -> !webhook.enabled()).isPresent()) {
            return Finding.wrong(
                    "disabled",
                    "The webhook is disabled at Jira and Jira does not enable it again: enable it there, in Settings, System,"
                            + " WebHooks.",
                    false);
        }
        Optional<RegisteredWebhook> stuck = shown.filter(webhook -> !webhook.hasNumber());
        if (stuck.isPresent()) {
            return Finding.wrong(
                    "changed", RegisteredWebhook.withoutNumber(stuck.get().id()), before.lost());
        }
        if (before.good()) {
            return before;
        }
        return difference.pending() ? Finding.quiet("ok", before.lost()) : before.repaired();
    }

    /** The service's own webhook stays at Jira beside the one that an admin entered by hand. */
    static WebhookOutcome left(WebhookDifference difference, String reason) {
        DesiredWebhook desired = difference.desired();
        String message =
                "The webhook that the service had registered is still at Jira, where somebody has to remove it. "
                        + reason;
        Finding finding = new Finding("", message, difference.finding().lost(), "WARN", "WEBHOOK_LEFT");
        return new WebhookOutcome(finding, desired.kind(), "", desired.asked(), "", "");
    }
}
