package io.zenem.jira.job;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.Jql;
import io.zenem.jira.jira.TokenWalk;
import io.zenem.jira.jira.Walk;

/**
 * Which of some issues belong to the copy. Where the scope has a condition of its own, only Jira can evaluate it, by a search that is followed
 * to its end, because a page may be shorter than it could be, and what is missing at the end counts as outside the scope.
 *
 * @param readAt when the issues were read
 * @param condition the scope's own
 * @param asked at most 50 ids that are in the scope, its own condition aside
 * @param found those that are known to belong to it so far
 * @param open whether there is a page to ask for
 */
public record MatchWalk(
        Instant readAt, Optional<String> condition, Set<Long> asked, Set<Long> found, TokenWalk walk, boolean open)
        implements Walk<MatchWalk> {
    static MatchWalk of(Instant readAt, Optional<String> condition, Set<Long> inScope) {
        boolean open = condition.isPresent() && !inScope.isEmpty();
        return new MatchWalk(
                readAt, condition, inScope, open ? Set.of() : inScope, TokenWalk.from(Optional.empty()), open);
    }

    /**
     * Evaluated afresh. That they are of the scope's projects and types their ids told ({@link IssuePages#matching}): Jira refuses a search
     * that calls one of these as it was called before.
     */
    @Override
    public JiraRequest request(JiraRequests requests) {
        return requests.matching(Jql.parentheses(condition.orElseThrow()), asked, walk.token());
    }

    /**
     * The walk after a page; errors as {@link TokenWalk#after}.
     *
     * @throws JiraRefused where Jira repeats itself, so that what is missing proves nothing
     */
    @Override
    public MatchWalk after(JsonNode answer) {
        Set<Long> all = new HashSet<>(found);
        TokenWalk next = walk.after(answer);
        answer.path("issues").forEach(issue -> all.add(issue.path("id").asLong()));
        if (next.incomplete() && !all.containsAll(asked)) {
            throw new JiraRefused(
                    200, "Jira's search repeats itself; whether issues match the scope cannot be told by it.", false);
        }
        return new MatchWalk(readAt, condition, asked, all, next, next.open());
    }
}
