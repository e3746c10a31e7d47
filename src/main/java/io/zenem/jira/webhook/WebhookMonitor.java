package io.zenem.jira.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.jira.JiraFailure;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Compares the webhook at Jira with what it should be, and says what became of it. */
@ApplicationScoped
@Named("webhookMonitor")
public class WebhookMonitor {
    /** Jira: thirty days from a dynamic webhook's creation or its last renewal. */
    private static final Duration LIFE = Duration.ofDays(30);

    private final Webhooks webhooks;
    private final Clock clock;
    private final Duration renewAhead;

    WebhookMonitor(
            Webhooks webhooks,
            Clock clock,
            @ConfigProperty(name = "connector.webhook.renew-ahead-days") int renewAheadDays) {
        this.webhooks = webhooks;
        this.clock = clock;
        this.renewAhead = Duration.ofDays(renewAheadDays);
    }

    /** Which of Jira's two lists to ask for, jira or dynamic; empty text for none, and 409 where Jira shows us no webhook of the kind. */
    public String listing(Map<String, Object> hook) {
        StoredWebhook stored = StoredWebhook.of(hook);
        if (stored.wanted().isEmpty()) {
            throw ApiException.conflict("No webhook is registered; POST …/webhooks/register first.");
        }
        String kind = stored.listedKind();
        if (hidden(stored)) {
            throw ApiException.conflict(
                    "Jira shows webhooks that were entered by hand to no OAuth app; look in Settings, System, WebHooks.");
        }
        return kind;
    }

    private static boolean hidden(StoredWebhook stored) {
        return stored.byApp() && stored.wanted().equals("manual") && !stored.pending();
    }

    /** What is said of a webhook that Jira was not asked for. */
    public Finding unchecked() {
        return Finding.unchecked();
    }

    /** Whether there is a webhook that Jira can be asked for and that is to be on. */
    public boolean watched(Map<String, Object> hook) {
        StoredWebhook stored = StoredWebhook.of(hook);
        return !stored.wanted().isEmpty() && stored.enabled() && !hidden(stored);
    }

    /**
     * Compares what there should be with what there is; 409 without a scope, and where no encryption key opens the secret.
     *
     * @param listed Jira's answer; null where it was not asked
     */
    public WebhookDifference compare(Map<String, Object> hook, JsonNode listed) {
        return WebhookDifference.of(
                webhooks.desired(hook),
                StoredWebhook.of(hook),
                RegisteredWebhook.all(listed),
                clock.instant().plus(renewAhead));
    }

    /** What Jira has after all was sent. */
    public WebhookOutcome outcome(Map<String, Object> hook, WebhookDifference difference, JsonNode listed) {
        return WebhookOutcome.of(
                StoredWebhook.of(hook),
                difference,
                RegisteredWebhook.all(listed),
                clock.instant().plus(LIFE));
    }

    /** Whether there is no webhook any more. */
    public boolean gone(WebhookOutcome outcome) {
        return outcome != null && outcome.kind().equals("none");
    }

    /** Whether it does not matter that Jira refuses to remove the service's own webhook, because an admin has entered one by hand. */
    public boolean leavesIt(WebhookDifference difference) {
        return difference != null && difference.desired().manual();
    }

    /** The service's own webhook stays at Jira, and an admin has to remove it. */
    public WebhookOutcome left(WebhookDifference difference, Throwable refused) {
        return WebhookOutcome.left(difference, reason(refused));
    }

    /**
     * What a failed check says: nobody knows how the webhook is. Where only sending failed, what was found stays.
     *
     * @param difference what was found before, or null
     */
    public Finding failed(Map<String, Object> hook, WebhookDifference difference, Throwable thrown) {
        String before = hook == null ? "" : StoredWebhook.of(hook).state();
        Finding found = difference == null ? Finding.unchecked() : difference.finding();
        String state = found.state().isEmpty() || found.good() ? "unknown" : found.state();
        String message = found.message().isEmpty()
                ? reason(thrown)
                : found.message() + " It could not be repaired: " + reason(thrown);
        return Finding.wrong(state, message, false).unlessSaid(before);
    }

    private static String reason(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof JiraFailure || cause instanceof ApiException) {
                return cause.getMessage();
            }
        }
        return "The check failed on our side; the log of the service says why.";
    }
}
