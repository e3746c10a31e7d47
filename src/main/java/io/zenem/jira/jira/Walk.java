package io.zenem.jira.jira;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What is asked of Jira request by request, as long as there is something to ask for.
 *
 * @param <W> the walk itself
 */
public interface Walk<W extends Walk<W>> {
    /** Whether there is something to ask for. */
    boolean open();

    JiraRequest request(JiraRequests requests);

    /**
     * The walk behind an answer.
     *
     * @throws JiraUnavailable where the answer does not fit the request
     */
    W after(JsonNode answer);
}
