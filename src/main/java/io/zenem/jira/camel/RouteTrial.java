package io.zenem.jira.camel;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.zenem.jira.camel.RouteOutline.Leaf;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.URISupport;

/**
 * Tries a file of routes before it is loaded: looks up each component, bean and statement that it names, and lets Camel build its
 * routes without adding them, which finds unknown options, properties and languages.
 */
final class RouteTrial {
    private static final Set<String> ADDRESSES =
            Set.of("from", "uri", "to", "toD", "wireTap", "enrich", "pollEnrich", "deadLetterUri");
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][\\w+.-]*)(:.*)?", Pattern.DOTALL);
    private static final Pattern BEAN = Pattern.compile("\\$\\{bean:(\\w+)");
    private static final Pattern RESOURCE = Pattern.compile("(?:[\\w-]+:)?(classpath:[^?$]+)(\\?.*)?");

    /** Where Camel's words say which step of a route they are about. */
    private static final Pattern STEP = Pattern.compile(">>> (.*) <<<", Pattern.DOTALL);

    private final CamelContext camel;
    private final Collection<String> packaged;

    /** @param packaged the texts of the packaged files */
    RouteTrial(CamelContext camel, Collection<String> packaged) {
        this.camel = camel;
        this.packaged = packaged;
    }

    /** Fails where Camel could not run the file. */
    void check(String name, String text, RouteOutline outline) throws RouteFault {
        for (Leaf leaf : outline.leaves()) {
            try {
                component(leaf);
                bean(leaf);
                resource(leaf);
            } catch (RuntimeException | LinkageError e) {
                throw new RouteFault(leaf.line(), reason(e));
            }
        }
        build(name, text, outline);
    }

    private void component(Leaf leaf) throws RouteFault {
        Matcher address = SCHEME.matcher(leaf.value());
        if (ADDRESSES.contains(leaf.key()) && address.matches() && camel.getComponent(address.group(1)) == null) {
            throw new RouteFault(leaf.line(), "there is no component " + address.group(1));
        }
    }

    private void bean(Leaf leaf) throws RouteFault {
        if (leaf.key().equals("ref")) {
            bean(leaf, leaf.value().replaceFirst("^#(bean:)?", ""));
        }
        for (Matcher call = BEAN.matcher(leaf.value()); call.find(); ) {
            bean(leaf, call.group(1));
        }
    }

    private void bean(Leaf leaf, String name) throws RouteFault {
        if (!name.contains("{") && camel.getRegistry().lookupByName(name) == null) {
            throw new RouteFault(leaf.line(), "there is no bean " + name);
        }
    }

    private void resource(Leaf leaf) throws RouteFault {
        Matcher file = RESOURCE.matcher(leaf.value());
        if (ADDRESSES.contains(leaf.key())
                && file.matches()
                && !ResourceHelper.resolveResource(camel, file.group(1)).exists()) {
            throw new RouteFault(leaf.line(), "there is no file " + file.group(1));
        }
    }

    private void build(String name, String text, RouteOutline outline) throws RouteFault {
        List<Leaf> route = List.of();
        try {
            Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
            for (RouteDefinition definition :
                    builder(name, text).configureRoutes(camel).getRoutes()) {
                route = outline.leavesOf(definition.getRouteId());
                path(
                        model.getModelReifierFactory()
                                .createRoute(camel, definition)
                                .getEndpoint(),
                        route);
            }
        } catch (RouteFault fault) {
            throw fault;
        } catch (Exception | LinkageError e) {
            throw new RouteFault(line(e, route), reason(e));
        }
    }

    /** Fails where a route begins at a path of the packaged API: nobody could say which of the two is asked. */
    private void path(Endpoint begin, List<Leaf> leaves) throws RouteFault {
        if (PlatformHttpEndpoints.path(begin).isEmpty()) {
            return;
        }
        Set<String> verbs = verbs();
        for (Route route : camel.getRoutes()) {
            if (verbs.contains(route.getRouteId()) && PlatformHttpEndpoints.meet(begin, route.getEndpoint())) {
                throw new RouteFault(
                        leaves.stream()
                                .filter(leaf -> leaf.key().equals("from"))
                                .map(Leaf::line)
                                .findFirst()
                                .orElse(0),
                        "the path " + PlatformHttpEndpoints.path(begin).orElseThrow() + " is the API's, by "
                                + route.getRouteId() + " of api.camel.yaml; choose another path");
            }
        }
    }

    /** The ids of the packaged API's REST verbs: read when they are needed, since most starts are without files from outside. */
    private Set<String> verbs() throws RouteFault {
        Set<String> verbs = new TreeSet<>();
        for (String text : packaged) {
            RouteOutline.read(text).entries("rest").map(Leaf::value).forEach(verbs::add);
        }
        return verbs;
    }

    /** The line of the longest text of the route that Camel's words quote, which is the step's; the route's where they quote none. */
    private static int line(Throwable failure, List<Leaf> route) {
        StringBuilder words = new StringBuilder();
        for (Throwable cause = failure; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            Matcher step = STEP.matcher(String.valueOf(cause.getMessage()));
            if (step.find()) {
                words.append(step.group(1));
            } else if (!(cause instanceof FailedToCreateRouteException)) {
                words.append(cause.getMessage());
            }
        }
        int begin = route.isEmpty() ? 0 : route.get(0).line();
        return route.stream()
                .filter(leaf -> !leaf.value().isBlank() && words.indexOf(leaf.value()) >= 0)
                .max(Comparator.comparing(leaf -> leaf.value().length()))
                .map(Leaf::line)
                .orElse(begin);
    }

    /** What Camel found wrong, without the route that it found it in, and without what an address has of secrets. */
    static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        if (root instanceof LinkageError || root instanceof ClassNotFoundException) {
            return "a class is missing or does not fit: " + root.getMessage();
        }
        return URISupport.sanitizeUri(
                String.valueOf(root.getMessage()).lines().findFirst().orElse(root.toString()));
    }

    /** What Camel makes of the text of a file. */
    RouteBuilder builder(String name, String text) throws Exception {
        List<RoutesBuilder> builders = List.copyOf(
                PluginHelper.getRoutesLoader(camel).findRoutesBuilders(ResourceHelper.fromString(name, text)));
        return (RouteBuilder) builders.get(0);
    }
}
