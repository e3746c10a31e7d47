package io.zenem.jira.api;

/**
 * The page of a connector's list that an admin asks for.
 *
 * @param filter what the list is of: a record, whose empty texts stand for anything
 * @param page from 0
 * @param total how many elements the list has, where that is known; {@link #UNKNOWN} where they are to be counted
 */
public record PageRequest(String connectorId, Object filter, int page, int size, long total) {
    public static final long UNKNOWN = -1;

    public PageRequest withTotal(long known) {
        return new PageRequest(connectorId, filter, page, size, known);
    }
}
