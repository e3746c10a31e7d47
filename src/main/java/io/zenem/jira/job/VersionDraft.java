package io.zenem.jira.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.connector.ScopeFilter;

/**
 * A sync of versions as an admin asked for it, which is right but for what only Jira can tell of its projects.
 *
 * @param known the projects that are in scope as the last look shows them, keys by id
 * @param unknown what else was named: by a former key, by one that is newer than our last look, or outside the scope
 */
public record VersionDraft(Map<Long, String> known, List<String> unknown) {

    static VersionDraft of(List<String> projects, ScopeFilter scope) {
        Map<Long, String> known = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        projects.forEach(reference -> scope.project(reference)
                .ifPresentOrElse(id -> known.put(id, scope.visibleProjects().get(id)), () -> unknown.add(reference)));
        return new VersionDraft(known, List.copyOf(unknown));
    }

    /**
     * The request as it is queued; 400 naming the projects that are outside the scope.
     *
     * @param answers what Jira said of each of the unknown, in order: the project, or a missing one
     */
    JobRequest checked(JsonNode answers, ScopeFilter scope) {
        Map<Long, String> chosen = new TreeMap<>(known);
        List<String> outside = new ArrayList<>();
        for (int i = 0; i < unknown.size(); i++) {
            Optional<Long> id = scope.project(answers.path(i).path("id").asText());
            if (id.isPresent()) {
                chosen.put(id.get(), scope.visibleProjects().get(id.get()));
            } else {
                outside.add(unknown.get(i));
            }
        }
        if (!outside.isEmpty()) {
            throw ApiException.validation(
                    Map.of("projects", "not in the connector's scope: " + String.join(", ", outside)));
        }
        return request(chosen);
    }

    private static JobRequest request(Map<Long, String> chosen) {
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
