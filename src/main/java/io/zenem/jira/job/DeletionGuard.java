package io.zenem.jira.job;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The brake on mass disappearance: lost permissions look exactly like deletions, so more than a share of the copy (and more
 * than 50 items) goes only when an admin confirms it.
 *
 * @param going items judged gone
 * @param copy items in the copy
 * @param percent the share that goes without asking
 */
public record DeletionGuard(long going, long copy, int percent, boolean confirmed) {
    private static final int ALWAYS_FINE = 50;

    static DeletionGuard of(JsonNode row) {
        return new DeletionGuard(
                row.path("going").asLong(),
                row.path("copy").asLong(),
                row.path("percent").asInt(20),
                row.path("confirmed").asBoolean());
    }

    /** Whether an admin has to look first. */
    public boolean holds() {
        return !confirmed && going > ALWAYS_FINE && going * 100 > copy * percent;
    }

    /** What the admin is told. */
    public String message() {
        return going + " of " + copy + " items would be removed, more than " + percent
                + " %. Check the account's permissions in Jira; if they are really gone, confirm the job.";
    }
}
