package io.zenem.jira.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.Jql;

/**
 * Which ids are walked to find what is missing and what is gone: 5,000 a request, no fields. There is no feed of deletions in
 * Jira; the set of ids is the only proof.
 */
final class Census {
    /** How many walks go side by side at most. */
    private static final int PARALLEL = 4;

    private Census() {}

    /**
     * The walks of a job's census.
     *
     * @param scope what the job is about, without its window
     * @param base the same within its window
     * @param copied items of the copy, about as many as there are ids
     */
    static List<ObjectNode> slices(JobRun job, SyncContext context, String scope, String base, long copied) {
        List<ObjectNode> slices = new ArrayList<>();
        if (job.kind().equals("backfill")) {
            // a walk over pages may skip an issue when another one is deleted meanwhile; the ids tell
            slices.add(walk(base, true));
            return slices;
        }
        for (List<String> keys : groups(context.scope().projectKeys(), copied)) {
            String project = Jql.and(Jql.in("project", keys), scope);
            String whole = context.scope().toJql(keys, job.entities());
            Optional<String> history = context.historyFrom().map(context.accountZone()::updatedFrom);
            slices.add(walk(Jql.and(project, history.orElse("")), true));
            if (history.isPresent() || job.jql().isPresent()) {
                // what exists, but is older than the history or outside of the job's condition, is neither missing nor
                // gone
                slices.add(walk(whole, false));
            }
        }
        return slices;
    }

    /** A walk is sequential, so that a few go side by side where there are pages for as many; each costs a request, however few ids it has. */
    static List<List<String>> groups(List<String> keys, long copied) {
        long pages = copied / JiraRequests.IDS_PER_PAGE + 1;
        List<List<String>> groups = new ArrayList<>();
        for (int i = 0; i < Math.min(Math.min(PARALLEL, pages), keys.size()); i++) {
            groups.add(new ArrayList<>());
        }
        for (int i = 0; i < keys.size(); i++) {
            groups.get(i % groups.size()).add(keys.get(i));
        }
        return groups;
    }

    private static ObjectNode walk(String jql, boolean recent) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("jql", jql + " ORDER BY created ASC, key ASC")
                .put("ids", true)
                .put("recent", recent);
    }
}
