package io.zenem.jira.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.connector.SyncContext;
import io.zenem.jira.jira.Jql;

/**
 * Which ids are walked to find what is missing and what is gone: 5,000 a request, no fields. There is no feed of deletions in
 * Jira; the set of ids is the only proof.
 */
final class Census {
    private Census() {}

    /**
     * The walks of a job's census, one for each project and question.
     *
     * @param scope what the job is about, without its window
     * @param base the same within its window
     */
    static List<ObjectNode> slices(JobRun job, SyncContext context, String scope, String base) {
        List<ObjectNode> slices = new ArrayList<>();
        if (job.kind().equals("backfill")) {
            // a walk over pages may skip an issue when another one is deleted meanwhile; the ids tell
            slices.add(walk(base, true));
            return slices;
        }
        for (String key : context.scope().projectKeys()) {
            String project = Jql.and(Jql.in("project", List.of(key)), scope);
            String whole = context.scope().toJql(List.of(key), job.entities());
            Optional<String> history = context.historyFrom().map(from -> Jql.updatedFrom(from, context.accountZone()));
            slices.add(walk(Jql.and(project, history.orElse("")), true));
            if (history.isPresent() || job.jql().isPresent()) {
                // what exists, but is older than the history or outside of the job's condition, is neither missing nor
                // gone
                slices.add(walk(whole, false));
            }
        }
        return slices;
    }

    private static ObjectNode walk(String jql, boolean recent) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("jql", jql + " ORDER BY created ASC, key ASC")
                .put("ids", true)
                .put("recent", recent);
    }
}
