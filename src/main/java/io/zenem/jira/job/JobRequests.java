package io.zenem.jira.job;

import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.Jql;

/** What jobs an admin, or the service itself, may ask for. */
@ApplicationScoped
@Named("jobRequests")
public class JobRequests {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> ENTITIES = List.of("epic", "issue", "version", "sprint");
    /** What has a place in JQL. */
    private static final List<String> ISSUES = List.of("epic", "issue");

    private final JiraRequests requests;
    private final Clock clock;

    JobRequests(JiraRequests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /** A backfill: daysBack, or from and maybe to, by the issues' updated; the scope's history where the request says none. */
    public JobRequest backfill(ApiRequest request, SyncContext context) {
        RequestFields fields = request.optionalFields();
        ObjectNode job = entities(fields, ENTITIES);
        Period period =
                Period.read(fields, context.historyDays(), context.site().connectorZone(), clock.instant());
        fields.check();
        period.write(job);
        return JobRequest.of("backfill", job);
    }

    /** A reconcile; what the request leaves open is taken from the settings; 400 with every wrong field. */
    public JobDraft reconcile(ApiRequest request, JsonNode defaults) {
        RequestFields fields = request.optionalFields();
        ObjectNode job = entities(fields, texts(defaults.path("reconcileEntities")));
        int window = fields.integer("windowDays", 1, 3650)
                .orElse(defaults.path("reconcileWindowDays").asInt(7));
        Optional<String> jql = fields.text("jql", 10_000);
        jql.flatMap(Jql::violation).ifPresent(why -> fields.error("jql", why));
        if (jql.isPresent() && Collections.disjoint(texts(job.path("entities")), ISSUES)) {
            fields.error("jql", "chooses among epics and issues, and entities has neither");
        }
        job.put("windowDays", window);
        jql.ifPresent(text -> job.put("jql", text.strip()));
        fields.check();
        return new JobDraft(job);
    }

    /** The reconcile that the service asks of itself when something changed that no issue tells of: everything, and one day. */
    public JobRequest shortReconcile() {
        ObjectNode job = JSON.createObjectNode();
        new TreeSet<>(ENTITIES).forEach(job.putArray("entities")::add);
        return ownReconcile(job.put("windowDays", 1));
    }

    /** A reconcile that the service asks of itself, in canonical form. */
    public JobRequest ownReconcile(Object request) {
        return new JobRequest("reconcile", request.toString(), "webhook", true);
    }

    /** What kind of job a path asks for: its last segment is its name. */
    public String kind(ApiRequest request) {
        return request.parameter("last").orElse("");
    }

    /** A job of which there is nothing to choose: a snapshot of the copy, a discovery of users. */
    public JobRequest plain(ApiRequest request, String kind) {
        request.mustBringNothing();
        return JobRequest.of(kind, JSON.createObjectNode());
    }

    /** A check of a reconcile's own condition, within the scope. */
    public JiraRequest jqlCheck(JobDraft draft, SyncContext context) {
        // first, so that the places that Jira names are those in the admin's text; whether it is understood needs no
        // parentheses
        return requests.check(Jql.and(draft.jqlToCheck(), context.scope().toJql()));
    }

    /** The request as it is queued; 400 with Jira's words where it did not understand the condition. */
    public JobRequest understood(JobDraft draft, String jqlError) {
        return draft.checked("reconcile", "jql", jqlError);
    }

    private static ObjectNode entities(RequestFields fields, List<String> defaults) {
        List<String> chosen = fields.choices("entities", ENTITIES).orElse(defaults);
        ObjectNode job = JSON.createObjectNode();
        new TreeSet<>(chosen).forEach(job.putArray("entities")::add);
        return job;
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    /** The job that a query or path names, empty text for the latest; the request has no fields. */
    public String wantedJob(ApiRequest request) {
        request.mustBringNothing();
        return request.parameter("jobId").orElse("");
    }

    /** 404 unless the job was found. */
    public Object mustExist(Object row, String wanted) {
        if (row == null) {
            // Camel takes the word null among a method's parameters for nothing
            throw ApiException.notFound("There is no job \"" + wanted + "\".");
        }
        return row;
    }

    /** 409 where another request took the same number at the same moment. */
    public Object mustBeQueued(Object row) {
        if (row == null) {
            throw ApiException.conflict("Another job was queued at the same moment; send the request again.");
        }
        return row;
    }

    /** 409 unless the job could be cancelled. */
    public Object mustBeOpen(Object row, JsonNode job) {
        return fitting(row, job, "only a job that is QUEUED, RUNNING or in NEEDS_CONFIRMATION can be cancelled");
    }

    /** 409 unless the job could be confirmed. */
    public Object mustWait(Object row, JsonNode job) {
        return fitting(
                row, job, "only a job in NEEDS_CONFIRMATION can be confirmed, while no equal one is queued or running");
    }

    private static Object fitting(Object row, JsonNode job, String rule) {
        if (row == null) {
            throw ApiException.conflict("The job " + job.path("jobId").asText() + " is "
                    + job.path("status").asText() + "; " + rule + ".");
        }
        return row;
    }
}
