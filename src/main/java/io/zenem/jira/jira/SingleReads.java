package io.zenem.jira.jira;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An answer that is completed by reads one by one, where Jira has none for all at once.
 *
 * @param answer what is known so far
 * @param waiting requests that are still to be asked
 * @param askedAt when the first answer was asked for: the whole is no newer
 */
public record SingleReads(ObjectNode answer, List<JiraRequest> waiting, Instant askedAt) implements Walk<SingleReads> {
    @Override
    public boolean open() {
        return !waiting.isEmpty();
    }

    /** Whether issues are asked for, and not people. */
    boolean ofIssues() {
        return answer.has("issues");
    }

    @Override
    public JiraRequest request(JiraRequests requests) {
        return waiting.get(0);
    }

    @Override
    public SingleReads after(JsonNode one) {
        String name = ofIssues() ? "issues" : "values";
        ArrayNode list =
                answer.arrayNode().addAll(answer.withArray(name).valueStream().toList());
        return new SingleReads(
                answer.objectNode().set(name, list.add(one)), waiting.subList(1, waiting.size()), askedAt);
    }

    /** After Jira said that there is no such thing. */
    public SingleReads absent() {
        return new SingleReads(answer, waiting.subList(1, waiting.size()), askedAt);
    }
}
