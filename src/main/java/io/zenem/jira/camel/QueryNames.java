package io.zenem.jira.camel;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.rest.ParamDefinition;
import org.apache.camel.model.rest.RestParamType;
import org.apache.camel.model.rest.VerbDefinition;

/** Reads off the REST DSL which query parameters an operation of the admin API knows; whatever else a caller sends does nothing, and is a mistake. */
@ApplicationScoped
class QueryNames {
    private static final String ADMIN = "/admin/";

    private final CamelContext camel;

    QueryNames(CamelContext camel) {
        this.camel = camel;
    }

    /** What is wrong with these names, by name. Nothing is wrong outside the admin API, and where no rest describes the path. */
    Map<String, String> refused(String method, String path, Iterable<String> names) {
        Map<String, String> refused = new TreeMap<>();
        known(method, path)
                .ifPresent(known -> names.forEach(name -> {
                    if (!known.contains(name)) {
                        refused.put(
                                name.replaceAll("\\p{Cntrl}", ""),
                                known.isEmpty()
                                        ? "is not known here; no parameters are"
                                        : "is not known here; known are " + String.join(", ", known));
                    }
                }));
        return refused;
    }

    private Optional<SortedSet<String>> known(String method, String path) {
        return camel instanceof ModelCamelContext model && path.startsWith(ADMIN)
                ? model.getRestDefinitions().stream()
                        .flatMap(rest -> rest.getVerbs().stream()
                                .filter(verb -> verb.asVerb().equalsIgnoreCase(method))
                                .map(verb -> Map.entry(template(rest.getPath(), verb.getPath()), verb)))
                        .filter(verb -> PlatformHttpEndpoints.matches(verb.getKey(), path))
                        .min(Comparator.comparing(verb ->
                                verb.getKey().chars().filter(c -> c == '{').count()))
                        .map(verb -> names(verb.getValue()))
                : Optional.empty();
    }

    private static String template(String rest, String verb) {
        return rest + Optional.ofNullable(verb).orElse("");
    }

    private static SortedSet<String> names(VerbDefinition verb) {
        return verb.getParams().stream()
                .filter(param -> param.getType() == RestParamType.query)
                .map(ParamDefinition::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
