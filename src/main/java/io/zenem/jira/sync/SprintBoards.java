package io.zenem.jira.sync;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraId;

/**
 * The boards whose sprints are read.
 *
 * @param start when they began to be looked for: what was seen since is not gone
 * @param unsearched the projects whose boards have to be looked for; none where the boards are named
 * @param ids of the boards to be read, as far as they are known
 * @param all whether a board that is not read is gone: only where all boards of the scope were looked for, and every list came
 */
public record SprintBoards(Instant start, List<Long> unsearched, List<Long> ids, boolean all) {
    /**
     * With what Jira told of the projects' boards.
     *
     * @param lists of boards, one a project; null in a list, or in the place of one, stands for what Jira did not tell
     */
    SprintBoards found(JsonNode lists) {
        if (unsearched.isEmpty()) {
            return this;
        }
        boolean whole = lists.valueStream()
                .noneMatch(list -> list.isNull() || list.valueStream().anyMatch(JsonNode::isNull));
        List<Long> named = lists.valueStream()
                .flatMap(JsonNode::valueStream)
                .flatMapToLong(board -> JiraId.of(board.path("id")).stream())
                .distinct()
                .sorted()
                .boxed()
                .toList();
        return new SprintBoards(start, List.of(), named, all && whole);
    }
}
