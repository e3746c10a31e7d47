package io.zenem.jira.metric;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Counts the requests that this instance makes to Jira for jobs, by stage, until they are written down: no call has to wait for that. */
@ApplicationScoped
@Named("callCounts")
public class CallCounts {
    private static final JsonMapper JSON = new JsonMapper();

    private Map<Place, Integer> counts = new HashMap<>();

    private record Place(String connectorId, String jobId, String stage) {}

    /** One request, whatever became of it; of whoever is no job, nothing is counted. */
    public void asked(String connectorId, String jobId, String stage) {
        if (!jobId.isEmpty()) {
            add(new Place(connectorId, jobId, stage), 1);
        }
    }

    private synchronized void add(Place place, int requests) {
        counts.merge(place, requests, Integer::sum);
    }

    private synchronized Map<Place, Integer> swap() {
        Map<Place, Integer> counted = counts;
        counts = new HashMap<>();
        return counted;
    }

    /** What was counted since the last call, as JSON: {@code [{"connectorId": "acme", "jobId": "recon_001", "stage": "issues", "count": 3}]}. */
    public String drain() {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        swap().forEach((place, requests) -> rows.addObject()
                .put("connectorId", place.connectorId())
                .put("jobId", place.jobId())
                .put("stage", place.stage())
                .put("count", requests));
        return rows.toString();
    }

    /** Takes back what was drained and could not be written down. */
    public void keep(String drained) throws JsonProcessingException {
        for (JsonNode row : JSON.readTree(drained)) {
            add(
                    new Place(
                            row.path("connectorId").asText(),
                            row.path("jobId").asText(),
                            row.path("stage").asText()),
                    row.path("count").asInt());
        }
    }
}
