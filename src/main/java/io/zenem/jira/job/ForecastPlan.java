package io.zenem.jira.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.zenem.jira.jira.JiraRequests;

/**
 * The requests that a job will take, stage by stage, computed from counts before anything is read. What a job asks that nobody can
 * count before (sprints of boards, what census and copy will disagree on) costs what it cost the last job.
 *
 * @param stages requests by stage, in the job's order; only stages that ask Jira for something
 * @param points the same in the points of Jira's hourly quota: one a request, one an issue, two a person
 */
record ForecastPlan(Map<String, Long> stages, long points) {
    private static final int PEOPLE_PER_READ = 50;
    private static final int PROJECTS_PER_LIST = 50;
    /** Data Center gives so many ids on a page, and each but the first begins with the last one of the page before. */
    private static final int DATA_CENTER_IDS = 999;

    /**
     * What is known before a job begins.
     *
     * @param job as it would be queued now
     * @param found issues that its search finds
     * @param whole issues of the scope, whatever their age: what a reconcile's census walks through
     * @param copied items of the copy
     * @param aged whether the scope or the job leaves out some of the whole, so that a reconcile's census walks twice
     * @param projects the keys of the scope's projects that Jira shows
     * @param hidden projects of the scope that it does not show
     * @param boardsNamed whether the scope names its boards, so that nobody has to look for them
     * @param activeSprints whose points are summed; none where no field of the mapping holds points
     * @param before requests by stage of the last job that had it
     * @param sliceIssues issues that a slice may have
     */
    record Counts(
            JobRun job,
            long found,
            long whole,
            long copied,
            boolean aged,
            List<String> projects,
            int hidden,
            boolean dataCenter,
            boolean boardsNamed,
            long boards,
            long activeSprints,
            long people,
            Map<String, Long> before,
            int sliceIssues) {
        private boolean reconcile() {
            return job.kind().equals("reconcile");
        }

        private boolean searches() {
            return job.issues() && !projects.isEmpty();
        }
    }

    static ForecastPlan of(Counts counts) {
        Map<String, Long> stages = new LinkedHashMap<>();
        for (String stage : JobPlan.stages(counts.job)) {
            long requests = requests(stage, counts);
            if (requests > 0) {
                stages.put(stage, requests);
            }
        }
        long read = counts.searches() ? counts.found + named(counts) : 0;
        long people = stages.containsKey("users") ? 2 * counts.people : 0;
        return new ForecastPlan(stages, sum(stages) + read + people);
    }

    long requests() {
        return sum(stages);
    }

    private static long sum(Map<String, Long> stages) {
        return stages.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long requests(String stage, Counts counts) {
        return switch (stage) {
            case "prepare" -> site(counts) + planning(counts);
            case "issues" ->
                counts.searches()
                        ? SlicePlan.evenly(counts.found, counts.sliceIssues).stream()
                                .mapToLong(issues -> pages(issues, JiraRequests.ISSUES_PER_PAGE))
                                .sum()
                        : 0;
            case "catch-up" -> counts.searches() && counts.job.to().isEmpty() ? 1 : 0;
            case "census" -> counts.searches() ? census(counts) : 0;
            case "users" -> parts(counts.people, PEOPLE_PER_READ) + (counts.dataCenter ? counts.people : 0);
            default -> counts.before.getOrDefault(stage, unknown(stage, counts));
        };
    }

    /** Who we are, four lists, the projects; what is hidden is asked for by itself, and once whether it is in the archive. */
    private static long site(Counts counts) {
        int chosen = counts.projects.size() + counts.hidden;
        long lists = counts.dataCenter ? chosen : parts(chosen, PROJECTS_PER_LIST) + counts.hidden;
        return 5 + lists + (counts.hidden > 0 ? 1 : 0);
    }

    /** The oldest issue, the count that bounds a reconcile's census, and a count for each slice. */
    private static long planning(Counts counts) {
        return counts.searches()
                ? 1
                        + (counts.reconcile() ? 1 : 0)
                        + SlicePlan.evenly(counts.found, counts.sliceIssues).size()
                : 0;
    }

    private static long census(Counts counts) {
        int ids = counts.dataCenter ? DATA_CENTER_IDS : JiraRequests.IDS_PER_PAGE;
        if (!counts.reconcile()) {
            return pages(counts.found, ids);
        }
        int walks = Census.groups(counts.projects, counts.copied).size();
        long recent = counts.aged ? Math.min(counts.copied, counts.whole) : counts.whole;
        return walks * (pages(recent / walks, ids) + (counts.aged ? pages(counts.whole / walks, ids) : 0));
    }

    /** Ids that the census names. */
    private static long named(Counts counts) {
        return !counts.reconcile()
                ? counts.found
                : counts.whole + (counts.aged ? Math.min(counts.copied, counts.whole) : 0);
    }

    /** Where no job had the stage yet: every list has one page. */
    private static long unknown(String stage, Counts counts) {
        return switch (stage) {
            case "versions" -> counts.projects.size();
            case "sprints" ->
                (counts.boardsNamed ? 0 : counts.projects.size())
                        + counts.boards
                        + counts.activeSprints
                        + Math.min(counts.activeSprints, counts.boards);
            default -> 0;
        };
    }

    /** A walk of nothing is a request too. */
    private static long pages(long issues, int size) {
        return Math.max(1, parts(issues, size));
    }

    private static long parts(long all, int size) {
        return (all + size - 1) / size;
    }
}
