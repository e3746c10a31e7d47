package io.zenem.jira.api;

import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.zenem.jira.jira.JiraFailure;
import io.zenem.jira.jira.JiraRefused;
import org.jboss.logging.Logger;

/** The one place that decides what a caller is told when a request fails. */
@ApplicationScoped
@Named("errorResponses")
public class ErrorResponses {
    private static final Logger LOG = Logger.getLogger(ErrorResponses.class);

    /** Our own and Jira's refusals are answered as they are; anything else is answered with an id that is in the log too, and nothing more. */
    public ErrorAnswer answer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiException refusal) {
                return refusal.answer();
            }
            if (cause instanceof RejectedExecutionException full) {
                return ErrorAnswer.of(503, full.getMessage());
            }
            if (cause instanceof JiraRefused refused && refused.unasked()) {
                return ErrorAnswer.of(409, refused.getMessage());
            }
            if (cause instanceof JiraFailure jira) {
                return ErrorAnswer.of(502, jira.getMessage());
            }
        }
        return unexpected(failure);
    }

    /** 503, which makes Jira deliver again; any other status would lose the delivery. */
    public ErrorAnswer inboxUnavailable() {
        return ErrorAnswer.of(503, "The delivery could not be stored now; deliver it again.");
    }

    /** The same for an admin's request, for which no statement was run. */
    public ErrorAnswer databaseAway() {
        return ErrorAnswer.of(503, "The service's database is away; try again soon.");
    }

    private static ErrorAnswer unexpected(Throwable failure) {
        String id = UUID.randomUUID().toString();
        LOG.errorf(failure, "Request failed, error id %s", id);
        return ErrorAnswer.of(500, "Something went wrong on our side. The log has the cause under " + id + ".");
    }
}
