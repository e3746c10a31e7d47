package io.zenem.jira.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What a file of routes names, with the lines: read without Camel, which knows no lines and is silent about names that do not exist.
 *
 * @param entries what the file begins at its margin: routes, and in packaged files policies and REST verbs
 * @param leaves every value of every entry, with its key; where a route begins, that is {@code from}
 */
record RouteOutline(List<Leaf> entries, List<Leaf> leaves) {
    private static final Pattern DIRECT = Pattern.compile("direct:(?://)?([\\w.-]+)(\\?.*)?");
    private static final Set<String> PROSE = Set.of("description", "message");

    /** A value with its key, or the id of an entry with its kind. */
    record Leaf(String key, String value, int line) {
        /** The route that a {@code direct:} address calls. */
        Optional<String> direct() {
            Matcher address = DIRECT.matcher(value);
            return address.matches() && !PROSE.contains(key) ? Optional.of(address.group(1)) : Optional.empty();
        }
    }

    /** Reads a file, whatever its entries are. */
    static RouteOutline read(String text) throws RouteFault {
        RouteOutline outline = new RouteOutline(new ArrayList<>(), new ArrayList<>());
        for (Node entry : roots(text)) {
            if (!(entry instanceof MappingNode mapping) || mapping.getValue().size() != 1) {
                throw new RouteFault(line(entry), "begin each entry as \"- route:\"");
            }
            NodeTuple only = mapping.getValue().get(0);
            outline.add(scalar(only.getKeyNode()), only.getValueNode());
        }
        return outline;
    }

    private static List<Node> roots(String text) throws RouteFault {
        try {
            Node root = new Compose(LoadSettings.builder().build())
                    .composeString(text)
                    .orElseThrow(() -> new RouteFault(0, "the file is empty"));
            if (root instanceof SequenceNode list) {
                return list.getValue();
            }
            throw new RouteFault(line(root), "a file of routes is a list; begin each entry as \"- route:\"");
        } catch (MarkedYamlEngineException e) {
            throw new RouteFault(e.getProblemMark().map(Mark::getLine).orElse(-1) + 1, "no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new RouteFault(0, "no YAML: " + e.getMessage());
        }
    }

    private void add(String kind, Node node) throws RouteFault {
        if (kind.equals("route")) {
            if (child(node, "id").map(RouteOutline::scalar).orElse("").isBlank()) {
                throw new RouteFault(line(node), "the route has no id");
            }
            if (child(node, "from").isEmpty()) {
                throw new RouteFault(line(node), "the route has no from");
            }
        }
        int before = leaves.size();
        collect(kind, node);
        if (kind.equals("rest")) {
            leaves.subList(before, leaves.size()).stream()
                    .filter(leaf -> leaf.key().equals("id"))
                    .forEach(verb -> entries.add(new Leaf(kind, verb.value(), verb.line())));
        } else {
            entries.add(
                    new Leaf(kind, child(node, "id").map(RouteOutline::scalar).orElse(""), line(node)));
        }
    }

    private void collect(String key, Node node) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                String own = scalar(entry.getKeyNode());
                collect(key.equals("from") && own.equals("uri") ? key : own, entry.getValueNode());
            }
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(element -> collect(key, element));
        } else {
            leaves.add(new Leaf(key, scalar(node), line(node)));
        }
    }

    private static Optional<Node> child(Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(entry -> scalar(entry.getKeyNode()).equals(key))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                : Optional.empty();
    }

    private static String scalar(Node node) {
        return node instanceof ScalarNode value ? value.getValue() : "";
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    boolean holdsRoutesOnly() {
        return entries.stream().allMatch(entry -> entry.key().equals("route"));
    }

    /** The entries of these kinds. */
    Stream<Leaf> entries(String... kinds) {
        return entries.stream().filter(entry -> Set.of(kinds).contains(entry.key()));
    }

    /** The values of a route, its id and its prose aside; none where there is no such route. */
    List<Leaf> leavesOf(String id) {
        int begin = entries("route")
                .filter(entry -> entry.value().equals(id))
                .mapToInt(Leaf::line)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
        int end = entries.stream()
                .mapToInt(Leaf::line)
                .filter(line -> line > begin)
                .min()
                .orElse(Integer.MAX_VALUE);
        return leaves.stream()
                .filter(leaf -> leaf.line() >= begin && leaf.line() < end)
                .filter(leaf -> !leaf.key().equals("id") && !PROSE.contains(leaf.key()))
                .toList();
    }

    /** Where its routes begin at {@code direct:} names. */
    List<Leaf> beginnings() {
        return leaves.stream()
                .filter(leaf -> leaf.key().equals("from") && leaf.direct().isPresent())
                .toList();
    }

    /** Those names. */
    Set<String> consumed() {
        return beginnings().stream().flatMap(leaf -> leaf.direct().stream()).collect(Collectors.toSet());
    }

    /** Where it calls {@code direct:} names. */
    List<Leaf> calls() {
        return leaves.stream()
                .filter(leaf -> !leaf.key().equals("from") && leaf.direct().isPresent())
                .toList();
    }
}
