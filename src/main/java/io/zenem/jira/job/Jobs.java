package io.zenem.jira.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.jira.JiraAccess;
import io.zenem.jira.jira.JiraFailure;
import io.zenem.jira.jira.JiraRefused;
import org.jboss.logging.Logger;

/** What a job does next, and what its failures mean. */
@ApplicationScoped
@Named("jobs")
public class Jobs {
    private static final Logger LOG = Logger.getLogger(Jobs.class);
    private volatile boolean stopping;

    /** From now on every attempt ends after the present page, and its job is given back. */
    public void stop() {
        stopping = true;
    }

    /** Whether this instance is about to end, so that nothing new may be begun. */
    public boolean stopping() {
        return stopping;
    }

    /** Whether to take more of an inbox: until it is drained or this instance is about to end. */
    public boolean takesMore(boolean drained) {
        return !drained && !stopping;
    }

    /** The job that was claimed, a row of {@code sql/job/claim.sql}. */
    public JobRun claimed(Map<String, Object> row) {
        JobRun job = JobRun.of((String) row.get("job"));
        if (job.waited()) {
            return job;
        }
        LOG.infof(
                "%s of %s begins%s: %s, from stage %s, attempt %d.",
                job.id(),
                job.connectorId(),
                job.takenOver() ? ", taken over from an instance that has gone" : "",
                job.kind(),
                job.stage(),
                job.attempt());
        return job;
    }

    /** How an attempt ended, a line in the log; null where the job was not the attempt's any more. */
    public void report(Object end) {
        if (end != null) {
            LOG.info(end);
        }
    }

    /** How an attempt ended that failed, a line in the log, and the cause where it is on our side. */
    public void reportFailure(JobRun job, Object end, Throwable thrown) {
        if (end == null) {
            LOG.infof(
                    "An attempt at %s of %s ended: the connector was removed, or the job is no longer this attempt's.",
                    job.id(), job.connectorId());
            return;
        }
        logIfOurs(thrown);
        LOG.info(end);
    }

    /** The job at its next stage. */
    public JobRun next(JobRun job) {
        return job.at(JobPlan.next(job, job.stage()));
    }

    /** Ends the attempt where the job was put back to the queue, to go on when Jira's index has caught up. */
    public void mustNotWait(Object row) {
        if (row != null) {
            throw new JobStopped();
        }
    }

    /** Ends the attempt where the job is no longer ours, or cancelled, or has to be given back. */
    public void mustGoOn(Object row) {
        if (row == null || stopping) {
            throw new JobStopped();
        }
    }

    /** Ends the attempt where the job was cancelled, before its next call; if it was one that asks. */
    public void mustBeWanted(JiraAccess access) {
        if (access.cancelled()) {
            throw new JobStopped();
        }
    }

    /** Ends the attempt where the job is no longer ours, inside the page's transaction: what was read for it is not written. */
    public void mustBeOurs(JsonNode counted) {
        if (!counted.path("ours").asBoolean()) {
            throw new JobStopped();
        }
    }

    /** As {@link #mustGoOn}, from the answer of a page's last statement; what it wrote stays. */
    public void mustRun(JsonNode result) {
        if (stopping || !result.path("running").asBoolean()) {
            throw new JobStopped();
        }
    }

    /** The ids of the scope's projects, to be asked for. */
    public List<String> projectRefs(JsonNode scope) {
        if (scope == null) {
            throw ApiException.conflict("The connector has no scope.");
        }
        return scope.path("projectIds").valueStream().map(JsonNode::asText).toList();
    }

    /** Whether Jira's no has nothing to do with the credentials, so that waiting for better ones helps nobody. */
    public boolean refusedForGood(Throwable thrown) {
        return refusal(thrown).filter(refused -> refused.status() != 401).isPresent();
    }

    private static Optional<JiraRefused> refusal(Throwable thrown) {
        return JiraFailure.in(thrown).filter(JiraRefused.class::isInstance).map(JiraRefused.class::cast);
    }

    /**
     * Whether a login that was refused is tried again with the same credentials: not where this attempt was that retry. Where the retry went well and a
     * request is refused all the same, the credentials are good, and it is a failure that may pass like others.
     *
     * @param inDoubt whether the credentials were refused to the last attempt and not accepted since
     */
    public boolean retriesCredentials(Throwable thrown, boolean inDoubt) {
        return !inDoubt && refusal(thrown).filter(JiraRefused::doubtful).isPresent();
    }

    /** Whether Jira did not understand a search as it was planned: what it names may have got another name since, or be gone. */
    public boolean outdated(Throwable thrown, String stage) {
        return !"prepare".equals(stage)
                && refusal(thrown)
                        .filter(refused -> refused.status() == 400 && refused.inJirasWords())
                        .isPresent();
    }

    /** As {@link #meaning}, and a failure on our side is logged. */
    public JobFailure failure(Throwable thrown) {
        logIfOurs(thrown);
        return meaning(thrown);
    }

    private static void logIfOurs(Throwable thrown) {
        if (explained(thrown).isEmpty()) {
            LOG.error("Failed on our side", thrown);
        }
    }

    /** What a failure means for the job, or for the deliveries. */
    public JobFailure meaning(Throwable thrown) {
        return explained(thrown)
                .orElseGet(() -> new JobFailure(
                        "Failed on our side (" + thrown.getClass().getSimpleName()
                                + "); the service's log has the cause.",
                        0,
                        false));
    }

    /** What Jira or a rule says; nothing where the failure is on our side. */
    private static Optional<JobFailure> explained(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof JiraFailure jira) {
                return Optional.of(new JobFailure(
                        jira.getMessage(),
                        jira.retryAfter().map(Duration::toSeconds).orElse(0L),
                        jira instanceof JiraRefused refused && refused.doubtful()));
            }
            if (cause instanceof ApiException refusal) {
                return Optional.of(new JobFailure(refusal.getMessage(), 0, false));
            }
        }
        return Optional.empty();
    }
}
