package io.zenem.jira.jira;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where a walk through {@code search/jql} is. Jira gives no total and no offset, the token is the only way on; a page that names a
 * token which was used already would lead round in circles, so it ends the walk with an error (users of other syncs have seen it).
 *
 * @param token of the next page; empty for the first one, and behind the last
 * @param used the tokens of earlier pages
 * @param open whether there is a page to ask for
 */
public record TokenWalk(Optional<String> token, Set<String> used, boolean open) {
    /** A walk that begins, or goes on at a token that was kept. */
    public static TokenWalk from(Optional<String> token) {
        return new TokenWalk(token, Set.of(), true);
    }

    /**
     * The walk after a page. Without a token it is at its end, whatever isLast says (it was seen to be wrong).
     *
     * @throws JiraUnavailable where the answer has no list of issues
     * @throws JiraRefused where the token repeats
     */
    public TokenWalk after(JsonNode answer) {
        if (!answer.path("issues").isArray()) {
            throw new JiraUnavailable(200, "Jira's search answered without a list of issues.");
        }
        Optional<String> next = Optional.ofNullable(answer.get("nextPageToken"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty());
        Set<String> seen = new HashSet<>(used);
        token.ifPresent(seen::add);
        if (next.filter(seen::contains).isPresent()) {
            throw new JiraRefused(200, "Jira's search repeats a page token; the walk would never end.", false);
        }
        boolean more = next.isPresent()
                && !(answer.path("isLast").asBoolean(false)
                        && answer.path("issues").isEmpty());
        return new TokenWalk(next, seen, more);
    }
}
