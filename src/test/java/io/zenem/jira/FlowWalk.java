package io.zenem.jira;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.zenem.jira.FlowRoutes.Route;
import io.zenem.jira.FlowStep.Aside;
import io.zenem.jira.FlowStep.Attempt;
import io.zenem.jira.FlowStep.Call;
import io.zenem.jira.FlowStep.Choice;
import io.zenem.jira.FlowStep.Loop;
import io.zenem.jira.FlowStep.Read;
import io.zenem.jira.FlowStep.Risk;
import io.zenem.jira.FlowStep.Sure;
import io.zenem.jira.FlowStep.When;
import io.zenem.jira.FlowStep.Write;

/**
 * Goes every way on which a route can be called, with the variables that are set for sure, and notes what is read without being among
 * them. Variables are names; of a record whose kind decides where a branch leads, {@code name=kind} is known too.
 */
final class FlowWalk {
    private final FlowRoutes flow;
    private final Optional<Sure> unsure;
    private final Map<String, Map<Set<String>, Set<String>>> known = new HashMap<>();
    private final Map<Read, List<String>> missing = new LinkedHashMap<>();
    private final List<String> path = new ArrayList<>();

    private FlowWalk(FlowRoutes flow, Optional<Sure> unsure) {
        this.flow = flow;
        this.unsure = unsure;
    }

    /** No way yet. */
    static FlowWalk of(FlowRoutes flow) {
        return new FlowWalk(flow, Optional.empty());
    }

    /** All ways from where something begins. */
    static FlowWalk everywhere(FlowRoutes flow) {
        return new FlowWalk(flow, Optional.empty()).everywhere();
    }

    /** All ways, as if one thing were not sure. */
    static FlowWalk without(FlowRoutes flow, Sure unsure) {
        return new FlowWalk(flow, Optional.of(unsure)).everywhere();
    }

    private FlowWalk everywhere() {
        flow.entries().forEach(entry -> call(entry, Set.of()));
        return this;
    }

    /** Each read of what may not be set, in words, with the first way there that was found. */
    List<String> holes() {
        return missing.entrySet().stream()
                .filter(hole -> !hole.getKey().optional())
                .map(hole -> String.join(" > ", hole.getValue()) + ": nothing on this way is sure to set the variable "
                        + hole.getKey().variable() + ", which " + hole.getKey().where()
                        + " reads. Set it before, hand it on in a"
                        + " record that travels, or where its absence means something, remove it first (removeVariable) or write"
                        + " \"-- optional: " + hole.getKey().variable() + "\" into the statement's head")
                .toList();
    }

    /** The routes that can be reached. */
    Set<String> reached() {
        return known.keySet();
    }

    /** What of its own reads a route does not set itself, with a question mark where it can do without. */
    static Set<String> reads(FlowRoutes flow, Route route) {
        FlowWalk walk = of(flow);
        walk.call(route.id(), Set.of());
        Map<String, Boolean> reads = new TreeMap<>();
        walk.missing.keySet().stream()
                .filter(read -> read.where().replaceFirst(",.*", "").equals(route.id()))
                .forEach(read -> reads.merge(read.variable(), read.optional(), Boolean::logicalAnd));
        return reads.entrySet().stream()
                .map(read -> read.getKey() + (read.getValue() ? "?" : ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is set for sure when a route that began with these variables has ended. */
    Set<String> call(String id, Set<String> before) {
        Map<Set<String>, Set<String>> ways = known.computeIfAbsent(id, any -> new HashMap<>());
        Route route = flow.routes().get(id);
        if (route == null || ways.containsKey(before)) {
            return ways.getOrDefault(before, before);
        }
        ways.put(before, before);
        path.add(id);
        Set<String> atLeast = with(before, first(route.steps()));
        route.handlers().forEach(handler -> run(handler, atLeast));
        Set<String> after = run(route.steps(), before);
        path.remove(path.size() - 1);
        ways.put(before, after);
        return after;
    }

    private Set<String> run(List<FlowStep> steps, Set<String> before) {
        Set<String> now = before;
        for (FlowStep step : steps) {
            now = run(step, now);
        }
        return now;
    }

    private Set<String> run(FlowStep step, Set<String> now) {
        if (step instanceof Read read && !now.contains(read.variable())) {
            missing.computeIfAbsent(read, any -> List.copyOf(path));
        } else if (step instanceof Write write) {
            return written(write, now);
        } else if (step instanceof Sure sure && !unsure.equals(Optional.of(sure))) {
            return with(now, Set.of(sure.variable()));
        } else if (step instanceof Call call) {
            return call(call.route(), now);
        } else if (step instanceof Aside aside) {
            run(aside.steps(), now);
        } else if (step instanceof Loop loop) {
            run(loop.condition(), now);
            return both(now, run(loop.steps(), now));
        } else if (step instanceof Choice choice) {
            return choose(choice, now);
        } else if (step instanceof Attempt attempt) {
            return attempt(attempt, now);
        }
        return now;
    }

    private static Set<String> written(Write write, Set<String> now) {
        Set<String> after = new HashSet<>(now);
        after.removeIf(name -> name.startsWith(write.variable() + "="));
        after.add(write.variable());
        if (!write.kind().isEmpty()) {
            after.add(write.variable() + "=" + write.kind());
        }
        return Set.copyOf(after);
    }

    private Set<String> choose(Choice choice, Set<String> now) {
        List<Set<String>> ends = new ArrayList<>();
        boolean sure = false;
        for (When when : choice.whens()) {
            run(when.condition(), now);
            Optional<String> kind = kind(when.variable(), now);
            if (kind.isEmpty() || kind.get().equals(when.kind())) {
                ends.add(run(when.steps(), now));
                sure |= kind.isPresent();
            }
        }
        if (!sure) {
            ends.add(run(choice.otherwise(), now));
        }
        return ends.stream().reduce(FlowWalk::both).orElse(now);
    }

    private static Optional<String> kind(String variable, Set<String> now) {
        return now.stream()
                .filter(name -> !variable.isEmpty() && name.startsWith(variable + "="))
                .map(name -> name.substring(variable.length() + 1))
                .findFirst();
    }

    private Set<String> attempt(Attempt attempt, Set<String> now) {
        Set<String> atLeast = with(now, first(attempt.steps()));
        Set<String> after = run(attempt.steps(), now);
        for (List<FlowStep> caught : attempt.catches()) {
            after = both(after, run(caught, atLeast));
        }
        return with(after, run(attempt.last(), atLeast));
    }

    /** What the first steps set, up to one that may fail: that much a handler of failures finds. */
    private Set<String> first(List<FlowStep> steps) {
        Set<String> set = new HashSet<>();
        for (FlowStep step : steps) {
            if (step instanceof Write write) {
                set.add(write.variable());
            } else if (step instanceof Call call && flow.routes().containsKey(call.route())) {
                set.addAll(first(flow.routes().get(call.route()).steps()));
                return set;
            } else if (step instanceof Risk || !(step instanceof Read)) {
                return set;
            }
        }
        return set;
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return Set.copyOf(both);
    }

    private static Set<String> with(Set<String> one, Set<String> more) {
        Set<String> all = new HashSet<>(one);
        all.addAll(more);
        return Set.copyOf(all);
    }
}
