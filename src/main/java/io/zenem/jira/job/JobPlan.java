package io.zenem.jira.job;

import java.util.ArrayList;
import java.util.List;

/** The stages of each kind of job, in order. Which route a stage is, the routes say. */
final class JobPlan {
    static final String DONE = "done";
    /** Where a job goes on that held back deletions, when an admin has confirmed them ({@code sql/job/confirm.sql}). */
    private static final String CONFIRMED = "confirmed";

    /** A snapshot has a stage for each kind of entity: whom others show comes first. */
    private static final List<String> SNAPSHOT = List.of("user", "sprint", "release", "project", "story");

    private static final List<String> REPLAY =
            List.of("prepare", "dead-letters", "check", "removals", "children", "dead-letters-gone", "dead-dimensions");

    private JobPlan() {}

    /** Where a job begins. People are discovered and a snapshot is sent without scope and mapping, for which {@code prepare} stands. */
    static String first(String kind) {
        return switch (kind) {
            case "discover-users" -> "user-list";
            case "snapshot" -> SNAPSHOT.get(0);
            default -> "prepare";
        };
    }

    /** The stage after this one; {@code done} after the last. */
    static String next(JobRun job, String stage) {
        if (stage.equals(CONFIRMED)) {
            return "check";
        }
        List<String> stages = stages(job);
        int at = stages.indexOf(stage);
        return at < 0 || at + 1 >= stages.size() ? DONE : stages.get(at + 1);
    }

    /** All stages, in order. */
    static List<String> stages(JobRun job) {
        if (job.kind().equals("discover-users")) {
            return List.of("user-list", "unlisted", "match", "lookups");
        }
        if (job.kind().equals("snapshot")) {
            return SNAPSHOT;
        }
        if (job.kind().equals("replay")) {
            return REPLAY;
        }
        List<String> stages = new ArrayList<>(List.of("prepare"));
        if (job.issues()) {
            // issues come first, so that they do not wait for what Jira does not give: a reconcile searches when
            // Jira's index shows what happened before it was asked for, a backfill once more for what changed while
            // it was read
            stages.addAll(
                    job.kind().equals("reconcile") ? List.of("index-wait", "issues") : List.of("issues", "catch-up"));
        }
        stages.addAll(dimensions(job));
        if (job.issues()) {
            stages.addAll(List.of("census", "compare"));
        }
        // what a removal means for the children of what was removed
        stages.addAll(List.of("check", "removals", "children"));
        return stages;
    }

    /** What issues refer to, and what changes without them. */
    private static List<String> dimensions(JobRun job) {
        List<String> stages = new ArrayList<>();
        if (job.entities().contains("version")) {
            stages.add("versions");
        }
        if (job.sprints()) {
            stages.add("sprints");
        }
        if (job.issues()) {
            stages.add("users");
        }
        return stages;
    }
}
