package io.zenem.jira.sync;

/**
 * A version or sprint that is read by its id.
 *
 * @param entity version or sprint
 * @param via how it came to be read: webhook, or the kind of a job
 * @param origin the delivery, or the job
 */
public record Dimension(String entity, long jiraId, String via, String origin) {
    /** Whether it is a version. */
    public boolean version() {
        return entity.equals("version");
    }
}
