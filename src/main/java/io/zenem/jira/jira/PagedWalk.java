package io.zenem.jira.jira;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A walk through something that Jira gives in pages, by tokens, by offsets or by ids. The route {@code walk-page} takes it from page
 * to page. A page that brings nothing new ends it, because Jira repeats itself.
 *
 * @param <W> the walk itself
 */
public interface PagedWalk<W extends PagedWalk<W>> extends Walk<W> {
    /** The walk behind a page, for one that has to know when it was asked for. */
    default W after(JsonNode answer, Instant askedAt) {
        return after(answer);
    }

    PageSize size();

    /**
     * The walk where Jira answers, but did not give the page: it asks for fewer.
     *
     * @throws JiraFailure where not even one can be had and the walk cannot do without it
     */
    W smaller(JiraFailure failure);

    /** Whether a failure may mean that the page is too much at once. */
    default boolean tooMuch(JiraFailure failure) {
        return failure.mayBeTooMuch();
    }

    /** A cheap request that Jira answers unless it fails altogether, in which case smaller pages help nobody. */
    default JiraRequest probe(JiraRequests requests) {
        return requests.myself();
    }

    /** Whether {@link #smaller} knows the page itself, so that there is nothing to ask for. */
    default boolean answered() {
        return false;
    }

    /** Whether it ended because Jira repeats itself: what it did not name may be there all the same. */
    default boolean incomplete() {
        return false;
    }

    /** Of what something is missing where it is incomplete, as a job's status names it: issue, version, sprint or user. */
    default String entity() {
        return "issue";
    }

    /** What is listed, for the log. */
    String title();
}
