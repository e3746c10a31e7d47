package io.zenem.jira.job;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.api.WireTime;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.Jql;

/** What an admin may ask for, in canonical form: two requests that mean the same are equal, so that the second returns the first's job. */
@ApplicationScoped
@Named("jobRequests")
public class JobRequests {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> ENTITIES = List.of("epic", "issue", "version", "sprint");
    private static final int MOST_DAYS = 36_500;

    private final JiraRequests requests;
    private final Clock clock;

    @Inject
    JobRequests(JiraRequests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /** A backfill: daysBack, or from and maybe to, by the issues' updated. */
    public String backfill(ApiRequest request, SyncContext context) {
        RequestFields fields = request.fields();
        ObjectNode job = entities(fields, ENTITIES);
        Optional<Integer> daysBack = fields.integer("daysBack", 1, MOST_DAYS);
        Optional<Instant> from = moment(fields, "from", context.site().connectorZone());
        Optional<Instant> to = moment(fields, "to", context.site().connectorZone());
        if (daysBack.isPresent() && (fields.has("from") || fields.has("to"))) {
            fields.error("daysBack", "cannot be combined with from and to");
        } else if (fields.raw("daysBack").isEmpty() && fields.raw("from").isEmpty()) {
            fields.error("daysBack", "is required, or from (and maybe to)");
        }
        if (from.isPresent() && !from.get().isBefore(to.orElse(clock.instant()))) {
            fields.error("from", "must be before to, and not in the future");
        }
        fields.check();
        daysBack.ifPresent(days -> job.put("daysBack", days));
        from.ifPresent(at -> job.put("from", at.toString()));
        to.ifPresent(at -> job.put("to", at.toString()));
        return job.toString();
    }

    /** A reconcile; what the request leaves open is taken from the settings. */
    public String reconcile(ApiRequest request, Object settings) throws JsonProcessingException {
        JsonNode defaults = JSON.readTree((String) settings);
        RequestFields fields = request.optionalFields();
        ObjectNode job = entities(fields, texts(defaults.path("reconcileEntities")));
        int window = fields.integer("windowDays", 1, 3650)
                .orElse(defaults.path("reconcileWindowDays").asInt(7));
        Optional<String> jql = fields.text("jql", 10_000);
        jql.flatMap(Jql::violation).ifPresent(why -> fields.error("jql", why));
        fields.check();
        job.put("windowDays", window);
        jql.ifPresent(text -> job.put("jql", text.strip()));
        return job.toString();
    }

    /** The reconcile that the service asks of itself when something changed that no issue tells of: everything, and one day. */
    public String shortReconcile() {
        ObjectNode job = JSON.createObjectNode();
        new TreeSet<>(ENTITIES).forEach(job.putArray("entities")::add);
        return job.put("windowDays", 1).toString();
    }

    /** Whether a reconcile has a condition of its own, which Jira has to understand before it is queued. */
    public boolean hasJql(String jobRequest) throws JsonProcessingException {
        return JSON.readTree(jobRequest).path("jql").isTextual();
    }

    /** A check of a reconcile's own condition, within the scope. */
    public JiraRequest jqlCheck(String jobRequest, SyncContext context) throws JsonProcessingException {
        String jql = JSON.readTree(jobRequest).path("jql").asText();
        // first, so that the places that Jira names are those in the admin's text; whether it is understood needs no
        // parentheses
        return requests.check(Jql.and(jql, context.scope().toJql()));
    }

    /** 400 with Jira's words where it did not understand the condition. */
    public void jqlMustBeUnderstood(String jqlError) {
        if (!jqlError.isEmpty()) {
            throw ApiException.validation("jql", jqlError);
        }
    }

    /** The projects of a sync of versions that only Jira can tell: by a former key, or by one that is newer than our last look. */
    public List<String> projectsToCheck(ApiRequest request, SyncContext context) {
        return request.optionalFields().texts("projects", 255).orElse(List.of()).stream()
                .filter(reference -> !reference.isBlank())
                .filter(reference -> context.scope().project(reference).isEmpty())
                .toList();
    }

    /**
     * A sync of versions, of all projects in scope or some of them.
     *
     * @param asked what Jira said of each project of {@link #projectsToCheck}, in order: the project, or a missing one
     */
    public String versions(ApiRequest request, SyncContext context, JsonNode asked) {
        RequestFields fields = request.optionalFields();
        ObjectNode job = JSON.createObjectNode();
        job.putArray("entities").add("version");
        List<String> outside = new ArrayList<>();
        Map<Long, String> chosen = new TreeMap<>();
        Iterator<JsonNode> answers = asked.iterator();
        for (String reference : fields.texts("projects", 255).orElse(List.of())) {
            Optional<Long> id = reference.isBlank()
                    ? Optional.empty()
                    : context.scope().project(reference).or(() -> context.scope()
                            .project(answers.next().path("id").asText()));
            id.ifPresentOrElse(
                    known -> chosen.put(known, context.scope().visibleProjects().get(known)),
                    () -> outside.add(reference));
        }
        if (!outside.isEmpty()) {
            fields.error("projects", "not in the connector's scope: " + String.join(", ", outside));
        }
        fields.check();
        if (!chosen.isEmpty()) {
            chosen.values().stream().sorted().forEach(job.putArray("projects")::add);
            // keys change, and the job may run later
            chosen.keySet().forEach(job.putArray("projectIds")::add);
        }
        return job.toString();
    }

    /** A sync of sprints, of all boards in scope or some of them. */
    public String sprints(ApiRequest request, SyncContext context) {
        RequestFields fields = request.optionalFields();
        ObjectNode job = JSON.createObjectNode();
        job.putArray("entities").add("sprint");
        Optional<List<Long>> boards = fields.ids("boards").filter(ids -> !ids.isEmpty());
        Optional<Boolean> includeCompleted = fields.bool("includeCompleted");
        String outside = String.join(
                ", ",
                boards.orElse(List.of()).stream()
                        .filter(board -> context.scope()
                                .boards()
                                .map(chosen -> !chosen.contains(board))
                                .orElse(false))
                        .map(String::valueOf)
                        .toList());
        if (!outside.isEmpty()) {
            fields.error("boards", "not in the connector's scope: " + outside);
        }
        fields.check();
        boards.ifPresent(ids -> new TreeSet<>(ids).forEach(job.withArray("boards")::add));
        return job.put("includeCompleted", includeCompleted.orElse(false)).toString();
    }

    /** The boards of a sync of sprints that only Jira can confirm: all of them where the scope names none. */
    public List<Long> boardsToCheck(String jobRequest, SyncContext context) throws JsonProcessingException {
        return context.scope().boards().isPresent()
                ? List.of()
                : JSON.readTree(jobRequest)
                        .path("boards")
                        .valueStream()
                        .map(JsonNode::asLong)
                        .toList();
    }

    /** 400 naming the boards that Jira does not know, or that belong to a project outside the scope. */
    public void boardsMustFit(JsonNode boards, SyncContext context) {
        String foreign = boards.valueStream()
                .filter(board -> board.at("/location/projectId").canConvertToLong()
                        && !context.scope()
                                .projectIds()
                                .contains(board.at("/location/projectId").asLong()))
                .map(board -> board.path("id").asText())
                .collect(Collectors.joining(", "));
        if (!foreign.isEmpty()) {
            throw ApiException.validation(
                    "boards", "of projects outside the scope: " + foreign + "; name them in the scope's boards first");
        }
        String unknown = boards.valueStream()
                .filter(board -> board.path("missing").asBoolean())
                .map(board -> board.path("id").asText())
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw ApiException.validation("boards", "unknown to Jira, or hidden from this account: " + unknown);
        }
    }

    private static ObjectNode entities(RequestFields fields, List<String> defaults) {
        List<String> chosen = fields.choices("entities", ENTITIES).orElse(defaults);
        ObjectNode job = JSON.createObjectNode();
        new TreeSet<>(chosen).forEach(job.putArray("entities")::add);
        return job;
    }

    private static Optional<Instant> moment(RequestFields fields, String name, ZoneId zone) {
        return fields.text(name, 40).flatMap(text -> {
            Optional<Instant> at = WireTime.parse(text).or(() -> day(text, zone));
            if (at.isEmpty()) {
                fields.error(name, "must be a date like 2025-08-10 or a timestamp like 2025-08-10T10:00:00");
            }
            return at;
        });
    }

    private static Optional<Instant> day(String text, ZoneId zone) {
        try {
            return Optional.of(LocalDate.parse(text))
                    .filter(day -> day.getYear() >= 1900 && day.getYear() < 9999)
                    .map(day -> day.atStartOfDay(zone).toInstant());
        } catch (DateTimeException other) {
            return Optional.empty();
        }
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
    public Object mustExist(Object row) {
        if (row == null) {
            throw ApiException.notFound("There is no such job.");
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

    /** 409 unless the job was in a state for it. */
    public Object mustFit(Object row) {
        if (row == null) {
            throw ApiException.conflict("The job is not in a state for this; see its status.");
        }
        return row;
    }
}
