package io.zenem.jira.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.connector.ScopeFilter;
import io.zenem.jira.connector.SyncContext;

/** What an admin may ask for about versions: all projects in scope, or some of them, whose present keys only Jira may know. */
@ApplicationScoped
@Named("versionRequests")
public class VersionRequests {
    private static final int MOST_PROJECTS = 1000;

    /** Each costs a call to Jira while the admin waits. */
    private static final int MOST_UNKNOWN = 50;

    /**
     * A sync of versions as an admin asked for it, which is right but for what only Jira can tell of its projects.
     *
     * @param known the projects that are in scope as the last look shows them, keys by id
     * @param unknown what else was named: by a former key, by one that is newer than our last look, or outside the scope
     */
    public record Draft(Map<Long, String> known, List<String> unknown) {}

    /** A sync of versions; 400 with every wrong field, before Jira is asked for anything. */
    public Draft read(ApiRequest request, SyncContext context) {
        RequestFields fields = request.optionalFields();
        ScopeFilter scope = context.scope();
        Map<Long, String> known = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        for (String reference : fields.texts("projects", 255, MOST_PROJECTS).orElse(List.of())) {
            scope.project(reference)
                    .ifPresentOrElse(
                            id -> known.put(id, scope.visibleProjects().get(id)), () -> unknown.add(reference));
        }
        if (unknown.size() > MOST_UNKNOWN) {
            fields.error(
                    "projects",
                    "names " + unknown.size()
                            + " that the connector's scope did not have when it was last looked at, "
                            + unknown.get(0) + " for one; at most " + MOST_UNKNOWN + " are asked of Jira");
        }
        fields.check();
        return new Draft(known, unknown);
    }

    /**
     * The request as it is queued; 400 naming the projects that are outside the scope by Jira's word too.
     *
     * @param answers what Jira said of each of the unknown, in order: the project, or a missing one
     */
    public JobRequest checked(Draft draft, JsonNode answers, SyncContext context) {
        ScopeFilter scope = context.scope();
        Map<Long, String> chosen = new TreeMap<>(draft.known());
        List<String> outside = new ArrayList<>();
        for (int i = 0; i < draft.unknown().size(); i++) {
            Optional<Long> id = scope.project(answers.path(i).path("id").asText());
            if (id.isPresent()) {
                chosen.put(id.get(), scope.visibleProjects().get(id.get()));
            } else {
                outside.add(draft.unknown().get(i));
            }
        }
        if (!outside.isEmpty()) {
            throw ApiException.validation(
                    Map.of("projects", "not in the connector's scope: " + String.join(", ", outside)));
        }
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        job.putArray("entities").add("version");
        if (!chosen.isEmpty()) {
            chosen.values().stream().sorted().forEach(job.putArray("projects")::add);
            // keys change, and the job may run later
            chosen.keySet().forEach(job.putArray("projectIds")::add);
        }
        return JobRequest.of("versions", job);
    }
}
