package io.zenem.jira.job;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A job that is asked for.
 *
 * @param json the request in canonical form: two that mean the same are equal, so that the second is answered with the first's job
 * @param trigger who asks: admin, or webhook where the service asks itself
 * @param fromNow whether the job has to cover the present moment, so that an equal one that has begun does not do
 */
public record JobRequest(String kind, String json, String trigger, boolean fromNow) {
    /** As an admin asks for it. */
    public static JobRequest of(String kind, JsonNode request) {
        return new JobRequest(kind, request.toString(), "admin", false);
    }
}
