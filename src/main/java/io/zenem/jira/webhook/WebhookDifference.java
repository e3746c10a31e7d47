package io.zenem.jira.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a connector's webhook should be, compared with what Jira has: how it is there, and the requests, in their order, that make it
 * right. Any administrator of the site may change, disable, copy or delete it, and a crash may come between Jira's answer and our row;
 * so nothing is taken for granted but Jira's list.
 *
 * @param pending whether something is to be stored as done, even where Jira needs no request
 */
public record WebhookDifference(DesiredWebhook desired, Finding finding, List<WebhookAction> actions, boolean pending) {
    private static final Set<String> SILENT = Set.of("missing", "disabled", "changed");

    /**
     * Compares.
     *
     * @param all Jira's webhooks of the kind that ours is; none where it was not asked
     * @param soon a dynamic webhook that ends before is renewed
     */
    static WebhookDifference of(
            DesiredWebhook desired, StoredWebhook stored, List<RegisteredWebhook> all, Instant soon) {
        List<RegisteredWebhook> ours = ours(desired, stored, all);
        return switch (desired.kind()) {
            case "none" ->
                new WebhookDifference(
                        desired, Finding.unchecked(), WebhookAction.removals(stored.listedKind(), ids(ours)), true);
            case "manual" -> byHand(desired, stored, ours);
            default -> byUs(desired, stored, ours, all.size(), soon);
        };
    }

    /** Whether there is something to be sent or stored. */
    public boolean sends() {
        return pending || !actions.isEmpty();
    }

    boolean renews() {
        return actions.stream().anyMatch(action -> action.creates() || action.renews());
    }

    /** How the webhook is after all was sent, as Jira's list shows it then. */
    Finding after(Optional<RegisteredWebhook> shown) {
        if (desired.manual() || desired.none()) {
            // one that was entered by hand was not seen yet
            return Finding.quiet("", finding.lost());
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
                    "changed", RegisteredWebhook.withoutNumber(stuck.get().id()), finding.lost());
        }
        if (finding.good()) {
            return finding;
        }
        return pending ? Finding.quiet("ok", finding.lost()) : finding.repaired();
    }

    /**
     * Those of Jira's webhooks that are this one: by address, or by id where somebody changed the address; that one first, and those
     * that cannot be asked for last.
     */
    static List<RegisteredWebhook> ours(DesiredWebhook desired, StoredWebhook stored, List<RegisteredWebhook> all) {
        return all.stream()
                .filter(webhook -> webhook.url().equals(desired.callbackUrl()) || stored.isKnown(webhook))
                .sorted(Comparator.comparing((RegisteredWebhook webhook) -> !webhook.hasNumber())
                        .thenComparing(webhook -> !stored.isKnown(webhook)))
                .toList();
    }

    private static WebhookDifference byUs(
            DesiredWebhook desired, StoredWebhook stored, List<RegisteredWebhook> ours, int taken, Instant soon) {
        String right = stored.asked()
                .filter(desired.asked()::equals)
                .flatMap(same -> stored.echo())
                .orElse(desired.asked());
        Finding finding = stored.pending() ? follows(stored) : judge(desired, stored, ours, right);
        List<WebhookAction> actions = new ArrayList<>();
        if (desired.dynamic()) {
            actions.addAll(AppWebhooks.actions(desired, stored, ours, right, taken, soon));
        } else if (!finding.good()) {
            actions.add(
                    ours.isEmpty()
                            ? WebhookAction.create("jira")
                            : WebhookAction.update(ours.get(0).id()));
            actions.addAll(
                    WebhookAction.removals("jira", ids(ours.stream().skip(1).toList())));
        }
        boolean renews = finding.good() && !actions.isEmpty();
        return new WebhookDifference(desired, renews ? finding.renewed() : finding, actions, stored.pending());
    }

    /** What was asked for is not at Jira yet. Where there was another webhook or secret, a reconcile covers the switch. */
    private static Finding follows(StoredWebhook stored) {
        return stored.mode().isEmpty() ? Finding.follows("missing", "", false) : Finding.follows("changed", "", true);
    }

    private static Finding judge(
            DesiredWebhook desired, StoredWebhook stored, List<RegisteredWebhook> ours, String right) {
        if (ours.isEmpty()) {
            return Finding.wrong(
                    "missing", "Jira has no webhook that delivers to " + desired.callbackUrl() + ".", true);
        }
        if (ours.size() > 1) {
            return Finding.wrong("doubled", "Jira has " + ours.size() + " webhooks of this connector.", false);
        }
        RegisteredWebhook one = ours.get(0);
        if (!one.enabled()) {
            return Finding.wrong("disabled", "The webhook is disabled at Jira.", true);
        }
        if (stored.asked().filter(asked -> !asked.equals(desired.asked())).isPresent()) {
            return Finding.follows("changed", "Scope, mapping or address changed; the webhook at Jira follows.", false);
        }
        if (!one.outline().equals(right)) {
            return Finding.wrong("changed", "Address, events or filter of the webhook were changed at Jira.", true);
        }
        if (!one.signed()) {
            return Finding.wrong("changed", "The webhook's secret was removed at Jira.", true);
        }
        if (!one.hasNumber()) {
            return Finding.wrong("changed", "The webhook has no number at Jira.", false);
        }
        if (!desired.dynamic() && !stored.id().isEmpty() && !stored.isKnown(one)) {
            return Finding.wrong("changed", "The webhook was replaced at Jira by one with another secret.", true);
        }
        return ok(stored);
    }

    /** Whoever repaired it at Jira: what it did not report until then is unknown here. */
    private static Finding ok(StoredWebhook stored) {
        return Finding.quiet("ok", SILENT.contains(stored.state()));
    }

    /** Whoever entered it by hand may have added events or a filter of their own; only what is missing counts. */
    private static WebhookDifference byHand(
            DesiredWebhook desired, StoredWebhook stored, List<RegisteredWebhook> ours) {
        if (stored.pending()) {
            List<String> own = stored.id().isEmpty() ? List.of() : List.of(stored.id());
            return new WebhookDifference(desired, follows(stored), WebhookAction.removals(stored.mode(), own), true);
        }
        Finding finding = judgeByHand(desired, stored, ours);
        return new WebhookDifference(
                desired,
                finding.good()
                        ? finding
                        : finding.leftTo("It was entered by hand; repair it there, in Settings, System, WebHooks.")
                                .unlessSaid(stored.state()),
                List.of(),
                false);
    }

    private static Finding judgeByHand(DesiredWebhook desired, StoredWebhook stored, List<RegisteredWebhook> ours) {
        if (ours.size() != 1 || !ours.get(0).enabled()) {
            return judge(desired, stored, ours, "");
        }
        RegisteredWebhook one = ours.get(0);
        Set<String> missing = new TreeSet<>(desired.events());
        missing.removeAll(one.events());
        if (!missing.isEmpty()) {
            return Finding.wrong("changed", "The webhook lacks events: " + String.join(", ", missing) + ".", false);
        }
        return one.signed() ? ok(stored) : Finding.wrong("changed", "The webhook has no secret at Jira.", false);
    }

    private static List<String> ids(List<RegisteredWebhook> webhooks) {
        return webhooks.stream().map(RegisteredWebhook::id).toList();
    }
}
