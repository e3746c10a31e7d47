package io.zenem.jira.job;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.api.WireTime;
import io.zenem.jira.sync.Dimension;

/** Replays: what failed is fetched afresh and applied with the present mapping. */
@ApplicationScoped
@Named("replays")
public class Replays {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_LETTERS = 1_000_000;
    private static final int LONGEST = 255;

    /** The canonical request: items (as issue/10042), jobId, since and limit, each optional. */
    public JobRequest request(ApiRequest request) {
        RequestFields fields = request.optionalFields();
        ObjectNode job = JSON.createObjectNode();
        fields.texts("items", LONGEST).ifPresent(items -> items.forEach(job.withArray("items")::add));
        fields.text("jobId", LONGEST).ifPresent(id -> job.put("jobId", id.strip()));
        fields.text("since", 40).ifPresent(text -> {
            Optional<Instant> since = WireTime.parse(text);
            since.ifPresentOrElse(
                    at -> job.put("since", at.toString()),
                    () -> fields.error("since", "must be a timestamp like 2025-08-10T10:00:00"));
        });
        fields.integer("limit", 1, MOST_LETTERS).ifPresent(limit -> job.put("limit", limit));
        fields.check();
        return JobRequest.of("replay", job);
    }

    /** The job whose failures are meant; empty text for any. */
    public String ofJob(JobRequest request) throws JsonProcessingException {
        return JSON.readTree(request.json()).path("jobId").asText("");
    }

    /** The version or sprint of the dead letter in a statement's row. */
    public Dimension dimension(JobRun job, JsonNode letter) {
        return new Dimension(
                letter.path("entity").asText(), letter.path("jiraId").asLong(), job.kind(), job.id());
    }
}
