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

    /** What is known of a connector's webhook before Jira was asked: the row of {@code sql/webhook/find.sql}; 404 without one. */
    public WebhookCheck begun(Map<String, Object> row) {
        if (row == null) {
            throw ApiException.notFound("The connector was removed meanwhile.");
        }
        return WebhookCheck.of(StoredWebhook.of(row));
    }

    /**
     * Compares what there should be with what there is; 409 without a scope, and where no encryption key opens the secret.
     *
     * @param listed Jira's answer; null where it was not asked
     */
    public WebhookCheck compared(WebhookCheck check, JsonNode listed) {
        return check.compared(WebhookDifference.of(
                webhooks.desired(check.stored()),
                check.stored(),
                RegisteredWebhook.all(listed),
                clock.instant().plus(renewAhead)));
    }

    /** What Jira has after all was sent. */
    public WebhookCheck done(WebhookCheck check, JsonNode listed) {
        return check.done(RegisteredWebhook.all(listed), clock.instant().plus(LIFE));
    }

    /** The service's own webhook stays at Jira, and an admin has to remove it. */
    public WebhookCheck left(WebhookCheck check, Throwable refused) {
        return check.left(reason(refused));
    }

    /** What a failed check says: nobody knows how the webhook is. Where only sending failed, what was found stays. */
    public WebhookCheck failed(WebhookCheck check, Throwable thrown) {
        Finding found = check.difference().map(WebhookDifference::finding).orElse(Finding.unchecked());
        String state = found.state().isEmpty() || found.good() ? "unknown" : found.state();
        String message = found.message().isEmpty()
                ? reason(thrown)
                : found.message() + " It could not be repaired: " + reason(thrown);
        Finding finding =
                Finding.wrong(state, message, false).unlessSaid(check.stored().state());
        return check.failed(finding, thrown);
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
