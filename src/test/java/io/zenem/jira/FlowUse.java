package io.zenem.jira;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.zenem.jira.FlowRoutes.Route;
import io.zenem.jira.FlowStep.Aside;
import io.zenem.jira.FlowStep.Attempt;
import io.zenem.jira.FlowStep.Call;
import io.zenem.jira.FlowStep.Choice;
import io.zenem.jira.FlowStep.Loop;
import io.zenem.jira.FlowStep.Read;
import io.zenem.jira.FlowStep.Write;

/** Goes the routes backwards, from each read to whoever may have set what it reads. */
final class FlowUse {
    private final Map<String, Set<String>> sets = new HashMap<>();
    private final Map<String, Set<String>> readBehind = new HashMap<>();
    private final Map<String, Set<String>> needs = new HashMap<>();
    private boolean news = true;

    FlowUse(FlowRoutes flow) {
        FlowWalk walk = FlowWalk.of(flow);
        flow.routes().keySet().forEach(id -> sets.put(id, walk.call(id, Set.of())));
        while (news) {
            news = false;
            flow.routes().values().forEach(this::go);
        }
    }

    /** What a route sets itself and its callers, or what they call later, read. */
    Set<String> leaves(Route route) {
        Set<String> leaves = new TreeSet<>(written(route.steps()));
        leaves.retainAll(readBehind.getOrDefault(route.id(), Set.of()));
        return leaves;
    }

    private static Set<String> written(List<FlowStep> steps) {
        Set<String> written = new HashSet<>();
        for (FlowStep step : steps) {
            if (step instanceof Write write) {
                written.add(write.variable());
            } else if (!(step instanceof Aside)) {
                step.within().forEach(inner -> written.addAll(written(inner)));
            }
        }
        return written;
    }

    private void go(Route route) {
        Set<String> failing = new HashSet<>();
        route.handlers().forEach(handler -> failing.addAll(read(handler, Set.of(), Set.of())));
        note(needs, route.id(), read(route.steps(), failing, failing));
        read(route.steps(), with(readBehind.getOrDefault(route.id(), Set.of()), failing), failing);
    }

    /**
     * What is read from the beginning of the steps on.
     *
     * @param failing what is read where one of them fails
     */
    private Set<String> read(List<FlowStep> steps, Set<String> behind, Set<String> failing) {
        Set<String> read = new HashSet<>(behind);
        for (int i = steps.size() - 1; i >= 0; i--) {
            read = with(read(steps.get(i), read, failing), failing);
        }
        return read;
    }

    private Set<String> read(FlowStep step, Set<String> behind, Set<String> failing) {
        if (step instanceof Read read) {
            return with(behind, Set.of(read.variable()));
        }
        if (step instanceof Write write) {
            Set<String> before = new HashSet<>(behind);
            before.remove(write.variable());
            return before;
        }
        if (step instanceof Call call) {
            note(readBehind, call.route(), behind);
            Set<String> before = new HashSet<>(behind);
            before.removeAll(sets.getOrDefault(call.route(), Set.of()));
            return with(before, needs.getOrDefault(call.route(), Set.of()));
        }
        if (step instanceof Aside aside) {
            return with(behind, read(aside.steps(), Set.of(), failing));
        }
        if (step instanceof Loop loop) {
            Set<String> again = with(behind, read(loop.steps(), behind, failing));
            return with(read(loop.condition(), again, failing), read(loop.steps(), again, failing));
        }
        if (step instanceof Choice choice) {
            Set<String> before = new HashSet<>(read(choice.otherwise(), behind, failing));
            choice.whens()
                    .forEach(when -> before.addAll(
                            with(read(when.condition(), Set.of(), failing), read(when.steps(), behind, failing))));
            return before;
        }
        if (step instanceof Attempt attempt) {
            Set<String> last = read(attempt.last(), behind, failing);
            Set<String> caught = new HashSet<>(with(failing, read(attempt.last(), Set.of(), failing)));
            attempt.catches().forEach(handler -> caught.addAll(read(handler, last, failing)));
            return read(attempt.steps(), with(last, caught), caught);
        }
        return behind;
    }

    private void note(Map<String, Set<String>> notes, String id, Set<String> more) {
        news |= notes.computeIfAbsent(id, any -> new HashSet<>()).addAll(more);
    }

    private static Set<String> with(Set<String> one, Set<String> more) {
        Set<String> all = new HashSet<>(one);
        all.addAll(more);
        return all;
    }
}
