package io.zenem.jira.webhook;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraRequest;

/**
 * A registration under way.
 *
 * @param manual whether the admin enters the webhook at Jira by hand
 * @param encrypted the new secret as it is stored, base64
 * @param secret the new secret as Jira gets it
 * @param jql the scope's filter
 * @param existing the webhooks at Jira that point to us already
 */
public record Registration(
        String connectorId,
        String callbackUrl,
        boolean manual,
        String encrypted,
        String secret,
        String jql,
        List<String> events,
        List<String> existing) {

    /** Whether Jira has a webhook of ours already. */
    public boolean updates() {
        return !existing.isEmpty();
    }

    /** All but one of the webhooks that point to us: one is enough. */
    public List<String> doubles() {
        return existing.size() < 2 ? List.of() : existing.subList(1, existing.size());
    }

    /** The registration's id at Jira: the one that is updated, else the one that Jira's answer names. */
    public String id(JsonNode answer) {
        return Optional.of(answer.path("self").asText(""))
                .filter(self -> !self.isEmpty())
                .map(self -> self.substring(self.lastIndexOf('/') + 1))
                .orElseGet(() -> existing.isEmpty() ? "" : existing.get(0));
    }

    JiraRequest request(JsonNode body) {
        return updates()
                ? JiraRequest.put(Webhooks.PATH + "/" + existing.get(0), body)
                : JiraRequest.post(Webhooks.PATH, body);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "Registration[" + connectorId + "]";
    }
}
