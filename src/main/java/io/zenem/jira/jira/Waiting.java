package io.zenem.jira.jira;

/** How long a request to Jira may take, its tries and waits with it. */
public enum Waiting {
    /** As long as whoever asks has time: a job insists, anybody else wants to know soon. */
    AS_CALLER,
    LONG,
    SHORT,
    /** An admin's look whether Jira answers again: short, but a wait that Jira cannot mean does not stop it. */
    PROBE
}
