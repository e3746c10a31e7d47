package io.zenem.jira.job;

/** The job was cancelled, another instance has taken it over, or this instance stops: the attempt has to end where it is. */
public final class JobStopped extends RuntimeException {
    JobStopped() {
        super("The job was cancelled, taken over or given back.");
    }
}
