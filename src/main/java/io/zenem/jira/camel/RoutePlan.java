package io.zenem.jira.camel;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.zenem.jira.camel.RouteOutline.Leaf;

/** All files of routes as they would run together; says what does not fit, before anything is changed. */
record RoutePlan(Map<String, RouteOutline> files) {
    /** Fails where a file does not fit among the others. */
    void check(String name) throws RouteFault {
        RouteOutline file = files.get(name);
        for (Leaf entry : file.entries()) {
            if (!entry.key().equals("route")) {
                throw new RouteFault(
                        entry.line(),
                        "a file of your own holds routes only; " + entry.key() + " stays as it is packaged");
            }
        }
        checkIds(name, file);
        checkPolicies(file);
        checkBeginnings(name, file);
        checkCalls(file);
    }

    private void checkPolicies(RouteOutline file) throws RouteFault {
        Set<String> policies = files.values().stream()
                .flatMap(outline -> outline.entries("routeConfiguration"))
                .map(Leaf::value)
                .collect(Collectors.toCollection(TreeSet::new));
        for (Leaf leaf : file.leaves()) {
            if (leaf.key().equals("routeConfigurationId") && !policies.contains(leaf.value())) {
                throw new RouteFault(
                        leaf.line(), "there is no policy " + leaf.value() + ", but " + String.join(", ", policies));
            }
        }
    }

    private void checkBeginnings(String name, RouteOutline file) throws RouteFault {
        for (Leaf begin : file.beginnings()) {
            for (Map.Entry<String, RouteOutline> other : files.entrySet()) {
                boolean taken = other.getValue().beginnings().stream()
                        .filter(leaf -> leaf.direct().equals(begin.direct()))
                        .anyMatch(leaf -> !other.getKey().equals(name) || leaf.line() < begin.line());
                if (taken) {
                    throw new RouteFault(
                            begin.line(), "another route begins at " + begin.value() + ", in " + other.getKey());
                }
            }
        }
    }

    private void checkCalls(RouteOutline file) throws RouteFault {
        Set<String> consumed = consumed();
        for (Leaf call : file.calls()) {
            if (!consumed.contains(call.direct().orElseThrow())) {
                throw new RouteFault(call.line(), "no route begins at " + call.value());
            }
        }
    }

    private void checkIds(String name, RouteOutline file) throws RouteFault {
        for (Leaf route : file.entries()) {
            for (Map.Entry<String, RouteOutline> other : files.entrySet()) {
                Optional<Leaf> same = other.getValue()
                        .entries("route", "rest")
                        .filter(entry -> entry.value().equals(route.value()))
                        .filter(entry -> !other.getKey().equals(name) || entry.line() < route.line())
                        .findFirst();
                if (same.isPresent()) {
                    throw new RouteFault(
                            route.line(),
                            "the id " + route.value() + " is taken, by line "
                                    + same.get().line() + " of " + other.getKey()
                                    + "; choose another id, or replace that file by one of its name");
                }
            }
        }
    }

    /** Fails where a route that began in this version of a file begins nowhere any more, and others call it. */
    void checkWithout(RouteOutline before) throws RouteFault {
        Set<String> lost = before.consumed();
        lost.removeAll(consumed());
        for (Map.Entry<String, RouteOutline> file : files.entrySet()) {
            Optional<Leaf> call = file.getValue().calls().stream()
                    .filter(leaf -> leaf.direct().filter(lost::contains).isPresent())
                    .findFirst();
            if (call.isPresent()) {
                throw new RouteFault(
                        0,
                        "it takes away " + call.get().value() + ", which line "
                                + call.get().line() + " of " + file.getKey() + " calls");
            }
        }
    }

    private Set<String> consumed() {
        return files.values().stream()
                .flatMap(outline -> outline.consumed().stream())
                .collect(Collectors.toSet());
    }
}
