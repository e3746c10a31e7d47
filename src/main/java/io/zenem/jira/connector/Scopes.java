package io.zenem.jira.connector;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
    private static final JsonMapper JSON = new JsonMapper();

    private final JiraRequests requests;

    @Inject
    Scopes(JiraRequests requests) {
        this.requests = requests;
    }

    /** Reads a scope; everything that can be told without Jira is told at once. */
    public ScopeDraft read(ApiRequest request) {
        RequestFields fields = request.fields();
        Optional<List<String>> projects = fields.texts("projects", 255);
        if (projects.isEmpty() || projects.get().isEmpty()) {
            fields.error("projects", "is required: the keys of at least one project");
        }
        Optional<String> jql = fields.text("jql", 10_000);
        jql.flatMap(Jql::violation).ifPresent(why -> fields.error("jql", why));
        ScopeDraft draft = new ScopeDraft(
                projects.orElse(List.of()),
                fields.texts("issueTypes", 255).filter(types -> !types.isEmpty()),
                fields.ids("boards"),
                jql,
                fields.integer("historyDays", 1, 36_500));
        fields.check();
        return draft;
    }

    /** Asks Jira whether it understands the draft's condition, within the draft's projects. */
    public JiraRequest jqlCheck(ScopeDraft draft) {
        return requests.check(new Jql.Scope(draft.projects(), List.of(), draft.jql()).toJql());
    }

    /**
     * The scope as it is stored, after a comparison with the site: what Jira does not know is named in fieldErrors.
     *
     * @param site a snapshot that holds exactly the draft's projects, in their order
     * @param boards what became of each board, in order: the board, or a missing one
     * @param jqlError Jira's words about the condition, empty text when it understood it
     */
    public String checked(ScopeDraft draft, String site, JsonNode boards, String jqlError)
            throws JsonProcessingException {
        JsonNode snapshot = JSON.readTree(site);
        Map<String, String> errors = new TreeMap<>();
        name(snapshot.path("projects"), "missing")
                .ifPresent(names -> errors.put("projects", "unknown to Jira, or hidden from this account: " + names));
        name(boards, "missing")
                .ifPresent(names -> errors.put("boards", "unknown to Jira, or hidden from this account: " + names));
        Set<String> known = typeNames(snapshot);
        String unknownTypes = draft.issueTypes().orElse(List.of()).stream()
                .filter(type -> !known.contains(type.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
        if (!unknownTypes.isEmpty()) {
            errors.put("issueTypes", "unknown to Jira: " + unknownTypes);
        }
        if (!jqlError.isEmpty()) {
            errors.put("jql", jqlError);
        }
        if (!errors.isEmpty()) {
            throw ApiException.validation(errors);
        }
        return stored(draft, snapshot.path("projects"));
    }

    private static String stored(ScopeDraft draft, JsonNode projects) {
        ObjectNode scope = JSON.createObjectNode();
        ArrayNode keys = scope.putArray("projects");
        ArrayNode ids = scope.putArray("projectIds");
        projects.forEach(project -> {
            keys.add(project.path("key").asText());
            ids.add(project.path("id").asLong());
        });
        draft.issueTypes().ifPresent(types -> types.forEach(scope.withArray("issueTypes")::add));
        draft.boards().ifPresent(boards -> {
            ArrayNode array = scope.putArray("boards");
            boards.forEach(array::add);
        });
        draft.jql().ifPresent(jql -> scope.put("jql", jql));
        draft.historyDays().ifPresent(days -> scope.put("historyDays", days));
        return scope.toString();
    }

    private static Set<String> typeNames(JsonNode snapshot) {
        Set<String> names = new TreeSet<>();
        snapshot.path("issueTypes")
                .forEach(type -> names.add(type.path("name").asText().toLowerCase(Locale.ROOT)));
        snapshot.path("projects").forEach(project -> project.path("issueTypes")
                .forEach(type -> names.add(type.path("name").asText().toLowerCase(Locale.ROOT))));
        return names;
    }

    private static Optional<String> name(JsonNode elements, String flag) {
        String names = StreamSupport.stream(elements.spliterator(), false)
                .filter(element -> element.path(flag).asBoolean())
                .map(element -> element.path("id").asText())
                .collect(Collectors.joining(", "));
        return Optional.of(names).filter(text -> !text.isEmpty());
    }
}
