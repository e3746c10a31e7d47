package io.zenem.jira.job;

import java.time.Clock;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.connector.SyncContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a backfill or a reconcile would cost, before it is asked for. */
@ApplicationScoped
@Named("forecasts")
public class Forecasts {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> KINDS = List.of("backfill", "reconcile");

    private final Clock clock;
    private final int sliceIssues;

    Forecasts(Clock clock, @ConfigProperty(name = "connector.job.slice-issues") int sliceIssues) {
        this.clock = clock;
        this.sliceIssues = sliceIssues;
    }

    /** Which kind of job is meant; 400 unless it is one that can be forecast. */
    public String kind(ApiRequest request) {
        RequestFields fields = request.fields();
        String kind = fields.requiredText("kind", 20);
        if (!KINDS.contains(kind)) {
            fields.error("kind", "must be one of " + String.join(", ", KINDS));
            throw ApiException.validation("kind", fields.errors().get("kind"));
        }
        return kind;
    }

    /** The request as the job's own call takes it. */
    public ApiRequest ofJob(ApiRequest request) {
        return request.withBody(((ObjectNode) request.json()).without("kind"));
    }

    /** The beginning of a forecast for a job of this request in canonical form. */
    public Forecast begin(JobRequest request, SyncContext context, JsonNode facts) throws JsonProcessingException {
        JobRun job = new JobRun(
                context.connectorId(),
                "",
                request.kind(),
                "prepare",
                JSON.readTree(request.json()),
                0,
                clock.instant(),
                false,
                false,
                false);
        return Forecast.of(job, context, facts, sliceIssues);
    }
}
