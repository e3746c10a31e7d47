package io.zenem.jira.sync;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A page of issues as it is given to {@code page-keep}: mapped, each with its lineage, the unmappable set aside. Its methods are the
 * parameters of the statements in {@code sql/page}.
 *
 * @param via backfill, reconcile, webhook, replay
 * @param readById whether the issues were read by id, and not by the lagging search or from a webhook's body
 * @param fetched how many issues Jira gave
 * @param job the running job, if there is one
 * @param items the mapped issues
 * @param failed those that could not be mapped or read, each with its reason
 * @param users the people that they show
 * @param references what they refer to, with the text that stands for it
 * @param outside the ids of issues that Jira gave but that are not in scope
 * @param warnings what could not be read of their values
 */
public record IssuePage(
        String connectorId,
        String via,
        boolean readById,
        String mappingVersion,
        int fetched,
        JobRef job,
        List<ObjectNode> items,
        ArrayNode failed,
        ArrayNode users,
        ArrayNode references,
        ArrayNode outside,
        ArrayNode warnings) {

    /** No page equals another. Camel's bean language looks a record up by its hash for each value it reads; all the issues would be hashed. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /**
     * The job that a page belongs to, and where its walk goes on, if the page is one of a walk.
     *
     * @param id empty for none
     * @param stage of the walk
     * @param slice the walk's number in its stage
     * @param next Jira's, of the walk's next page; empty for none
     * @param lastPage whether the walk ends with it
     */
    public record JobRef(String id, int attempt, String stage, int slice, String next, boolean lastPage) {
        public static final JobRef NONE = of("", 0);

        /** For a page that is none of a walk. */
        public static JobRef of(String id, int attempt) {
            return new JobRef(id, attempt, "", -1, "", false);
        }
    }

    /** Whether there is nothing to be applied. */
    public boolean isEmpty() {
        return items.isEmpty() && failed.isEmpty();
    }

    /** Whether a job brought it, and no webhook. */
    public boolean ofJob() {
        return !job.id().isEmpty();
    }

    /** Whether something of it could not be mapped or read. */
    public boolean hasFailures() {
        return !failed.isEmpty() || !warnings.isEmpty();
    }

    /** Whether Jira's REST gave it, and no webhook's body. */
    public boolean read() {
        return readById || ofJob();
    }

    /** When Jira was asked for the last of it. */
    public String observedAt() {
        return items.stream()
                .map(item -> Instant.parse(item.path("observedAt").asText()))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH)
                .toString();
    }

    /** The mapped issues, as a JSON array. */
    public String rows() {
        return items.toString();
    }

    /** The ids of the mapped issues in their order, with commas between them. */
    public String ids() {
        return items.stream()
                .map(item -> item.path("jiraId").asLong())
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    }
}
