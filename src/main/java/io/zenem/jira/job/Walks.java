package io.zenem.jira.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.connector.SiteChanges;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraId;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraTime;
import io.zenem.jira.jira.Jql;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The token walks of a job: how its search is cut into them, and each one's way from page to page. */
@ApplicationScoped
@Named("walks")
public class Walks {
    private static final JsonMapper JSON = new JsonMapper();
    /** The index may show a change minutes late; a read of what changed begins this much earlier. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    /** A token lives for seven days: one that is refused again and again has another reason. */
    private static final int MOST_RESTARTS = 3;

    private final JiraRequests requests;
    private final Clock clock;
    private final int sliceIssues;
    private final int lanes;

    Walks(
            JiraRequests requests,
            Clock clock,
            @ConfigProperty(name = "connector.job.slice-issues") int sliceIssues,
            @ConfigProperty(name = "connector.job.parallel-slices") int parallelSlices) {
        this.requests = requests;
        this.clock = clock;
        this.sliceIssues = sliceIssues;
        this.lanes = Math.max(1, parallelSlices / 2);
    }

    /** Whether there is anything to walk through: where all projects are gone no search finds anything, and each item is asked for by its id. */
    public boolean hasToWalk(JobRun job, SyncContext context) {
        return job.issues() && !context.scope().projectKeys().isEmpty();
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
        String base = base(job, context);
        return SlicePlan.of(base, counted(job, context), context.accountZone().forCuts(), sliceIssues, begin, now);
    }

    /** What the census walks through at most. */
    static String counted(JobRun job, SyncContext context) {
        return job.kind().equals("backfill")
                ? base(job, context)
                : context.scope().toJql(context.scope().projectKeys(), job.entities());
    }

    /** What the issues stage has to read. */
    static String base(JobRun job, SyncContext context) {
        Optional<Instant> from = job.kind().equals("reconcile")
                ? Optional.of(
                        job.startedAt().minus(Duration.ofDays(job.windowDays())).minus(OVERLAP))
                : job.from();
        return Jql.and(
                scope(job, context),
                from.map(context.accountZone()::updatedFrom).orElse(""),
                job.to().map(context.accountZone()::updatedTo).orElse(""));
    }

    private static String scope(JobRun job, SyncContext context) {
        return Jql.and(
                context.scope().toJql(context.scope().projectKeys(), job.entities()),
                job.jql().map(Jql::parentheses).orElse(""));
    }

    /** All token walks of the job: the plan's, the catch-up's, those for what a renaming changed, and the census', cut by the number of items in the copy. */
    public String slices(
            JobRun job, SyncContext context, SlicePlan plan, JsonNode siteBefore, JsonNode site, long copied) {
        ArrayNode slices = JSON.createArrayNode();
        plan.ready()
                .forEach(
                        ready -> slice(slices, "issues").put("jql", ready.jql()).put("issues", ready.issues()));
        if (job.kind().equals("backfill") && job.to().isEmpty()) {
            slice(slices, "catch-up")
                    .put(
                            "jql",
                            Jql.and(
                                            scope(job, context),
                                            context.accountZone()
                                                    .updatedFrom(job.startedAt().minus(OVERLAP)))
                                    + " ORDER BY updated ASC, key ASC");
        }
        Census.slices(job, context, scope(job, context), base(job, context), copied)
                .forEach(spec -> slice(slices, "census").setAll(spec));
        SiteChanges.renamed(siteBefore, site, context).forEach(jql -> slice(slices, "census")
                .put("jql", Jql.and(scope(job, context), jql))
                .put("ids", true)
                .put("reason", "renamed"));
        for (int i = 0; i < slices.size(); i++) {
            ((ObjectNode) slices.get(i)).put("number", i).withObject("/spec").put("most", plan.most(copied));
        }
        return slices.toString();
    }

    private static ObjectNode slice(ArrayNode slices, String stage) {
        return slices.addObject().put("stage", stage).putObject("spec");
    }

    /**
     * The open slices of a stage, once for each thread that works on them: half of the instance's at most, so that a Jira that is silent
     * leaves the others to other connectors.
     *
     * @param rows of {@code sql/job/slices_open.sql}
     */
    public List<Queue<JsonNode>> lanes(List<Map<String, Object>> rows) throws JsonProcessingException {
        Queue<JsonNode> open = new ConcurrentLinkedQueue<>();
        for (Map<String, Object> row : rows) {
            open.add(JSON.readTree((String) row.get("slice")));
        }
        return Collections.nCopies(Math.min(lanes, rows.size()), open);
    }

    /** The walk of a lane's next slice, from its last checkpoint; null where none is left. */
    public SliceWalk next(Queue<JsonNode> lane, SyncContext context) {
        return Optional.ofNullable(lane.poll())
                .map(slice -> SliceWalk.of(slice, context.fieldIds()))
                .orElse(null);
    }

    /**
     * Whether Jira may have refused the token of a walk (they expire after 7 days). It says so in the account's language; so whatever
     * is refused with a token is asked without one, and refused for good only then.
     */
    public boolean tokenRefused(SliceWalk walk, Throwable failure) {
        return walk.walk().token().isPresent()
                && walk.restarts() < MOST_RESTARTS
                && failure instanceof JiraRefused refused
                && refused.status() == 400;
    }

    /** What a census page says, for its statement. */
    public String census(JobRun job, SliceWalk walk, JsonNode answer) {
        ObjectNode page = JSON.createObjectNode()
                .put("connectorId", job.connectorId())
                .put("jobId", job.id())
                .put("attempt", job.attempt())
                .put("recent", walk.recent());
        ArrayNode ids = page.putArray("ids");
        // one whose id is none cannot be in the copy; if it is mangled, it is asked for by the id that the copy has
        answer.path("issues").forEach(issue -> JiraId.of(issue.path("id")).ifPresent(ids::add));
        walk.reason().ifPresent(reason -> page.put("reason", reason));
        page.putObject("slice")
                .put("stage", walk.stage())
                .put("number", walk.number())
                .put("token", walk.walk().token().orElse(null))
                .put("done", !walk.open());
        return page.toString();
    }
}
