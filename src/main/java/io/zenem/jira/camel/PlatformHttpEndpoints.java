package io.zenem.jira.camel;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.zenem.jira.api.EndpointTable;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.HttpEndpointModel;
import org.apache.camel.component.platform.http.PlatformHttpComponent;

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
        return camel.getComponent("platform-http", PlatformHttpComponent.class).getHttpEndpoints().stream()
                .filter(endpoint -> matches(endpoint, path))
                .flatMap(endpoint -> endpoint.getVerbs() == null
                        ? java.util.stream.Stream.empty()
                        : Arrays.stream(endpoint.getVerbs().split(",", -1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean matches(HttpEndpointModel endpoint, String path) {
        String[] template = endpoint.getUri().split("/", -1);
        String[] actual = path.split("/", -1);
        if (template.length != actual.length) {
            return false;
        }
        for (int i = 0; i < template.length; i++) {
            if (!template[i].startsWith("{") && !template[i].equals(actual[i])) {
                return false;
            }
        }
        return true;
    }
}
