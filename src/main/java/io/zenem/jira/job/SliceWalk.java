package io.zenem.jira.job;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraUnavailable;

/**
 * One token walk through {@code search/jql}: where it is and what it asks next. Jira gives no total and no offset, the token is
 * the only way on; a page that names a token which was used already would lead round in circles, so it ends the walk with an
 * error (users of other syncs have seen it).
 *
 * @param ids whether only ids are asked for (5,000 a page instead of 100)
 * @param recent census: whether the copy must have these ids
 * @param reason census: why these ids are suspects, else empty
 * @param open whether there is a page to ask for
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
        Optional<String> token,
        Set<String> used,
        boolean open,
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
                Optional.ofNullable(slice.get("token"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText),
                Set.of(),
                true,
                0);
    }

    /** The next page. */
    JiraRequest request(JiraRequests requests) {
        return requests.search(jql, fields, ids ? JiraRequests.IDS_PER_PAGE : JiraRequests.ISSUES_PER_PAGE, token);
    }

    /** The walk after a page. Without a token it is at its end, whatever isLast says (it was seen to be wrong). */
    SliceWalk after(JsonNode answer) {
        Optional<String> next = Optional.ofNullable(answer.get("nextPageToken"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty());
        if (!answer.path("issues").isArray()) {
            throw new JiraUnavailable(200, "Jira's search answered without a list of issues.");
        }
        Set<String> seen = new HashSet<>(used);
        token.ifPresent(seen::add);
        if (next.filter(seen::contains).isPresent()) {
            throw new JiraRefused(200, "Jira's search repeats a page token; the walk would never end.", false);
        }
        boolean more = next.isPresent()
                && !(answer.path("isLast").asBoolean(false)
                        && answer.path("issues").isEmpty());
        return new SliceWalk(stage, number, jql, ids, recent, reason, fields, next, seen, more, restarts);
    }

    /** From the beginning again: the token is no longer known. */
    SliceWalk restarted() {
        return new SliceWalk(
                stage, number, jql, ids, recent, reason, fields, Optional.empty(), Set.of(), true, restarts + 1);
    }

    /** The checkpoint: from where to go on. */
    ObjectNode checkpoint() {
        ObjectNode slice = JsonNodeFactory.instance
                .objectNode()
                .put("stage", stage)
                .put("number", number)
                .put("done", !open);
        token.ifPresent(value -> slice.put("token", value));
        return slice;
    }
}
