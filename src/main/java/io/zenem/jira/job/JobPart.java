package io.zenem.jira.job;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that a sync can do without: the sprints of one board, the versions of one project, one of the site's lists.
 *
 * @param kind which route reads it ({@code job-part}); {@code list} for one request
 * @param id of the board, project or sprint whose part it is; 0 where it belongs to none
 * @param code of the log entry where Jira does not give it; empty text for what nobody misses
 * @param without what it means, for the log
 * @param grant what to look at, for the log
 * @param shown what is incomplete without it, for the job's status; absent fields are those that do not apply
 */
public record JobPart(String kind, long id, String code, String without, String grant, ObjectNode shown) {}
