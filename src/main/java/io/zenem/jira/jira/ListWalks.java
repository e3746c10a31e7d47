package io.zenem.jira.jira;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;

/** The routes' hold on a {@link ListWalk}. */
@ApplicationScoped
@Named("listWalks")
public class ListWalks {
    private final JiraRequests requests;

    @Inject
    ListWalks(JiraRequests requests) {
        this.requests = requests;
    }

    /** The beginning of a walk through versions, boards or sprints. */
    public ListWalk begin(String kind, Object reference) {
        return ListWalk.of(kind, reference);
    }

    /** The next page to ask for. */
    public JiraRequest next(ListWalk walk) {
        return walk.request(requests);
    }

    /** The walk after a page. */
    public ListWalk after(ListWalk walk, JsonNode page) {
        return walk.after(page);
    }
}
