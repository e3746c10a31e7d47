package io.zenem.jira.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraUnavailable;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Compares the webhook at Jira with what it should be. Any administrator of the site may change, disable or delete it, a dynamic
 * one ends by itself, and none of this is told by Jira.
 */
@ApplicationScoped
@Named("webhookGuard")
public class WebhookGuard {
    private final Clock clock;
    private final Duration renewAhead;

    @Inject
    WebhookGuard(Clock clock, @ConfigProperty(name = "connector.webhook.renew-ahead-days") int renewAheadDays) {
        this.clock = clock;
        this.renewAhead = Duration.ofDays(renewAheadDays);
    }

    /** Which of Jira's two kinds of webhooks to ask for; 409 where there is none to be checked. */
    public String kind(Map<String, Object> hook) {
        if (hook.get("mode") == null) {
            throw ApiException.conflict("No webhook is registered; POST …/webhooks/register first.");
        }
        if (!"oauth2".equals(hook.get("auth_type"))) {
            return "admin";
        }
        if ("manual".equals(hook.get("mode"))) {
            throw ApiException.conflict(
                    "Jira shows webhooks that were entered by hand to no OAuth app; look in Settings, System, WebHooks.");
        }
        return "dynamic";
    }

    /** The verdict before Jira is asked. */
    public Verdict unasked() {
        return Verdict.none();
    }

    /** Whether there is a webhook that Jira can be asked for and that is to be on. */
    public boolean watched(Map<String, Object> hook) {
        boolean hidden = "oauth2".equals(hook.get("auth_type")) && "manual".equals(hook.get("mode"));
        return hook.get("mode") != null && !hidden && Boolean.TRUE.equals(hook.get("webhooks_enabled"));
    }

    /** What nobody knows of a webhook that could not be looked at. */
    public Verdict unclear(Map<String, Object> hook, Throwable thrown) {
        return failed(hook, null, thrown);
    }

    /**
     * What is to be thought of Jira's list.
     *
     * @param wanted the registration as it should be now
     * @param hook the stored one: what was asked for last, and how Jira showed it then
     */
    public Verdict judge(Registration wanted, Map<String, Object> hook, JsonNode listed) {
        List<RegisteredWebhook> ours = wanted.ours(listed);
        if (ours.isEmpty()) {
            return found(hook, "missing", "Jira has no webhook that delivers to " + wanted.callbackUrl() + ".", wanted);
        }
        if (ours.size() > 1) {
            return found(hook, "doubled", "Jira has " + ours.size() + " webhooks of this connector.", wanted);
        }
        RegisteredWebhook one = ours.get(0);
        if (!one.enabled()) {
            return found(hook, "disabled", "The webhook is disabled at Jira.", wanted);
        }
        Verdict verdict = wanted.mode().equals("manual") ? byHand(wanted, hook, one) : byUs(wanted, hook, one);
        return wasWrong(hook) && verdict.state().equals("ok") ? verdict.afterLosses() : verdict;
    }

    /** Whether it was found wrong before: whoever put it right at Jira, what it did not tell until then is unknown here. */
    private static boolean wasWrong(Map<String, Object> hook) {
        return hook.get("state") instanceof String state
                && Set.of("missing", "disabled", "changed").contains(state);
    }

    private Verdict byUs(Registration wanted, Map<String, Object> hook, RegisteredWebhook one) {
        Object asked = hook.get("asked");
        if (asked != null && !asked.equals(wanted.asked())) {
            return new Verdict(
                    "changed",
                    "Scope, mapping or address changed; the webhook at Jira follows.",
                    "write",
                    false,
                    "INFO",
                    "WEBHOOK_FOLLOWS");
        }
        String right = hook.get("echo") instanceof String echo ? echo : wanted.asked();
        if (!one.outline().equals(right)) {
            return found(hook, "changed", "Address, events or filter of the webhook were changed at Jira.", wanted);
        }
        if (!one.signed()) {
            return found(hook, "changed", "The webhook's secret was removed at Jira.", wanted);
        }
        return wanted.dynamic() && endsSoon(hook, one)
                ? new Verdict("ok", "", "renew", false, "INFO", "WEBHOOK_RENEWED")
                : Verdict.ok();
    }

    /** Where Jira does not say when it ends, what we reckoned at its last renewal counts; where nobody knows, it may be tomorrow. */
    private boolean endsSoon(Map<String, Object> hook, RegisteredWebhook one) {
        Instant soon = clock.instant().plus(renewAhead);
        return one.expires()
                .or(() -> Optional.ofNullable((Date) hook.get("expires_at")).map(Date::toInstant))
                .map(soon::isAfter)
                .orElse(true);
    }

    /** Whoever entered it by hand may have added events or a filter of their own; only what is missing counts. */
    private static Verdict byHand(Registration wanted, Map<String, Object> hook, RegisteredWebhook one) {
        Set<String> missing = new TreeSet<>(wanted.events());
        missing.removeAll(one.events());
        if (!missing.isEmpty()) {
            return found(hook, "changed", "The webhook lacks events: " + String.join(", ", missing) + ".", wanted);
        }
        return one.signed() ? Verdict.ok() : found(hook, "changed", "The webhook has no secret at Jira.", wanted);
    }

    private static Verdict found(Map<String, Object> hook, String state, String message, Registration wanted) {
        boolean manual = wanted.mode().equals("manual");
        boolean isNew = !state.equals(hook.get("state"));
        return new Verdict(
                state,
                manual ? message + " It was entered by hand; mend it there, in Settings, System, WebHooks." : message,
                manual ? "none" : "write",
                !manual && !state.equals("doubled"),
                "WARN",
                !manual || isNew ? "WEBHOOK_" + state.toUpperCase(Locale.ROOT) : "");
    }

    /** What a repair came to. */
    public Verdict repaired(Verdict found, Written written) {
        return written.enabled()
                ? new Verdict(
                        "ok", found.message() + " It was put right.", "none", found.lost(), found.level(), found.code())
                : new Verdict(
                        "disabled",
                        "The webhook is disabled at Jira and Jira does not enable it again: enable it there, in Settings, System,"
                                + " WebHooks.",
                        "none",
                        false,
                        "WARN",
                        found.code());
    }

    /**
     * A check that came to nothing, so that nobody knows how the webhook is; or a repair, and then what was found stays.
     *
     * @param found what was found before it failed, or null
     */
    public Verdict failed(Map<String, Object> hook, Verdict found, Throwable thrown) {
        String state = found == null ? "unknown" : found.state();
        boolean isNew = hook == null || !state.equals(hook.get("state"));
        return new Verdict(
                state,
                found == null ? reason(thrown) : found.message() + " It could not be put right: " + reason(thrown),
                "none",
                false,
                "WARN",
                isNew ? "WEBHOOK_" + state.toUpperCase(Locale.ROOT) : "");
    }

    private static String reason(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof JiraRefused || cause instanceof JiraUnavailable || cause instanceof ApiException) {
                return cause.getMessage();
            }
        }
        return "The check failed on our side; the log of the service says why.";
    }
}
