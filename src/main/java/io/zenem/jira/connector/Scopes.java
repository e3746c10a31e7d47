package io.zenem.jira.connector;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zenem.jira.api.ApiException;
import io.zenem.jira.api.ApiRequest;
import io.zenem.jira.api.RequestFields;
import io.zenem.jira.jira.JiraRequest;
import io.zenem.jira.jira.JiraRequests;
import io.zenem.jira.jira.Jql;

/** Which part of the site the copy has. */
@ApplicationScoped
@Named("scopes")
public class Scopes {
    private final JiraRequests requests;
    private final Clock clock;

    Scopes(JiraRequests requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * A scope as an admin sent it, well-formed but not yet compared with the site.
     *
     * @param projects keys
     * @param issueTypes names; empty for all types
     * @param boards ids; absent for every board of the projects
     * @param jql a condition of the admin's own
     * @param historyDays how far back the first backfill goes, by the issues' updated; absent for all
     */
    public record ScopeDraft(
            List<String> projects,
            Optional<List<String>> issueTypes,
            Optional<List<Long>> boards,
            Optional<String> jql,
            Optional<Integer> historyDays) {

        /** The boards to be checked with Jira. */
        public ArrayNode boardsToCheck() {
            ArrayNode ids = JsonNodeFactory.instance.arrayNode();
            boards.orElse(List.of()).forEach(ids::add);
            return ids;
        }

        /** The condition to be checked with Jira, empty text for none. */
        public String jqlToCheck() {
            return jql.orElse("");
        }
    }

    /** Reads a scope; 400 with every wrong field, before Jira is asked for anything. */
    public ScopeDraft read(ApiRequest request) {
        RequestFields fields = request.fields();
        Optional<List<String>> projects = fields.texts("projects", 255);
        Optional<List<String>> issueTypes = fields.texts("issueTypes", 255).filter(types -> !types.isEmpty());
        Optional<List<Long>> boards = fields.ids("boards").filter(ids -> !ids.isEmpty());
        Optional<Integer> historyDays = fields.integer("historyDays", 1, 36_500);
        Optional<String> jql = fields.text("jql", 10_000);
        jql.flatMap(Jql::violation).ifPresent(why -> fields.error("jql", why));
        if (projects.isEmpty() || projects.get().isEmpty()) {
            fields.error("projects", "is required: the keys of at least one project");
        }
        fields.check();
        return new ScopeDraft(projects.orElse(List.of()), issueTypes, boards, jql, historyDays);
    }

    /** Asks Jira whether it understands the draft's condition, within those of its projects that Jira knows. */
    public JiraRequest jqlCheck(ScopeDraft draft, JsonNode site) {
        List<String> known = site.path("projects")
                .valueStream()
                .filter(project -> project.has("key"))
                .map(project -> project.path("key").asText())
                .toList();
        // first, so that the places that Jira names are those in the admin's text; whether it is understood needs no
        // parentheses
        return requests.check(
                Jql.and(draft.jql().orElse(""), new Jql.Scope(known, List.of(), Optional.empty()).toJql()));
    }

    /**
     * The scope as it is stored, after a comparison with the site: what Jira does not know is named in fieldErrors.
     *
     * @param site a snapshot that holds exactly the draft's projects, in their order
     * @param boards what became of each board, in order: the board, or a missing one
     * @param jqlError Jira's words about the condition, empty text when it understood it
     */
    public String checked(ScopeDraft draft, JsonNode site, JsonNode boards, String jqlError) {
        Map<String, String> errors = new TreeMap<>();
        missing(site.path("projects"))
                .ifPresent(names -> errors.put("projects", "unknown to Jira, or hidden from this account: " + names));
        missing(boards)
                .ifPresent(names -> errors.put("boards", "unknown to Jira, or hidden from this account: " + names));
        Set<String> known = typeNames(site);
        String unknownTypes = draft.issueTypes().orElse(List.of()).stream()
                .filter(type -> !known.contains(type.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
        if (!unknownTypes.isEmpty()) {
            errors.putIfAbsent("issueTypes", "unknown to Jira: " + unknownTypes);
        }
        if (!jqlError.isEmpty()) {
            errors.put("jql", jqlError);
        }
        if (!errors.isEmpty()) {
            throw ApiException.validation(errors);
        }
        return stored(draft, site);
    }

    /** What there is to count of a scope that was {@link #checked} with the site. */
    public ScopeOutlook outlook(JsonNode scope, JsonNode site) {
        return ScopeOutlook.of(scope, site, clock.instant());
    }

    /** The counts beside what they are of. */
    public JsonNode counted(ScopeOutlook outlook, JsonNode counts) {
        return outlook.answer(counts);
    }

    private static String stored(ScopeDraft draft, JsonNode snapshot) {
        ObjectNode scope = JsonNodeFactory.instance.objectNode();
        // a project may have been named by a former key too
        Map<Long, String> projects = new LinkedHashMap<>();
        snapshot.path("projects")
                .forEach(project -> projects.put(
                        project.path("id").asLong(), project.path("key").asText()));
        projects.values().forEach(scope.putArray("projects")::add);
        projects.keySet().forEach(scope.putArray("projectIds")::add);
        draft.issueTypes().ifPresent(types -> {
            types.forEach(scope.withArray("issueTypes")::add);
            // a renamed type stays in scope
            typeIds(types, snapshot).forEach(scope.withArray("issueTypeIds")::add);
        });
        draft.boards().ifPresent(boards -> {
            ArrayNode array = scope.putArray("boards");
            boards.forEach(array::add);
        });
        draft.jql().ifPresent(jql -> scope.put("jql", jql));
        draft.historyDays().ifPresent(days -> scope.put("historyDays", days));
        return scope.toString();
    }

    private static Set<Long> typeIds(List<String> names, JsonNode snapshot) {
        return ScopeTypes.shown(snapshot.path("issueTypes"), snapshot.path("projects"))
                .filter(type -> names.stream().anyMatch(type.path("name").asText()::equalsIgnoreCase))
                .map(type -> type.path("id").asLong())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> typeNames(JsonNode snapshot) {
        return ScopeTypes.shown(snapshot.path("issueTypes"), snapshot.path("projects"))
                .map(type -> type.path("name").asText().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static Optional<String> missing(JsonNode elements) {
        String ids = elements.valueStream()
                .filter(element -> element.path("missing").asBoolean())
                .map(element -> element.path("id").asText())
                .collect(Collectors.joining(", "));
        return Optional.of(ids).filter(text -> !text.isEmpty());
    }
}
