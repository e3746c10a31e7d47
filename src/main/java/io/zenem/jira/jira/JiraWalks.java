package io.zenem.jira.jira;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;

/** What routes ask of a {@link Walk}. */
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

    public JiraRequest request(Walk<?> walk) {
        return walk.request(requests);
    }

    /** What can be asked for in smaller pieces is tried again once, so that the pieces come soon; the last try of a single one has time. */
    public JiraRequest hastyRequest(PagedWalk<?> walk) {
        return walk.size().lastTry() ? request(walk) : request(walk).soon();
    }

    public Walk<?> after(Walk<?> walk, JsonNode answer) {
        return walk.after(answer);
    }

    /** The same, for a walk that has to know when its page was asked for. */
    public PagedWalk<?> after(PagedWalk<?> walk, JsonNode page, Instant askedAt) {
        return walk.after(page, askedAt);
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
