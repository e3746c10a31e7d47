package io.zenem.jira.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 * @param job the running job, with its attempt, if there is one
 * @param checkpoint where the job's walk goes on, if the page is one of a walk
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
        Optional<JobRef> job,
        Optional<ObjectNode> checkpoint,
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

    /** The job that a page belongs to. */
    public record JobRef(String id, int attempt) {}

    /** Whether there is nothing to be applied. */
    public boolean isEmpty() {
        return items.isEmpty() && failed.isEmpty();
    }

    /** Whether a job brought it, and no webhook. */
    public boolean ofJob() {
        return job.isPresent();
    }

    /** Whether something of it could not be mapped or read. */
    public boolean hasFailures() {
        return !failed.isEmpty() || !warnings.isEmpty();
    }

    /** The job's id, empty for none. */
    public String jobId() {
        return job.map(JobRef::id).orElse("");
    }

    /** The job's attempt, 0 for none. */
    public int attempt() {
        return job.map(JobRef::attempt).orElse(0);
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

    /** The walk's stage. */
    public String stage() {
        return ofWalk("stage");
    }

    /** The walk's number in its stage. */
    public int slice() {
        return checkpoint.map(walk -> walk.path("number").asInt()).orElse(-1);
    }

    /** Jira's token of the walk's next page, empty for none. */
    public String nextToken() {
        return ofWalk("token");
    }

    /** Whether the walk ends with it. */
    public boolean lastPage() {
        return checkpoint.map(walk -> walk.path("done").asBoolean()).orElse(false);
    }

    private String ofWalk(String part) {
        return checkpoint.map(walk -> walk.path(part).asText("")).orElse("");
    }
}
