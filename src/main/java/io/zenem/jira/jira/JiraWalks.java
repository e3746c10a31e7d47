package io.zenem.jira.jira;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;

/** The routes' hold on a {@link PagedWalk}. */
@ApplicationScoped
@Named("jiraWalks")
public class JiraWalks {
    private final JiraRequests requests;

    JiraWalks(JiraRequests requests) {
        this.requests = requests;
    }

    /** The beginning of a walk through versions, boards or sprints. */
    public ListWalk list(String kind, Object reference) {
        return ListWalk.of(kind, reference);
    }

    public JiraRequest request(PagedWalk<?> walk) {
        return walk.request(requests);
    }

    public PagedWalk<?> after(PagedWalk<?> walk, JsonNode page) {
        return walk.after(page);
    }

    /**
     * How patient the request is, for the variable interactive: what can be asked for in smaller pieces is tried again once, so that
     * the pieces come soon; the last try of a single one is as patient as the caller, or as a job where it is set aside afterwards.
     *
     * @param caller the caller's variable interactive, null for false
     */
    public String hasty(PagedWalk<?> walk, Object caller) {
        boolean soon = !walk.size().lastTry() || (!walk.setsAside() && "true".equals(String.valueOf(caller)));
        return String.valueOf(soon);
    }

    /** Whether a failure may mean that the page is too much at once. */
    public boolean tooMuch(PagedWalk<?> walk, Throwable failure) {
        return failure instanceof JiraFailure jira && walk.tooMuch(jira);
    }

    /** Asks for something cheap, to tell a page that is too much from a Jira that fails. */
    public JiraRequest probe(PagedWalk<?> walk) {
        return walk.probe(requests);
    }

    /** The walk where the page did not come although Jira answers; errors as {@link PagedWalk#smaller}. */
    public PagedWalk<?> smaller(PagedWalk<?> walk, Throwable failure) {
        return walk.smaller((JiraFailure) failure);
    }
}
