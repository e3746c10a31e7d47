package io.zenem.jira.job;

/** The job was cancelled, or another instance has taken it over: this attempt has to end without touching it further. */
public final class JobStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobStopped() {
        super("The job was cancelled or taken over.");
    }
}
