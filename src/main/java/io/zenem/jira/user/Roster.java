package io.zenem.jira.user;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraUnavailable;

/**
 * The walk through Jira's list of all users. The list has no total, the server may give fewer than asked for, and only an
 * empty page is the end; so the walk advances by what came.
 *
 * @param from users before this one are kept
 * @param size users to ask for; fewer where Jira was too slow for more
 * @param open whether there is a page to ask for
 */
public record Roster(int from, int size, boolean open) {
    /** Jira gives no more at once. */
    private static final int LARGEST = 1000;

    private static final int SMALLEST = 25;
    /** More than any site has: the server repeats itself. */
    private static final int MOST_USERS = 5_000_000;

    static Roster of(JsonNode checkpoint) {
        return new Roster(
                checkpoint.path("from").asInt(),
                LARGEST,
                !checkpoint.path("done").asBoolean());
    }

    JiraRequest request(JiraRequests requests) {
        return requests.userList(from, size);
    }

    /** The walk after a page. */
    Roster after(JsonNode page) {
        if (!page.isArray()) {
            throw new JiraUnavailable(200, "Jira answered without a list of users.");
        }
        if (page.isEmpty() && from == 0) {
            // the account that asks is a user itself
            throw new JiraRefused(200, Discovery.GRANT, false);
        }
        if (from > MOST_USERS) {
            throw new JiraRefused(200, "Jira's list of users does not end.", false);
        }
        return new Roster(from + page.size(), size, !page.isEmpty());
    }

    /** Whether Jira gave up because so many users take it too long (409 after ten seconds), and fewer may not. */
    boolean tooSlow(Throwable failure) {
        return failure instanceof JiraRefused refused && refused.status() == 409 && size > SMALLEST;
    }

    Roster smaller() {
        return new Roster(from, Math.max(SMALLEST, size / 4), open);
    }
}
