package io.zenem.jira.camel;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.zenem.jira.api.EndpointTable;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.rest.RestEndpoint;

/** Reads paths and methods off Camel's own HTTP consumers, so that 405 is right without a list to be kept by hand. */
@ApplicationScoped
class PlatformHttpEndpoints implements EndpointTable {
    private final CamelContext camel;

    @Inject
    PlatformHttpEndpoints(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    public SortedSet<String> methods(String path) {
        return camel.getRoutes().stream()
                .map(Route::getEndpoint)
                .flatMap(endpoint -> {
                    if (endpoint instanceof RestEndpoint rest) {
                        String template = rest.getPath()
                                + Optional.ofNullable(rest.getUriTemplate())
                                        .map(t -> "/" + t)
                                        .orElse("");
                        return method(template, rest.getMethod(), path);
                    }
                    if (endpoint instanceof PlatformHttpEndpoint http) {
                        return method(http.getPath(), http.getHttpMethodRestrict(), path);
                    }
                    return Stream.empty();
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> method(String template, String methods, String path) {
        return methods != null && matches(template.replaceAll("/+", "/"), path)
                ? Stream.of(methods.toUpperCase(java.util.Locale.ROOT).split(",", -1))
                : Stream.empty();
    }

    private static boolean matches(String template, String path) {
        String[] expected = template.split("/", -1);
        String[] actual = path.split("/", -1);
        if (expected.length != actual.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            boolean same = expected[i].startsWith("{") ? !actual[i].isEmpty() : expected[i].equals(actual[i]);
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
