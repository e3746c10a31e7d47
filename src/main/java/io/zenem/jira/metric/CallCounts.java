package io.zenem.jira.metric;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Counts the requests that this instance makes to Jira, by job, stage and class of status, until they are written down: no call has to wait for that. */
@ApplicationScoped
@Named("callCounts")
public class CallCounts {

    /** Whoever drains has it until what was drained is written or kept. */
    private final Semaphore writing = new Semaphore(1);

    private Map<Place, Integer> counts = new HashMap<>();

    private record Place(String connectorId, String jobId, String stage, String status) {}

    /**
     * One request.
     *
     * @param jobId empty where no job asked
     * @param status 0 where no answer came
     */
    public void asked(String connectorId, String jobId, String stage, int status) {
        add(new Place(connectorId, jobId, stage, JiraMeter.statusClass(status)), 1);
    }

    private synchronized void add(Place place, int requests) {
        counts.merge(place, requests, Integer::sum);
    }

    private synchronized Map<Place, Integer> swap() {
        Map<Place, Integer> counted = counts;
        counts = new HashMap<>();
        return counted;
    }

    /** What was counted since the last call, as JSON, to be followed by {@link #keep} whatever becomes of it: {@code [{"connectorId": "acme", "jobId": "recon_001", "stage": "issues", "status": "2xx", "count": 3}]}. */
    public String drain() {
        writing.acquireUninterruptibly();
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        swap().forEach((place, requests) -> rows.addObject()
                .put("connectorId", place.connectorId())
                .put("jobId", place.jobId())
                .put("stage", place.stage())
                .put("status", place.status())
                .put("count", requests));
        return rows.toString();
    }

    /** Takes back what was drained and could not be written down, {@code []} for nothing. */
    public void keep(JsonNode drained) {
        writing.release();
        for (JsonNode row : drained) {
            add(
                    new Place(
                            row.path("connectorId").asText(),
                            row.path("jobId").asText(),
                            row.path("stage").asText(),
                            row.path("status").asText()),
                    row.path("count").asInt());
        }
    }
}
