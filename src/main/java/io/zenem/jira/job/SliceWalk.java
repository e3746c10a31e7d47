package io.zenem.jira.job;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.TokenWalk;

/**
 * One slice's walk through Jira's search, and what is done with its pages.
 *
 * @param ids whether only ids are asked for (5,000 a page instead of 100)
 * @param recent census: whether the copy must have these ids
 * @param reason census: why these ids are suspects, else empty
 * @param restarts how often it began anew because its token was refused
 */
public record SliceWalk(
        String stage,
        int number,
        String jql,
        boolean ids,
        boolean recent,
        Optional<String> reason,
        Collection<String> fields,
        TokenWalk walk,
        int restarts) {

    static SliceWalk of(JsonNode slice, Collection<String> fields) {
        JsonNode spec = slice.path("spec");
        boolean ids = spec.path("ids").asBoolean();
        return new SliceWalk(
                slice.path("stage").asText(),
                slice.path("number").asInt(),
                spec.path("jql").asText(),
                ids,
                spec.path("recent").asBoolean(true),
                Optional.ofNullable(spec.get("reason")).map(JsonNode::asText),
                ids ? List.of("id") : fields,
                TokenWalk.from(Optional.ofNullable(slice.get("token"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)),
                0);
    }

    /** Whether there is a page to ask for. */
    public boolean open() {
        return walk.open();
    }

    /** The next page. */
    JiraRequest request(JiraRequests requests) {
        return requests.search(
                jql, fields, ids ? JiraRequests.IDS_PER_PAGE : JiraRequests.ISSUES_PER_PAGE, walk.token());
    }

    /** The walk after a page; errors as {@link TokenWalk#after}. */
    SliceWalk after(JsonNode answer) {
        return with(walk.after(answer), restarts);
    }

    /** From the beginning again: the token is no longer known. */
    SliceWalk restarted() {
        return with(TokenWalk.from(Optional.empty()), restarts + 1);
    }

    private SliceWalk with(TokenWalk next, int times) {
        return new SliceWalk(stage, number, jql, ids, recent, reason, fields, next, times);
    }

    /** The checkpoint: from where to go on. */
    ObjectNode checkpoint() {
        ObjectNode slice = JsonNodeFactory.instance
                .objectNode()
                .put("stage", stage)
                .put("number", number)
                .put("done", !open());
        walk.token().ifPresent(value -> slice.put("token", value));
        return slice;
    }
}
