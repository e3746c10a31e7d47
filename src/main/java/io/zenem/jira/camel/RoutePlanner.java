package io.zenem.jira.camel;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Decides which files of routes may run together: what is packaged, and what was found in the folder and has no error. */
final class RoutePlanner {
    private final Map<String, String> packaged;
    private final RouteTrial trial;

    RoutePlanner(Map<String, String> packaged, RouteTrial trial) {
        this.packaged = packaged;
        this.trial = trial;
    }

    /**
     * The files that are to run, by name. For one with an error it is what runs now.
     *
     * @param faults files that are refused, with the reason; those that are found are added
     */
    Map<String, String> plan(Map<String, String> found, RunningRoutes running, Map<String, String> faults) {
        while (true) {
            Map<String, String> plan = new TreeMap<>(packaged);
            plan.putAll(found);
            for (String name : faults.keySet()) {
                Optional<String> before = before(name, running);
                before.ifPresentOrElse(text -> plan.put(name, text), () -> plan.remove(name));
            }
            Set<String> changed = running.changed(plan);
            changed.removeAll(faults.keySet());
            int before = faults.size();
            findFault(plan, running, changed, faults);
            if (faults.size() == before) {
                return plan;
            }
        }
    }

    /** Adds one file that has an error: that may be the reason for errors of others. */
    private void findFault(
            Map<String, String> plan, RunningRoutes running, Set<String> changed, Map<String, String> faults) {
        Map<String, RouteOutline> outlines = new TreeMap<>();
        plan.forEach((name, text) -> {
            try {
                outlines.put(name, RouteOutline.read(text));
            } catch (RouteFault fault) {
                faults.put(name, fault.text());
            }
        });
        if (outlines.size() < plan.size()) {
            return;
        }
        RoutePlan together = new RoutePlan(outlines);
        for (String name : changed) {
            try {
                String text = plan.getOrDefault(name, "");
                if (!text.isEmpty() && !text.equals(packaged.get(name))) {
                    together.check(name);
                    trial.check(name, text, outlines.get(name));
                }
                Optional<String> before = before(name, running);
                if (before.isPresent()) {
                    together.checkWithout(RouteOutline.read(before.get()));
                }
            } catch (RouteFault fault) {
                faults.put(name, plan.containsKey(name) ? fault.text() : "deleted, but " + fault.text());
                return;
            }
        }
    }

    /** What a file held before, or would have held. */
    private Optional<String> before(String name, RunningRoutes running) {
        return Optional.ofNullable(running.texts().getOrDefault(name, packaged.get(name)));
    }
}
