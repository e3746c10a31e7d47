package io.zenem.jira.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraFailure;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jira.jira.Jql;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What a job does next: its stages, its token walks and what its failures mean. */
@ApplicationScoped
@Named("jobs")
public class Jobs {
    private static final Logger LOG = Logger.getLogger(Jobs.class);
    private static final JsonMapper JSON = new JsonMapper();
    /** The index may show a change minutes late; a read of what changed begins this much earlier. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    /** A token lives for seven days: one that is refused again and again has another reason. */
    private static final int MOST_RESTARTS = 3;

    private final JiraRequests requests;
    private final Clock clock;
    private final int sliceIssues;
    private final Set<JobRun> live = ConcurrentHashMap.newKeySet();
    private final String instance = UUID.randomUUID().toString();

    @Inject
    Jobs(JiraRequests requests, Clock clock, @ConfigProperty(name = "connector.job.slice-issues") int sliceIssues) {
        this.requests = requests;
        this.clock = clock;
        this.sliceIssues = sliceIssues;
    }

    /** This instance's name in leases. */
    public String instance() {
        return instance;
    }

    /** The job that was claimed. */
    public JobRun claimed(Object row) {
        JobRun job = JobRun.of((String) row);
        live.add(job);
        return job;
    }

    /** This attempt is over, however it ended; from now on nobody keeps its lease. */
    public void ended(JobRun job) {
        live.remove(job);
    }

    /** The attempts that this instance is at work on. */
    public String live() {
        ArrayNode attempts = JSON.createArrayNode();
        live.forEach(job -> attempts.addObject()
                .put("connectorId", job.connectorId())
                .put("id", job.id())
                .put("attempt", job.attempt()));
        return attempts.toString();
    }

    /** The stage after this one. */
    public String next(JobRun job, String stage) {
        return JobPlan.next(job, stage);
    }

    /** Ends the attempt where the job is no longer ours, or cancelled. */
    public void mustGoOn(Object row) {
        if (row == null) {
            throw new JobStopped();
        }
    }

    /** As {@link #mustGoOn}, from the answer of a page's statement. */
    public void mustRun(Object result) throws JsonProcessingException {
        if (!JSON.readTree((String) result).path("running").asBoolean()) {
            throw new JobStopped();
        }
    }

    /** The ids of the scope's projects, to be asked for. */
    public List<String> projectRefs(Object scope) throws JsonProcessingException {
        if (scope == null) {
            throw ApiException.conflict("The connector has no scope.");
        }
        List<String> ids = new ArrayList<>();
        JSON.readTree((String) scope).path("projectIds").forEach(id -> ids.add(id.asText()));
        return ids;
    }

    /** Asks for the oldest issue that has to be read, from which the cuts are measured. */
    public JiraRequest oldest(JobRun job, SyncContext context) {
        return requests.search(
                base(job, context) + " ORDER BY created ASC, key ASC", List.of("created"), 1, Optional.empty());
    }

    /** The beginning of a plan for the issues stage. */
    public SlicePlan plan(JobRun job, SyncContext context, JsonNode oldest) {
        Instant now = clock.instant();
        Instant begin = JiraTime.parse(
                        oldest.path("issues").path(0).path("fields").path("created"))
                .filter(at -> at.isBefore(now))
                .orElse(now);
        return SlicePlan.of(base(job, context), context.accountZone(), sliceIssues, begin, now);
    }

    /** What the issues stage has to read. */
    private static String base(JobRun job, SyncContext context) {
        Optional<Instant> from = job.kind().equals("reconcile")
                ? Optional.of(
                        job.startedAt().minus(Duration.ofDays(job.windowDays())).minus(OVERLAP))
                : job.from();
        return Jql.and(
                scope(job, context),
                from.map(at -> Jql.updatedFrom(at, context.accountZone())).orElse(""),
                job.to().map(at -> Jql.updatedTo(at, context.accountZone())).orElse(""));
    }

    private static String scope(JobRun job, SyncContext context) {
        return Jql.and(
                context.scope().toJql(context.scope().projectKeys(), job.entities()),
                job.jql().map(Jql::parentheses).orElse(""));
    }

    /** The count that a plan needs next. */
    public JiraRequest planRequest(SlicePlan plan) {
        return plan.request(requests);
    }

    /** The plan after Jira's answer. */
    public SlicePlan planned(SlicePlan plan, JsonNode answer) {
        return plan.after(answer);
    }

    /** All token walks of the job: the plan's, the catch-up's and the census'. */
    public String slices(JobRun job, SyncContext context, SlicePlan plan, List<String> renamed) {
        ArrayNode slices = JSON.createArrayNode();
        plan.ready().forEach(jql -> slice(slices, "issues").put("jql", jql));
        if (job.kind().equals("backfill") && job.to().isEmpty()) {
            slice(slices, "catch-up")
                    .put(
                            "jql",
                            Jql.and(
                                            scope(job, context),
                                            Jql.updatedFrom(job.startedAt().minus(OVERLAP), context.accountZone()))
                                    + " ORDER BY updated ASC, key ASC");
        }
        Census.slices(job, context, scope(job, context), base(job, context))
                .forEach(spec -> slice(slices, "census").setAll(spec));
        renamed.forEach(jql -> slice(slices, "census")
                .put("jql", Jql.and(scope(job, context), jql))
                .put("ids", true)
                .put("reason", "renamed"));
        for (int i = 0; i < slices.size(); i++) {
            ((ObjectNode) slices.get(i)).put("number", i);
        }
        return slices.toString();
    }

    private static ObjectNode slice(ArrayNode slices, String stage) {
        return slices.addObject().put("stage", stage).putObject("spec");
    }

    /** A walk from its last checkpoint. */
    public SliceWalk walk(String slice, SyncContext context) throws JsonProcessingException {
        return SliceWalk.of(JSON.readTree(slice), context.mapping().fieldIds());
    }

    /** The walk's next page. */
    public JiraRequest page(SliceWalk walk) {
        return walk.request(requests);
    }

    /** The walk after a page. */
    public SliceWalk walked(SliceWalk walk, JsonNode answer) {
        return walk.after(answer);
    }

    /** The walk from its beginning. */
    public SliceWalk restarted(SliceWalk walk) {
        return walk.restarted();
    }

    /** Whether Jira refused the token of a walk (they expire after 7 days) and nothing else. */
    public boolean tokenExpired(SliceWalk walk, Throwable failure) {
        return walk.token().isPresent()
                && walk.restarts() < MOST_RESTARTS
                && failure instanceof JiraRefused refused
                && refused.status() == 400
                && refused.getMessage().contains("page token");
    }

    /** What a census page says, for its statement. */
    public String census(JobRun job, SliceWalk walk, JsonNode answer) {
        ObjectNode page = JSON.createObjectNode()
                .put("connectorId", job.connectorId())
                .put("jobId", job.id())
                .put("attempt", job.attempt())
                .put("recent", walk.recent());
        ArrayNode ids = page.putArray("ids");
        answer.path("issues").forEach(issue -> ids.add(issue.path("id").asText()));
        walk.reason().ifPresent(reason -> page.put("reason", reason));
        page.set("slice", walk.checkpoint());
        return page.toString();
    }

    /** Whether Jira's no has nothing to do with the credentials, so that waiting for better ones helps nobody. */
    public boolean refusedForGood(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof JiraRefused refused) {
                return refused.status() != 401;
            }
        }
        return false;
    }

    /** What the end of an attempt means for the job. */
    public JobFailure failure(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof JiraFailure jira) {
                return new JobFailure(
                        jira.getMessage(),
                        jira.retryAfter().map(Duration::toSeconds).orElse(0L));
            }
            if (cause instanceof ApiException refusal) {
                return new JobFailure(refusal.getMessage(), 0);
            }
        }
        LOG.error("Failed on our side", thrown);
        return new JobFailure(
                "Failed on our side (" + thrown.getClass().getSimpleName() + "); the service's log has the cause.", 0);
    }
}
