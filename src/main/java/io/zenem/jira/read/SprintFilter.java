package io.zenem.jira.read;

/**
 * Which sprints a reader wants.
 *
 * @param boardId the board that lists them, 0 for any
 * @param state active, future or closed; an empty text for any
 */
public record SprintFilter(int boardId, String state) {}
