package io.zenem.jira.jira;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where a walk through {@code search/jql} is. Jira gives no total and no offset, the token is the only way on; a page that names a
 * token which was used already would lead round in circles, so it ends the walk with an error (users of other syncs have seen it).
 * A page that brings nothing new ends it too: the token is not obeyed. So does more than there can be: the answers are made up.
 *
 * @param token of the next page; empty for the first one, and behind the last
 * @param used the tokens of earlier pages
 * @param seen the issues of earlier pages
 * @param restarts how often the search had begun again, as Data Center's does where something moved, when the last new issue came
 * @param barren pages in a row that brought nothing new
 * @param open whether there is a page to ask for
 * @param incomplete whether it ended because nothing new came, or no end
 * @param limit what it may come by at most
 */
public record TokenWalk(
        Optional<String> token,
        Set<String> used,
        SeenIssues seen,
        int restarts,
        int barren,
        boolean open,
        boolean incomplete,
        Limit limit) {
    /** Pages in a row that may be empty, or have what came before the search began again. */
    private static final int MOST_BARREN = 100;
    /** Times that the search may begin again in a row. */
    private static final int MOST_RESTARTS = 10;
    /** Pages in a row that may be empty although there are more. */
    private static final int MOST_EMPTY = 10;

    /**
     * What a search can plausibly have and cost.
     *
     * @param issues more are not there
     * @param pages in which they come, however short Jira makes them
     */
    public record Limit(long issues, long pages) {
        /** For a search of which nothing is known: more than any sprint or list of ids has. */
        static final Limit UNKNOWN = new Limit(100_000, 100_000);
    }

    /** A walk that begins, or goes on at a token that was kept. */
    public static TokenWalk from(Optional<String> token) {
        return from(token, Limit.UNKNOWN);
    }

    /** The same, where it is known how many issues there may be. */
    public static TokenWalk from(Optional<String> token, Limit limit) {
        return new TokenWalk(token, Set.of(), SeenIssues.NONE, 0, 0, true, false, limit);
    }

    /**
     * The walk after a page. Without a token it is at its end, whatever isLast says (it was seen to be wrong).
     *
     * @throws JiraUnavailable where the answer has no list of issues
     * @throws JiraRefused where the token repeats
     */
    public TokenWalk after(JsonNode answer) {
        JsonNode issues = answer.path("issues");
        if (!issues.isArray()) {
            throw new JiraUnavailable(200, "Jira's search answered without a list of issues.");
        }
        JsonNode token = answer.path("nextPageToken");
        Optional<String> next = Optional.ofNullable(token.textValue()).filter(text -> !text.isEmpty());
        // there is a next page, and nobody can ask for it
        boolean cut = !token.isMissingNode() && !token.isNull() && !token.isTextual();
        Set<String> tokens = new HashSet<>(used);
        this.token.ifPresent(tokens::add);
        if (next.filter(tokens::contains).isPresent()) {
            throw new JiraRefused(200, "Jira's search repeats a page token; the walk would never end.", false);
        }
        boolean more = next.isPresent() && !(answer.path("isLast").asBoolean(false) && issues.isEmpty());
        SeenIssues all = seen.with(issues);
        int again = answer.path(OffsetWalk.RESTARTS).asInt();
        boolean fresh = all.size() > seen.size();
        boolean beyond = all.size() > limit.issues() || tokens.size() > limit.pages();
        boolean endless = more && (beyond || (!fresh && !mayGoOn(issues, again)));
        return new TokenWalk(
                next,
                tokens,
                all,
                fresh ? again : restarts,
                fresh ? 0 : barren + 1,
                more && !endless,
                endless || cut,
                limit);
    }

    private boolean mayGoOn(JsonNode issues, int again) {
        if (issues.isEmpty()) {
            return barren < MOST_EMPTY;
        }
        return again > 0 && again <= restarts + MOST_RESTARTS && barren < MOST_BARREN;
    }
}
