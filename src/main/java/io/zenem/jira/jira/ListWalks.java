package io.zenem.jira.jira;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Where the routes begin a {@link ListWalk}. */
@ApplicationScoped
@Named("listWalks")
public class ListWalks {
    /** The beginning of a walk through versions, boards or sprints. */
    public ListWalk begin(String kind, Object reference) {
        return ListWalk.of(kind, reference);
    }
}
