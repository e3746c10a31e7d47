package io.zenem.jira.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraUnavailable;
import io.zenem.jira.jira.Jql;
import io.zenem.jira.jira.Walk;
import io.zenem.jira.mapping.StoryPoints;

/**
 * What a job would cost, while Jira counts what it would find: the job's own search, for a reconcile the whole scope, and each of the
 * scope's projects, at most {@link #MOST_PROJECTS} of them.
 *
 * @param job as it would be queued now
 * @param facts the row of {@code sql/job/forecast.sql}
 * @param searches to be counted: the job's, the scope's, the projects'
 * @param counts of those that were
 */
public record Forecast(
        JobRun job, SyncContext context, JsonNode facts, List<String> searches, List<Long> counts, int sliceIssues)
        implements Walk<Forecast> {
    /** Further projects are counted together: one request each would take too long for somebody who waits. */
    static final int MOST_PROJECTS = 50;

    private static final int SEARCH = 0;
    private static final int SCOPE = 1;
    private static final int PROJECTS = 2;
    private static final long HOUR = Duration.ofHours(1).toSeconds();

    static Forecast of(JobRun job, SyncContext context, JsonNode facts, int sliceIssues) {
        List<String> searches = new ArrayList<>();
        List<String> keys = context.scope().projectKeys();
        if (job.issues() && !keys.isEmpty()) {
            String base = Walks.base(job, context);
            searches.add(base);
            searches.add(Walks.counted(job, context));
            keys.stream()
                    .limit(keys.size() > 1 ? MOST_PROJECTS : 0)
                    .forEach(key -> searches.add(Jql.and(Jql.in("project", List.of(key)), base)));
        }
        return new Forecast(job, context, facts, List.copyOf(searches), List.of(), sliceIssues).known();
    }

    /** The scope's count is the search's where they are the same. */
    private Forecast known() {
        return counts.size() == SCOPE && searches.get(SCOPE).equals(searches.get(SEARCH))
                ? with(counts.get(SEARCH))
                : this;
    }

    private Forecast with(long count) {
        List<Long> told = new ArrayList<>(counts);
        told.add(count);
        return new Forecast(job, context, facts, searches, told, sliceIssues);
    }

    @Override
    public boolean open() {
        return counts.size() < searches.size();
    }

    @Override
    public JiraRequest request(JiraRequests requests) {
        return requests.count(searches.get(counts.size()));
    }

    @Override
    public Forecast after(JsonNode answer) {
        if (!answer.path("count").isIntegralNumber()) {
            throw new JiraUnavailable(200, "Jira was asked for a count and answered with something else.");
        }
        return with(answer.path("count").asLong()).known();
    }

    private long count(int search) {
        return search < counts.size() ? counts.get(search) : 0;
    }

    /** The answer: what the job would find and ask, and how long that takes at the limits that hold now. */
    public ObjectNode answer() {
        ForecastPlan plan = ForecastPlan.of(counted());
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("kind", job.kind())
                .put("issues", count(SEARCH))
                .put("requests", plan.requests());
        plan.stages().forEach(answer.putObject("requestsByStage")::put);
        pace(plan, answer);
        answer.set("projects", projects(plan));
        answer.put(
                "uncountedProjects",
                job.issues() ? Math.max(0, context.scope().projectKeys().size() - MOST_PROJECTS) : 0);
        return answer;
    }

    private ForecastPlan.Counts counted() {
        Map<String, Long> before = new LinkedHashMap<>();
        facts.path("before")
                .properties()
                .forEach(stage -> before.put(stage.getKey(), stage.getValue().asLong()));
        boolean points = !StoryPoints.fieldIds(context.mapping()).isEmpty();
        return new ForecastPlan.Counts(
                job,
                count(SEARCH),
                count(SCOPE),
                facts.path("copied").asLong(),
                context.historyFrom().isPresent() || job.jql().isPresent(),
                context.scope().projectKeys(),
                context.scope().chosenProjects().size()
                        - context.scope().visibleProjects().size(),
                facts.path("dataCenter").asBoolean(),
                context.scope().boards().isPresent(),
                facts.path("boards").asLong(),
                points ? facts.path("activeSprints").asLong() : 0,
                facts.path("people").asLong(),
                before,
                sliceIssues);
    }

    /** Without a quota of Jira's the rate limiter's own hour is the budget, in requests. */
    private void pace(ForecastPlan plan, ObjectNode answer) {
        long perSecond = facts.path("perSecond").asLong();
        JsonNode quota = facts.path("quota");
        boolean metered = quota.path("allowed").asLong() > 0;
        long allowed = metered ? quota.path("allowed").asLong() : perSecond * HOUR;
        long cost = metered ? plan.points() : plan.requests();
        long left = metered ? quota.path("remaining").asLong(allowed) : allowed;
        answer.put(
                "seconds",
                facts.path("pausedSeconds").asLong()
                        + seconds(plan.requests(), perSecond)
                        + (metered
                                ? hours(
                                        cost,
                                        left,
                                        allowed,
                                        quota.path("resetsInSeconds").asLong(HOUR))
                                : 0));
        JsonNode last = facts.path("secondsPerRequest");
        answer.set(
                "secondsLikeLast",
                last.isNumber()
                        ? JsonNodeFactory.instance.numberNode(Math.round(last.asDouble() * plan.requests()))
                        : null);
        answer.put("shareOfHour", Math.round(1_000_000.0 * cost / allowed) / 1_000_000.0);
        answer.putObject("budget")
                .put("source", metered ? "jira" : "limiter")
                .put("unit", metered ? "points" : "requests")
                .put("cost", cost)
                .put("perHour", allowed)
                .put("remaining", left);
    }

    static long seconds(long requests, long perSecond) {
        return (requests + perSecond - 1) / perSecond;
    }

    /** Seconds that the job waits for new points: for the next hour, and for one more as often as a whole hour's are not enough. */
    static long hours(long cost, long left, long allowed, long resets) {
        long missing = cost - left;
        return missing <= 0 ? 0 : resets + (missing - 1) / allowed * HOUR;
    }

    /** Each project's part of the requests for issues; the rest is the job's as a whole. */
    private ArrayNode projects(ForecastPlan plan) {
        ArrayNode projects = JsonNodeFactory.instance.arrayNode();
        long pages = plan.stages().getOrDefault("issues", 0L);
        List<String> keys = context.scope().projectKeys();
        for (int i = 0; i < Math.min(keys.size(), MOST_PROJECTS) && !searches.isEmpty(); i++) {
            long issues = keys.size() == 1 ? count(SEARCH) : count(PROJECTS + i);
            projects.addObject()
                    .put("projectKey", keys.get(i))
                    .put("issues", issues)
                    .put("requests", part(pages, issues, count(SEARCH)));
        }
        return projects;
    }

    /** Rounded up: what is read at all takes a request. */
    static long part(long pages, long issues, long all) {
        return all == 0 ? 0 : Math.min(pages, (pages * issues + all - 1) / all);
    }
}
