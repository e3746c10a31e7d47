package io.zenem.jira.user;

import com.fasterxml.jackson.databind.JsonNode;
import io.zenem.jira.jira.JiraFailure;
import io.zenem.jira.jira.JiraRefused;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.JiraUnavailable;
import io.zenem.jira.jira.PageSize;
import io.zenem.jira.jira.PagedWalk;

/**
 * The walk through Jira's list of all users. The list has no total, the server may give fewer than asked for, and only an
 * empty page is the end; so the walk advances by what came.
 *
 * @param from users before this one are kept
 * @param pages so many came
 * @param open whether there is a page to ask for
 * @param incomplete whether Jira repeated itself, or went on for longer than any real list
 */
public record UserList(int from, PageSize size, int pages, boolean open, boolean incomplete)
        implements PagedWalk<UserList> {
    /** Jira gives no more at once. */
    private static final int LARGEST = 1000;
    /** More than any site has, also where it gives a hundred at a time. */
    private static final int MOST_PAGES = 5000;

    static UserList of(JsonNode checkpoint) {
        return new UserList(
                checkpoint.path("from").asInt(),
                PageSize.of(LARGEST),
                0,
                !checkpoint.path("done").asBoolean(),
                false);
    }

    @Override
    public JiraRequest request(JiraRequests requests) {
        return requests.userList(from, size.now());
    }

    @Override
    public UserList after(JsonNode page) {
        if (!page.isArray()) {
            throw new JiraUnavailable(200, "Jira answered without a list of users.");
        }
        if (page.isEmpty() && from == 0) {
            // the account that asks is a user itself
            throw new JiraRefused(200, Discovery.GRANT, false);
        }
        boolean endless = !page.isEmpty() && pages + 1 >= MOST_PAGES;
        // who is named twice on a page has one place in the list
        int people = (int) page.valueStream()
                .map(user -> user.path("accountId").asText())
                .distinct()
                .count();
        return new UserList(from + people, size.after(), pages + 1, !page.isEmpty() && !endless, endless);
    }

    /** The walk when it is known how many of a page were not listed before: none of them means that Jira repeats itself. */
    UserList listed(int fresh) {
        return open && fresh == 0 ? new UserList(from, size, pages, false, true) : this;
    }

    /** Jira gives up where so many users take too long (409 after ten seconds); fewer may not. */
    @Override
    public boolean tooMuch(JiraFailure failure) {
        return failure.mayBeTooMuch() || failure.status() == 409;
    }

    @Override
    public UserList smaller(JiraFailure failure) {
        PageSize fewer = size.smaller()
                .orElseThrow(() -> new JiraUnavailable(
                        failure.status(),
                        "Jira cannot list its users, however few are asked for: " + failure.getMessage()));
        return new UserList(from, fewer, pages, open, incomplete);
    }

    @Override
    public String entity() {
        return "user";
    }

    @Override
    public String title() {
        return "users";
    }
}
