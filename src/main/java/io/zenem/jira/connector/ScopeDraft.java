package io.zenem.jira.connector;

import java.util.List;
import java.util.Optional;

/**
 * A scope as an admin sent it, well-formed but not yet compared with the site.
 *
 * @param projects keys
 * @param issueTypes names; empty for all types
 * @param boards ids; absent for every board of the projects
 * @param jql a condition of the admin's own
 * @param historyDays how far back the first backfill goes, by the issues' updated; absent for all
 */
public record ScopeDraft(
        List<String> projects,
        Optional<List<String>> issueTypes,
        Optional<List<Long>> boards,
        Optional<String> jql,
        Optional<Integer> historyDays) {

    /** The boards to be checked with Jira. */
    public List<Long> boardsToCheck() {
        return boards.orElse(List.of());
    }

    /** The condition to be checked with Jira, empty text for none. */
    public String jqlToCheck() {
        return jql.orElse("");
    }
}
