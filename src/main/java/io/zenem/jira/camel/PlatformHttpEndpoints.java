package io.zenem.jira.camel;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.zenem.jira.api.EndpointTable;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.rest.RestEndpoint;

/** Reads paths and methods off Camel's own HTTP consumers, so that 405 is right without a list to be kept by hand. */
@ApplicationScoped
class PlatformHttpEndpoints implements EndpointTable {
    private final CamelContext camel;

    PlatformHttpEndpoints(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    public SortedSet<String> methods(String path) {
        return camel.getRoutes().stream()
                .map(Route::getEndpoint)
                .flatMap(endpoint -> {
                    String methods = endpoint instanceof RestEndpoint rest
                            ? rest.getMethod()
                            : endpoint instanceof PlatformHttpEndpoint http ? http.getHttpMethodRestrict() : null;
                    return methods != null
                                    && path(endpoint)
                                            .filter(template -> matches(template, path))
                                            .isPresent()
                            ? Stream.of(methods.toUpperCase(Locale.ROOT).split(",", -1))
                            : Stream.empty();
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The path that an HTTP consumer serves, with names in braces for what varies; empty for other endpoints. */
    static Optional<String> path(Endpoint endpoint) {
        String path = null;
        if (endpoint instanceof RestEndpoint rest) {
            path = "/" + rest.getPath() + "/"
                    + Optional.ofNullable(rest.getUriTemplate()).orElse("");
        } else if (endpoint instanceof PlatformHttpEndpoint http) {
            path = "/" + http.getPath();
        }
        return Optional.ofNullable(path).map(text -> text.replaceAll("/+", "/").replaceAll("(?<=.)/$", ""));
    }

    /** Whether a request could be for either of them. */
    static boolean meet(Endpoint one, Endpoint other) {
        Optional<String> path = path(one);
        Optional<String> others = path(other);
        return path.isPresent()
                && others.isPresent()
                && (matches(path.get(), others.get())
                        || (one instanceof PlatformHttpEndpoint http
                                && http.isMatchOnUriPrefix()
                                && (others.get() + "/").startsWith(path.get().replaceAll("/$", "") + "/")));
    }

    /** Whether a path is one of a template's. */
    static boolean matches(String template, String path) {
        String[] expected = template.split("/", -1);
        String[] actual = path.split("/", -1);
        if (expected.length != actual.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            boolean open = expected[i].startsWith("{") || actual[i].startsWith("{");
            boolean same = open ? !expected[i].isEmpty() && !actual[i].isEmpty() : expected[i].equals(actual[i]);
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
