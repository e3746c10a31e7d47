package io.zenem.jira.job;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The deletion limit: lost permissions look exactly like deletions, so more than a share of the copy's issues (and more than 50) goes only
 * when an admin confirms it. Where none of the scope's projects is there any more, nothing at all goes without that: nobody chose a scope in
 * order to have nothing. What vanishes with them waits too; a job that looks at no issues goes by the share of the versions and sprints.
 *
 * @param askedAlready versions and sprints that wait for an admin's word on another job, and for this one's too
 * @param scopeGone whether all projects of the scope are archived, in the trash, deleted or hidden
 * @param looksAtIssues whether the job would see issues vanish
 * @param percent the share that goes without asking
 */
public record DeletionLimit(
        Share issues,
        Share versions,
        Share sprints,
        long askedAlready,
        boolean scopeGone,
        boolean looksAtIssues,
        int percent,
        boolean confirmed) {
    private static final int ALWAYS_FINE = 50;

    /** How many of the copy would go. */
    record Share(long going, long copy) {
        private boolean exceeds(int percent) {
            return going > ALWAYS_FINE && going * 100 > copy * percent;
        }

        private Optional<String> told(String kind) {
            return going == 0 ? Optional.empty() : Optional.of(going + " of " + copy + " " + kind);
        }
    }

    static DeletionLimit of(JsonNode row) {
        return new DeletionLimit(
                share(row, "issues"),
                share(row, "versions"),
                share(row, "sprints"),
                row.path("askedAlready").asLong(),
                row.path("scopeGone").asBoolean(),
                row.path("looksAtIssues").asBoolean(),
                row.path("percent").asInt(20),
                row.path("confirmed").asBoolean());
    }

    private static Share share(JsonNode row, String kind) {
        return new Share(row.path(kind + "Going").asLong(), row.path(kind).asLong());
    }

    /** Whether an admin has to look first. */
    public boolean holds() {
        if (confirmed || going() == 0) {
            return false;
        }
        return scopeGone
                || (looksAtIssues ? issues.exceeds(percent) : versions.exceeds(percent) || sprints.exceeds(percent));
    }

    /** How much would go with an admin's yes: what {@code sql/overview/removals.sql} lists. */
    public long pending() {
        return going() + askedAlready;
    }

    private long going() {
        return issues.going() + versions.going() + sprints.going();
    }

    /** What the admin is told. */
    public String message() {
        String going = Stream.of(issues.told("issues"), versions.told("versions"), sprints.told("sprints"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" and "));
        String why = scopeGone
                ? "because none of the scope's projects is there any more (archived, in the trash, deleted, or hidden from the account)"
                : "more than " + percent + " %";
        return going + " would be removed, " + why
                + ". Check the account's permissions in Jira; if they are really gone, confirm the job.";
    }
}
